import { createHash } from 'node:crypto';
import { destroyRecord, markRetention, readRetention, setRetentionRule } from '#contract/retention.ts';
import { destructionFault, retentionOf, retentionOn } from '#domain/caseload/retention.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { destroyStudent } from '#store/destruction.ts';
import { readJob } from '#store/due-job.ts';
import {
  type Destroyed,
  insertDestruction,
  insertRetentionMark,
  insertRetentionRule,
  readDestructions,
  readKeptRecords,
  readRetentionMarks,
  readRetentionRules,
} from '#store/retention.ts';
import { readStudent } from '#store/student.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { backupsKeptDays } from './housekeeping.ts';
import { refuse } from './refusal.ts';
import { noDistrict } from './sign-in-token.ts';

/** How long before the day rights pass on is told of. */
const daysBeforeOfAge = 365;
/** Of a record's number, what confirms that this one is meant. */
const confirmingDigits = 6;

export const retentionHandlers: readonly Handler[] = [
  handle(readRetention, { as: 'owner' }, async ({ db, adult, today }) => {
    const { districtId } = adult;
    const rules = await readRetentionRules(db, districtId);
    const { version, from, yearsAfterLeaving, waitDays } = retentionOn(today, rules);
    const rule = { version, from, yearsAfterLeaving, waitDays };
    const marks = await readRetentionMarks(db, districtId);
    const records = await readKeptRecords(db, districtId);
    return {
      rule,
      rules,
      items: records.flatMap(({ studentId, schoolName, leftOn }) =>
        leftOn === null || leftOn > today
          ? []
          : [{ studentId, schoolName, leftOn, ...retentionOf(leftOn, rule, marks.get(studentId) ?? [], today) }],
      ),
      ofAge: records.flatMap(({ studentId, schoolName, leftOn, ofAgeOn }) =>
        leftOn === null && ofAgeOn !== null && ofAgeOn <= addDays(today, daysBeforeOfAge)
          ? [{ studentId, schoolName, on: ofAgeOn }]
          : [],
      ),
      certificates: (await readDestructions(db, districtId)).map(certified),
      backup: await readJob(db, noDistrict, 'backup'),
    };
  }),

  handle(setRetentionRule, { as: 'owner' }, async ({ db, adult, body, now }) => {
    const [newest] = await readRetentionRules(db, adult.districtId);
    const version = (newest?.version ?? 0) + 1;
    await insertRetentionRule(db, adult.districtId, { ...body, version, by: adult.adultId, now });
    return isDone;
  }),

  handle(markRetention, { as: 'owner' }, async ({ db, adult, params, body, newId, now, today, saw }) => {
    const { districtId, adultId } = adult;
    const { studentId } = params;
    saw([studentId]);
    const student = await readStudent(db, districtId, studentId);
    if (student === null) return refuse('not_found', 'studentId');
    if (student.leftOn === null) return refuse('bad_input', 'studentId', { because: 'record_in_use' });
    if (body.on > today) return refuse('bad_input', 'on', { because: 'in_the_future' });
    await insertRetentionMark(db, districtId, { ...body, id: newId(), studentId, by: adultId, now });
    return isDone;
  }),

  handle(destroyRecord, { as: 'owner' }, async ({ db, adult, params, body, newId, now, today, saw }) => {
    const { districtId, adultId } = adult;
    const { studentId } = params;
    saw([studentId]);
    const student = await readStudent(db, districtId, studentId);
    if (student === null) return refuse('not_found', 'studentId');
    const rule = retentionOn(today, await readRetentionRules(db, districtId));
    const marks = (await readRetentionMarks(db, districtId)).get(studentId) ?? [];
    const retention = retentionOf(student.leftOn, rule, marks, today);
    const because = destructionFault(student.leftOn, retention, body.why, today);
    if (because !== null) return refuse('bad_input', 'studentId', { because });
    if (body.confirm.toLowerCase() !== studentId.slice(-confirmingDigits))
      return refuse('bad_input', 'confirm', { because: 'not_this_record' });
    const said = {
      id: newId(),
      studentId,
      leftOn: student.leftOn,
      why: body.why,
      toldOn: retention.toldOn,
      ruleVersion: rule.version,
      counts: await destroyStudent(db, districtId, studentId),
      destroyedAt: now,
    };
    const destroyed = { ...said, hash: createHash('sha256').update(JSON.stringify(said)).digest('hex') };
    await insertDestruction(db, districtId, destroyed, adultId);
    const [certificate] = (await readDestructions(db, districtId)).filter(({ id }) => id === said.id);
    return certified(certificate!);
  }),
];

const certified = (gone: Destroyed & { readonly destroyedBy: string }) => ({
  ...gone,
  counts: { ...gone.counts },
  goneFromBackupsOn: addDays(gone.destroyedAt.slice(0, 10), backupsKeptDays),
});
