// What `carryover serve` does with the store it has opened. A module of its own, so that it is read while the engine starts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepDemoSchool } from '#demo/keep.ts';
import type { DefectReport } from '#server/app.ts';
import type { Clock } from '#server/clock.ts';
import { openControl } from '#server/control.ts';
import type { DueJob } from '#server/due-jobs.ts';
import { dailyBackup, housekeeping } from '#server/housekeeping.ts';
import { firstAccountLink } from '#server/invitation.ts';
import { type MailServer, mailNotices, mailThrough } from '#server/notice-mail.ts';
import { startServing } from '#server/serve.ts';
import { readBackupKey } from '#store/backup/key.ts';
import type { Store } from '#store/open-store.ts';
import { wordsFor } from '#words/words-for.ts';
import { type Streams, say } from './io.ts';
import { type Place, webRoot } from './place.ts';
import { commandWords, Refused } from './refused.ts';

export interface Serving {
  readonly place: Place;
  readonly clock: Clock;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  readonly publicUrl: string | undefined;
  readonly mailServer: MailServer | null;
}

/** Serves until it is asked to stop (SIGINT, SIGTERM); the store stays open. */
export async function serveSchool(
  store: Store,
  { place, clock, host, port, tls, publicUrl, mailServer }: Serving,
  io: Streams,
): Promise<void> {
  const words = commandWords();
  const stopping = Promise.withResolvers<void>();
  const stop = () => stopping.resolve();
  await requireRightSchool(store, place.demo);
  if (place.demo) {
    say(io.stderr, words.say('command.preparing_demo'));
    await keepDemoSchool(store, clock.now().toISOString());
  }
  const backupKey = readBackupKey(place.keyFile);
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
    if (token !== null) say(io.stdout, words.say('command.first_account', { url: `${serving.url}/welcome#${token}` }));
    if (!place.demo && tls === null && publicUrl === undefined) say(io.stderr, words.say('command.this_machine_only'));
    await stopping.promise;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await control?.close();
    await serving.close();
  }
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
