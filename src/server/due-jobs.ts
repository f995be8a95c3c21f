import { Temporal } from 'temporal-polyfill';
import { lastRun, listDistricts, noteRun } from '#store/due-job.ts';
import type { Store } from '#store/open-store.ts';
import type { Clock } from './clock.ts';
import { noDistrict } from './sign-in-token.ts';

export interface Due {
  readonly store: Store;
  readonly now: Date;
  /** The nil district for a job of the whole store. */
  readonly districtId: string;
}

/** Something to be done once a day, at its hour or, where the server was not running then, at the next start. */
export interface DueJob {
  readonly name: string;
  /** Once for the whole store, or once for each district by its own clock. */
  readonly of: 'store' | 'district';
  /** Wall time `HH:MM` in the district's zone (for the store: in the first district's). */
  readonly at: string;
  /** Answers what it did, in a few words without names. */
  readonly run: (due: Due) => Promise<string>;
}

/** The latest moment, not after now, at which the clocks of the zone showed that time. */
export function latestAt(now: Date, zone: string, at: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const [hour, minute] = at.split(':').map(Number) as [number, number];
  const todays = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } });
  const latest =
    todays.epochMilliseconds <= now.getTime()
      ? todays
      : todays.toPlainDate().subtract({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } });
  return new Date(latest.epochMilliseconds);
}

export interface DueJobRunner {
  /** Runs whatever is due now, one after the other; answers the names of the jobs that ran. */
  runDue(): Promise<readonly string[]>;
  /** After the job that is running, no further one begins. */
  stop(): Promise<void>;
}

export interface RunnerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly jobs: readonly DueJob[];
  /** Told of a job that did not go through; it is tried again at its next time. */
  readonly onError?: (job: string, error: unknown) => void;
  /** Milliseconds of real time between looks at the clock; 0: only `runDue` looks. */
  readonly everyMs?: number;
}

export function startDueJobs({ store, clock, jobs, onError, everyMs = 60_000 }: RunnerOptions): DueJobRunner {
  let stopped = false;
  let running: Promise<readonly string[]> | null = null;

  const runOne = async (job: DueJob, districtId: string, zone: string): Promise<boolean> => {
    const now = clock.now();
    const last = await store.asOwner((db) => lastRun(db, districtId, job.name));
    if (last !== null && Date.parse(last) >= latestAt(now, zone, job.at).getTime()) return false;
    let outcome = 'not done';
    try {
      outcome = await job.run({ store, now, districtId });
    } catch (error) {
      onError?.(job.name, error);
    }
    await store.asOwner((db) => noteRun(db, districtId, job.name, now.toISOString(), outcome.slice(0, 200)));
    return true;
  };

  const runAll = async (): Promise<readonly string[]> => {
    const ran: string[] = [];
    const districts = await store.asOwner(listDistricts);
    if (districts.length === 0) return ran;
    for (const job of jobs) {
      const places = job.of === 'district' ? districts : [{ id: noDistrict, zone: districts[0]!.zone }];
      for (const { id, zone } of places) {
        if (stopped) return ran;
        if (await runOne(job, id, zone)) ran.push(job.name);
      }
    }
    return ran;
  };

  const runDue = (): Promise<readonly string[]> => {
    running ??= runAll().finally(() => {
      running = null;
    });
    return running;
  };
  const look = () => {
    runDue().catch((error) => onError?.('due_jobs', error));
  };
  const timer = everyMs === 0 ? null : setInterval(look, everyMs);
  timer?.unref();
  return {
    runDue,
    stop: async () => {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      await running?.catch(() => {});
    },
  };
}
