/** Why a store would not open, or would not do what it was asked. `words/` has a sentence for each. */
export type StoreErrorCode =
  | 'data_directory_held'
  | 'directory_not_ours'
  | 'network_file_system'
  | 'no_fsync'
  | 'engine_did_not_start'
  | 'engine_stopped'
  | 'query_timed_out'
  | 'connection_lost'
  | 'store_closed'
  | 'store_read_only'
  | 'disk_low'
  | 'nested_transaction'
  | 'transaction_aborted'
  | 'schema_newer'
  | 'migration_malformed'
  | 'migration_changed'
  | 'migration_failed'
  | 'migration_needs_backup'
  | 'database_unreachable'
  | 'app_role_not_made'
  | 'app_role_bypasses_rows'
  | 'owner_sees_no_rows'
  | 'backup_key_malformed'
  | 'backup_key_wrong'
  | 'backup_damaged'
  | 'backup_format_newer'
  | 'restore_needs_empty';

/** A refusal of the store itself, as against one of the database (see SqlError). */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: StoreErrorCode, details: Record<string, string | number> = {}, options?: ErrorOptions) {
    const said = Object.entries(details).map(([name, value]) => `${name} ${value}`);
    super(said.length > 0 ? `${code}: ${said.join(', ')}` : code, options);
    this.name = 'StoreError';
    this.code = code;
    this.details = details;
  }
}

/**
 * What PostgreSQL refused, the same from both engines: `code` is the SQLSTATE. The `detail` field of the protocol is
 * left out on purpose: it quotes whole rows, and rows hold children's names.
 */
export class SqlError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  constructor(fields: SqlErrorFields) {
    super(fields.message);
    this.name = 'SqlError';
    this.code = fields.code ?? 'XX000';
    this.severity = fields.severity ?? 'ERROR';
    this.table = fields.table;
    this.column = fields.column;
    this.constraint = fields.constraint;
  }
}

export type SqlErrorFields = {
  message: string;
  code?: string | undefined;
  severity?: string | undefined;
  table?: string | undefined;
  column?: string | undefined;
  constraint?: string | undefined;
};

/** The fields that may leave the driver, from an error of either engine's protocol library. */
export function sqlErrorFields(error: SqlErrorFields): SqlErrorFields {
  const { message, code, severity, table, column, constraint } = error;
  return { message, code, severity, table, column, constraint };
}
