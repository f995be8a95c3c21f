// PostgreSQL through pg's pool. The owner migrates; requests run as carryover_app, from a login of their own where one is given.
import pg from 'pg';
import type { Answer, Caller, Engine, EngineConnection } from './engine.ts';
import { changesTables, isPlanned } from './kept-statements.ts';
import { SqlError, StoreError, sqlErrorFields } from './store-error.ts';
import { parseValue, toParameter } from './values.ts';

export type PostgresEngineOptions = {
  databaseUrl: string;
  /** A login for requests that owns nothing and is a member of carryover_app. */
  appUrl?: string | undefined;
  queryTimeoutMs: number;
  connections?: number | undefined;
};

/** A transaction left open longer than this by a stuck request is ended by the server, and its locks with it. */
const idleInTransactionMs = 60_000;

const types = {
  getTypeParser: (type: number) => (text: string | null) => parseValue(type, text),
} as unknown as pg.CustomTypesConfig;

function poolOf(url: string, { queryTimeoutMs, connections }: PostgresEngineOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections ?? 10,
    types,
    application_name: 'carryover',
    // Compiling a plan takes longer than any of our queries: in a large store it made a goal page three times as slow.
    options: '-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c jit=off',
    statement_timeout: queryTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection may drop (a restart of the server); the pool replaces it, and the next request says if it cannot.
  pool.on('error', () => {});
  return pool;
}

function told(error: unknown, limitMs: number): Error {
  if (!(error instanceof pg.DatabaseError)) return new StoreError('engine_stopped', {}, { cause: error });
  if (error.code === '57014') return new StoreError('query_timed_out', { limitMs }, { cause: error });
  if (error.severity === 'FATAL' || error.severity === 'PANIC')
    return new StoreError('engine_stopped', {}, { cause: error });
  if (error.code === '53100') return new StoreError('disk_low', {}, { cause: error });
  return new SqlError(sqlErrorFields(error));
}

/** Texts that a connection keeps parsed and planned; what comes after that many is planned each time. */
const mostPrepared = 300;

const changes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

export class PostgresEngine implements Engine {
  readonly kind = 'postgres';
  readonly #owner: pg.Pool;
  readonly #adult: pg.Pool;
  readonly #limitMs: number;
  /** Of each connection: the names of the statements it keeps, by their text; and how many it has named. */
  readonly #prepared = new WeakMap<pg.PoolClient, { names: Map<string, string>; named: number }>();

  constructor(options: PostgresEngineOptions) {
    this.#limitMs = options.queryTimeoutMs;
    this.#owner = poolOf(options.databaseUrl, options);
    this.#adult = options.appUrl === undefined ? this.#owner : poolOf(options.appUrl, options);
  }

  async connect(as: Caller): Promise<EngineConnection> {
    let client: pg.PoolClient;
    try {
      client = await (as === 'adult' ? this.#adult : this.#owner).connect();
    } catch (error) {
      throw told(error, this.#limitMs);
    }
    let dropped = false;
    let limit = this.#limitMs;
    const onError = (): void => {
      dropped = true;
    };
    client.on('error', onError);
    const run = async (
      limitMs: number,
      work: () => Promise<pg.QueryResult | pg.QueryResult[]>,
    ): Promise<pg.QueryResult> => {
      try {
        if (limitMs !== limit) {
          await client.query(`set statement_timeout = ${Math.trunc(limitMs)}`);
          limit = limitMs;
        }
        const results = await work();
        return Array.isArray(results) ? results.at(-1)! : results;
      } catch (error) {
        throw told(error, limitMs);
      }
    };
    return {
      query: async (sql, parameters = [], limitMs = this.#limitMs): Promise<Answer> => {
        const name = this.#nameOf(client, sql);
        const asked = { text: sql, values: parameters.map(toParameter), ...(name === undefined ? {} : { name }) };
        const { rows, command, rowCount } = await run(limitMs, () => client.query(asked));
        return { rows, command, affected: changes.has(command) ? (rowCount ?? 0) : undefined };
      },
      script: async (sql, limitMs = this.#limitMs): Promise<void> => {
        await run(limitMs, () => client.query(sql));
      },
      release: (broken = false) => {
        client.off('error', onError);
        // A connection whose time limit was changed is not given to the next one with it.
        client.release(broken || dropped || limit !== this.#limitMs);
      },
    };
  }

  /** The name under which this connection keeps the statement; undefined: it is planned each time. */
  #nameOf(client: pg.PoolClient, sql: string): string | undefined {
    const kept = this.#prepared.get(client) ?? { names: new Map<string, string>(), named: 0 };
    this.#prepared.set(client, kept);
    if (changesTables(sql)) kept.names.clear();
    if (!isPlanned(sql)) return undefined;
    if (!kept.names.has(sql) && kept.names.size < mostPrepared) kept.names.set(sql, `s${++kept.named}`);
    return kept.names.get(sql);
  }

  async answers(): Promise<boolean> {
    try {
      await this.#owner.query('select 1');
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...new Set([this.#owner, this.#adult])].map((pool) => pool.end()));
  }
}
