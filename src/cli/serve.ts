import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoZone } from '#demo/calendar.ts';
import { type Clock, clockFrom, realClock, weekdayClock } from '#server/clock.ts';
import type { MailServer } from '#server/notice-mail.ts';
import { openStore } from '#store/open-store.ts';
import type { Streams } from './io.ts';
import { placeOf, placeOptions, placeUsage } from './place.ts';
import { Refused } from './refused.ts';

const usage = `carryover serve

Serves a school to browsers on this machine. Without options it is the demo school.

${placeUsage}
  --port N          4173 unless given; 0: any free one
  --host NAME       127.0.0.1 unless given; another needs --tls-cert and --tls-key
  --tls-cert FILE   certificate (PEM), so that tablets in the building can use it
  --tls-key FILE    its key (PEM)
  --now TIME        demo only: begin at this instant, for example 2026-10-14T13:30:00Z

  In the environment:
  PUBLIC_URL        the https address of a proxy on this machine that stands in front
  SMTP_URL          a mail server of the district, smtp://user:password@host:port or smtps://...; without it no mail is sent
  MAIL_FROM         the address it sends from
`;

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Runs until it is asked to stop (SIGINT, SIGTERM), then closes everything in order. */
export async function serve(args: readonly string[], io: Streams): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...placeOptions,
      port: { type: 'string' },
      host: { type: 'string' },
      now: { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
  });
  if (values.help) {
    io.stdout.write(usage);
    return 0;
  }
  const place = placeOf(values);
  const port = portOf(values.port);
  const tls = tlsOf(values['tls-cert'], values['tls-key']);
  const publicUrl = publicUrlOf(process.env.PUBLIC_URL);
  const mailServer = mailServerOf(process.env.SMTP_URL, process.env.MAIL_FROM);
  const host = values.host ?? '127.0.0.1';
  if (tls === null && !loopback.has(host)) throw new Refused('command.host_needs_tls', { host }, 2);
  const clock = clockOf(values.now, place.demo);

  // The engine starts in a thread of its own; all that a server is made of is read meanwhile.
  const opening = openStore({ ...place.store, now: () => realClock.now() });
  const school = import('./serve-school.ts');
  school.catch(() => {});
  const store = await opening;
  try {
    const { serveSchool } = await school;
    await serveSchool(store, { place, clock, host, port, tls, publicUrl, mailServer }, io);
  } finally {
    await store.close();
  }
  return 0;
}

function portOf(said: string | undefined): number {
  const port = Number(said ?? 4173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Refused('command.bad_port', { said: said! }, 2);
  return port;
}

function tlsOf(cert: string | undefined, key: string | undefined): { cert: Buffer; key: Buffer } | null {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw new Refused('command.tls_needs_both', {}, 2);
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

function publicUrlOf(said: string | undefined): string | undefined {
  if (said === undefined || said === '') return undefined;
  const url = URL.canParse(said) ? new URL(said) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw new Refused('command.bad_public_url', { said }, 2);
  }
  return url.origin;
}

function mailServerOf(url = '', from = ''): MailServer | null {
  if (url === '' && from === '') return null;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) throw new Refused('command.bad_smtp_url', {}, 2);
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from)) throw new Refused('command.bad_mail_from', {}, 2);
  return { url, from };
}

function clockOf(said: string | undefined, demo: boolean): Clock {
  if (said !== undefined && !demo) throw new Refused('command.now_in_demo_only', {}, 2);
  const start = said === undefined ? null : new Date(said);
  if (start !== null && Number.isNaN(start.getTime())) throw new Refused('command.bad_time', { said: said! }, 2);
  const clock = start === null ? realClock : clockFrom(start);
  return demo ? weekdayClock(clock, demoZone) : clock;
}
