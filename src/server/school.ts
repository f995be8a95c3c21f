import {
  addSchool,
  changeSchool,
  clearSchoolDate,
  listSchools,
  savePlace,
  saveRoom,
  setBellPeriods,
  setSchoolDate,
} from '#contract/school.ts';
import { addDays, weekdayOf, yearOf } from '#domain/school-day/calendar.ts';
import { dayProblems } from '#domain/school-day/class-day.ts';
import {
  deleteSchoolDate,
  insertSchool,
  readSchools,
  replaceBellPeriods,
  type SchoolFields,
  updateSchool,
  upsertPlace,
  upsertRoom,
  upsertSchoolDate,
} from '#store/school.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse, refuseFields } from './refusal.ts';

export const schoolHandlers: readonly Handler[] = [
  handle(listSchools, {}, async ({ db, adult }) => ({ items: await readSchools(db, adult.districtId) })),
  handle(addSchool, {}, async (asked) => {
    const { db, adult, body } = asked;
    const wrong = schoolFault(body) ?? (await nameTaken(asked, body.name, null));
    if (wrong !== null) return wrong;
    const id = asked.newId();
    await insertSchool(db, adult.districtId, id, body);
    return { id };
  }),
  handle(changeSchool, {}, async (asked) => {
    const { db, adult, params, body } = asked;
    const wrong = schoolFault(body) ?? (await nameTaken(asked, body.name, params.schoolId));
    if (wrong !== null) return wrong;
    return (await updateSchool(db, adult.districtId, params.schoolId, body)) ? isDone : refuse('not_found', 'schoolId');
  }),
  handle(setSchoolDate, {}, async (asked) => {
    const { db, adult, params, body } = asked;
    const school = await schoolOf(asked, params.schoolId);
    if (school === undefined) return refuse('not_found', 'schoolId');
    const year = yearOf(params.date, {
      year: { from: school.yearFrom, to: school.yearTo, rotation: school.rotation, rotationFrom: school.rotationFrom },
      nextYear: school.nextYear,
      dates: [],
    });
    if (year === null) return refuse('bad_input', 'date', { because: 'outside_school_year' });
    if (body.starts !== null && body.ends !== null && body.ends <= body.starts)
      return refuse('bad_input', 'ends', { because: 'ends_before_start' });
    const last = body.through ?? params.date;
    if (last < params.date) return refuse('bad_input', 'through', { because: 'ends_before_start' });
    if (last > year.to) return refuse('bad_input', 'through', { because: 'outside_school_year' });
    for (let date = params.date; date <= last; date = addDays(date, 1)) {
      if (date === params.date || weekdayOf(date) <= 5)
        await upsertSchoolDate(db, adult.districtId, params.schoolId, date, body);
    }
    return isDone;
  }),
  handle(clearSchoolDate, {}, async ({ db, adult, params }) => {
    await deleteSchoolDate(db, adult.districtId, params.schoolId, params.date);
    return isDone;
  }),
  handle(setBellPeriods, {}, async (asked) => {
    const { db, adult, params, body } = asked;
    if ((await schoolOf(asked, params.schoolId)) === undefined) return refuse('not_found', 'schoolId');
    const [first, ...others] = dayProblems(body.periods).filter((problem) => problem.code !== 'off_grid');
    if (first !== undefined) {
      return refuseFields([fieldOf('periods', first), ...others.map((problem) => fieldOf('periods', problem))]);
    }
    await replaceBellPeriods(
      db,
      adult.districtId,
      params.schoolId,
      params.schedule,
      body.periods.map((period) => ({ id: asked.newId(), ...period })),
    );
    return isDone;
  }),
  handle(saveRoom, {}, async (asked) => {
    const { db, adult, params, body } = asked;
    const school = await schoolOf(asked, params.schoolId);
    if (school === undefined) return refuse('not_found', 'schoolId');
    if (school.rooms.some((room) => room.name === body.name && room.id !== body.id))
      return refuse('already_exists', 'name');
    if (body.id !== undefined && !school.rooms.some((room) => room.id === body.id)) return refuse('not_found', 'id');
    const id = body.id ?? asked.newId();
    await upsertRoom(db, adult.districtId, params.schoolId, { ...body, id });
    return { id };
  }),
  handle(savePlace, {}, async (asked) => {
    const { db, adult, params, body } = asked;
    const school = await schoolOf(asked, params.schoolId);
    if (school === undefined) return refuse('not_found', 'schoolId');
    if (school.places.some((place) => place.name === body.name && place.id !== body.id))
      return refuse('already_exists', 'name');
    if (body.id !== undefined && !school.places.some((place) => place.id === body.id)) return refuse('not_found', 'id');
    const id = body.id ?? asked.newId();
    await upsertPlace(db, adult.districtId, params.schoolId, { ...body, id });
    return { id };
  }),
];

async function schoolOf({ db, adult }: Signed, schoolId: string) {
  return (await readSchools(db, adult.districtId)).find((school) => school.id === schoolId);
}

async function nameTaken({ db, adult }: Signed, name: string, self: string | null): Promise<Refusal | null> {
  const schools = await readSchools(db, adult.districtId);
  return schools.some((school) => school.name === name && school.id !== self) ? refuse('already_exists', 'name') : null;
}

function schoolFault(fields: SchoolFields): Refusal | null {
  if (fields.yearTo <= fields.yearFrom) return refuse('bad_input', 'yearTo', { because: 'ends_before_start' });
  if (!isZone(fields.timeZone)) return refuse('bad_input', 'timeZone', { because: 'not_a_time_zone' });
  if (fields.rotation !== 'none' && fields.rotationFrom === null)
    return refuse('bad_input', 'rotationFrom', { because: 'rotation_needs_start' });
  return null;
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Where a problem of a day's blocks lands in the form: `blocks.2.starts`. */
export function fieldOf(
  list: string,
  problem: { readonly block: number; readonly field: string; readonly code: string },
) {
  return { field: `${list}.${problem.block}.${problem.field}`, because: problem.code };
}
