import { type PlanChoices, type PlanWish, planWishes } from '#domain/services/week-to-plan.ts';
import { CheckField, NumberField, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './plan.module.css';

const emphases = ['0', '1', '2', '3'] as const;

/** What counts, each with how much. */
export function Choices({
  choices,
  onChange,
  isDisabled,
}: {
  readonly choices: PlanChoices;
  readonly onChange: (choices: PlanChoices) => void;
  readonly isDisabled: boolean;
}) {
  const words = useWords();
  const set = (wish: PlanWish, value: (typeof emphases)[number]) =>
    onChange({ ...choices, count: { ...choices.count, [wish]: Number(value) as 0 | 1 | 2 | 3 } });
  return (
    <fieldset className={styles.choices} disabled={isDisabled} data-screen-only>
      <legend className="off-screen">{words.say('plan.what_counts')}</legend>
      {planWishes.map((wish) => (
        <SelectField
          key={wish}
          label={words.say(`plan.wish.${wish}`)}
          options={emphases.map((value) => ({ value, label: words.say(`plan.count_${value}`) }))}
          value={String(choices.count[wish]) as (typeof emphases)[number]}
          onChange={(value) => set(wish, value)}
          isDisabled={isDisabled}
        />
      ))}
      <NumberField
        label={words.say('plan.most_minutes')}
        hint={words.say('plan.most_minutes_hint')}
        value={choices.mostMinutesADay}
        onChange={(mostMinutesADay) => onChange({ ...choices, mostMinutesADay })}
        min={30}
        max={480}
        step={5}
        isDisabled={isDisabled}
        optional
      />
      <CheckField
        value={choices.mixAreas}
        onChange={(mixAreas) => onChange({ ...choices, mixAreas })}
        isDisabled={isDisabled}
      >
        {words.say('plan.mix_areas')}
      </CheckField>
    </fieldset>
  );
}
