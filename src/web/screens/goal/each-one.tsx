import { grouped, type Observed } from '#domain/carryover/evidence.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';
import { conditionInWords } from '#telling/goal-words.ts';
import { cuesInWords, lagInWords, seenInWords } from '#telling/observation-words.ts';

/** Down to each trial: what was seen, when, by whom, with which cues; the newest session first. */
export function EachOne({
  page,
  heading,
  observed,
  onClose,
}: {
  readonly page: GoalPage;
  readonly heading: string;
  readonly observed: readonly Observed[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const sessions = grouped(observed, ({ event }) => event.sessionId).toReversed();
  return (
    <Dialog heading={heading} wide onClose={onClose}>
      {sessions.length === 0 && <p>{words.say('evidence.nothing')}</p>}
      {sessions.map((session) => (
        <SessionOfTrials key={session[0]?.event.sessionId} page={page} observed={session} />
      ))}
    </Dialog>
  );
}

function SessionOfTrials({ page, observed }: { readonly page: GoalPage; readonly observed: readonly Observed[] }) {
  const words = useWords();
  const { goal, adults, zone } = page.evidence;
  const [first] = observed;
  if (first === undefined) return null;
  const names = new Map(adults.map((adult) => [adult.id, adult.shortName]));
  const targets = new Map(goal.targets.map((target) => [target.id, target.text]));
  const { setting, therapistPart } = first.event.context;
  const where = conditionInWords(words, { setting, part: therapistPart }, goal.discipline);
  return (
    <section className={styles.session}>
      <table className={styles.trials}>
        <caption>{words.say('evidence.session', { date: words.day(first.date, 'long'), where })}</caption>
        <thead>
          <tr>
            <th scope="col">{words.say('evidence.time')}</th>
            <th scope="col">{words.say('evidence.what')}</th>
            <th scope="col">{words.say('evidence.cues')}</th>
            <th scope="col">{words.say('evidence.target')}</th>
            <th scope="col">{words.say('evidence.by')}</th>
          </tr>
        </thead>
        <tbody>
          {observed.map(({ event }) => {
            const { mark, text } = seenInWords(words, event, targets);
            const lag = lagInWords(words, event);
            return (
              <tr key={event.id}>
                <td className={styles.time}>{words.instant(event.occurredAt, zone, 'time')}</td>
                <td>
                  <span className={styles.seen}>
                    {mark !== null && <Mark name={mark} size={18} />}
                    {text}
                  </span>
                </td>
                <td>{event.kind === 'trial' && cuesInWords(words, event.cues, names, goal.cueSet)}</td>
                <td>{event.targetId !== undefined && targets.get(event.targetId)}</td>
                <td>
                  {names.get(event.recorderId)}
                  {lag !== null && <span className={styles.quiet}>, {lag}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
