import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoZone } from '#demo/calendar.ts';
import { keepDemoSchool } from '#demo/keep.ts';
import type { DefectReport } from '#server/app.ts';
import { type Clock, clockFrom, realClock, weekdayClock } from '#server/clock.ts';
import { openControl } from '#server/control.ts';
import type { DueJob } from '#server/due-jobs.ts';
import { dailyBackup, housekeeping } from '#server/housekeeping.ts';
import { firstAccountLink } from '#server/invitation.ts';
import { type MailServer, mailNotices, mailThrough } from '#server/notice-mail.ts';
import { readBackupKey } from '#store/backup/key.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { wordsFor } from '#words/words-for.ts';
import { type Streams, say } from './io.ts';
import { type Place, placeOf, placeOptions, placeUsage, webRoot } from './place.ts';
import { commandWords, Refused } from './refused.ts';

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
  const words = commandWords();

  // The engine starts in a thread of its own; the server's modules are read meanwhile.
  const server = import('#server/serve.ts');
  server.catch(() => {});
  const store = await openStore({ ...place.store, now: () => realClock.now() });
  const stopping = Promise.withResolvers<void>();
  const stop = () => stopping.resolve();
  try {
    await requireRightSchool(store, place.demo);
    if (place.demo) {
      say(io.stderr, words.say('command.preparing_demo'));
      await keepDemoSchool(store, clock.now().toISOString());
    }
    const backupKey = readBackupKey(place.keyFile);
    const { startServing } = await server;
    const serving = await startServing({
      store,
      clock,
      words: wordsFor,
      demo: place.demo,
      version: versionOf(),
      webRoot,
      host,
      port,
      ...(tls === null ? {} : { tls }),
      ...(publicUrl === undefined ? {} : { publicUrl }),
      mails: mailServer !== null,
      jobs: [
        ...jobsOf(place, clock, backupKey),
        ...(mailServer === null ? [] : [mailNotices(mailThrough(mailServer), publicUrl ?? null)]),
      ],
      report: (defect) => say(io.stderr, JSON.stringify(defect)),
      onJobError: (job, error) => say(io.stderr, JSON.stringify(defectOf(clock, job, error))),
    });
    const control =
      place.dataDir === null || 'databaseUrl' in place.store || backupKey === null
        ? null
        : await openControl({ store, clock, dataDir: place.dataDir, backupKey });
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    try {
      say(io.stdout, words.say(place.demo ? 'command.serving_demo' : 'command.serving', { url: serving.url }));
      const token = place.demo ? null : await firstAccountLink(store, clock.now());
      if (token !== null)
        say(io.stdout, words.say('command.first_account', { url: `${serving.url}/welcome#${token}` }));
      if (!place.demo && tls === null && publicUrl === undefined)
        say(io.stderr, words.say('command.this_machine_only'));
      await stopping.promise;
    } finally {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      await control?.close();
      await serving.close();
    }
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

/** The demo never goes into a real school's directory, nor is a demo directory mistaken for a school. */
async function requireRightSchool(store: Store, demo: boolean): Promise<void> {
  const districts = await store.asOwner((db) => db.selectFrom('district').select('is_demo').execute());
  if (demo && districts.some((district) => !district.is_demo)) throw new Refused('command.not_the_demo');
  if (!demo && districts.some((district) => district.is_demo)) throw new Refused('command.is_the_demo');
}

function jobsOf(place: Place, clock: Clock, backupKey: Buffer | null): readonly DueJob[] {
  if (place.demo) {
    const thisWeek: DueJob = {
      name: 'demo_week',
      of: 'store',
      at: '00:30',
      run: ({ store }) => keepDemoSchool(store, clock.now().toISOString()),
    };
    return [thisWeek, ...housekeeping];
  }
  if (place.dataDir === null || backupKey === null) return housekeeping;
  return [dailyBackup(join(place.dataDir, 'backups'), backupKey), ...housekeeping];
}

function defectOf(clock: Clock, job: string, error: unknown): DefectReport {
  const { name, code, stack } = error as Error & { code?: string };
  const where = (stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame));
  return { at: clock.now().toISOString(), requestId: '', operation: job, error: name, code, where: where.slice(0, 12) };
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
}
