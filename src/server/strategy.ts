import {
  addStrategy,
  changeStrategy,
  countStrategies,
  listStrategies,
  listThanks,
  noteUse,
  readClassStrategies,
  readGoalStrategies,
  readStudentPraise,
  readThanks,
  sayHow,
  sayThanks,
  setGoalStrategies,
  settleUse,
} from '#contract/strategy.ts';
import { namelessCounts, suggestionsFor } from '#domain/partnership/strategy.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { instantOf } from '#domain/school-day/school-clock.ts';
import { readCardReaders } from '#store/card.ts';
import { readClasses } from '#store/class.ts';
import {
  countPraise,
  countSupports,
  insertStrategy,
  insertThanks,
  insertUse,
  markThanksRead,
  readClassesUsing,
  readGoalAreas,
  readPraiseOf,
  readStrategies,
  readStrategiesInClass,
  readStrategiesOfGoal,
  readThanksOf,
  readUses,
  replaceStrategiesOfGoal,
  saveStrategyInClass,
  settleUseRow,
  updateStrategy,
} from '#store/strategy.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { refuse } from './refusal.ts';

const ofClass = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });
const ofGoal = ({ params }: { readonly params: { readonly goalId: string } }) => ({ goal: params.goalId });
const praiseDays = 28;
const supportDays = 28;

export const strategyHandlers: readonly Handler[] = [
  handle(listStrategies, {}, async ({ db, adult }) => ({ items: await readStrategies(db, adult.districtId) })),

  handle(addStrategy, {}, async ({ db, adult, body, now, newId }) => {
    const id = newId();
    await insertStrategy(db, adult.districtId, { id, by: adult.adultId, at: now }, body);
    return { id };
  }),

  handle(changeStrategy, {}, async ({ db, adult, params, body, now }) => {
    const { retired, ...text } = body;
    const changed = await updateStrategy(db, adult.districtId, params.strategyId, text, retired ? now : null);
    return changed ? isDone : refuse('not_found', 'strategyId');
  }),

  handle(readClassStrategies, { subject: ofClass }, async (asked) => {
    const { db, adult, params, today, fields } = asked;
    const { districtId } = adult;
    const [ofId] = await readClasses(db, districtId, today, [params.classId]);
    if (ofId === undefined) return refuse('not_found', 'classId');
    const library = await readStrategies(db, districtId);
    const byId = new Map(library.map((one) => [one.id, one]));
    const inClass = await readStrategiesInClass(db, districtId, params.classId);
    const uses = await readUses(db, districtId, params.classId);
    const adults = await readCardReaders(db, districtId, [params.classId], today);
    const inUse = new Set(inClass.filter((one) => one.to === null).map((one) => one.strategyId));
    // Who needs what is the record's affair: only whoever has the students on a caseload is told of it.
    const goals = fields === 'structure' ? await readGoalAreas(db, districtId, params.classId, today) : [];
    const lessons = await countSupports(db, districtId, params.classId, addDays(today, -supportDays));
    const current = library.filter((one) => !one.retired);
    return {
      className: ofId.name,
      items: inClass.flatMap(({ strategyId, how, routineIds, from, to }) => {
        const strategy = byId.get(strategyId);
        return strategy === undefined
          ? []
          : [
              {
                strategy,
                how,
                routineIds,
                lessons: lessons.get(strategyId) ?? 0,
                from,
                to,
                uses: uses.filter((use) => use.strategyId === strategyId),
              },
            ];
      }),
      adults: adults.map(({ adultId, shortName }) => ({ adultId, shortName })),
      suggestions: suggestionsFor(current, inUse, goals).map(({ strategy, area, students }) => ({
        strategyId: strategy.id,
        name: strategy.name,
        area,
        students,
      })),
    };
  }),

  handle(sayHow, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, today } = asked;
    if (!(await isInLibrary(asked, params.strategyId))) return refuse('not_found', 'strategyId');
    const said = { ...params, ...body, by: adult.adultId, at: now, today };
    await saveStrategyInClass(db, adult.districtId, said);
    return isDone;
  }),

  handle(noteUse, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, today, newId } = asked;
    const { districtId, adultId } = adult;
    if (!(await isInLibrary(asked, params.strategyId))) return refuse('not_found', 'strategyId');
    if (body.doneOn !== null && body.doneOn > today) return refuse('bad_input', 'doneOn', { because: 'done_ahead' });
    const adults = await readCardReaders(db, districtId, [params.classId], today);
    if (!adults.some((one) => one.adultId === body.adultId)) return refuse('not_found', 'adultId');
    // Of others only a therapist notes: nobody keeps a log about a colleague in the room.
    if (body.adultId !== adultId && !adult.roles.some((held) => held.role === 'therapist'))
      return refuse('not_yours', 'adultId');
    const id = newId();
    await insertUse(db, districtId, { id, ...params, ...body, by: adultId, at: now });
    return { id };
  }),

  handle(settleUse, { subject: ofClass }, async ({ db, adult, params, body, now, today }) => {
    if (body.doneOn !== null && body.doneOn > today) return refuse('bad_input', 'doneOn', { because: 'done_ahead' });
    const settled = await settleUseRow(db, adult.districtId, params, { doneOn: body.doneOn, at: now });
    return settled ? isDone : refuse('not_found', 'useId');
  }),

  // Rows of an adult's log are nobody else's: counted by the owner, and answered as counts only.
  handle(countStrategies, { as: 'owner' }, async ({ db, adult }) => {
    const { districtId } = adult;
    const uses = Map.groupBy(await readUses(db, districtId), (use) => use.strategyId);
    const classes = await readClassesUsing(db, districtId);
    return {
      items: (await readStrategies(db, districtId))
        .filter((strategy) => !strategy.retired)
        .map(({ id, name }) => {
          const { modelled, together, alone, still_in_use } = namelessCounts(uses.get(id) ?? []);
          return {
            strategyId: id,
            name,
            classes: classes.get(id) ?? 0,
            modelled,
            together,
            alone,
            stillInUse: still_in_use,
          };
        }),
    };
  }),

  handle(listThanks, {}, async ({ db, adult, today }) => {
    const { districtId, adultId, zone } = adult;
    const since = instantOf(addDays(today, -praiseDays), '00:00', zone);
    return {
      items: await readThanksOf(db, districtId, adultId),
      praise: await countPraise(db, districtId, adultId, since),
    };
  }),

  handle(sayThanks, { subject: ofClass }, async (asked) => {
    const { db, adult, params, body, now, today, newId } = asked;
    const { districtId, adultId } = adult;
    const adults = await readCardReaders(db, districtId, [params.classId], today);
    if (body.adultId === adultId || !adults.some((one) => one.adultId === body.adultId))
      return refuse('not_found', 'adultId');
    if (body.strategyId !== null && !(await isInLibrary(asked, body.strategyId)))
      return refuse('not_found', 'strategyId');
    const id = newId();
    const { classId } = params;
    const { strategyId, words } = body;
    await insertThanks(db, districtId, { id, from: adultId, to: body.adultId, classId, strategyId, words, at: now });
    return { id };
  }),

  handle(readThanks, {}, async ({ db, adult, params, now }) =>
    (await markThanksRead(db, adult.districtId, params.thanksId, now)) ? isDone : refuse('not_found', 'thanksId'),
  ),

  handle(
    readStudentPraise,
    { subject: ({ params }) => ({ student: params.studentId }) },
    async ({ db, adult, params, saw }) => {
      saw([params.studentId]);
      return { items: await readPraiseOf(db, adult.districtId, params.studentId) };
    },
  ),

  handle(readGoalStrategies, { subject: ofGoal }, async ({ db, adult, params }) => ({
    strategyIds: await readStrategiesOfGoal(db, adult.districtId, params.goalId),
  })),

  handle(setGoalStrategies, { subject: ofGoal }, async ({ db, adult, params, body, now }) => {
    const { districtId, adultId } = adult;
    const library = new Set((await readStrategies(db, districtId)).map(({ id }) => id));
    const strange = body.strategyIds.findIndex((strategyId) => !library.has(strategyId));
    if (strange >= 0) return refuse('not_found', `strategyIds.${strange}`);
    const goal = await db
      .selectFrom('goal')
      .select('student_id')
      .where('district_id', '=', districtId)
      .where('id', '=', params.goalId)
      .executeTakeFirst();
    if (goal === undefined) return refuse('not_found', 'goalId');
    const of = { goalId: params.goalId, studentId: goal.student_id };
    await replaceStrategiesOfGoal(db, districtId, of, body.strategyIds, { by: adultId, at: now });
    return isDone;
  }),
];

async function isInLibrary({ db, adult }: Signed, strategyId: string): Promise<boolean> {
  return (await readStrategies(db, adult.districtId)).some((strategy) => strategy.id === strategyId);
}
