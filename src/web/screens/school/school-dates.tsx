import { useState } from 'react';
import { clearSchoolDate, type School, schoolDateKinds, setSchoolDate } from '#contract/school.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField, DayField, SelectField, TextField, TimeField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { rotationDayName, rotationDaysOf } from '../class/rotation-days.ts';
import styles from './school.module.css';

type SchoolDate = School['dates'][number];

export function SchoolDates({ school }: { readonly school: School }) {
  const words = useWords();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const [withPast, setWithPast] = useState(false);
  const shown = withPast ? school.dates : school.dates.filter(({ date }) => date >= me.today);
  const clear = useChange(clearSchoolDate, () => announce(words.say('do.saved')));
  const time = ({ starts, ends }: SchoolDate) => {
    if (starts !== null) return words.say('different.since', { time: words.time(starts) });
    return ends === null ? words.say('different.whole_day') : words.say('different.until', { time: words.time(ends) });
  };
  return (
    <Band
      heading={words.say('school_dates.title')}
      actions={<Button onPress={() => setAdding(true)}>{words.say('school_dates.add')}</Button>}
    >
      <CheckField value={withPast} onChange={setWithPast}>
        {words.say('school_dates.with_past')}
      </CheckField>
      <FaultNotice fault={clear.error} />
      <Table
        name={words.say('school_dates.title')}
        rows={shown}
        rowKey={({ date }) => date}
        startSorting={{ column: 'date', descending: false }}
        empty={<p className={styles.quiet}>{words.say('school_dates.none')}</p>}
        columns={[
          {
            key: 'date',
            label: words.say('different.date'),
            cell: ({ date }) => words.day(date, 'short'),
            sortBy: ({ date }) => date,
          },
          {
            key: 'kind',
            label: words.say('different.kind'),
            cell: ({ kind }) => words.say(`school_date.${kind}`),
            sortBy: ({ kind }) => words.say(`school_date.${kind}`),
          },
          { key: 'label', label: words.say('school_dates.label'), cell: ({ label }) => label },
          { key: 'time', label: words.say('different.time'), cell: time },
          {
            key: 'clear',
            label: '',
            cell: ({ date }) => (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('school_dates.remove', { date: words.day(date) })}
                onPress={() => clear.mutate({ params: { schoolId: school.id, date } })}
              >
                {words.say('do.remove')}
              </Button>
            ),
          },
        ]}
      />
      {adding && <SchoolDateDialog school={school} onClose={() => setAdding(false)} />}
    </Band>
  );
}

function SchoolDateDialog({ school, onClose }: { readonly school: School; readonly onClose: () => void }) {
  const words = useWords();
  const [date, setDate] = useState('');
  const [through, setThrough] = useState('');
  const [kind, setKind] = useState<SchoolDate['kind']>('holiday');
  const [label, setLabel] = useState('');
  const [time, setTime] = useState('');
  const [rotationDay, setRotationDay] = useState('counted');
  const save = useChange(setSchoolDate, () => {
    announce(words.say('different.added', { date: words.day(date) }));
    onClose();
  });
  const rotationDays = rotationDaysOf(school.rotation);
  return (
    <FormDialog
      heading={words.say('school_dates.add')}
      change={save}
      onSubmit={() =>
        save.mutate({
          params: { schoolId: school.id, date },
          body: {
            through: through || null,
            kind,
            label,
            starts: kind === 'late_start' ? time || null : null,
            ends: kind === 'early_release' ? time || null : null,
            rotationDay: rotationDay === 'counted' ? null : rotationDay,
          },
        })
      }
      onClose={onClose}
    >
      <Row>
        <DayField
          label={words.say('different.date')}
          name="date"
          value={date}
          onChange={setDate}
          min={school.yearFrom}
          max={school.nextYear?.to ?? school.yearTo}
          isRequired
        />
        <DayField
          label={words.say('school_dates.through')}
          name="through"
          value={through}
          onChange={setThrough}
          min={date || school.yearFrom}
          max={school.nextYear?.to ?? school.yearTo}
          optional
        />
      </Row>
      <SelectField
        label={words.say('different.kind')}
        name="kind"
        options={schoolDateKinds.map((value) => ({ value, label: words.say(`school_date.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={words.say('school_dates.label')}
        name="label"
        value={label}
        onChange={setLabel}
        maxLength={120}
        optional
      />
      {kind === 'late_start' && (
        <TimeField label={words.say('field.starts')} name="starts" value={time} onChange={setTime} />
      )}
      {kind === 'early_release' && (
        <TimeField label={words.say('field.ends')} name="ends" value={time} onChange={setTime} />
      )}
      {rotationDays.length > 0 && (
        <SelectField
          label={words.say('school_dates.rotation_day')}
          name="rotationDay"
          options={[
            { value: 'counted', label: words.say('school_dates.rotation_as_counted') },
            ...rotationDays.map((value) => ({ value, label: rotationDayName(value, words) })),
          ]}
          value={rotationDay}
          onChange={setRotationDay}
        />
      )}
    </FormDialog>
  );
}
