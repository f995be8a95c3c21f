import { listClasses } from '#contract/class.ts';
import { listAdults } from '#contract/sign-in.ts';
import { classRoles, type Role, roles } from '#domain/caseload/roles.ts';
import { useRead } from '../../client/queries.ts';
import { DayField, SelectField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { useWords } from '../../parts/words.tsx';

export interface RoleDraft {
  readonly role: Role;
  readonly classId: string | null;
  readonly forAdultId: string | null;
  readonly from: string;
  /** Empty: no end. */
  readonly to: string;
}

export const roleDraft = (today: string): RoleDraft => ({
  role: 'teacher',
  classId: null,
  forAdultId: null,
  from: today,
  to: '',
});

/** A guest teacher is here for a day until somebody says otherwise. */
function withRole(draft: RoleDraft, role: Role): RoleDraft {
  return { ...draft, role, to: role === 'guest_teacher' ? draft.from : draft.to };
}

/** Which role, where, with whom, from when to when. Field names are those of the operation. */
export function RoleFields({
  draft,
  onChange,
  names,
}: {
  readonly draft: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
  readonly names: { readonly from: string; readonly to: string };
}) {
  const words = useWords();
  const classes = useRead(listClasses, {});
  const adults = useRead(listAdults, {});
  return (
    <>
      <SelectField
        label={words.say('colleagues.role')}
        name="role"
        options={roles.map((value) => ({ value, label: words.say(`role.${value}`) }))}
        value={draft.role}
        onChange={(role) => onChange(withRole(draft, role))}
      />
      {classRoles.includes(draft.role) && (
        <SelectField
          label={words.say('colleagues.class')}
          name="classId"
          options={(classes.data?.items ?? []).map(({ id, name, schoolName }) => ({
            value: id,
            label: `${name} · ${schoolName}`,
          }))}
          value={draft.classId}
          onChange={(classId) => onChange({ ...draft, classId })}
        />
      )}
      {draft.role === 'assistant' && (
        <SelectField
          label={words.say('colleagues.for_adult')}
          name="forAdultId"
          options={(adults.data?.items ?? [])
            .filter((adult) => adult.roles.some(({ role }) => role === 'therapist'))
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.forAdultId}
          onChange={(forAdultId) => onChange({ ...draft, forAdultId })}
        />
      )}
      <Row>
        <DayField
          label={words.say('field.from')}
          name={names.from}
          value={draft.from}
          onChange={(from) => onChange({ ...draft, from })}
          isRequired
        />
        <DayField
          label={words.say('field.to')}
          name={names.to}
          value={draft.to}
          onChange={(to) => onChange({ ...draft, to })}
          optional
        />
      </Row>
    </>
  );
}
