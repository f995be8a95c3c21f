import { useState } from 'react';
import { publishCard, readStudentCards, remindOfCard, withdrawCard } from '#contract/card.ts';
import type { OutputOf } from '#contract/operation.ts';
import { cardInForce, draftOf } from '#domain/partnership/card.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './card.module.css';
import { CardDialog } from './card-dialog.tsx';
import { CardView } from './card-view.tsx';

type StudentCards = OutputOf<typeof readStudentCards>;
type OfClass = StudentCards['classes'][number];

/** On the student's page: the card of each class, who has read it, the next version of it. */
export function StudentCards({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const read = useRead(readStudentCards, { params: { studentId } });
  return (
    <Band heading={words.say('card.of_student')} lead={words.say('card.of_student_lead')}>
      <Reading read={read}>
        {({ classes, goals }) =>
          classes.length === 0 ? (
            <p className={styles.quiet}>{words.say('card.no_class')}</p>
          ) : (
            classes.map((one) => <CardOfClass key={one.classId} studentId={studentId} of={one} goals={goals} />)
          )
        }
      </Reading>
    </Band>
  );
}

function CardOfClass({
  studentId,
  of,
  goals,
}: {
  readonly studentId: string;
  readonly of: OfClass;
  readonly goals: StudentCards['goals'];
}) {
  const words = useWords();
  const me = useMe();
  const [writing, setWriting] = useState(false);
  const current = cardInForce(of.versions);
  const draft = draftOf(of.versions);
  const earlier = of.versions.filter((version) => version !== current && version !== draft);
  const params = { studentId, classId: of.classId };
  const publish = useChange(publishCard, () => announce(words.say('card.published')));
  const withdraw = useChange(withdrawCard, () => announce(words.say('card.withdrawn')));
  const mayWrite = holds(me, 'therapist');
  const say = draft !== null ? 'card.change_draft' : current !== null ? 'card.change' : 'card.write';
  const day = (instant: string) => words.instant(instant, me.zone, 'day');
  return (
    <div className={styles.class}>
      <div className={styles.head}>
        <h3>{of.className}</h3>
        {mayWrite && <Button onPress={() => setWriting(true)}>{words.say(say)}</Button>}
      </div>
      <div className={styles.sides}>
        {draft !== null && (
          <section className={styles.card} aria-label={words.say('card.draft', { version: draft.version })}>
            <p className={styles.asked}>{words.say('card.draft', { version: draft.version })}</p>
            <CardView card={draft}>
              {mayWrite && (
                <Button
                  kind="main"
                  isPending={publish.isPending}
                  onPress={() => publish.mutate({ params, body: { version: draft.version } })}
                >
                  {words.say('card.publish')}
                </Button>
              )}
            </CardView>
          </section>
        )}
        {current === null || current.publishedAt === null ? (
          draft === null && <p className={styles.quiet}>{words.say('card.none_published')}</p>
        ) : (
          <>
            <section
              className={styles.card}
              aria-label={words.say('card.in_force', { version: current.version, day: day(current.publishedAt) })}
            >
              <p className={styles.quiet}>
                {words.say('card.in_force', { version: current.version, day: day(current.publishedAt) })}
              </p>
              <CardView card={current}>
                {mayWrite && (
                  <div>
                    <Button size="small" isPending={withdraw.isPending} onPress={() => withdraw.mutate({ params })}>
                      {words.say('card.withdraw')}
                    </Button>
                  </div>
                )}
              </CardView>
            </section>
            {of.readers.length > 0 && <Readers studentId={studentId} of={of} />}
          </>
        )}
      </div>
      <FaultNotice fault={publish.error ?? withdraw.error} />
      {earlier.length > 0 && (
        <details>
          <summary>{words.say('card.earlier')}</summary>
          <div className={styles.sides}>
            {earlier.map((version) => (
              <section
                key={version.id}
                className={styles.card}
                aria-label={words.say('card.version', { version: version.version })}
              >
                <p className={styles.quiet}>
                  {words.say('card.version', { version: version.version })} ·{' '}
                  {words.say('card.from', { name: version.writtenBy, day: day(version.writtenAt) })}
                </p>
                <CardView card={version} />
              </section>
            ))}
          </div>
        </details>
      )}
      {writing && (
        <CardDialog
          studentId={studentId}
          classId={of.classId}
          className={of.className}
          before={draft ?? current}
          goals={goals}
          onClose={() => setWriting(false)}
        />
      )}
    </div>
  );
}

function Readers({ studentId, of }: { readonly studentId: string; readonly of: OfClass }) {
  const words = useWords();
  const me = useMe();
  const remind = useChange(remindOfCard, (_, { body }) => {
    const name = of.readers.find((reader) => reader.adultId === body.adultId)?.shortName ?? '';
    announce(words.say('card.said_reminded', { name }));
  });
  return (
    <section className={styles.readers} aria-label={words.say('card.readers')}>
      <h4>{words.say('card.readers')}</h4>
      <ul className={styles.readers}>
        {of.readers.map((reader) => (
          <li key={reader.adultId}>
            <strong>{reader.shortName}</strong>
            <span className={styles.quiet}>
              {reader.readAt === null
                ? words.say('card.reader_not')
                : words.say('card.reader_read', { day: words.instant(reader.readAt, me.zone, 'day') })}
            </span>
            {reader.readAt === null &&
              (reader.remindedToday ? (
                <span className={styles.quiet}>{words.say('card.remind_done')}</span>
              ) : (
                <Button
                  size="small"
                  aria-label={words.say('card.remind_label', { name: reader.shortName })}
                  isPending={remind.isPending}
                  onPress={() =>
                    remind.mutate({ params: { studentId, classId: of.classId }, body: { adultId: reader.adultId } })
                  }
                >
                  {words.say('card.remind')}
                </Button>
              ))}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{words.say('card.private')}</p>
      <FaultNotice fault={remind.error} />
    </section>
  );
}
