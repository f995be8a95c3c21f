import { useState } from 'react';
import { type School, setBellPeriods } from '#contract/school.ts';
import type { Words } from '#words/words.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField, TimeField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './school.module.css';

type Period = School['bellPeriods'][number];

const scheduleName = (schedule: string, words: Words) =>
  schedule === 'regular' ? words.say('bells.regular') : schedule;

export function Bells({ school }: { readonly school: School }) {
  const words = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const schedules = [...Map.groupBy(school.bellPeriods, ({ schedule }) => schedule)];
  return (
    <Band
      heading={words.say('bells.title')}
      actions={<Button onPress={() => setOpen('')}>{words.say('bells.add')}</Button>}
    >
      {schedules.length === 0 && <p className={styles.quiet}>{words.say('bells.none')}</p>}
      <div className={styles.schedules}>
        {schedules.map(([schedule, periods]) => (
          <div key={schedule} className={styles.schedule}>
            <h3>{scheduleName(schedule, words)}</h3>
            <dl className={styles.periods}>
              {periods.map(({ id, name, starts, ends }) => (
                <div key={id} style={{ display: 'contents' }}>
                  <dt>{name}</dt>
                  <dd className={styles.quiet}>{words.timeSpan(starts, ends)}</dd>
                </div>
              ))}
            </dl>
            <Button
              size="small"
              aria-label={words.say('bells.edit', { schedule: scheduleName(schedule, words) })}
              onPress={() => setOpen(schedule)}
            >
              {words.say('do.edit')}
            </Button>
          </div>
        ))}
      </div>
      {open !== null && (
        <BellsDialog
          schoolId={school.id}
          schedule={open}
          periods={school.bellPeriods.filter(({ schedule }) => schedule === open)}
          onClose={() => setOpen(null)}
        />
      )}
    </Band>
  );
}

interface Draft extends Pick<Period, 'name' | 'starts' | 'ends'> {
  readonly key: number;
}

function BellsDialog({
  schoolId,
  schedule,
  periods,
  onClose,
}: {
  readonly schoolId: string;
  /** Empty: a new one, still to be named. */
  readonly schedule: string;
  readonly periods: readonly Period[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [name, setName] = useState(schedule);
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    periods.length === 0
      ? [{ key: 0, name: '1', starts: '', ends: '' }]
      : periods.map(({ name: period, starts, ends }, key) => ({ key, name: period, starts, ends })),
  );
  const save = useChange(setBellPeriods, () => {
    announce(words.say('do.saved'));
    onClose();
  });
  const change = (key: number, part: Partial<Draft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  const add = () =>
    setDrafts([
      ...drafts,
      {
        key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1,
        name: String(drafts.length + 1),
        starts: drafts.at(-1)?.ends ?? '',
        ends: '',
      },
    ]);
  return (
    <FormDialog
      heading={
        schedule === '' ? words.say('bells.add') : words.say('bells.edit', { schedule: scheduleName(schedule, words) })
      }
      wide
      change={save}
      onSubmit={() =>
        save.mutate({
          params: { schoolId, schedule: name.trim() || 'regular' },
          body: { periods: drafts.map(({ name: period, starts, ends }) => ({ name: period, starts, ends })) },
        })
      }
      onClose={onClose}
    >
      {schedule === '' && (
        <TextField
          label={words.say('bells.schedule')}
          hint={words.say('bells.schedule_hint')}
          placeholder={words.say('bells.regular')}
          value={name}
          onChange={setName}
          maxLength={40}
        />
      )}
      <ul className={styles.lines}>
        {drafts.map(({ key, name: period, starts, ends }, index) => (
          <li key={key}>
            <fieldset className={styles.line} aria-label={words.say('bells.line', { number: index + 1 })}>
              <TextField
                label={words.say('bells.period')}
                name={`periods.${index}.name`}
                value={period}
                onChange={(value) => change(key, { name: value })}
              />
              <TimeField
                label={words.say('field.starts')}
                name={`periods.${index}.starts`}
                value={starts}
                onChange={(value) => change(key, { starts: value })}
              />
              <TimeField
                label={words.say('field.ends')}
                name={`periods.${index}.ends`}
                value={ends}
                onChange={(value) => change(key, { ends: value })}
              />
              <Button
                aria-label={words.say('bells.remove_period', { name: period })}
                onPress={() => setDrafts(drafts.filter((draft) => draft.key !== key))}
              >
                {words.say('do.remove')}
              </Button>
            </fieldset>
          </li>
        ))}
      </ul>
      <div>
        <Button onPress={add}>{words.say('bells.add_period')}</Button>
      </div>
    </FormDialog>
  );
}
