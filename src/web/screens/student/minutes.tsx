import { useCallback } from 'react';
import { minutesBar } from '#charts/minutes-bar.ts';
import { type ExactMinutes, type LedgerPage, readLedger } from '#contract/ledger.ts';
import { exactInWords } from '#telling/minutes.ts';
import type { Words } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { Band } from '../../parts/band.tsx';
import { FittedPicture } from '../../parts/picture/picture.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './student.module.css';

/** Minutes asked for and given this school year, as facts: where they were spent, what was missed and why, what is open. */
export function Minutes({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const read = useRead(readLedger, { params: { studentId } });
  return (
    <Band heading={words.say('ledger.title')} lead={words.say('ledger.lead')}>
      <Reading read={read}>
        {(page) =>
          page.lines.every((line) => line.accounts.length === 0) ? (
            <p className={styles.quiet}>{words.say('ledger.none')}</p>
          ) : (
            <>
              <p className={styles.quiet}>{words.say('ledger.since', { day: words.day(page.from, 'short') })}</p>
              <LedgerLines lines={page.lines} />
              <Weeks page={page} />
            </>
          )
        }
      </Reading>
    </Band>
  );
}

/** Each service with what was asked for, given, missed and why. */
export function LedgerLines({ lines }: { readonly lines: LedgerPage['lines'] }) {
  return (
    <ul className={styles.services}>
      {lines.map((line) => (
        <Discipline key={line.discipline} line={line} />
      ))}
    </ul>
  );
}

type Line = LedgerPage['lines'][number];

const below = ({ whole, top }: ExactMinutes): boolean => whole < 0 || top < 0;

function openSaid(open: ExactMinutes, words: Words): string {
  if (open.whole === 0 && open.top === 0) return words.say('ledger.even');
  return words.say(below(open) ? 'ledger.ahead' : 'ledger.open', { minutes: exactInWords(words, open) });
}

function Discipline({ line }: { readonly line: Line }) {
  const words = useWords();
  return (
    <li className={styles.service}>
      <h3>{words.say(`discipline.${line.discipline}`)}</h3>
      <ul>
        {line.accounts.map((one) => (
          <li key={one.account}>
            <p>
              {words.say(`ledger.account.${one.account}`)}:{' '}
              {words.say('ledger.given_of', {
                given: exactInWords(words, one.given),
                required: exactInWords(words, one.required),
              })}
              {' · '}
              <strong>{openSaid(one.open, words)}</strong>
            </p>
            <p className={styles.quiet}>
              {words.say('ledger.to_end', {
                required: exactInWords(words, one.requiredToEnd),
                planned: words.count(one.planned),
              })}
              {one.unrecorded > 0 && ` ${words.say('ledger.unrecorded', { minutes: words.count(one.unrecorded) })}`}
            </p>
            {one.madeUp.whole + one.madeUp.top > 0 && (
              <p className={styles.quiet}>
                {words.say('ledger.made_up', { minutes: exactInWords(words, one.madeUp) })}
              </p>
            )}
            {one.missed.length > 0 && (
              <p className={styles.quiet}>
                {words.say('ledger.missed')} ·{' '}
                {one.missed
                  .map(({ reason, minutes }) =>
                    words.say('ledger.missed_of', {
                      reason: words.say(`ledger.reason.${reason}`),
                      minutes: words.count(minutes),
                    }),
                  )
                  .join(' · ')}
              </p>
            )}
          </li>
        ))}
      </ul>
      {line.buckets.length > 0 && (
        <p className={styles.quiet}>
          {words.say('ledger.where')} · {line.buckets.map((bucket) => bucketSaid(bucket, words)).join(' · ')}
        </p>
      )}
    </li>
  );
}

function bucketSaid({ kind, place, size, minutes }: Line['buckets'][number], words: Words): string {
  const what = [
    words.say(`ledger.kind.${kind}`),
    place === null ? null : words.say(`ledger.place.${place}`),
    size === null ? null : words.say(`ledger.size.${size}`),
  ].filter((part) => part !== null);
  return words.say('ledger.bucket', { what: what.join(', '), minutes: words.count(minutes) });
}

function Weeks({ page }: { readonly page: LedgerPage }) {
  const words = useWords();
  const draw = useCallback(
    (width: number) =>
      minutesBar({
        idPrefix: 'minutes',
        title: words.say('ledger.weeks'),
        width,
        rows: page.weeks.map(({ monday, inClass, outOfClass }) => ({
          id: monday,
          label: words.day(monday, 'month_day'),
          inClass,
          outOfClass,
        })),
        words: {
          inClass: words.say('ledger.in_class'),
          outOfClass: words.say('ledger.out_of_class'),
          required: words.say('ledger.required'),
          minutes: (minutes) => words.say('ledger.minutes', { minutes: words.count(minutes) }),
          point: ({ when, inClass, outOfClass }) => words.say('ledger.point', { when, inClass, outOfClass }),
          columns: {
            when: words.say('ledger.week'),
            inClass: words.say('ledger.in_class'),
            outOfClass: words.say('ledger.out_of_class'),
            required: words.say('ledger.required'),
          },
        },
      }),
    [page.weeks, words],
  );
  if (page.weeks.every(({ inClass, outOfClass }) => inClass + outOfClass === 0)) return null;
  return <FittedPicture draw={draw} tableLabel={words.say('ledger.weeks')} />;
}
