import type { Kysely } from 'kysely';
import { listNotices } from '#contract/notice.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { cardInForce } from '#domain/partnership/card.ts';
import { type Notice, noticesOf } from '#domain/partnership/notices.ts';
import { nextStage } from '#domain/partnership/strategy.ts';
import { readAdult } from '#store/adult.ts';
import { readCardReads, readCards } from '#store/card.ts';
import { countPassing } from '#store/hand-over.ts';
import { countNewYear } from '#store/new-year.ts';
import {
  type Counted,
  countCancelled,
  countCovers,
  countDecisionsDue,
  countPlansToAgree,
  countReplies,
  countThanks,
} from '#store/notice.ts';
import { readOpenQuestions } from '#store/routine-match.ts';
import type { Database } from '#store/schema.ts';
import { readUses } from '#store/strategy.ts';
import { readReached } from '#store/student.ts';
import { brokenByClasses } from './broken-week.ts';
import { unreadCards } from './card.ts';
import { type Handler, handle } from './handle.ts';
import type { SignedIn } from './signed-in.ts';

type Db = Kysely<Database>;
type Reader = Pick<SignedIn, 'districtId' | 'adultId' | 'roles'>;

export const noticeHandlers: readonly Handler[] = [
  handle(listNotices, {}, async ({ db, adult, today, mails }) => {
    const known = await readAdult(db, adult.districtId, adult.adultId);
    const offered = mails && known?.email !== null && known?.email !== undefined;
    return {
      items: await noticesFor(db, adult, today),
      mail: offered ? known.preferences.mail === true : null,
    };
  }),
];

const none: Counted = { count: 0, newest: null };
const many = (count: number): Counted => ({ count, newest: null });

/** What awaits the adult today, under their own row-level security. */
export async function noticesFor(db: Db, reader: Reader, today: string): Promise<Notice[]> {
  const { districtId, adultId, roles } = reader;
  const therapist = roles.some(({ role }) => role === 'therapist');
  const visits = therapist || roles.some(({ role }) => role === 'assistant');
  const classIds = roles.flatMap(({ role, classId }) => (classRoles.includes(role) ? (classId ?? []) : []));
  const teaches = roles.flatMap(({ role, classId }) => (role === 'teacher' ? (classId ?? []) : []));
  return noticesOf({
    ...(visits ? await countReplies(db, districtId, { adultId, from: today }) : {}),
    cover: visits ? await countCovers(db, districtId, adultId, today) : none,
    ...(therapist ? await countPassing(db, districtId, adultId, today) : {}),
    new_year: therapist || teaches.length > 0 ? await countNewYear(db, districtId, adultId) : none,
    visit_cancelled: await countCancelled(db, districtId, classIds, today),
    repair: therapist ? many((await brokenByClasses(db, districtId, adultId, today)).length) : none,
    plan_changed: await countPlansToAgree(db, districtId, { adultId, classIds: teaches, from: today }),
    question: await openQuestions(db, districtId, teaches),
    cards_to_read: await cardsToRead(db, reader, classIds),
    cards_unread: therapist
      ? many(
          (await unreadCards(db, districtId, await readReached(db, districtId, adultId, today), today)).unread.length,
        )
      : none,
    decision_due: await countDecisionsDue(db, districtId, adultId, today),
    strategy_due: many(await strategiesDue(db, districtId, today)),
    thanks: await countThanks(db, districtId, adultId),
  });
}

async function openQuestions(db: Db, districtId: string, classIds: readonly string[]): Promise<Counted> {
  const open = await readOpenQuestions(db, districtId, classIds);
  return { count: open.length, newest: open.at(-1)?.askedAt ?? null };
}

async function cardsToRead(db: Db, { districtId, adultId }: Reader, classIds: readonly string[]): Promise<Counted> {
  const current = [];
  for (const classId of classIds) {
    const versions = Map.groupBy(await readCards(db, districtId, { classId }), (card) => card.studentId);
    for (const ofStudent of versions.values()) current.push(...[cardInForce(ofStudent) ?? []].flat());
  }
  const reads = await readCardReads(
    db,
    districtId,
    current.map(({ id }) => id),
  );
  const waiting = current.filter(({ id }) => !reads.some((read) => read.cardId === id && read.adultId === adultId));
  const newest =
    waiting
      .flatMap(({ publishedAt }) => publishedAt ?? [])
      .toSorted()
      .at(-1) ?? null;
  return { count: waiting.length, newest };
}

/** Steps with strategies whose day has come: planned ones, and the look four weeks after somebody did it alone. */
async function strategiesDue(db: Db, districtId: string, today: string): Promise<number> {
  const uses = await readUses(db, districtId);
  const planned = uses.filter(
    ({ doneOn, plannedFor }) => doneOn === null && plannedFor !== null && plannedFor <= today,
  );
  const looks = [...Map.groupBy(uses, (use) => `${use.strategyId} ${use.adultId}`).values()].filter((ofOne) => {
    if (ofOne.some(({ doneOn }) => doneOn === null)) return false;
    const next = nextStage(ofOne);
    return next !== null && next.from !== null && next.from <= today;
  });
  return planned.length + looks.length;
}
