import { readAccessLog, readAccessSeal } from '#contract/sign-in.ts';
import * as log from '#store/access-log.ts';
import { readNewestSeal } from '#store/access-seal.ts';
import { type Handler, handle } from './handle.ts';
import { refuse } from './refusal.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const accessLogHandlers: readonly Handler[] = [
  handle(readAccessLog, {}, async ({ db, adult, query }) => {
    if (query.cursor !== undefined && !uuid.test(query.cursor)) return refuse('bad_input', 'cursor');
    const rows = await log.readAccessLog(db, adult.districtId, {
      ...query,
      before: query.cursor,
      limit: query.limit + 1,
    });
    const items = rows.slice(0, query.limit).map((row) => ({ ...row, adultName: row.adultName ?? '' }));
    return { items, next: rows.length > query.limit ? items.at(-1)!.id : null };
  }),

  // No request's role can read the seals: who may read the log is told the newest.
  handle(readAccessSeal, { as: 'owner' }, async ({ db, adult }) => ({
    newest: await readNewestSeal(db, adult.districtId),
  })),
];
