import { useState } from 'react';
import { addSchool, changeSchool, rotations, type School } from '#contract/school.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { DayField, SelectField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';

export function SchoolDialog({
  school,
  onDone,
  onClose,
}: {
  /** Left out: a new one. */
  readonly school?: School;
  readonly onDone: (schoolId: string) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [name, setName] = useState(school?.name ?? '');
  const [yearFrom, setYearFrom] = useState(school?.yearFrom ?? '');
  const [yearTo, setYearTo] = useState(school?.yearTo ?? '');
  const [rotation, setRotation] = useState<School['rotation']>(school?.rotation ?? 'none');
  const [rotationFrom, setRotationFrom] = useState(school?.rotationFrom ?? '');
  const [timeZone, setTimeZone] = useState(school?.timeZone ?? me.zone);
  const done = (schoolId: string) => {
    announce(words.say('do.saved'));
    onDone(schoolId);
    onClose();
  };
  const add = useChange(addSchool, ({ id }) => done(id));
  const change = useChange(changeSchool, (_, { params }) => done(params.schoolId));
  const saving = school === undefined ? add : change;
  const submit = () => {
    const body = {
      name,
      timeZone,
      yearFrom,
      yearTo,
      rotation,
      rotationFrom: rotation === 'none' ? null : rotationFrom || null,
    };
    if (school === undefined) add.mutate({ body });
    else change.mutate({ params: { schoolId: school.id }, body });
  };
  return (
    <FormDialog
      heading={words.say(school === undefined ? 'school.add' : 'school.edit')}
      change={saving}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={words.say('school.name')} name="name" value={name} onChange={setName} isRequired />
      <Row>
        <DayField
          label={words.say('school.year_from')}
          name="yearFrom"
          value={yearFrom}
          onChange={setYearFrom}
          isRequired
        />
        <DayField label={words.say('school.year_to')} name="yearTo" value={yearTo} onChange={setYearTo} isRequired />
      </Row>
      <SelectField
        label={words.say('school.rotation')}
        name="rotation"
        options={rotations.map((value) => ({ value, label: words.say(`rotation.${value}`) }))}
        value={rotation}
        onChange={setRotation}
      />
      {rotation !== 'none' && (
        <DayField
          label={words.say('school.rotation_from')}
          hint={words.say('school.rotation_from_hint')}
          name="rotationFrom"
          value={rotationFrom}
          onChange={setRotationFrom}
          isRequired
        />
      )}
      <SelectField
        label={words.say('welcome.time_zone')}
        name="timeZone"
        options={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
          value,
          label: value.replaceAll('_', ' '),
        }))}
        value={timeZone}
        onChange={setTimeZone}
      />
    </FormDialog>
  );
}
