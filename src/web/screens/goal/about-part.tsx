import type { ReactNode } from 'react';
import { Band } from '../../parts/band.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';

/** What the goal says: wording, targets, supports, cues, routines, and the versions before this one. */
export function AboutPart({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const { goal } = page.evidence;
  const { version } = page;
  const targets = goal.targets.filter((target) => target.to === null);
  return (
    <Band heading={words.say('goal.about')}>
      <dl className={styles.facts}>
        <Fact name={words.say('goal.official')} wide>
          {version.officialWording}
        </Fact>
        <Fact name={words.say('goal.area')}>
          {words.say(`area.${goal.area}`)} · {words.say(`measure.${goal.measure}`)}
        </Fact>
        <Fact name={words.say('goal.baseline')}>
          {version.baseline !== null && `${version.baseline.text} (${words.day(version.baseline.date)})`}
        </Fact>
        <Fact name={words.say('goal.targets')}>
          {targets.length > 0 && (
            <ol className={targets[0]?.kind === 'step' ? styles.steps : undefined}>
              {targets.map(({ id, text, level }) => (
                <li key={id}>
                  {text}
                  {level !== undefined && <span className={styles.quiet}> · {level}</span>}
                </li>
              ))}
            </ol>
          )}
        </Fact>
        <Fact name={words.say('goal.supports')}>{words.list(version.supports)}</Fact>
        <Fact name={words.say('goal.cues')}>
          {goal.cueSet?.name ?? words.say('goal.cue_set_none')} ·{' '}
          {words.say('amount.seconds', { amount: version.waitSeconds })}
        </Fact>
        <Fact name={words.say('goal.response_mode')}>
          {words.say(`response_mode.${version.responseMode}`)}
          {version.responseMode === 'speech_device' && <small>{words.say('goal.device_note')}</small>}
        </Fact>
        <Fact name={words.say('goal.routines')}>
          {words.list(goal.routines.map(({ name, className }) => `${name} (${className})`))}
        </Fact>
      </dl>
      {goal.versions.length > 1 && (
        <details className={styles.versions}>
          <summary>{words.say('goal.versions')}</summary>
          <ol>
            {goal.versions.toReversed().map((one) => (
              <li key={one.version}>
                <strong>
                  {words.say('goal.version_line', {
                    version: one.version,
                    from: words.day(one.from),
                    by: one.writtenBy,
                  })}
                </strong>
                {one.version === goal.version && (
                  <span className={styles.quiet}> · {words.say('goal.version_now')}</span>
                )}
                <p>{one.officialWording}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Band>
  );
}

/** A name and what there is to say; nothing where there is nothing. */
function Fact({
  name,
  wide,
  children,
}: {
  readonly name: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  if (children === false || children === '' || children === null) return null;
  return (
    <div className={wide ? styles.wide : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
