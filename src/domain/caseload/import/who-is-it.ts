import { plain, tidy } from './cell.ts';
import type { KnownAdult, KnownName, KnownSchool } from './plan.ts';
import type { Problems } from './problems.ts';
import type { CaseloadRow } from './row.ts';

/** Rows that are about one student, and which known student that is (null: a new one). */
export interface AboutOne {
  readonly rows: readonly CaseloadRow[];
  readonly known: KnownName | null;
  /** Where a new student goes to school; of a known one only where the rows say so. */
  readonly schoolId: string | null;
}

const numberKey = (number: string) => tidy(number).toLowerCase();
const nameKey = (given: string, family: string) => `${plain(given)}|${plain(family)}`;
const nameKeyOf = ({ givenName, familyName }: CaseloadRow) =>
  givenName === undefined || familyName === undefined ? null : nameKey(givenName, familyName);
/** By the given name and by what the student is called. */
const nameKeysOf = (name: KnownName) => [
  nameKey(name.givenName, name.familyName),
  ...(name.preferredName === null ? [] : [nameKey(name.preferredName, name.familyName)]),
];

/** Ids of all students whom the rows could be about: their records are needed for the plan. */
export function candidatesOf(rows: readonly CaseloadRow[], names: readonly KnownName[]): string[] {
  const numbers = new Set(
    rows.flatMap(({ studentNumber }) => (studentNumber === undefined ? [] : [numberKey(studentNumber)])),
  );
  const said = new Set(rows.flatMap((row) => nameKeyOf(row) ?? []));
  return names
    .filter(
      (name) =>
        (name.number !== null && numbers.has(numberKey(name.number))) || nameKeysOf(name).some((key) => said.has(key)),
    )
    .map(({ id }) => id);
}

/**
 * Parts the rows by student and knows again those who are in the school: by the district's number, else by name and school,
 * where two have the same name by the class. Where that leaves a doubt it is a problem, never a guess.
 */
export function whoIsIt(rows: readonly CaseloadRow[], known: KnownSchool, problems: Problems): AboutOne[] {
  const schoolOf = schoolFinder(known, problems);
  const numbersByName = new Map<string, Set<string>>();
  for (const row of rows) {
    const name = nameKeyOf(row);
    if (name === null || row.studentNumber === undefined) continue;
    const key = `${name}|${schoolOf(row)}`;
    numbersByName.set(key, (numbersByName.get(key) ?? new Set()).add(numberKey(row.studentNumber)));
  }
  const groups = new Map<string, CaseloadRow[]>();
  for (const row of rows) {
    const key = groupOf(row, schoolOf(row), numbersByName, problems);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }

  const byNumber = new Map(
    known.names.flatMap((name) => (name.number === null ? [] : [[numberKey(name.number), name]])),
  );
  const byName = new Map<string, KnownName[]>();
  for (const name of known.names)
    for (const key of new Set(nameKeysOf(name))) byName.set(key, [...(byName.get(key) ?? []), name]);

  const found: AboutOne[] = [];
  for (const group of groups.values()) {
    const schoolId = problems.agreed(
      group.map((row) => ({ row: row.row, value: schoolOf(row) ?? undefined })),
      'school',
    );
    const match = knownAgain(group, schoolId ?? null, { byNumber, byName, classes: known.classes });
    if (match === 'unclear') problems.add(group[0]!.row, 'studentNumber', 'student_unclear');
    else found.push({ rows: group, known: match, schoolId: schoolId ?? null });
  }
  const seen = new Map<string, number>();
  for (const { known: student, rows: about } of found) {
    if (student === null) continue;
    const other = seen.get(student.id);
    if (other === undefined) seen.set(student.id, about[0]!.row);
    else problems.add(about[0]!.row, 'studentNumber', 'student_twice', { row: other });
  }
  return found;
}

function schoolFinder(known: KnownSchool, problems: Problems): (row: CaseloadRow) => string | null {
  const byName = new Map(known.schools.map(({ id, name }) => [plain(name), id]));
  const only = known.schools.length === 1 ? known.schools[0]!.id : null;
  return ({ row, school }) => {
    if (school === undefined) return only;
    const id = byName.get(plain(school));
    if (id === undefined) problems.add(row, 'school', 'school_unknown', { said: school.slice(0, 60) });
    return id ?? null;
  };
}

function groupOf(
  row: CaseloadRow,
  schoolId: string | null,
  numbersByName: ReadonlyMap<string, ReadonlySet<string>>,
  problems: Problems,
): string | null {
  if (row.studentNumber !== undefined) return `#${numberKey(row.studentNumber)}`;
  const name = nameKeyOf(row);
  if (name === null) {
    problems.add(row.row, row.familyName === undefined ? 'familyName' : 'givenName', 'missing');
    return null;
  }
  const key = `${name}|${schoolId}`;
  const numbers = [...(numbersByName.get(key) ?? [])];
  if (numbers.length > 1) {
    problems.add(row.row, 'studentNumber', 'student_unclear');
    return null;
  }
  return numbers.length === 1 ? `#${numbers[0]}` : key;
}

function knownAgain(
  rows: readonly CaseloadRow[],
  schoolId: string | null,
  school: {
    readonly byNumber: ReadonlyMap<string, KnownName>;
    readonly byName: ReadonlyMap<string, readonly KnownName[]>;
    readonly classes: KnownSchool['classes'];
  },
): KnownName | null | 'unclear' {
  const number = rows.find(({ studentNumber }) => studentNumber !== undefined)?.studentNumber;
  if (number !== undefined) {
    const match = school.byNumber.get(numberKey(number));
    if (match !== undefined) return match;
  }
  const names = new Set(rows.flatMap((row) => nameKeyOf(row) ?? []));
  const namesakes = [...new Set([...names].flatMap((name) => school.byName.get(name) ?? []))].filter(
    (name) => (schoolId === null || name.schoolId === schoolId) && (number === undefined || name.number === null),
  );
  if (namesakes.length <= 1) return namesakes[0] ?? null;
  const said = new Set(rows.flatMap((row) => (row.class === undefined ? [] : [plain(row.class)])));
  const classIds = new Set(school.classes.filter(({ name }) => said.has(plain(name))).map(({ id }) => id));
  const there = namesakes.filter((name) => name.classIds.some((id) => classIds.has(id)));
  return there.length === 1 ? there[0]! : 'unclear';
}

/** By e-mail address, or by the whole name or the short one. */
export function adultsNamed(adults: readonly KnownAdult[], said: string): KnownAdult[] {
  const wanted = plain(said);
  return said.includes('@')
    ? adults.filter(({ email }) => email?.toLowerCase() === said.trim().toLowerCase())
    : adults.filter(({ name, shortName }) => plain(name) === wanted || plain(shortName) === wanted);
}
