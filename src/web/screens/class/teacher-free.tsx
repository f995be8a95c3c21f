import { useState } from 'react';
import { setTeacherFree } from '#contract/class.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { DayField, SelectField, TimeField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import { type ClassPage, type RotationDay, type Weekday, weekdays } from './week-plan.ts';

interface FreeTime {
  readonly key: number;
  readonly weekday: Weekday;
  readonly rotationDay: RotationDay;
  readonly starts: string;
  readonly ends: string;
}

const freeOn = (page: ClassPage, date: string) =>
  page.teacherFree.filter(({ from, to }) => from <= date && (to === null || date <= to));

export function TeacherFree({ page, mayChange }: { readonly page: ClassPage; readonly mayChange: boolean }) {
  const words = useWords();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const free = freeOn(page, me.today);
  return (
    <Band
      heading={words.say('free.title')}
      lead={words.say('free.lead')}
      actions={mayChange && <Button onPress={() => setEditing(true)}>{words.say('free.edit')}</Button>}
    >
      {free.length === 0 ? (
        <p className={styles.quiet}>{words.say('free.none')}</p>
      ) : (
        <dl className={styles.days}>
          {weekdays.map((weekday) => {
            const times = free.filter((time) => time.weekday === weekday);
            return times.length === 0 ? null : (
              <div key={weekday} style={{ display: 'contents' }}>
                <dt>{words.weekday(weekday)}</dt>
                <dd>{times.map(({ starts, ends }) => words.timeSpan(starts, ends)).join(' · ')}</dd>
              </div>
            );
          })}
        </dl>
      )}
      {editing && <FreeTimesDialog page={page} onClose={() => setEditing(false)} />}
    </Band>
  );
}

function FreeTimesDialog({ page, onClose }: { readonly page: ClassPage; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const [from, setFrom] = useState(me.today);
  const [times, setTimes] = useState<readonly FreeTime[]>(() =>
    freeOn(page, me.today).map(({ weekday, rotationDay, starts, ends }, key) => ({
      key,
      weekday: weekday as Weekday,
      rotationDay,
      starts,
      ends,
    })),
  );
  const save = useChange(setTeacherFree, () => {
    announce(words.say('do.saved'));
    onClose();
  });
  const change = (key: number, part: Partial<FreeTime>) =>
    setTimes(times.map((time) => (time.key === key ? { ...time, ...part } : time)));
  const add = () =>
    setTimes([
      ...times,
      { key: Math.max(-1, ...times.map(({ key }) => key)) + 1, weekday: 1, rotationDay: null, starts: '', ends: '' },
    ]);
  return (
    <FormDialog
      heading={words.say('free.title')}
      lead={words.say('routine.change_lead')}
      wide
      change={save}
      onSubmit={() =>
        save.mutate({
          params: { classId: page.class.id },
          body: {
            from,
            times: times.map(({ weekday, rotationDay, starts, ends }) => ({ weekday, rotationDay, starts, ends })),
          },
        })
      }
      onClose={onClose}
    >
      <ul className={styles.lines}>
        {times.map(({ key, weekday, starts, ends }, index) => (
          <li key={key}>
            <fieldset className={styles.line} aria-label={words.say('free.line', { number: index + 1 })}>
              <SelectField
                label={words.say('free.weekday')}
                options={weekdays.map((day) => ({ value: String(day), label: words.weekday(day) }))}
                value={String(weekday)}
                onChange={(value) => change(key, { weekday: weekdays.find((day) => String(day) === value) ?? 1 })}
              />
              <TimeField
                label={words.say('field.starts')}
                name={`times.${index}.starts`}
                value={starts}
                onChange={(value) => change(key, { starts: value })}
              />
              <TimeField
                label={words.say('field.ends')}
                name={`times.${index}.ends`}
                value={ends}
                onChange={(value) => change(key, { ends: value })}
              />
              <Button
                aria-label={words.say('free.remove')}
                onPress={() => setTimes(times.filter((time) => time.key !== key))}
              >
                {words.say('do.remove')}
              </Button>
            </fieldset>
          </li>
        ))}
      </ul>
      <div>
        <Button onPress={add}>{words.say('free.add')}</Button>
      </div>
      <DayField label={words.say('routine.from')} name="from" value={from} onChange={setFrom} isRequired />
    </FormDialog>
  );
}
