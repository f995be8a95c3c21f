import { useEffect, useState } from 'react';
import type { PlanPage } from '#contract/plan.ts';
import type { Plan } from '#planner/plan.ts';
import type { Progress } from '#planner/solver/solve.ts';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './plan.module.css';

/** How the search goes: minutes met, points, what no plan can fall below. */
export function Progressing({
  progress,
  seconds,
  onStop,
}: {
  readonly progress: Progress | null;
  readonly seconds: number;
  readonly onStop: () => void;
}) {
  const words = useWords();
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = window.setInterval(() => setElapsed(Math.round((performance.now() - began) / 1000)), 500);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <Band heading={words.say('plan.searching')} actions={<Button onPress={onStop}>{words.say('plan.stop')}</Button>}>
      <progress
        className={styles.bar}
        max={seconds}
        value={Math.min(elapsed, seconds)}
        aria-label={words.say('plan.searching')}
      />
      <dl className={styles.figures} aria-live="off">
        <Figure label={words.say('plan.minutes_label')}>
          {progress === null
            ? '…'
            : words.say('plan.minutes_met', { met: progress.metMinutes, required: progress.requiredMinutes })}
        </Figure>
        <Figure label={words.say('plan.points')}>{progress === null ? '…' : words.count(progress.points)}</Figure>
        <Figure label={words.say('plan.bound')}>{progress === null ? '…' : words.count(progress.bound)}</Figure>
        <Figure label={words.say('plan.elapsed_label')}>{words.say('plan.elapsed', { seconds: elapsed })}</Figure>
      </dl>
    </Band>
  );
}

/** What the plan holds, and how near it is to the best there can be. */
export function Figures({ plan, page }: { readonly plan: Plan; readonly page: PlanPage }) {
  const words = useWords();
  const visited = new Set(plan.sessions.flatMap((session) => session.class ?? []));
  const wanted = page.week.classes.filter(
    ({ classId, touchBase, teacherFree }) => touchBase.everyWeeks > 0 && teacherFree.length > 0 && visited.has(classId),
  ).length;
  return (
    <Band
      heading={words.say('plan.found')}
      lead={
        plan.proven
          ? words.say('plan.proven')
          : words.say('plan.not_proven', { points: words.count(plan.points - plan.bound) })
      }
    >
      <dl className={styles.figures}>
        <Figure label={words.say('plan.minutes_label')}>
          {words.say('plan.minutes_met', { met: plan.metMinutes, required: plan.requiredMinutes })}
        </Figure>
        <Figure label={words.say('plan.moved_label')}>{words.count(plan.moved)}</Figure>
        <Figure label={words.say('plan.touch_bases_label')}>
          {words.say('plan.touch_bases_value', {
            count: new Set(plan.touchBases.map((one) => one.class)).size,
            wanted,
          })}
        </Figure>
        <Figure label={words.say('plan.points')}>{words.count(plan.points)}</Figure>
      </dl>
    </Band>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
