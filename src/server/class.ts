import {
  addClass,
  addClassException,
  changeClass,
  changeRoutine,
  listClasses,
  readClass,
  removeClassException,
  setClassDay,
  setCoTeaching,
  setTeacherFree,
} from '#contract/class.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { dayProblems } from '#domain/school-day/class-day.ts';
import {
  type ClassFields,
  deleteClassException,
  insertClass,
  insertClassException,
  insertRoutine,
  readClasses,
  readClassPage,
  routineIdsOf,
  setCoTeachingAgreements,
  setDay,
  setTeacherFreeTimes,
  updateClass,
  updateRoutine,
} from '#store/class.ts';
import { readSchools } from '#store/school.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse, refuseFields } from './refusal.ts';
import { fieldOf } from './school.ts';

const classOf = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

export const classHandlers: readonly Handler[] = [
  handle(listClasses, {}, async ({ db, adult, today }) => {
    const classes = await readClasses(db, adult.districtId, today);
    // A teacher's list is the classes they work in; other staff see the classes of their schools.
    const mine = classes.filter((one) =>
      adult.roles.some((held) =>
        classRoles.includes(held.role)
          ? held.classId === one.id
          : held.schoolId === null || held.schoolId === one.schoolId,
      ),
    );
    return { items: mine };
  }),
  handle(readClass, { subject: classOf }, async ({ db, adult, params, today, saw, fields }) => {
    const page = await readClassPage(db, adult.districtId, params.classId, today);
    if (page === null) return refuse('not_found', 'classId');
    saw(page.students.map((student) => student.id));
    // Who is on a caseload is the record's affair, not the class's.
    return fields === 'published'
      ? { ...page, students: page.students.map((student) => ({ ...student, onMyCaseload: false })) }
      : page;
  }),
  handle(addClass, {}, async (asked) => {
    const { db, adult, body } = asked;
    const { schoolId, ...fields } = body;
    const schools = await readSchools(db, adult.districtId);
    const school = schools.find((one) => one.id === schoolId);
    if (school === undefined) return refuse('not_found', 'schoolId');
    const wrong = await classFault(asked, schoolId, fields, null);
    if (wrong !== null) return wrong;
    const id = asked.newId();
    await insertClass(db, adult.districtId, id, schoolId, fields);
    return { id };
  }),
  handle(changeClass, { subject: classOf }, async (asked) => {
    const { db, adult, params, body, today } = asked;
    const [before] = await readClasses(db, adult.districtId, today, [params.classId]);
    if (before === undefined) return refuse('not_found', 'classId');
    const wrong = await classFault(asked, before.schoolId, body, params.classId);
    if (wrong !== null) return wrong;
    return (await updateClass(db, adult.districtId, params.classId, body)) ? isDone : refuse('not_yours', 'classId');
  }),
  handle(setClassDay, { subject: classOf }, async (asked) => {
    const { db, adult, params, body } = asked;
    const [first, ...others] = dayProblems(body.blocks);
    if (first !== undefined)
      return refuseFields([fieldOf('blocks', first), ...others.map((problem) => fieldOf('blocks', problem))]);
    const known = await routineIdsOf(db, adult.districtId, params.classId);
    // A routine that stands twice in one day under a new name is made once.
    const made = new Map<string, string>();
    const times = [];
    for (const [index, block] of body.blocks.entries()) {
      let routineId: string;
      if ('id' in block.routine) {
        if (!known.has(block.routine.id)) return refuse('not_found', `blocks.${index}.routine`);
        routineId = block.routine.id;
      } else {
        const key = `${block.routine.kind}/${block.routine.name}`;
        routineId = made.get(key) ?? asked.newId();
        if (!made.has(key)) await insertRoutine(db, adult.districtId, params.classId, routineId, block.routine);
        made.set(key, routineId);
      }
      times.push({
        id: asked.newId(),
        routineId,
        starts: block.starts,
        ends: block.ends,
        pullOut: block.pullOut,
        pullOutCost: block.pullOutCost,
        pushIn: block.pushIn,
      });
    }
    await setDay(
      db,
      adult.districtId,
      params.classId,
      { weekday: params.weekday, rotationDay: body.rotationDay, from: body.from },
      times,
    );
    return isDone;
  }),
  handle(changeRoutine, { subject: classOf }, async ({ db, adult, params, body }) =>
    (await updateRoutine(db, adult.districtId, params.classId, params.routineId, body))
      ? isDone
      : refuse('not_found', 'routineId'),
  ),
  handle(setTeacherFree, { subject: classOf }, async (asked) => {
    const { db, adult, params, body } = asked;
    const backwards = body.times.findIndex((time) => time.ends <= time.starts);
    if (backwards >= 0) return refuse('bad_input', `times.${backwards}.ends`, { because: 'ends_before_start' });
    await setTeacherFreeTimes(
      db,
      adult.districtId,
      params.classId,
      body.from,
      body.times.map((time) => ({ id: asked.newId(), ...time })),
    );
    return isDone;
  }),
  handle(setCoTeaching, { subject: classOf }, async (asked) => {
    const { db, adult, params, body } = asked;
    await setCoTeachingAgreements(
      db,
      adult.districtId,
      params.classId,
      adult.adultId,
      body.from,
      body.agreements.map((agreement) => ({ id: asked.newId(), ...agreement })),
    );
    return isDone;
  }),
  handle(addClassException, { subject: classOf }, async (asked) => {
    const { db, adult, params, body } = asked;
    if (body.starts !== null && body.ends !== null && body.ends <= body.starts)
      return refuse('bad_input', 'ends', { because: 'ends_before_start' });
    const id = asked.newId();
    await insertClassException(db, adult.districtId, params.classId, { id, ...body, notedBy: adult.adultId });
    return { id };
  }),
  handle(removeClassException, { subject: classOf }, async ({ db, adult, params }) =>
    (await deleteClassException(db, adult.districtId, params.classId, params.exceptionId))
      ? isDone
      : refuse('not_found', 'exceptionId'),
  ),
];

async function classFault(
  { db, adult, today }: Signed,
  schoolId: string,
  fields: ClassFields,
  self: string | null,
): Promise<Refusal | null> {
  if (fields.to !== null && fields.to < fields.from) return refuse('bad_input', 'to', { because: 'ends_before_start' });
  if (fields.roomId !== null) {
    const school = (await readSchools(db, adult.districtId)).find((one) => one.id === schoolId);
    if (!school?.rooms.some((room) => room.id === fields.roomId)) return refuse('not_found', 'roomId');
  }
  const classes = await readClasses(db, adult.districtId, today);
  const taken = classes.some(
    (one) =>
      one.id !== self &&
      one.schoolId === schoolId &&
      one.name === fields.name &&
      (one.to === null || one.to >= fields.from),
  );
  return taken ? refuse('already_exists', 'name') : null;
}
