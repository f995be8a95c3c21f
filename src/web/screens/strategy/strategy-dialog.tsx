import { useState } from 'react';
import { addStrategy, changeStrategy, type Strategy } from '#contract/strategy.ts';
import { listVisuals } from '#contract/visual.ts';
import { areas } from '#domain/goals/goal.ts';
import { type StrategyStep, type StrategyText, symbols } from '#domain/partnership/strategy.ts';
import { routineKinds } from '#domain/school-day/class-day.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './strategy.module.css';

const noPicture = 'none';
const mostSteps = 8;
const empty: StrategyText = {
  name: '',
  steps: [{ words: '', symbol: null }],
  areas: [],
  routineKinds: [],
  wholeClass: false,
};

export function StrategyDialog({
  before,
  onClose,
}: {
  readonly before: Strategy | null;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [text, setText] = useState<StrategyText>(before ?? empty);
  const visuals = (useRead(listVisuals, {}).data?.items ?? []).filter((one) => !one.retired);
  const [retired, setRetired] = useState(before?.retired ?? false);
  const say = (part: Partial<StrategyText>) => setText((now) => ({ ...now, ...part }));
  const change = (at: number, part: Partial<StrategyStep>) =>
    say({ steps: text.steps.map((step, index) => (index === at ? { ...step, ...part } : step)) });
  const onDone = () => {
    announce(words.say('strategy.saved'));
    onClose();
  };
  const add = useChange(addStrategy, onDone);
  const save = useChange(changeStrategy, onDone);
  const fault = add.error ?? save.error;
  const submit = () => {
    const body = {
      name: text.name,
      steps: [...text.steps],
      areas: [...text.areas],
      routineKinds: [...text.routineKinds],
      wholeClass: text.wholeClass,
    };
    if (before === null) add.mutate({ body });
    else save.mutate({ params: { strategyId: before.id }, body: { ...body, retired } });
  };
  const toggled = <T,>(list: readonly T[], one: T, on: boolean) =>
    on ? [...list, one] : list.filter((other) => other !== one);
  return (
    <FormDialog
      heading={words.say(before === null ? 'strategy.add' : 'strategy.change')}
      lead={words.say('strategy.dialog_lead')}
      wide
      change={{ isPending: add.isPending || save.isPending, error: fault }}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.say('strategy.name')}
        name="name"
        value={text.name}
        onChange={(value) => say({ name: value })}
        maxLength={80}
        isRequired
      />
      {text.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; two may say the same
        <div key={at} className={styles.stepRow}>
          <TextField
            label={words.say('strategy.step', { number: at + 1 })}
            name={`steps.${at}.words`}
            value={step.words}
            onChange={(value) => change(at, { words: value })}
            maxLength={160}
            isRequired
          />
          <SelectField
            label={words.say('strategy.symbol', { number: at + 1 })}
            options={[
              { value: noPicture, label: words.say('strategy.no_symbol') },
              ...visuals.map(({ id, name }) => ({ value: id, label: words.say('strategy.own_picture', { name }) })),
              ...symbols.map((value) => ({ value: value as string, label: words.say(`symbol.${value}`) })),
            ]}
            value={step.visualId ?? step.symbol ?? noPicture}
            onChange={(value) =>
              change(at, {
                symbol: symbols.find((one) => one === value) ?? null,
                visualId: visuals.some(({ id }) => id === value) ? value : null,
              })
            }
          />
          {text.steps.length > 1 && (
            <Button kind="quiet" onPress={() => say({ steps: text.steps.filter((_, index) => index !== at) })}>
              {words.say('strategy.remove_step', { number: at + 1 })}
            </Button>
          )}
        </div>
      ))}
      {text.steps.length < mostSteps && (
        <Button onPress={() => say({ steps: [...text.steps, { words: '', symbol: null }] })}>
          {words.say('strategy.add_step')}
        </Button>
      )}
      <CheckField value={text.wholeClass} onChange={(value) => say({ wholeClass: value })}>
        {words.say('strategy.whole_class')}
      </CheckField>
      <fieldset>
        <legend>{words.say('strategy.areas')}</legend>
        <div className={styles.checks}>
          {areas.map((area) => (
            <CheckField
              key={area}
              value={text.areas.includes(area)}
              onChange={(on) => say({ areas: toggled(text.areas, area, on) })}
            >
              {words.say(`area.${area}`)}
            </CheckField>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.say('strategy.routines')}</legend>
        <div className={styles.checks}>
          {routineKinds.map((kind) => (
            <CheckField
              key={kind}
              value={text.routineKinds.includes(kind)}
              onChange={(on) => say({ routineKinds: toggled(text.routineKinds, kind, on) })}
            >
              {words.say(`routine_kind.${kind}`)}
            </CheckField>
          ))}
        </div>
      </fieldset>
      {before !== null && (
        <CheckField value={retired} onChange={setRetired}>
          {words.say('strategy.retire')}
        </CheckField>
      )}
    </FormDialog>
  );
}
