/** What one statement answered. `command` is PostgreSQL's tag without counts: SELECT, INSERT, COMMIT, ROLLBACK ... */
export type Answer = { rows: Record<string, unknown>[]; affected: number | undefined; command: string };

export type EngineConnection = {
  /** One statement. `limitMs` replaces the engine's time limit for a query; 0 is none. */
  query(sql: string, parameters?: readonly unknown[], limitMs?: number): Promise<Answer>;
  /** Several statements without parameters, such as a migration. */
  script(sql: string, limitMs?: number): Promise<void>;
  /** Gives the connection back; a broken one is thrown away. */
  release(broken?: boolean): void;
};

/** A request of an adult, or the store's owner (migrations, sign-in, backups). */
export type Caller = 'adult' | 'owner';

export type Engine = {
  readonly kind: 'pglite' | 'postgres';
  connect(as: Caller): Promise<EngineConnection>;
  answers(): Promise<boolean>;
  close(): Promise<void>;
};
