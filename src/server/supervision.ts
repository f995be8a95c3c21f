import {
  endSupervision,
  noteSupervision,
  readSupervision,
  setSupervision,
  takeSupervisionBack,
} from '#contract/supervision.ts';
import { covers } from '#domain/caseload/roles.ts';
import { inForceOf, minutesOfParts } from '#domain/services/service-log.ts';
import { readRoles } from '#store/adult.ts';
import { readLogEntries } from '#store/service-log.ts';
import {
  endSupervision as endPair,
  insertSupervision,
  insertSupervisionTime,
  readSupervisions,
  readSupervisionTimes,
  takeSupervisionTimeBack,
} from '#store/supervision.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { refuse } from './refusal.ts';

export const supervisionHandlers: readonly Handler[] = [
  handle(readSupervision, { as: 'owner' }, async ({ db, adult, params, fields }) => {
    const { districtId, adultId } = adult;
    const { from, to } = params;
    const mine = (of: { readonly assistantId: string; readonly supervisorId: string }) =>
      fields === 'structure' || of.assistantId === adultId || of.supervisorId === adultId;
    const pairs = (await readSupervisions(db, districtId)).filter(
      (pair) => mine(pair) && pair.from <= to && (pair.to === null || pair.to >= from),
    );
    const times = (await readSupervisionTimes(db, districtId, from, to)).filter(mine);
    const given = inForceOf(
      await readLogEntries(db, districtId, { from, to, givenBy: pairs.map(({ assistantId }) => assistantId) }),
    );
    return {
      pairs: pairs.map((pair) => {
        const own = times.filter(
          (time) =>
            time.assistantId === pair.assistantId && time.supervisorId === pair.supervisorId && covers(pair, time.on),
        );
        const sum = (kind: string) =>
          own.filter((time) => time.kind === kind).reduce((all, { minutes }) => all + minutes, 0);
        // Students of a group at once are one hour of work.
        const sessions = Map.groupBy(
          given.filter(({ givenById, facts }) => givenById === pair.assistantId && covers(pair, facts.date)),
          ({ sessionId }) => sessionId,
        );
        const minutes = [...sessions.values()].map((of) =>
          Math.max(...of.map(({ facts }) => minutesOfParts(facts.parts))),
        );
        return {
          ...pair,
          direct: sum('direct'),
          indirect: sum('indirect'),
          given: minutes.reduce((all, each) => all + each, 0),
        };
      }),
      times,
    };
  }),

  handle(setSupervision, { as: 'owner' }, async ({ db, adult, body, newId, now, today }) => {
    const { districtId, adultId } = adult;
    const { assistantId, supervisorId, from, to } = body;
    if (to !== null && to < from) return refuse('bad_input', 'to', { because: 'ends_before_it_starts' });
    const holds = async (id: string, role: string) =>
      (await readRoles(db, districtId, id)).some(
        (held) => held.role === role && (held.to === null || held.to >= today),
      );
    if (!(await holds(assistantId, 'assistant')))
      return refuse('bad_input', 'assistantId', { because: 'not_an_assistant' });
    if (!(await holds(supervisorId, 'therapist')))
      return refuse('bad_input', 'supervisorId', { because: 'not_a_therapist' });
    const same = (await readSupervisions(db, districtId)).filter(
      (pair) => pair.assistantId === assistantId && pair.supervisorId === supervisorId,
    );
    if (same.some((pair) => (to === null || pair.from <= to) && (pair.to === null || pair.to >= from)))
      return refuse('already_exists', 'supervisorId', { because: 'supervises_already' });
    const id = newId();
    await insertSupervision(db, districtId, { ...body, id }, adultId, now);
    return { id };
  }),

  handle(endSupervision, { as: 'owner' }, async ({ db, adult, params, body }) => {
    const pair = (await readSupervisions(db, adult.districtId)).find(({ id }) => id === params.supervisionId);
    if (pair === undefined) return refuse('not_found', 'supervisionId');
    if (body.to < pair.from) return refuse('bad_input', 'to', { because: 'ends_before_it_starts' });
    await endPair(db, adult.districtId, pair.id, body.to);
    return isDone;
  }),

  handle(noteSupervision, { as: 'owner' }, async ({ db, adult, body, newId, now, today }) => {
    const { districtId, adultId } = adult;
    if (body.on > today) return refuse('bad_input', 'on', { because: 'in_the_future' });
    const pairs = await readSupervisions(db, districtId);
    const own = pairs.some(
      (pair) => pair.supervisorId === adultId && pair.assistantId === body.assistantId && covers(pair, body.on),
    );
    if (!own) return refuse('bad_input', 'assistantId', { because: 'not_supervised_then' });
    const id = newId();
    await insertSupervisionTime(db, districtId, { ...body, id, supervisorId: adultId, now });
    return { id };
  }),

  handle(takeSupervisionBack, { as: 'owner' }, async ({ db, adult, params, now }) => {
    const { districtId, adultId } = adult;
    const taken = await takeSupervisionTimeBack(db, districtId, { id: params.timeId, supervisorId: adultId, now });
    return taken ? isDone : refuse('not_found', 'timeId');
  }),
];
