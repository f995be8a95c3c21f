import { z } from 'zod';
import { operation } from './operation.ts';
import { done, id, instant } from './values.ts';

/** One's own sessions in another calendar (iCalendar, RFC 5545): times and places; nothing of any student. */

export const listCalendarFeeds = operation({
  name: 'calendar_feed.list',
  method: 'GET',
  path: '/api/me/calendar-feeds',
  summary:
    'The secret addresses of the reader’s calendar that still work; the addresses themselves are shown nowhere again.',
  act: 'self.read',
  logged: false,
  output: z.object({
    items: z.array(
      z.object({ id, madeAt: instant, /** When somebody last read it. */ lastFetched: instant.nullable() }),
    ),
  }),
});
export const makeCalendarFeed = operation({
  name: 'calendar_feed.make',
  method: 'POST',
  path: '/api/me/calendar-feeds',
  summary: 'Makes a secret address under which other calendars fetch the reader’s sessions. It is shown once.',
  act: 'self.change',
  logged: false,
  output: z.object({ id, address: z.string() }),
});
export const withdrawCalendarFeed = operation({
  name: 'calendar_feed.withdraw',
  method: 'DELETE',
  path: '/api/me/calendar-feeds/:feedId',
  summary: 'Takes a secret address back: it answers nothing any more.',
  act: 'self.change',
  logged: false,
  params: z.object({ feedId: id }),
  output: done,
});
export const downloadCalendar = operation({
  name: 'calendar_feed.download',
  method: 'GET',
  path: '/api/me/calendar.ics',
  summary: 'The reader’s sessions of the school year as a calendar file.',
  act: 'self.read',
  logged: false,
  output: z.string(),
  file: { name: 'sessions.ics', type: 'text/calendar' },
});
/** Its only key is the address: no cookie, and so nothing of a student in it. */
export const fetchCalendar = operation({
  name: 'calendar_feed.fetch',
  method: 'GET',
  path: '/api/calendar-feeds/:token/sessions.ics',
  summary: 'The sessions of whoever made the address, as a calendar file.',
  act: 'public',
  logged: false,
  params: z.object({ token: z.string().max(200) }),
  output: z.string(),
  file: { name: 'sessions.ics', type: 'text/calendar' },
});
