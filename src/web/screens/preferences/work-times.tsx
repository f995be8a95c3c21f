import { useState } from 'react';
import { listSchools } from '#contract/school.ts';
import { addWorkTime, endWorkTime, listWorkTimes, type WorkTime } from '#contract/work-time.ts';
import { groupWork, type WorkGroup, type WorkKind, workKinds } from '#domain/school-day/other-work.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField, DayField, SelectField, TextField, TimeField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './preferences.module.css';

const weekdays = [1, 2, 3, 4, 5] as const;

/** Where one works and what else there is besides sessions: shown on Today and Week, kept free by the planner. */
export function WorkTimes() {
  const words = useWords();
  const read = useRead(listWorkTimes, {});
  const [adding, setAdding] = useState(false);
  const [inTheWay, setInTheWay] = useState(0);
  return (
    <Band
      heading={words.say('work_time.title')}
      lead={words.say('work_time.lead')}
      actions={<Button onPress={() => setAdding(true)}>{words.say('work_time.add')}</Button>}
    >
      <div className={styles.calendars}>
        {inTheWay > 0 && <Notice role="status">{words.say('work_time.in_the_way', { count: inTheWay })}</Notice>}
        <Reading read={read}>
          {({ items }) =>
            items.length === 0 ? (
              <p className={styles.quiet}>{words.say('work_time.none')}</p>
            ) : (
              <ul className={styles.feeds}>
                {groupWork(items).map((group) => (
                  <Group key={group.ids[0]} group={group} />
                ))}
              </ul>
            )
          }
        </Reading>
      </div>
      {adding && (
        <AddDialog
          onClose={() => setAdding(false)}
          onDone={(sessions) => {
            setInTheWay(sessions);
            setAdding(false);
          }}
        />
      )}
    </Band>
  );
}

function Group({ group }: { readonly group: WorkGroup<WorkTime> }) {
  const words = useWords();
  const me = useMe();
  const end = useChange(endWorkTime, () => announce(words.say('work_time.ended')));
  const { of, dates } = group;
  const kind = of.kind === 'at_school' ? (of.schoolName ?? '') : words.say(`work.${of.kind}`);
  const what = of.label === '' ? kind : of.label;
  const days =
    dates === null
      ? words.list(group.weekdays.map((weekday) => words.weekday(weekday, 'short')))
      : dates.length <= 2
        ? words.list(dates.map((date) => words.day(date, 'short')))
        : words.say('work_time.days', { count: dates.length });
  const span = group.to === null ? null : words.say('period.from_to', spanWords(group));
  function spanWords({ from, to }: WorkGroup<WorkTime>) {
    return { from: words.day(from), to: words.day(to ?? from) };
  }
  const beside = [
    words.timeSpan(of.starts, of.ends),
    of.rotationDay === null
      ? null
      : words.say(/\d/.test(of.rotationDay) ? 'today.rotation_day' : 'today.rotation_week', { day: of.rotationDay }),
    dates !== null && dates.length <= 2 ? null : span,
    group.to === null && group.from > me.today ? words.say('period.since', { from: words.day(group.from) }) : null,
  ].filter((part) => part !== null);
  return (
    <li>
      <span className={styles.work}>
        <span>{what}</span>
        <span className={styles.quiet}>{[days, ...beside].join(' · ')}</span>
        <FaultNotice fault={end.error} />
      </span>
      <Button
        size="small"
        isPending={end.isPending}
        aria-label={words.say('work_time.end_what', { what, days })}
        onPress={() => end.mutate({ body: { ids: [...group.ids], on: me.today } })}
      >
        {words.say('work_time.end')}
      </Button>
    </li>
  );
}

function AddDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (sessions: number) => void }) {
  const words = useWords();
  const me = useMe();
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const [kind, setKind] = useState<WorkKind>('meeting');
  const [label, setLabel] = useState('');
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const [days, setDays] = useState<readonly number[]>([]);
  const [starts, setStarts] = useState('');
  const [ends, setEnds] = useState('');
  const [everyWeeks, setEveryWeeks] = useState(1);
  const [from, setFrom] = useState(me.today);
  const [to, setTo] = useState('');
  const add = useChange(addWorkTime, ({ sessions }) => {
    announce(words.say('work_time.added'));
    onDone(sessions);
  });
  return (
    <FormDialog
      heading={words.say('work_time.add')}
      lead={words.say('work_time.add_lead')}
      submit={words.say('do.add')}
      change={add}
      onSubmit={() =>
        add.mutate({
          body: {
            kind,
            label,
            schoolId,
            weekdays: [...days],
            starts,
            ends,
            everyWeeks,
            from,
            to: to === '' ? null : to,
          },
        })
      }
      onClose={onClose}
    >
      <SelectField
        label={words.say('work_time.kind')}
        name="kind"
        options={workKinds.map((value) => ({
          value,
          label: words.say(value === 'at_school' ? 'work_time.at_school' : `work.${value}`),
        }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'at_school' ? (
        <SelectField
          label={words.say('colleagues.school')}
          name="schoolId"
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
          value={schoolId}
          onChange={setSchoolId}
        />
      ) : (
        <TextField
          label={words.say('work_time.label')}
          hint={words.say('work_time.label_hint')}
          name="label"
          value={label}
          onChange={setLabel}
          maxLength={80}
          optional
        />
      )}
      <fieldset className={styles.days}>
        <legend>{words.say('work_time.on')}</legend>
        {weekdays.map((weekday) => (
          <CheckField
            key={weekday}
            value={days.includes(weekday)}
            onChange={(on) => setDays(on ? [...days, weekday] : days.filter((day) => day !== weekday))}
          >
            {words.weekday(weekday)}
          </CheckField>
        ))}
      </fieldset>
      <Row>
        <TimeField label={words.say('field.starts')} name="starts" value={starts} onChange={setStarts} isRequired />
        <TimeField label={words.say('field.ends')} name="ends" value={ends} onChange={setEnds} isRequired />
      </Row>
      <SelectField
        label={words.say('session.repeat')}
        name="everyWeeks"
        options={[1, 2, 3, 4].map((weeks) => ({
          value: String(weeks),
          label: words.say('work_time.every', { weeks }),
        }))}
        value={String(everyWeeks)}
        onChange={(weeks) => setEveryWeeks(Number(weeks))}
      />
      <Row>
        <DayField label={words.say('field.from')} name="from" value={from} onChange={setFrom} isRequired />
        <DayField label={words.say('field.to')} name="to" value={to} onChange={setTo} isRequired={everyWeeks > 1} />
      </Row>
    </FormDialog>
  );
}
