import { isObservation } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { twoObservers } from '#domain/trials/two-observers.ts';
import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { markOfTrial } from './record.ts';
import { Sheet } from './sheet.tsx';

/** How two people who did not see each other's marks agree: looked at when both are done. */
export function AgreementSheet() {
  const words = useWords();
  const { pack, record, stored, show } = useClassroom();
  const first = record.opened?.recorderId ?? '';
  const both = inForce(stored)
    .filter(isObservation)
    .filter((event) =>
      event.recorderId === pack.recorderId ? event.asSecondObserver === true : event.asSecondObserver !== true,
    );
  const { pairs, onlyFirst, onlySecond, kappa } = twoObservers(both, first, pack.recorderId);
  const same = pairs.filter((pair) => pair.first.outcome === pair.second.outcome).length;
  const unlike = pairs.filter((pair) => pair.first.outcome !== pair.second.outcome);
  const labelOf = (studentId: string) => record.chips.find((chip) => chip.studentId === studentId)?.label ?? '?';
  return (
    <Sheet heading={words.say('classroom.agreement_title')} onClose={() => show(null)}>
      {pairs.length === 0 ? (
        <p>{words.say('classroom.agreement_none')}</p>
      ) : (
        <>
          <p>{words.say('classroom.agreement_same', { x: same, n: pairs.length })}</p>
          {kappa.kappa !== null && (
            <p>
              {words.say('classroom.agreement_kappa', { kappa: kappa.kappa.toFixed(2) })}{' '}
              <span className={styles.hint}>{words.say('classroom.agreement_kappa_why')}</span>
            </p>
          )}
        </>
      )}
      <p>{words.say('classroom.agreement_alone', { first: onlyFirst, second: onlySecond })}</p>
      {unlike.length > 0 && (
        <>
          <h3 className={styles.above}>{words.say('classroom.agreement_unlike')}</h3>
          <ul className={styles.rows}>
            {unlike.map(({ first: one, second: other }) => (
              <li key={other.id}>
                <strong>{labelOf(one.studentId)}</strong>
                <span className={styles.marked}>
                  {words.instant(one.occurredAt, pack.zone, 'time')}: {words.say('classroom.agreement_first')}{' '}
                  <Mark name={markOfTrial(one)} size={16} label={words.say(`classroom.mark.${one.outcome}`)} />,{' '}
                  {words.say('classroom.agreement_second')}{' '}
                  <Mark name={markOfTrial(other)} size={16} label={words.say(`classroom.mark.${other.outcome}`)} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}
