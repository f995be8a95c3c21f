// A Kysely dialect over an Engine: PostgreSQL's compiler, and a driver that only begins, commits and rolls back.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Caller, Engine, EngineConnection } from './engine.ts';
import { StoreError } from './store-error.ts';

class Connection implements DatabaseConnection {
  readonly inner: EngineConnection;
  readonly limitMs: number | undefined;
  broken = false;
  constructor(inner: EngineConnection, limitMs: number | undefined) {
    this.inner = inner;
    this.limitMs = limitMs;
  }
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affected } = await this.inner.query(compiled.sql, compiled.parameters, this.limitMs);
    return { rows: rows as R[], ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }) };
  }
  // biome-ignore lint/correctness/useYield: the interface asks for a generator; large reads go through cursors instead.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The store does not stream; page with a keyset, or use a cursor as the backup does.');
  }
}

class EngineDriver implements Driver {
  readonly #engine: Engine;
  readonly #caller: Caller;
  readonly #limitMs: number | undefined;
  constructor(engine: Engine, caller: Caller, limitMs: number | undefined) {
    this.#engine = engine;
    this.#caller = caller;
    this.#limitMs = limitMs;
  }
  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return new Connection(await this.#engine.connect(this.#caller), this.#limitMs);
  }
  async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
    await (connection as Connection).inner.query(`begin${level}${accessMode === undefined ? '' : ` ${accessMode}`}`);
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { command } = await (connection as Connection).inner.query('commit');
    // A swallowed error leaves the transaction aborted: COMMIT then answers ROLLBACK, and nothing was kept.
    if (command !== 'COMMIT') throw new StoreError('transaction_aborted');
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await (connection as Connection).inner.query('rollback');
    } catch {
      // A connection that cannot roll back is thrown away, and the error that led here is the one to tell.
      (connection as Connection).broken = true;
    }
  }
  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as Connection).inner.release((connection as Connection).broken);
  }
}

export function engineDialect(engine: Engine, caller: Caller, limitMs?: number): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new EngineDriver(engine, caller, limitMs),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
