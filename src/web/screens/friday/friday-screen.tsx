import { useQueries } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { listSessions } from '#contract/session.ts';
import { listThanks, readClassStrategies } from '#contract/strategy.ts';
import { listVisits } from '#contract/visit.ts';
import { addDays, mondayOf, weekdayOf, weeksBetween } from '#domain/school-day/calendar.ts';
import { call } from '../../client/call.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Loading, Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { Steps } from '../strategy/steps.tsx';
import styles from '../strategy/strategy.module.css';

/** Any Monday: weeks are counted from it so that each has a strategy of its own, and the same one whoever looks. */
const someMonday = '2024-01-01';

/** To print on Friday: the coming week's visits, one strategy, the class's words, one thank-you. */
export function FridayScreen() {
  const words = useWords();
  const me = useMe();
  const { classId } = useParams({ from: '/house/classes/$classId/friday' });
  const { from } = useSearch({ from: '/house/classes/$classId/friday' });
  // Towards the end of a week it is the next one that people ask about.
  const monday = from ?? addDays(mondayOf(me.today), weekdayOf(me.today) >= 4 ? 7 : 0);
  const read = useRead(readClassStrategies, { params: { classId } });
  return (
    <Reading read={read}>
      {({ className, items }) => {
        const inUse = items.filter((item) => item.to === null);
        const strategy = inUse[weeksBetween(someMonday, monday) % Math.max(1, inUse.length)];
        return (
          <Page
            title={words.say('friday.title')}
            heading={words.say('friday.heading', { class: className, day: words.day(monday, 'plain') })}
            above={words.say('friday.title')}
            lead={words.say('friday.lead')}
            actions={
              <>
                {[
                  { word: 'friday.earlier' as const, to: addDays(monday, -7) },
                  { word: 'friday.later' as const, to: addDays(monday, 7) },
                ].map(({ word, to }) => (
                  <Link
                    key={word}
                    to="/classes/$classId/friday"
                    params={{ classId }}
                    search={{ from: to }}
                    className={buttonClass('quiet')}
                  >
                    {words.say(word)}
                  </Link>
                ))}
                <Button onPress={() => window.print()}>{words.say('visit.print')}</Button>
              </>
            }
          >
            <Visits classId={classId} monday={monday} />
            <Band heading={words.say('friday.strategy')}>
              {strategy === undefined ? (
                <p className={styles.quiet}>{words.say('friday.strategy_none')}</p>
              ) : (
                <div className={styles.strategy}>
                  <h3>{strategy.strategy.name}</h3>
                  {strategy.how !== '' && <p className={styles.how}>{strategy.how}</p>}
                  <Steps steps={strategy.strategy.steps} />
                </div>
              )}
            </Band>
            <ClassWords classId={classId} monday={monday} />
            <OneThanks />
          </Page>
        );
      }}
    </Reading>
  );
}

function Visits({ classId, monday }: { readonly classId: string; readonly monday: string }) {
  const words = useWords();
  const read = useRead(listSessions, { query: { classId, from: monday, to: addDays(monday, 4) } });
  return (
    <Band heading={words.say('friday.visits')}>
      <Reading read={read}>
        {({ items }) => {
          const visits = items.filter((line) => line.delivery === 'push_in' && line.status === 'planned');
          return visits.length === 0 ? (
            <p className={styles.quiet}>{words.say('friday.visits_none')}</p>
          ) : (
            <ul className={styles.log}>
              {visits.map((line) => (
                <li key={line.id}>
                  {words.say('friday.visit', {
                    day: words.day(line.date, 'short'),
                    span: words.timeSpan(line.starts, line.ends),
                    name: line.coveredBy?.name ?? line.adultName,
                    what: line.activity === '' ? (line.routineName ?? words.say('delivery.push_in')) : line.activity,
                  })}
                </li>
              ))}
            </ul>
          );
        }}
      </Reading>
    </Band>
  );
}

/** What the class has said for its visits of the week that is shown, and of the one before while that is still to come. */
function ClassWords({ classId, monday }: { readonly classId: string; readonly monday: string }) {
  const words = useWords();
  const me = useMe();
  const first = monday > me.today ? addDays(monday, -7) : monday;
  const lines = useQueries({
    queries: [0, 1, 2, 3, 4].map((days) => {
      const input = { query: { date: addDays(first, days) } };
      return {
        queryKey: [listVisits.name, input],
        queryFn: ({ signal }: { signal: AbortSignal }) => call(listVisits, input, signal),
      };
    }),
    combine: (reads) =>
      reads.some((read) => read.isPending)
        ? null
        : [
            ...new Set(
              reads
                .flatMap((read) => read.data?.visits ?? [])
                .filter((visit) => visit.classId === classId && visit.plan.classLine !== '')
                .map((visit) => visit.plan.classLine),
            ),
          ],
  });
  return (
    <Band heading={words.say('friday.words')}>
      {lines === null ? (
        <Loading />
      ) : lines.length === 0 ? (
        <p className={styles.quiet}>{words.say('friday.words_none')}</p>
      ) : (
        <ul className={styles.log}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Band>
  );
}

/** The latest between whoever looks and the other side: on paper it goes where they choose to hang it. */
function OneThanks() {
  const words = useWords();
  const read = useRead(listThanks, {});
  return (
    <Band heading={words.say('friday.thanks')}>
      <Reading read={read}>
        {({ items: [latest] }) =>
          latest === undefined ? (
            <p className={styles.quiet}>{words.say('friday.thanks_none')}</p>
          ) : (
            <p>
              {latest.words} <span className={styles.quiet}>{latest.from}</span>
            </p>
          )
        }
      </Reading>
    </Band>
  );
}
