import { useState } from 'react';
import { addClass, changeClass, classKinds } from '#contract/class.ts';
import { listSchools } from '#contract/school.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { ChoiceField, DayField, SelectField, TextAreaField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName, grades } from './grade-name.ts';
import type { ClassPage } from './week-plan.ts';

/** Adds a class, or changes the one given. */
export function ClassDialog({
  page,
  onClose,
  onDone,
}: {
  readonly page?: ClassPage;
  readonly onClose: () => void;
  readonly onDone?: (classId: string) => void;
}) {
  const words = useWords();
  const me = useMe();
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const now = page?.class;
  const [schoolId, setSchoolId] = useState(now?.schoolId ?? null);
  const [name, setName] = useState(now?.name ?? '');
  const [grade, setGrade] = useState<number | null>(now === undefined ? 1 : now.grade);
  const [kind, setKind] = useState<(typeof classKinds)[number]>(now?.kind ?? 'homeroom');
  const [halfDay, setHalfDay] = useState<'am' | 'pm' | 'whole'>(now?.halfDay ?? 'whole');
  const [roomId, setRoomId] = useState<string | 'none'>(now?.roomId ?? 'none');
  const [howItRuns, setHowItRuns] = useState(page?.howItRuns ?? '');
  const [from, setFrom] = useState(now?.from ?? '');
  const [to, setTo] = useState(now?.to ?? '');

  const add = useChange(addClass, ({ id }) => {
    announce(words.say('class.added'));
    onClose();
    onDone?.(id);
  });
  const change = useChange(changeClass, () => {
    announce(words.say('do.saved'));
    onClose();
  });
  const saving = now === undefined ? add : change;

  const school = schools.find(({ id }) => id === schoolId) ?? schools[0];
  const submit = () => {
    const body = {
      name,
      grade,
      kind,
      halfDay: kind !== 'preschool' || halfDay === 'whole' ? null : halfDay,
      roomId: roomId === 'none' ? null : roomId,
      from: from || (school?.yearFrom ?? me.today),
      to: to || null,
      howItRuns,
    };
    if (now !== undefined) change.mutate({ params: { classId: now.id }, body });
    else if (school !== undefined) add.mutate({ body: { schoolId: school.id, ...body } });
  };

  return (
    <FormDialog
      heading={words.say(now === undefined ? 'classes.add' : 'class.edit')}
      wide
      change={saving}
      onSubmit={submit}
      onClose={onClose}
    >
      {now === undefined && schools.length > 1 && (
        <SelectField
          label={words.say('classes.school')}
          name="schoolId"
          options={schools.map(({ id, name: label }) => ({ value: id, label }))}
          value={school?.id ?? null}
          onChange={setSchoolId}
        />
      )}
      <Row>
        <TextField label={words.say('school.name')} name="name" value={name} onChange={setName} isRequired />
        <SelectField
          label={words.say('classes.grade')}
          name="grade"
          options={grades.map((value) => ({ value: String(value), label: gradeName(value, words) }))}
          value={String(grade)}
          onChange={(value) => setGrade(value === 'null' ? null : Number(value))}
        />
      </Row>
      <Row>
        <SelectField
          label={words.say('classes.kind')}
          name="kind"
          options={classKinds.map((value) => ({ value, label: words.say(`class_kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <SelectField
          label={words.say('classes.room')}
          name="roomId"
          options={[
            { value: 'none', label: words.say('classes.no_room') },
            ...(school?.rooms ?? []).map(({ id, name: label }) => ({ value: id, label })),
          ]}
          value={roomId}
          onChange={setRoomId}
        />
      </Row>
      {kind === 'preschool' && (
        <ChoiceField
          label={words.say('classes.half_day')}
          name="halfDay"
          options={[
            { value: 'whole' as const, label: words.say('classes.whole_day') },
            { value: 'am' as const, label: words.say('half_day.am') },
            { value: 'pm' as const, label: words.say('half_day.pm') },
          ]}
          value={halfDay}
          onChange={setHalfDay}
        />
      )}
      <TextAreaField
        label={words.say('class.how_it_runs')}
        hint={words.say('class.how_it_runs_hint')}
        name="howItRuns"
        value={howItRuns}
        onChange={setHowItRuns}
      />
      <Row>
        <DayField
          label={words.say('field.from')}
          name="from"
          value={from || (school?.yearFrom ?? me.today)}
          onChange={setFrom}
        />
        <DayField label={words.say('field.to')} name="to" value={to} onChange={setTo} optional />
      </Row>
    </FormDialog>
  );
}
