import type { Kysely } from 'kysely';
import { addService, changeService, listServices } from '#contract/service.ts';
import { changeService as decideChange } from '#domain/services/service-period.ts';
import { knownIds } from '#store/known-ids.ts';
import type { Database } from '#store/schema.ts';
import { applyServiceChange, insertServiceLine, readServices } from '#store/service.ts';
import { type Handler, handle } from './handle.ts';
import { type FieldRefusal, type Refusal, refuse, refuseFields } from './refusal.ts';

export const serviceHandlers: readonly Handler[] = [
  handle(listServices, { subject: ({ params }) => ({ student: params.studentId }) }, async ({ db, adult, params }) => ({
    items: (await readServices(db, adult.districtId, [params.studentId])).map((line) => ({
      ...line,
      periods: [...line.periods],
    })),
  })),
  handle(addService, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now } = asked;
    const refused = await refuseAdults(db, adult.districtId, body.parts);
    if (refused !== null) return refused;
    const line = { id: newId(), studentId: params.studentId };
    await insertServiceLine(db, adult.districtId, { ...line, discipline: body.discipline, now });
    const change = decideChange([], { on: body.from, reason: body.reason, terms: body.parts });
    if (typeof change === 'string') return refuse('bad_input', 'from', { because: change });
    await applyServiceChange(db, adult.districtId, line, change, newId);
    return { id: line.id };
  }),
  handle(changeService, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId } = asked;
    const refused = await refuseAdults(db, adult.districtId, body.parts);
    if (refused !== null) return refused;
    const lines = await readServices(db, adult.districtId, [params.studentId]);
    const line = lines.find(({ id }) => id === params.lineId);
    if (line === undefined) return refuse('not_found', 'lineId');
    const change = decideChange(line.periods, { on: body.on, reason: body.reason, terms: body.parts });
    if (typeof change === 'string') return refuse('bad_input', 'on', { because: change });
    await applyServiceChange(db, adult.districtId, line, change, newId);
    return { done: true as const };
  }),
];

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
