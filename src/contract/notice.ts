import { z } from 'zod';
import { noticeKinds } from '#domain/partnership/notices.ts';
import { operation } from './operation.ts';
import { instant } from './values.ts';

/** What awaits an adult, inside the product and, where a mail server is set up and they want it, by e-mail. */

export const listNotices = operation({
  name: 'notice.list',
  method: 'GET',
  path: '/api/notices',
  summary:
    'What awaits the reader, as counts: answers of classes, cards, covers, decisions, thanks. Nothing of any student.',
  act: 'notice.read',
  logged: false,
  output: z.object({
    items: z.array(z.object({ kind: z.enum(noticeKinds), count: z.int().min(1), newest: instant.nullable() })),
    /** Null where the server sends no mail, or the reader has no address; else whether they want it. */
    mail: z.boolean().nullable(),
  }),
});
export type Notices = z.infer<typeof listNotices.output>;
