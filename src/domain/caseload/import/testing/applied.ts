import type { ServicePeriod } from '../../../services/service-period.ts';
import type { ImportPlan, KnownGoal, KnownLine, KnownRecord, KnownSchool, Ref, StudentPlan } from '../plan.ts';

/** The school as it is known after the plan: what the store does, without a store. */
export function applied(known: KnownSchool, plan: ImportPlan): KnownSchool {
  let count = 0;
  const newId = () => {
    count += 1;
    return `made-${known.names.length}-${known.classes.length}-${count}`;
  };
  const classes = plan.classes.map(({ schoolId, name }) => ({
    id: newId(),
    schoolId,
    name,
    teacherIds: [] as string[],
  }));
  const adults = plan.adults.map(({ name, email }) => ({
    id: newId(),
    name,
    shortName: name,
    email,
    therapist: false,
    discipline: null,
  }));
  const idOf = (ref: Ref, made: readonly { readonly id: string }[]) => ('id' in ref ? ref.id : made[ref.made]!.id);
  const allClasses = [...known.classes, ...classes].map((one) => ({ ...one, teacherIds: [...one.teacherIds] }));
  for (const role of plan.teachers)
    allClasses.find(({ id }) => id === idOf(role.class, classes))!.teacherIds.push(idOf(role.adult, adults));

  const names = known.names.map((name) => ({ ...name, classIds: [...name.classIds] }));
  const records = new Map(known.records.map((record) => [record.id, record]));
  for (const student of plan.students) {
    const id = student.id ?? newId();
    let name = names.find((one) => one.id === id);
    if (name === undefined) {
      name = { id, ...student.fields!, classIds: [] };
      names.push(name);
    } else if (student.fields !== null) Object.assign(name, student.fields);
    name.classIds.push(...student.enrollments.map((there) => idOf(there.class, classes)));
    records.set(id, recordAfter(id, records.get(id), student, newId));
  }
  return { ...known, classes: allClasses, adults: [...known.adults, ...adults], names, records: [...records.values()] };
}

function recordAfter(
  id: string,
  before: KnownRecord | undefined,
  student: StudentPlan,
  newId: () => string,
): KnownRecord {
  const goals: KnownGoal[] = [...(before?.goals ?? [])];
  for (const goal of student.goals) {
    if (goal.is === 'new') {
      const newest = { ...goal.wording, version: 1, from: goal.frame.startsOn };
      goals.push({ id: newId(), status: 'active', ...goal.frame, newest });
    } else {
      const at = goals.findIndex((one) => one.id === goal.goalId);
      goals[at] = { ...goals[at]!, ...goal.frame, newest: goal.version ?? goals[at]!.newest };
    }
  }
  const lines: { id: string; discipline: KnownLine['discipline']; periods: ServicePeriod[] }[] = (
    before?.lines ?? []
  ).map((line) => ({ ...line, periods: [...line.periods] }));
  const fresh = new Map<string, string>();
  for (const service of student.services) {
    const lineId = service.lineId ?? fresh.get(service.discipline) ?? newId();
    if (service.lineId === null) fresh.set(service.discipline, lineId);
    if (!lines.some((line) => line.id === lineId))
      lines.push({ id: lineId, discipline: service.discipline, periods: [] });
    const line = lines.find((one) => one.id === lineId)!;
    line.periods = line.periods.map((period) => {
      if (period.id === service.close?.id) return { ...period, to: service.close.to };
      return period.id === service.correct?.id ? { ...period, ...service.correct.terms } : period;
    });
    if (service.open !== null)
      line.periods.push({ id: newId(), reason: '', ...service.open.terms, from: service.open.from, to: null });
  }
  const ieps = [
    ...(before?.ieps ?? []).filter(({ iepDate }) => iepDate !== student.iep?.iepDate),
    ...(student.iep === null ? [] : [student.iep]),
  ].toSorted((a, b) => (a.iepDate < b.iepDate ? 1 : -1));
  return {
    id,
    label: student.fields?.label ?? before?.label ?? '',
    grade: student.fields === null ? (before?.grade ?? null) : student.fields.grade,
    leftOn: before?.leftOn ?? null,
    caseloadOf: [...(before?.caseloadOf ?? []), ...student.caseloadOf],
    ieps,
    goals,
    lines,
    reached: true,
  };
}
