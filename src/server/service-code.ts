import { loadServiceCodes, readServiceCodes as readCodes } from '#contract/service-code.ts';
import { readServiceCodes } from '#domain/services/read-service-codes.ts';
import { insertCodeLoad, readCodeLoads } from '#store/service-code.ts';
import { type Handler, handle } from './handle.ts';
import { refuse } from './refusal.ts';

/** So many faults are told at once. */
const mostProblems = 20;

export const serviceCodeHandlers: readonly Handler[] = [
  handle(readCodes, { as: 'owner' }, async ({ db, adult }) => {
    const loads = await readCodeLoads(db, adult.districtId);
    return {
      codes: loads[0]?.codes ?? [],
      version: loads[0]?.version ?? 0,
      loads: loads.map(({ codes, ...load }) => ({ ...load, rows: codes.length })),
    };
  }),

  handle(loadServiceCodes, { as: 'owner' }, async ({ db, adult, body, now }) => {
    const [last] = await readCodeLoads(db, adult.districtId);
    const version = last?.version ?? 0;
    if (version !== body.basedOn) return refuse('changed_meanwhile', 'basedOn');
    const { codes, problems } = readServiceCodes(body.table);
    if (problems.length > 0) return { loaded: 0, problems: problems.slice(0, mostProblems) };
    const { reason } = body;
    await insertCodeLoad(db, adult.districtId, { version: version + 1, codes, reason, by: adult.adultId, now });
    return { loaded: codes.length, problems: [] };
  }),
];
