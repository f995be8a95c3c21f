// The main thread's side of PGlite: one worker, one connection handed round in order, and the watchdog.
import { Worker } from 'node:worker_threads';
import type { Answer, Engine, EngineConnection } from './engine.ts';
import type { WorkerOptions, WorkerReply, WorkerRequest } from './pglite-worker.ts';
import { SqlError, StoreError } from './store-error.ts';
import { toParameter } from './values.ts';

export type PgliteEngineOptions = WorkerOptions & {
  /** A statement that takes longer ends the worker; 0 is no limit. */
  queryTimeoutMs: number;
  /** A connection held this long without a statement is taken back. */
  idleTimeoutMs?: number | undefined;
  /** Asked before each statement; throws what forbids going on (a disk nearly full). */
  beforeStatement?: ((sql: string) => void) | undefined;
  /**
   * Asked before the engine is started again, and from time to time while a statement runs for longer than the limit of a query;
   * throws where there is no room to recover in. On a full disk the engine may never come back, from a statement or from a start.
   */
  whereRoomToRecover?: (() => void) | undefined;
};

const defaultIdleTimeoutMs = 60_000;
/** A clean end writes at most what the log may hold (96 MB); without it, the next start reads the log instead. */
const closeTimeoutMs = 60_000;
/** PostgreSQL's code for a disk that was full when it wanted to write. */
const diskFull = '53100';

/** One running worker thread, from start to end. */
class WorkerRun {
  readonly #worker: Worker;
  readonly ready: Promise<void>;
  #settle: { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void } | null = null;
  #ended: StoreError | null = null;

  constructor(options: WorkerOptions) {
    this.#worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
      workerData: options,
      // The engine prints PostgreSQL's log; it may quote values, so it goes nowhere.
      stdout: true,
      stderr: true,
    });
    this.#worker.on('message', (reply: WorkerReply) => {
      const settle = this.#settle;
      this.#settle = null;
      settle?.resolve(reply);
    });
    this.#worker.on('error', (error) => this.#end(new StoreError('engine_stopped', {}, { cause: error })));
    this.#worker.on('exit', () => this.#end(new StoreError('engine_stopped')));
    this.ready = this.#nextReply(0).then(
      () => {},
      (error: StoreError) => {
        throw new StoreError('engine_did_not_start', {}, { cause: error.cause ?? error });
      },
    );
    this.ready.catch(() => {});
  }

  get alive(): boolean {
    return this.#ended === null;
  }

  #end(error: StoreError): void {
    this.#ended ??= error;
    const settle = this.#settle;
    this.#settle = null;
    settle?.reject(this.#ended);
  }

  #nextReply(limitMs: number): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      const timer =
        limitMs === 0
          ? undefined
          : setTimeout(() => void this.stop(new StoreError('query_timed_out', { limitMs })), limitMs);
      const done = (): void => clearTimeout(timer);
      this.#settle = {
        resolve: (reply) => {
          done();
          resolve(reply);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
    });
  }

  /** The worker answers in order and one at a time; whoever holds the connection is the only one to ask. */
  async ask(request: WorkerRequest, limitMs: number): Promise<WorkerReply> {
    if (this.#ended !== null) throw new StoreError('connection_lost', {}, { cause: this.#ended });
    const reply = this.#nextReply(limitMs);
    this.#worker.postMessage(request);
    const got = await reply;
    if (got.kind !== 'broken') return got;
    const stopped = new StoreError('engine_stopped', {}, { cause: new Error(got.message) });
    await this.stop(stopped);
    throw stopped;
  }

  /** Ends the thread where it stands, as a kill would; the log makes the directory whole at the next start. */
  async stop(reason: StoreError): Promise<void> {
    this.#end(reason);
    await this.#worker.terminate();
  }
}

export class PgliteEngine implements Engine {
  readonly kind = 'pglite';
  readonly #options: PgliteEngineOptions;
  #run: WorkerRun;
  #free = true;
  #closed = false;
  readonly #waiting: (() => void)[] = [];

  private constructor(options: PgliteEngineOptions, run: WorkerRun) {
    this.#options = options;
    this.#run = run;
  }

  static async open(options: PgliteEngineOptions): Promise<PgliteEngine> {
    const run = startWorker(options);
    await run.ready;
    return new PgliteEngine(options, run);
  }

  async connect(): Promise<EngineConnection> {
    await this.#acquire();
    try {
      if (this.#closed) throw new StoreError('store_closed');
      // After the watchdog, or a stop of the engine: whoever comes next opens it again (about 0.6 s).
      if (!this.#run.alive) {
        this.#options.whereRoomToRecover?.();
        this.#run = startWorker(this.#options);
      }
      await this.#run.ready;
      return this.#connection(this.#run);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #connection(run: WorkerRun): EngineConnection {
    const { queryTimeoutMs, beforeStatement, whereRoomToRecover, idleTimeoutMs = defaultIdleTimeoutMs } = this.#options;
    let held = true;
    let idle: NodeJS.Timeout | undefined;
    const giveBack = (stopped: Promise<unknown> | null): void => {
      clearTimeout(idle);
      if (!held) return;
      held = false;
      if (stopped === null) this.#release();
      else void stopped.catch(() => {}).then(() => this.#release());
    };
    const waitForNext = (): void => {
      clearTimeout(idle);
      // Everybody else waits for this one connection: a holder that has fallen silent loses it, and what it had not committed.
      idle = setTimeout(
        () => giveBack(run.ask({ kind: 'query', sql: 'rollback', parameters: [] }, queryTimeoutMs)),
        idleTimeoutMs,
      );
      idle.unref();
    };
    const ask = async (request: WorkerRequest & { sql: string }, limitMs: number): Promise<WorkerReply> => {
      if (!held) throw new StoreError('connection_lost');
      beforeStatement?.(request.sql);
      clearTimeout(idle);
      const look = (): void => {
        try {
          whereRoomToRecover?.();
        } catch (error) {
          void run.stop(error as StoreError);
        }
      };
      const isLong = queryTimeoutMs > 0 && (limitMs === 0 || limitMs > queryTimeoutMs);
      const looks = isLong ? setInterval(look, queryTimeoutMs) : undefined;
      try {
        const reply = await run.ask(request, limitMs);
        if (reply.kind !== 'refused') return reply;
        const refused = new SqlError(reply.error);
        throw refused.code === diskFull ? new StoreError('disk_low', {}, { cause: refused }) : refused;
      } finally {
        clearInterval(looks);
        if (held) waitForNext();
      }
    };
    waitForNext();
    return {
      query: async (sql, parameters = [], limitMs = queryTimeoutMs): Promise<Answer> => {
        const reply = await ask({ kind: 'query', sql, parameters: parameters.map(toParameter) }, limitMs);
        if (reply.kind !== 'answer') throw new StoreError('engine_stopped');
        return reply.answer;
      },
      script: async (sql, limitMs = queryTimeoutMs): Promise<void> => {
        await ask({ kind: 'script', sql }, limitMs);
      },
      release: (broken = false) => giveBack(broken && run.alive ? run.stop(new StoreError('connection_lost')) : null),
    };
  }

  /** Does it answer? A connection at work is taken for an answer: the watchdog looks after that. */
  async answers(): Promise<boolean> {
    if (!this.#free) return true;
    try {
      const connection = await this.connect();
      await connection.query('select 1').finally(() => connection.release());
      return true;
    } catch {
      return false;
    }
  }

  /** How many fsyncs reached the disk while `work` ran. */
  async countFsyncs(work: (connection: EngineConnection) => Promise<void>): Promise<number> {
    const connection = await this.connect();
    try {
      const before = await this.#fsyncs();
      await work(connection);
      return (await this.#fsyncs()) - before;
    } finally {
      connection.release();
    }
  }

  async #fsyncs(): Promise<number> {
    const reply = await this.#run.ask({ kind: 'fsyncs' }, 0);
    return reply.kind === 'fsyncs' ? reply.count : 0;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#acquire();
    this.#closed = true;
    if (this.#run.alive) {
      // Whatever it could not finish is in the log.
      await this.#run.ask({ kind: 'close' }, closeTimeoutMs).catch(() => {});
      await this.#run.stop(new StoreError('store_closed'));
    }
    this.#release();
  }

  #acquire(): Promise<void> {
    if (this.#free) {
      this.#free = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free = true;
    else next();
  }
}

function startWorker({ directory, witness, withoutFsync }: PgliteEngineOptions): WorkerRun {
  return new WorkerRun({ directory, witness, withoutFsync });
}

/**
 * How many fsyncs one commit makes. PGlite as shipped makes none (it acknowledges what a power cut takes away); a version that
 * goes back to that is refused with `no_fsync` before anything is written.
 */
export async function requireFsync(engine: PgliteEngine): Promise<number> {
  const count = await engine.countFsyncs(async (connection) => {
    await connection.query('begin');
    await connection.query(`select pg_logical_emit_message(true, 'carryover', 'does a commit reach the disk?')`);
    await connection.query('commit');
  });
  if (count === 0) throw new StoreError('no_fsync');
  return count;
}
