import { z } from 'zod';
import { operation } from './operation.ts';
import { me } from './sign-in.ts';
import { day, done, id, instant, line } from './values.ts';

/**
 * A link that opens one class for one adult without an account: the class's day, its cards, quick notes, and nothing else. The
 * operations a link opens say so themselves (`byLink`).
 */

export const personalLink = z.object({
  id,
  adultId: id,
  name: z.string(),
  madeBy: z.string(),
  madeAt: instant,
  lastDay: day,
  withdrawnAt: instant.nullable(),
  openedCount: z.int(),
  lastOpened: instant.nullable(),
});
export type PersonalLink = z.infer<typeof personalLink>;

export const makeLink = operation({
  name: 'link.make',
  method: 'POST',
  path: '/api/classes/:classId/links',
  summary: 'Makes a link to one class for an adult of it, or for a substitute who is named here. It is shown once.',
  act: 'link.keep',
  logged: true,
  params: z.object({ classId: id }),
  body: z.strictObject({
    /** Who works in the class already; null: a substitute of that name. */
    adultId: id.nullable(),
    name: line(120).default(''),
    /** The substitute's first day. */
    from: day,
    /** The last day of the link, and of a substitute in the class. */
    to: day,
  }),
  output: z.object({ id, link: z.string(), lastDay: day }),
});
export const listLinks = operation({
  name: 'link.list',
  method: 'GET',
  path: '/api/classes/:classId/links',
  summary:
    'The links to a class: whose, who made them, until when, when last used. The links themselves are shown nowhere again.',
  act: 'link.keep',
  logged: false,
  params: z.object({ classId: id }),
  output: z.object({ items: z.array(personalLink) }),
});
export const withdrawLink = operation({
  name: 'link.withdraw',
  method: 'POST',
  path: '/api/classes/:classId/links/:linkId/withdraw',
  summary: 'Takes a link back: it opens nothing any more, and what it had opened is closed.',
  act: 'link.keep',
  logged: true,
  params: z.object({ classId: id, linkId: id }),
  output: done,
});
/** Its only key is the secret, which stands after the `#` of the link and so in no log. */
export const openLink = operation({
  name: 'link.open',
  method: 'POST',
  path: '/api/links/open',
  summary: 'Signs in by a personal link, for its class only. Noted in the access log, refused or not.',
  act: 'public',
  logged: false,
  body: z.strictObject({ token: z.string().max(200), language: z.enum(['en', 'es']) }),
  output: me,
});
