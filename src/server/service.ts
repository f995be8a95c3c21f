import type { Kysely } from 'kysely';
import { addService, changeService, listServices, type ServiceLine, undoServiceChange } from '#contract/service.ts';
import { changeService as decideChange, undoFault } from '#domain/services/service-period.ts';
import { knownIds } from '#store/known-ids.ts';
import type { Database } from '#store/schema.ts';
import {
  applyServiceChange,
  insertServiceLine,
  readServiceChanges,
  readServices,
  undoServiceChange as takeBack,
} from '#store/service.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { type FieldRefusal, type Refusal, refuse, refuseFields } from './refusal.ts';

export const serviceHandlers: readonly Handler[] = [
  handle(
    listServices,
    { subject: ({ params }) => ({ student: params.studentId }) },
    async ({ db, adult, params, today }) => ({
      items: await serviceLinesOf(db, adult.districtId, params.studentId, today),
    }),
  ),
  handle(addService, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now } = asked;
    const refused = await refuseAdults(db, adult.districtId, body.parts);
    if (refused !== null) return refused;
    const line = { id: newId(), studentId: params.studentId };
    await insertServiceLine(db, adult.districtId, { ...line, discipline: body.discipline, now });
    const change = decideChange([], { on: body.from, reason: body.reason, terms: body.parts });
    if (typeof change === 'string') return refuse('bad_input', 'from', { because: change });
    await applyServiceChange(
      db,
      adult.districtId,
      line,
      { ...change, on: body.from, reason: body.reason },
      { by: adult.adultId, now, newId },
    );
    return { id: line.id };
  }),
  handle(changeService, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now } = asked;
    const refused = await refuseAdults(db, adult.districtId, body.parts);
    if (refused !== null) return refused;
    const lines = await readServices(db, adult.districtId, [params.studentId]);
    const line = lines.find(({ id }) => id === params.lineId);
    if (line === undefined) return refuse('not_found', 'lineId');
    const change = decideChange(line.periods, { on: body.on, reason: body.reason, terms: body.parts });
    if (typeof change === 'string') return refuse('bad_input', 'on', { because: change });
    await applyServiceChange(
      db,
      adult.districtId,
      line,
      { ...change, on: body.on, reason: body.reason },
      { by: adult.adultId, now, newId },
    );
    return isDone;
  }),
  handle(undoServiceChange, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, now, today } = asked;
    const changes = (await readServiceChanges(db, adult.districtId, [params.studentId])).filter(
      ({ lineId }) => lineId === params.lineId,
    );
    const change = changes.find(({ id }) => id === params.changeId);
    if (change === undefined) return refuse('not_found', 'changeId');
    const because = undoFault(changes, change.id, today);
    if (because !== null) return refuse('bad_input', 'changeId', { because });
    await takeBack(db, adult.districtId, params.lineId, change, { by: adult.adultId, now });
    return isDone;
  }),
];

/** The lines of a student with their periods and changes; a line whose only change was undone has nothing to show. */
export async function serviceLinesOf(
  db: Kysely<Database>,
  districtId: string,
  studentId: string,
  today: string,
): Promise<ServiceLine[]> {
  const lines = await readServices(db, districtId, [studentId]);
  const changes = Map.groupBy(await readServiceChanges(db, districtId, [studentId]), ({ lineId }) => lineId);
  return lines
    .filter(({ periods }) => periods.length > 0)
    .map((line) => {
      const ofLine = changes.get(line.id) ?? [];
      return {
        ...line,
        periods: [...line.periods],
        changes: ofLine.map((change) => ({
          id: change.id,
          on: change.on,
          reason: change.reason,
          madeBy: change.madeBy,
          madeAt: change.madeAt,
          undoneAt: change.undoneAt,
          mayUndo: undoFault(ofLine, change.id, today) === null,
        })),
      };
    });
}

/** @param within where the parts stand in the request, with its dot */
export async function refuseAdults(
  db: Kysely<Database>,
  districtId: string,
  parts: readonly { readonly adultId: string }[],
  within = '',
): Promise<Refusal | null> {
  const known = await knownIds(
    db,
    districtId,
    'adult',
    parts.map((part) => part.adultId),
  );
  const faults: FieldRefusal[] = parts.flatMap((part, index) =>
    known.has(part.adultId) ? [] : [{ field: `${within}parts.${index}.adultId`, because: 'unknown' }],
  );
  const [first, ...rest] = faults;
  return first === undefined ? null : refuseFields([first, ...rest]);
}
