import type { Kysely } from 'kysely';
import {
  downloadCalendar,
  fetchCalendar,
  listCalendarFeeds,
  makeCalendarFeed,
  withdrawCalendarFeed,
} from '#contract/calendar-feed.ts';
import { covers } from '#domain/caseload/roles.ts';
import { feedEvents, revise } from '#domain/school-day/calendar-feed.ts';
import { writeCalendar } from '#domain/school-day/icalendar.ts';
import { readAdult, readRoles } from '#store/adult.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import {
  type FeedPlace,
  findFeed,
  insertFeed,
  keepTold,
  listFeeds,
  noteFetched,
  readFeedSeries,
  readFeedSessions,
  readTold,
  withdrawFeed,
} from '#store/calendar-feed.ts';
import type { Database } from '#store/schema.ts';
import type { Words } from '#words/words.ts';
import { wordsFor } from '#words/words-for.ts';
import { dayIn } from './clock.ts';
import { type Handler, handle, handleOpen, isDone } from './handle.ts';
import { type Refusal, refuse } from './refusal.ts';
import { newToken, readToken } from './sign-in-token.ts';

type Db = Kysely<Database>;

/** Writes the last reading down at most this often. */
const touchAfterMs = 60_000;
/** More than this many working addresses are nobody's calendars. */
const mostFeeds = 10;

export const calendarFeedHandlers: readonly Handler[] = [
  handle(listCalendarFeeds, { as: 'owner' }, async ({ db, adult }) => ({
    items: await listFeeds(db, adult.districtId, adult.adultId),
  })),
  handle(makeCalendarFeed, { as: 'owner' }, async ({ db, adult, now, newId, origin }) => {
    const { districtId, adultId } = adult;
    if ((await listFeeds(db, districtId, adultId)).length >= mostFeeds) {
      return refuse('already_exists', undefined, { because: 'too_many_feeds' });
    }
    const token = newToken(districtId);
    const id = newId();
    await insertFeed(db, districtId, { id, adultId, tokenHash: readToken(token)!.hash, madeAt: now });
    return { id, address: `${origin}${fetchCalendar.path.replace(':token', token)}` };
  }),
  handle(withdrawCalendarFeed, { as: 'owner' }, async ({ db, adult, params, now }) => {
    const feed = { id: params.feedId, adultId: adult.adultId };
    return (await withdrawFeed(db, adult.districtId, feed, now)) ? isDone : refuse('not_found', 'feedId');
  }),
  handle(downloadCalendar, { as: 'owner' }, ({ db, adult, now }) =>
    calendarOf(db, adult.districtId, adult.adultId, now),
  ),
  handleOpen(fetchCalendar, async ({ store, params, now }): Promise<string | Refusal> => {
    const read = readToken(params.token);
    if (read === null) return refuse('not_found');
    return store.asOwner(async (db) => {
      const feed = await findFeed(db, read.districtId, read.hash);
      if (feed === undefined) return refuse('not_found');
      const text = await calendarOf(db, read.districtId, feed.adultId, now);
      const sinceMs = feed.lastFetched === null ? touchAfterMs : Date.parse(now) - Date.parse(feed.lastFetched);
      if (typeof text === 'string' && sinceMs >= touchAfterMs) await noteFetched(db, read.districtId, feed.id, now);
      return text;
    });
  }),
];

/** The adult's calendar as text, with what it now has told noted. Whoever holds no role any more has none. */
async function calendarOf(db: Db, districtId: string, adultId: string, now: string): Promise<string | Refusal> {
  const adult = await readAdult(db, districtId, adultId);
  if (adult === undefined) return refuse('not_found');
  const today = dayIn(adult.zone, new Date(now));
  const roles = await readRoles(db, districtId, adultId);
  if (!roles.some((held) => covers(held, today))) return refuse('not_found');
  const words = wordsFor(adult.language);
  const schools = [...(await readSchoolTimes(db, districtId)).values()];
  const [first] = schools.map(({ calendar }) => calendar.year.from).toSorted();
  const series = await readFeedSeries(db, districtId, adultId);
  const sessions = await readFeedSessions(db, districtId, adultId, first ?? today);
  const events = feedEvents({
    series: series.map((one) => ({ ...one, ...shownOf(one, words) })),
    sessions: sessions.map((one) => ({ ...one, ...shownOf(one, words) })),
    schools: schools.map(({ schoolId, zone, calendar }) => ({ id: schoolId, zone, calendar })),
  });
  const revised = revise(events, await readTold(db, districtId, adultId), now);
  await keepTold(db, districtId, adultId, revised.changed);
  return writeCalendar(words.say('calendar_feed.name'), revised.events);
}

/** How it is given and where: what a passer-by may read on somebody's screen. */
function shownOf(place: FeedPlace, words: Words): { summary: string; location: string } {
  const where = place.roomName ?? place.className ?? words.sayIfKnown(`setting.${place.setting}`) ?? place.setting;
  return {
    summary: words.say('calendar_feed.summary', { delivery: words.say(`delivery.${place.delivery}`), place: where }),
    location: words.say('calendar_feed.location', { place: where, school: place.schoolName }),
  };
}
