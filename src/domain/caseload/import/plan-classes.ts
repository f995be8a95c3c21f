import { plain } from './cell.ts';
import type { ImportPlan, KnownAdult, KnownSchool, Line, Ref } from './plan.ts';
import type { Problems } from './problems.ts';
import type { CaseloadRow } from './row.ts';
import { type AboutOne, adultsNamed } from './who-is-it.ts';

type Made<List extends 'classes' | 'adults' | 'teachers'> = ImportPlan[List][number];

export interface ClassesPlanned {
  readonly plan: Pick<ImportPlan, 'classes' | 'adults' | 'teachers'>;
  readonly lines: readonly Line[];
  /** The classes that these rows of a student name, each once. */
  of(rows: readonly CaseloadRow[], schoolId: string): Ref[];
  nameOf(there: Ref): string;
  /** First day of the school's year, if it has begun; else today. */
  yearFrom(schoolId: string): string;
}

/**
 * The classes and teachers that the rows name: known by name within their school, made where there is none. A teacher is known by
 * e-mail address or name; a new one has no account until invited. A class keeps the teachers it has.
 */
export function planClasses(
  about: readonly AboutOne[],
  known: KnownSchool,
  today: string,
  problems: Problems,
): ClassesPlanned {
  const yearFrom = (schoolId: string) => {
    const from = known.schools.find(({ id }) => id === schoolId)?.yearFrom;
    return from !== undefined && from < today ? from : today;
  };
  const schoolOf = (one: AboutOne) =>
    one.known !== null && one.rows.every(({ school }) => school === undefined) ? one.known.schoolId : one.schoolId;
  const told = about.flatMap((one) => {
    const schoolId = schoolOf(one);
    return schoolId === null ? [] : one.rows.map((row) => ({ row, schoolId }));
  });
  const found = findClasses(told, known, yearFrom, problems);
  const { adults, teachers } = findTeachers(told, known, found.refOf, problems);

  const nameOf = (there: Ref) =>
    'id' in there ? (known.classes.find(({ id }) => id === there.id)?.name ?? '') : found.classes[there.made]!.name;
  const adultName = (who: Ref) =>
    'id' in who ? (known.adults.find(({ id }) => id === who.id)?.name ?? '') : adults[who.made]!.name;
  const taught = (there: Ref) => teachers.filter((role) => JSON.stringify(role.class) === JSON.stringify(there));
  const teacherChanges = (there: Ref) =>
    taught(there).map(({ adult }) => ({ field: 'teacher' as const, of: null, before: null, after: adultName(adult) }));
  const rowsOf = (there: Ref) =>
    told
      .flatMap(({ row, schoolId }) =>
        JSON.stringify(found.refOf(row, schoolId)) === JSON.stringify(there) ? row.row : [],
      )
      .toSorted((a, b) => a - b);
  const made = found.classes.map((one, at): Line => {
    const there = { made: at };
    return { noun: 'class', is: 'new', id: null, name: one.name, rows: rowsOf(there), changes: teacherChanges(there) };
  });
  const changed = known.classes.flatMap((one): Line[] => {
    const there = { id: one.id };
    const changes = teacherChanges(there);
    return changes.length === 0
      ? []
      : [{ noun: 'class', is: 'changed', id: one.id, name: one.name, rows: rowsOf(there), changes }];
  });
  return {
    plan: { classes: found.classes, adults, teachers },
    lines: [...made, ...changed],
    of: (rows, schoolId) => {
      const refs = rows.flatMap((row) => found.refOf(row, schoolId) ?? []);
      return [...new Map(refs.map((there) => [JSON.stringify(there), there])).entries()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, there]) => there);
    },
    nameOf,
    yearFrom,
  };
}

interface Told {
  readonly row: CaseloadRow;
  readonly schoolId: string;
}

function findClasses(
  told: readonly Told[],
  known: KnownSchool,
  yearFrom: (schoolId: string) => string,
  problems: Problems,
): { classes: Made<'classes'>[]; refOf: (row: CaseloadRow, schoolId: string) => Ref | null } {
  const keyOf = (schoolId: string, name: string) => `${schoolId} ${plain(name)}`;
  const byKey = Map.groupBy(known.classes, ({ schoolId, name }) => keyOf(schoolId, name));
  const fresh = new Map<string, { names: Set<string>; grades: Set<number | undefined>; schoolId: string }>();
  for (const { row, schoolId } of told) {
    if (row.class === undefined) continue;
    const key = keyOf(schoolId, row.class);
    const there = byKey.get(key) ?? [];
    if (there.length > 1) problems.add(row.row, 'class', 'class_unclear');
    if (there.length > 0) continue;
    const one = fresh.get(key) ?? { names: new Set(), grades: new Set(), schoolId };
    one.names.add(row.class);
    if (row.grade !== undefined) one.grades.add(row.grade);
    fresh.set(key, one);
  }
  const keys = [...fresh.keys()].toSorted();
  const classes = keys.map((key) => {
    const { names, grades, schoolId } = fresh.get(key)!;
    // All its students are of one grade, or it has several.
    const grade = grades.size === 1 ? ([...grades][0] ?? null) : null;
    return { schoolId, name: [...names].toSorted()[0]!, grade, from: yearFrom(schoolId) };
  });
  const refOf = (row: CaseloadRow, schoolId: string): Ref | null => {
    if (row.class === undefined) return null;
    const key = keyOf(schoolId, row.class);
    const there = byKey.get(key)?.[0];
    return there === undefined ? { made: keys.indexOf(key) } : { id: there.id };
  };
  return { classes, refOf };
}

function findTeachers(
  told: readonly Told[],
  known: KnownSchool,
  classOf: (row: CaseloadRow, schoolId: string) => Ref | null,
  problems: Problems,
): { adults: Made<'adults'>[]; teachers: Made<'teachers'>[] } {
  const emails = new Map<string, Set<string>>();
  for (const { row } of told)
    if (row.teacher !== undefined && row.teacherEmail !== undefined)
      emails.set(plain(row.teacher), (emails.get(plain(row.teacher)) ?? new Set()).add(row.teacherEmail));
  const fresh = new Map<string, { names: Set<string>; email: string | null }>();
  const roles = new Map<
    string,
    { who: { readonly id: string } | { readonly key: string }; class: Ref; schoolId: string }
  >();
  for (const { row, schoolId } of told) {
    if (row.teacher === undefined && row.teacherEmail === undefined) continue;
    const there = classOf(row, schoolId);
    if (there === null) {
      problems.add(row.row, 'class', 'teacher_without_class');
      continue;
    }
    const of = row.teacher === undefined ? new Set<string>() : (emails.get(plain(row.teacher)) ?? new Set());
    const email = row.teacherEmail ?? (of.size === 1 ? [...of][0]! : null);
    const match = of.size > 1 && email === null ? 'unclear' : knownTeacher(known.adults, row.teacher, email);
    if (match === 'unclear') {
      problems.add(row.row, 'teacher', 'teacher_unclear');
      continue;
    }
    if (match === null && row.teacher === undefined) {
      problems.add(row.row, 'teacher', 'missing');
      continue;
    }
    const key = email ?? plain(row.teacher ?? '');
    if (match === null) {
      const one = fresh.get(key) ?? { names: new Set(), email };
      one.names.add(row.teacher!);
      fresh.set(key, one);
    }
    const teaches =
      match !== null &&
      'id' in there &&
      known.classes.some(({ id, teacherIds }) => id === there.id && teacherIds.includes(match.id));
    const who = match === null ? { key } : { id: match.id };
    if (!teaches) roles.set(JSON.stringify([who, there]), { who, class: there, schoolId });
  }
  const keys = [...fresh.keys()].toSorted();
  return {
    adults: keys.map((key) => ({ name: [...fresh.get(key)!.names].toSorted()[0]!, email: fresh.get(key)!.email })),
    teachers: [...roles.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { who, class: there, schoolId }]) => ({
        adult: 'id' in who ? who : { made: keys.indexOf(who.key) },
        class: there,
        schoolId,
      })),
  };
}

function knownTeacher(
  adults: readonly KnownAdult[],
  name: string | undefined,
  email: string | null,
): KnownAdult | null | 'unclear' {
  if (email !== null) {
    const [byEmail] = adultsNamed(adults, email);
    if (byEmail !== undefined) return byEmail;
  }
  if (name === undefined) return null;
  // Somebody with another address is somebody else.
  const named = adultsNamed(adults, name).filter((adult) => email === null || adult.email === null);
  return named.length > 1 ? 'unclear' : (named[0] ?? null);
}
