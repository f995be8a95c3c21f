import { createTransport } from 'nodemailer';
import { covers } from '#domain/caseload/roles.ts';
import { isNews, type Notice, type Told } from '#domain/partnership/notices.ts';
import { weekdayOf } from '#domain/school-day/calendar.ts';
import { readRoles } from '#store/adult.ts';
import { keepMailed, readMailedAdults } from '#store/notice.ts';
import type { Words } from '#words/words.ts';
import { wordsFor } from '#words/words-for.ts';
import { dayIn } from './clock.ts';
import type { DueJob } from './due-jobs.ts';
import { noticesFor } from './notice.ts';

/** The district's own mail server. Nothing else is ever asked, and without one nothing is sent. */
export interface MailServer {
  /** `smtp://user:password@mail.example.org:587` or `smtps://...`. */
  readonly url: string;
  readonly from: string;
}

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
export type SendMail = (message: Message) => Promise<void>;

/** A school's mail server answers within seconds or not today. */
const patienceMs = 15_000;

export function mailThrough({ url, from }: MailServer): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message) => {
    await transport.sendMail({ from, ...message });
  };
}

/** How many of what awaits somebody, and the way there: no name of anybody, no word that somebody wrote. */
export function messageOf(notices: readonly Notice[], words: Words, origin: string | null): Omit<Message, 'to'> {
  const lines = notices.map(({ kind, count }) => `- ${words.say(`notice.${kind}`, { count })}`);
  return {
    subject: words.say('notice.mail_subject', { count: notices.reduce((sum, { count }) => sum + count, 0) }),
    text: [
      words.say('notice.mail_hello'),
      '',
      ...lines,
      '',
      origin === null ? words.say('notice.mail_where') : `${words.say('notice.mail_where')} ${origin}/notices`,
      '',
      words.say('notice.mail_why'),
      '',
    ].join('\n'),
  };
}

/**
 * Before school, to whoever wants it, and only where something awaits that no message has said yet. What could not be sent is
 * told again the next morning.
 * @param origin `https://...`, where the server is known by an address
 */
export function mailNotices(send: SendMail, origin: string | null): DueJob {
  return {
    name: 'notice_mail',
    of: 'district',
    at: '06:30',
    run: async ({ store, now, districtId }) => {
      const adults = await store.asOwner(async (db) => {
        const wanting = await readMailedAdults(db, districtId);
        return Promise.all(
          wanting.map(async (adult) => ({ ...adult, roles: await readRoles(db, districtId, adult.adultId) })),
        );
      });
      let [sent, failed] = [0, 0];
      for (const { adultId, email, language, zone, told, ...adult } of adults) {
        const today = dayIn(zone, now);
        const roles = adult.roles.filter((held) => covers(held, today));
        if (roles.length === 0 || weekdayOf(today) > 5) continue;
        const scope = { districtId, adultId, role: roles.map(({ role }) => role).join(','), today };
        const notices = await store.asAdult(scope, (db) => noticesFor(db, { districtId, adultId, roles }, today));
        if (!isNews(notices, told)) continue;
        try {
          await send({ to: email, ...messageOf(notices, wordsFor(language), origin) });
          sent += 1;
        } catch {
          // What the mail server says may quote the address: the count is all that is kept.
          failed += 1;
          continue;
        }
        const counts = Object.fromEntries(notices.map(({ kind, count }) => [kind, count])) as Told['counts'];
        await store.asOwner((db) => keepMailed(db, districtId, adultId, { at: now.toISOString(), counts }));
      }
      return `${sent} sent, ${failed} not`;
    },
  };
}
