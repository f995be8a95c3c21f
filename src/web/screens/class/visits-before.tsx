import { listVisitsBefore } from '#contract/visit.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import type { Words } from '#words/words.ts';
import type { OutputOf } from '../../client/call.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';

type VisitBefore = OutputOf<typeof listVisitsBefore>['visits'][number];

/** Who came in during the last four weeks, from the record, latest first; the older three weeks wait behind their number. */
export function VisitsBefore({ classId }: { readonly classId: string }) {
  const words = useWords();
  const { today } = useMe();
  const visits = useRead(listVisitsBefore, { params: { classId } }).data?.visits ?? [];
  if (visits.length === 0) return null;
  const weekAgo = addDays(today, -7);
  const older = visits.filter(({ date }) => date < weekAgo);
  return (
    <Band heading={words.say('class.visits')} lead={words.say('class.visits_lead')}>
      <Days visits={visits.filter(({ date }) => date >= weekAgo)} />
      {older.length > 0 && (
        <details className={styles.older}>
          <summary>{words.say('class.visits_older', { count: older.length })}</summary>
          <Days visits={older} />
        </details>
      )}
    </Band>
  );
}

function Days({ visits }: { readonly visits: readonly VisitBefore[] }) {
  const words = useWords();
  return (
    <dl className={styles.visitDays}>
      {[...Map.groupBy(visits, ({ date }) => date)].map(([date, ofDay]) => (
        <div key={date}>
          <dt>{words.day(date, 'short')}</dt>
          {ofDay.toReversed().map((visit) => (
            <dd key={visit.sessionId}>
              {words.time(visit.starts)} {visit.comes}
              {visit.outcome !== 'held' && <strong> · {becameOf(visit, words)}</strong>}{' '}
              <span className={styles.quiet}>{partsOf(visit, words).join(' · ')}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function becameOf({ outcome, cancelledReason }: VisitBefore, words: Words): string {
  if (outcome === 'no_record') return words.say('class.visit_no_record');
  const why = words.sayIfKnown(`cancelled.${cancelledReason ?? 'other'}`) ?? words.say('cancelled.other');
  return words.say('today.cancelled', { why });
}

/** Where it was and, unless it was called off, how the lesson was shared and who did what. */
function partsOf(visit: VisitBefore, words: Words): string[] {
  const { outcome, delivery, routineName, coTeachingFormat, activity, comes, therapistPart, classPart } = visit;
  const shared =
    outcome === 'cancelled'
      ? []
      : [
          delivery === 'observation' ? words.say('delivery.observation') : '',
          coTeachingFormat === null ? '' : words.say(`co_teaching.${coTeachingFormat}`),
          activity,
          therapistPart === '' ? '' : words.say('today.they', { name: comes, part: therapistPart }),
          classPart === '' ? '' : words.say('class.visit_class_part', { part: classPart }),
        ];
  return [routineName ?? '', ...shared].filter((part) => part !== '');
}
