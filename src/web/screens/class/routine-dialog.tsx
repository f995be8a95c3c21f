import { useState } from 'react';
import type { School } from '#contract/school.ts';
import { type RoutineKind, routineKinds } from '#domain/school-day/class-day.ts';
import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import { useChanges } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import {
  CheckField,
  ChoiceField,
  DayField,
  NumberField,
  SelectField,
  TextField,
  TimeField,
} from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import { saveDays } from './save-days.ts';
import {
  type Block,
  type ClassPage,
  type DayDraft,
  dayOn,
  type Place,
  type RotationDay,
  type RoutineTime,
  type Weekday,
  weekdays,
  weekProblems,
  withBlock,
  withoutBlock,
} from './week-plan.ts';

const inRoom = 'room';

/** Puts a routine into the week or changes one that stands there, on one day or several, from a date on. */
export function RoutineDialog({
  page,
  school,
  time,
  rotationDay,
  date,
  onClose,
}: {
  readonly page: ClassPage;
  readonly school: School | undefined;
  /** null: a new one */
  readonly time: RoutineTime | null;
  readonly rotationDay: RotationDay;
  readonly date: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [routineId, setRoutineId] = useState(time?.routineId ?? 'new');
  const [kind, setKind] = useState<RoutineKind>('arrival');
  const [name, setName] = useState('');
  const [placeId, setPlaceId] = useState(inRoom);
  const [days, setDays] = useState<readonly Weekday[]>(time === null ? weekdays : [time.weekday as Weekday]);
  const [starts, setStarts] = useState(time?.starts ?? '');
  const [ends, setEnds] = useState(time?.ends ?? '');
  const [pullOut, setPullOut] = useState(time?.pullOut ?? 'allowed');
  const [cost, setCost] = useState<number | null>(time?.pullOutCost ?? 0);
  const [pushIn, setPushIn] = useState(time?.pushIn ?? 'open');
  const [from, setFrom] = useState(date > me.today ? date : me.today);
  const [problems, setProblems] = useState<readonly string[]>([]);

  const known = page.routines.find(({ id }) => id === routineId);
  const shownName = known?.name ?? (name.trim() || words.say(`routine_kind.${kind}`));
  const save = useChanges(
    (drafts: readonly DayDraft[]) => saveDays(page.class.id, from, drafts),
    () => {
      announce(words.say('routine.saved', { name: shownName }));
      onClose();
    },
  );

  const newRoutine = () => {
    const place = school?.places.find(({ id }) => id === placeId);
    return {
      kind,
      name: shownName,
      ...(place === undefined ? {} : { placeId: place.id, setting: place.setting }),
    };
  };
  const block = (): Block => ({
    routine: known === undefined ? newRoutine() : { id: known.id },
    starts,
    ends,
    pullOut,
    pullOutCost: pullOut === 'never' ? 0 : (cost ?? 0),
    pushIn,
  });
  const was: Place | null = time;

  const submit = () => {
    const drafts = days.map((weekday) => withBlock(dayOn(page.times, from, weekday, rotationDay), block(), was));
    // The day it stood on loses it when it moves to others.
    if (time !== null && was !== null && !days.includes(time.weekday as Weekday))
      drafts.push(withoutBlock(dayOn(page.times, from, time.weekday as Weekday, rotationDay), was));
    const found = weekProblems(drafts).map(({ weekday, code }) =>
      words.say('routine.on_day', { weekday: words.weekday(weekday), problem: words.say(`fault.field.${code}`) }),
    );
    setProblems(days.length === 0 ? [words.say('routine.no_days')] : found);
    if (found.length === 0 && days.length > 0) save.mutate(drafts);
  };
  const remove = () => {
    if (time === null) return;
    save.mutate([withoutBlock(dayOn(page.times, from, time.weekday as Weekday, rotationDay), time)]);
  };
  const shift = (by: number) => {
    setStarts((at) => shifted(at, by));
    setEnds((at) => shifted(at, by));
  };

  return (
    <Dialog
      heading={time === null ? words.say('class.add_routine') : words.say('routine.change', { name: shownName })}
      lead={words.say('routine.change_lead')}
      wide
      onClose={onClose}
    >
      <Form onSubmit={submit} fault={save.error}>
        {(page.routines.length > 0 || time !== null) && (
          <SelectField
            label={words.say('routine.which')}
            options={[
              ...page.routines.map(({ id, name: label }) => ({ value: id, label })),
              { value: 'new', label: words.say('routine.new') },
            ]}
            value={routineId}
            onChange={setRoutineId}
          />
        )}
        {known === undefined && (
          <Row>
            <SelectField
              label={words.say('routine.kind')}
              options={routineKinds.map((value) => ({ value, label: words.say(`routine_kind.${value}`) }))}
              value={kind}
              onChange={setKind}
            />
            <TextField
              label={words.say('routine.name')}
              placeholder={words.say(`routine_kind.${kind}`)}
              value={name}
              onChange={setName}
              maxLength={60}
              optional
            />
            <SelectField
              label={words.say('routine.place')}
              options={[
                { value: inRoom, label: words.say('routine.in_room') },
                ...(school?.places ?? []).map(({ id, name: label }) => ({ value: id, label })),
              ]}
              value={placeId}
              onChange={setPlaceId}
            />
          </Row>
        )}
        <fieldset>
          <legend className={styles.legend}>{words.say('routine.days')}</legend>
          <WeekdayChecks days={days} onChange={setDays} />
        </fieldset>
        <div className={styles.times}>
          <TimeField label={words.say('field.starts')} name="starts" value={starts} onChange={setStarts} isRequired />
          <TimeField label={words.say('field.ends')} name="ends" value={ends} onChange={setEnds} isRequired />
          <Button isDisabled={starts === ''} onPress={() => shift(-5)}>
            {words.say('routine.earlier')}
          </Button>
          <Button isDisabled={starts === ''} onPress={() => shift(5)}>
            {words.say('routine.later')}
          </Button>
        </div>
        <ChoiceField
          label={words.say('routine.push_in')}
          options={(['liked', 'open', 'not_offered'] as const).map((value) => ({
            value,
            label: words.say(`routine.push_in_${value}`),
          }))}
          value={pushIn}
          onChange={setPushIn}
        />
        <ChoiceField
          label={words.say('routine.pull_out')}
          options={(['never', 'allowed'] as const).map((value) => ({
            value,
            label: words.say(`routine.pull_out_${value}`),
          }))}
          value={pullOut}
          onChange={setPullOut}
        />
        {pullOut === 'allowed' && (
          <NumberField
            label={words.say('routine.pull_out_cost')}
            hint={words.say('routine.pull_out_cost_hint')}
            value={cost}
            onChange={setCost}
            min={0}
            max={100}
          />
        )}
        <DayField label={words.say('routine.from')} name="from" value={from} onChange={setFrom} isRequired />
        {problems.length > 0 && (
          <Notice tone="attention" role="alert">
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Actions submit={words.say('do.save')} isPending={save.isPending} fault={save.error}>
          <Button onPress={onClose}>{words.say('do.cancel')}</Button>
          {time !== null && (
            <Button kind="quiet" onPress={remove}>
              {words.say('routine.remove', { weekday: words.weekday(time.weekday) })}
            </Button>
          )}
        </Actions>
      </Form>
    </Dialog>
  );
}

function shifted(wallTime: string, by: number): string {
  const at = minutesOf(wallTime);
  return at === null ? wallTime : wallTimeOf(Math.min(Math.max(at + by, 0), 23 * 60 + 55));
}

export function WeekdayChecks({
  days,
  without,
  onChange,
}: {
  readonly days: readonly Weekday[];
  readonly without?: Weekday;
  readonly onChange: (days: readonly Weekday[]) => void;
}) {
  const words = useWords();
  return (
    <div className={styles.checks}>
      {weekdays
        .filter((weekday) => weekday !== without)
        .map((weekday) => (
          <CheckField
            key={weekday}
            value={days.includes(weekday)}
            onChange={(on) => onChange(weekdays.filter((day) => (day === weekday ? on : days.includes(day))))}
          >
            {words.weekday(weekday)}
          </CheckField>
        ))}
    </div>
  );
}
