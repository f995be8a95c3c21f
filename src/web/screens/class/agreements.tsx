import { useState } from 'react';
import { setCoTeaching } from '#contract/class.ts';
import { type CoTeachingFormat, coTeachingFormats } from '#domain/trials/event.ts';
import { useChange } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { DayField, NumberField, SelectField, TimeField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import { type ClassPage, type Weekday, weekdays } from './week-plan.ts';

type Agreement = ClassPage['coTeaching'][number];

const agreedOn = (page: ClassPage, date: string) =>
  page.coTeaching.filter(({ from, to }) => from <= date && (to === null || date <= to));

/** In which format therapist and teacher share lessons, for how long, when. */
export function Agreements({ page }: { readonly page: ClassPage }) {
  const words = useWords();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const agreed = agreedOn(page, me.today);
  const whenInWords = ({ options }: Agreement) =>
    words.list(options.map(({ weekday, starts }) => `${words.weekday(weekday, 'short')} ${words.time(starts)}`));
  return (
    <Band
      heading={words.say('agreed.title')}
      lead={words.say('agreed.lead')}
      actions={holds(me, 'therapist') && <Button onPress={() => setEditing(true)}>{words.say('agreed.edit')}</Button>}
    >
      {agreed.length === 0 ? (
        <p className={styles.quiet}>{words.say('agreed.none')}</p>
      ) : (
        <ul className={styles.facts}>
          {agreed.map((agreement) => (
            <li key={agreement.id}>
              <strong>{words.say(`co_teaching.${agreement.format}`)}</strong>{' '}
              <span className={styles.quiet}>
                {words.say('agreed.minutes_count', { minutes: agreement.minutes })} · {whenInWords(agreement)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {editing && <AgreementsDialog page={page} onClose={() => setEditing(false)} />}
    </Band>
  );
}

interface Draft {
  readonly key: number;
  readonly format: CoTeachingFormat;
  readonly minutes: number | null;
  readonly weekday: Weekday;
  readonly starts: string;
  /** Further times of the same agreement, kept as they are. */
  readonly more: Agreement['options'];
}

function AgreementsDialog({ page, onClose }: { readonly page: ClassPage; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const [from, setFrom] = useState(me.today);
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    agreedOn(page, me.today)
      .filter(({ adultId }) => adultId === me.adultId)
      .map(({ format, minutes, options: [first, ...more] }, key) => ({
        key,
        format,
        minutes,
        weekday: (first?.weekday ?? 1) as Weekday,
        starts: first?.starts ?? '',
        more,
      })),
  );
  const save = useChange(setCoTeaching, () => {
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
        format: 'station',
        minutes: 30,
        weekday: 1,
        starts: '',
        more: [],
      },
    ]);
  return (
    <FormDialog
      heading={words.say('agreed.title')}
      lead={words.say('routine.change_lead')}
      wide
      change={save}
      onSubmit={() =>
        save.mutate({
          params: { classId: page.class.id },
          body: {
            from,
            agreements: drafts.map(({ format, minutes, weekday, starts, more }) => ({
              format,
              minutes: minutes ?? 0,
              options: [{ weekday, starts }, ...more],
            })),
          },
        })
      }
      onClose={onClose}
    >
      <ul className={styles.lines}>
        {drafts.map(({ key, format, minutes, weekday, starts }, index) => (
          <li key={key}>
            <fieldset className={styles.line} aria-label={words.say('agreed.line', { number: index + 1 })}>
              <SelectField
                label={words.say('agreed.format')}
                options={coTeachingFormats.map((value) => ({ value, label: words.say(`co_teaching.${value}`) }))}
                value={format}
                onChange={(value) => change(key, { format: value })}
              />
              <NumberField
                label={words.say('agreed.minutes')}
                name={`agreements.${index}.minutes`}
                value={minutes}
                onChange={(value) => change(key, { minutes: value })}
                min={5}
                max={240}
                step={5}
              />
              <SelectField
                label={words.say('free.weekday')}
                options={weekdays.map((day) => ({ value: String(day), label: words.weekday(day) }))}
                value={String(weekday)}
                onChange={(value) => change(key, { weekday: weekdays.find((day) => String(day) === value) ?? 1 })}
              />
              <TimeField
                label={words.say('field.starts')}
                name={`agreements.${index}.options.0.starts`}
                value={starts}
                onChange={(value) => change(key, { starts: value })}
              />
              <Button
                aria-label={words.say('agreed.remove')}
                onPress={() => setDrafts(drafts.filter((draft) => draft.key !== key))}
              >
                {words.say('do.remove')}
              </Button>
            </fieldset>
          </li>
        ))}
      </ul>
      <div>
        <Button onPress={add}>{words.say('agreed.add')}</Button>
      </div>
      <DayField label={words.say('routine.from')} name="from" value={from} onChange={setFrom} isRequired />
    </FormDialog>
  );
}
