import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { useWords } from '../../parts/words.tsx';
import type { Draft } from './goal-draft.ts';
import styles from './goal-edit.module.css';

type Target = Draft['targets'][number];
const kinds = ['word', 'skill', 'step'] as const;
const statuses = ['acquisition', 'maintenance', 'later'] as const;

/** Words, skills or steps, in order. Every move has a button. */
export function TargetFields({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (said: Partial<Draft>) => void;
}) {
  const words = useWords();
  const { targets } = draft;
  const inSteps = draft.measure === 'steps';
  const set = (index: number, said: Partial<Target>) =>
    onChange({ targets: targets.map((one, at) => (at === index ? { ...one, ...said } : one)) });
  const moveUp = (index: number) => {
    const moved = targets[index];
    const above = targets[index - 1];
    if (moved === undefined || above === undefined) return;
    onChange({ targets: [...targets.slice(0, index - 1), moved, above, ...targets.slice(index + 1)] });
  };
  return (
    <Band heading={words.say('goal.targets')} lead={words.say('goal.targets_lead')}>
      <div className={styles.fields}>
        {targets.map((target, index) => (
          <fieldset key={target.id ?? `new ${index}`} className={styles.part}>
            <legend>{words.say('goal.target', { number: index + 1 })}</legend>
            <Row>
              <TextField
                label={words.say('goal.target_text')}
                name={`targets.${index}.text`}
                value={target.text}
                onChange={(text) => set(index, { text })}
                isRequired
              />
              {!inSteps && (
                <>
                  <SelectField
                    label={words.say('goal.target_kind')}
                    name={`targets.${index}.kind`}
                    options={kinds.map((value) => ({ value, label: words.say(`goal.target_kind.${value}`) }))}
                    value={target.kind}
                    onChange={(kind) => set(index, { kind })}
                  />
                  <TextField
                    label={words.say('goal.target_level')}
                    name={`targets.${index}.level`}
                    value={target.level ?? ''}
                    onChange={(level) => set(index, { level })}
                    placeholder={words.say('goal.target_level_hint')}
                    optional
                  />
                </>
              )}
              <SelectField
                label={words.say('goal.target_status')}
                name={`targets.${index}.status`}
                options={statuses.map((value) => ({ value, label: words.say(`goal.target_status.${value}`) }))}
                value={target.status ?? 'acquisition'}
                onChange={(status) => set(index, { status })}
              />
            </Row>
            <div className={styles.moves}>
              <Button
                kind="quiet"
                size="small"
                isDisabled={index === 0}
                aria-label={words.say('goal.move_up', { number: index + 1 })}
                onPress={() => moveUp(index)}
              >
                ↑
              </Button>
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('goal.remove_target', { number: index + 1 })}
                onPress={() => onChange({ targets: targets.filter((_, at) => at !== index) })}
              >
                {words.say('do.remove')}
              </Button>
            </div>
          </fieldset>
        ))}
        <div>
          <Button onPress={() => onChange({ targets: [...targets, { kind: inSteps ? 'step' : 'skill', text: '' }] })}>
            {words.say(inSteps ? 'goal.add_step' : 'goal.add_target')}
          </Button>
        </div>
      </div>
    </Band>
  );
}
