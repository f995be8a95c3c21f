import { useState } from 'react';
import { useChanges } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { DayField, SelectField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import { WeekdayChecks } from './routine-dialog.tsx';
import { saveDays } from './save-days.ts';
import { type ClassPage, dayOn, type RotationDay, type Weekday, weekdays } from './week-plan.ts';

export function CopyDayDialog({
  page,
  date,
  rotationDay,
  onClose,
}: {
  readonly page: ClassPage;
  readonly date: string;
  readonly rotationDay: RotationDay;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [which, setWhich] = useState<Weekday>(1);
  const [onto, setOnto] = useState<readonly Weekday[]>([]);
  const [from, setFrom] = useState(date > me.today ? date : me.today);
  const targets = onto.filter((day) => day !== which);
  const copy = useChanges(
    () => {
      const { blocks } = dayOn(page.times, from, which, rotationDay);
      return saveDays(
        page.class.id,
        from,
        targets.map((weekday) => ({ weekday, rotationDay, blocks })),
      );
    },
    () => {
      announce(words.say('copy_day.done', { weekday: words.weekday(which) }));
      onClose();
    },
  );
  return (
    <FormDialog
      heading={words.say('copy_day.title')}
      lead={words.say('copy_day.lead')}
      submit={words.say('copy_day.do')}
      change={copy}
      onSubmit={() => targets.length > 0 && copy.mutate(undefined)}
      onClose={onClose}
    >
      <SelectField
        label={words.say('copy_day.which')}
        options={weekdays.map((weekday) => ({ value: String(weekday), label: words.weekday(weekday) }))}
        value={String(which)}
        onChange={(value) => setWhich(weekdays.find((weekday) => String(weekday) === value) ?? 1)}
      />
      <fieldset>
        <legend className={styles.legend}>{words.say('copy_day.onto')}</legend>
        <WeekdayChecks days={onto} without={which} onChange={setOnto} />
      </fieldset>
      <DayField label={words.say('routine.from')} name="from" value={from} onChange={setFrom} isRequired />
    </FormDialog>
  );
}
