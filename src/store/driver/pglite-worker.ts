// The worker thread that runs PGlite, so that a long query stops neither the server's event loop nor the watchdog.
// One request at a time: the main thread never sends a second before the first is answered.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, protocol } from '@electric-sql/pglite';
import type { Answer } from './engine.ts';
import { changesTables, isPlanned } from './kept-statements.ts';
import { type SqlErrorFields, sqlErrorFields } from './store-error.ts';
import { type OnSynced, SyncedNodeFs } from './synced-node-fs.ts';
import { parseValue } from './values.ts';

export type WorkerOptions = {
  /** Where the cluster is, or is to be made. */
  directory: string;
  /** A module whose `onSynced` is told of each fsync: the power-cut test's witness. */
  witness?: string | undefined;
  /** As PGlite ships: no fsync. Only for a test that shows what the start check is for. */
  withoutFsync?: boolean | undefined;
};
export type WorkerRequest =
  | { kind: 'query'; sql: string; parameters: readonly (string | null)[] }
  | { kind: 'script'; sql: string }
  | { kind: 'fsyncs' }
  | { kind: 'close' };
export type WorkerReply =
  | { kind: 'ready' }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'fsyncs'; count: number }
  | { kind: 'closed' }
  | { kind: 'refused'; error: SqlErrorFields }
  /** The engine did not answer as PostgreSQL does (a panic, a trap): it must not be used any more. */
  | { kind: 'broken'; message: string };

type Message = { name: string } & Record<string, unknown>;
type Field = { name: string; dataTypeID: number };

/**
 * Written bytes after which a checkpoint is made. PostgreSQL does this in a process of its own, which the single-user engine
 * has not: without it the log grows until the next clean stop, and so does the time of the recovery after a crash.
 */
const checkpointAfterBytes = 64 * 2 ** 20;

const { directory, witness, withoutFsync } = workerData as WorkerOptions;
const port = parentPort!;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function readAnswer(messages: readonly Message[]): WorkerReply {
  let fields: readonly Field[] = [];
  const rows: Record<string, unknown>[] = [];
  let tag: string | null = null;
  for (const message of messages) {
    if (message.name === 'error') {
      const error = sqlErrorFields(message as unknown as SqlErrorFields);
      if (error.severity === 'FATAL' || error.severity === 'PANIC') return { kind: 'broken', message: error.message };
      return { kind: 'refused', error };
    }
    if (message.name === 'rowDescription') fields = message.fields as Field[];
    else if (message.name === 'commandComplete') tag = message.text as string;
    else if (message.name === 'emptyQuery') tag = 'EMPTY';
    else if (message.name === 'dataRow') {
      const row: Record<string, unknown> = {};
      const texts = message.fields as (string | null)[];
      fields.forEach((field, index) => {
        row[field.name] = parseValue(field.dataTypeID, texts[index]!);
      });
      rows.push(row);
    }
  }
  // The engine's loop swallows every exception, a trap of WebAssembly too; a missing tag is how such a one shows.
  if (tag === null) return { kind: 'broken', message: 'no answer' };
  const [command, ...counts] = tag.split(' ');
  const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return { kind: 'answer', answer: { rows, affected: changes ? Number(counts.at(-1)) : undefined, command: command! } };
}

const onSynced = witness === undefined ? undefined : ((await import(witness)) as { onSynced: OnSynced }).onSynced;
const files = new SyncedNodeFs(directory, onSynced);
const engine = await PGlite.create({
  fs: files,
  startParams: withoutFsync
    ? PGlite.defaultStartParams
    : [
        ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
        // fdatasync and sync_file_range are stubs in this build; fsync is the one that reaches SyncedNodeFs.
        ...[
          '-c',
          'fsync=on',
          '-c',
          'wal_sync_method=fsync',
          '-c',
          'full_page_writes=on',
          '-c',
          'synchronous_commit=on',
        ],
        // Each megabyte is cleared at every start, about 5 ms; the files of a school stay in the system's memory anyhow.
        ...['-c', 'shared_buffers=32MB'],
        // Recovery needs room for the log: keep it small.
        ...['-c', 'max_wal_size=96MB', '-c', 'min_wal_size=32MB', '-c', 'TimeZone=UTC', '-c', 'DateStyle=ISO'],
      ],
});

async function send(...parts: Uint8Array[]): Promise<WorkerReply> {
  const { messages } = await engine.execProtocol(joined(parts), { throwOnError: false });
  return readAnswer(messages as unknown as Message[]);
}

/** The names of the statements that are kept, by their text; the longest unused first. */
const prepared = new Map<string, string>();
/** Each takes some 100 kB of the engine's memory. */
const mostPrepared = 200;
let named = 0;

async function forget(name: string): Promise<void> {
  await send(protocol.serialize.close({ type: 'S', name }), protocol.serialize.sync());
}

async function forgetAll(): Promise<void> {
  for (const name of prepared.values()) await forget(name);
  prepared.clear();
}

async function query(sql: string, parameters: readonly (string | null)[]): Promise<WorkerReply> {
  const { serialize } = protocol;
  const kept = prepared.get(sql);
  // The engine's unnamed statement lasts until the next one.
  const statement = kept ?? (isPlanned(sql) ? `s${++named}` : '');
  const answer = await send(
    ...(kept === undefined ? [serialize.parse({ name: statement, text: sql })] : []),
    serialize.bind({ statement, values: [...parameters] }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  );
  if (changesTables(sql)) await forgetAll();
  if (answer.kind === 'broken' || statement === '') return answer;
  prepared.delete(sql);
  if (answer.kind === 'refused') await forget(statement);
  else prepared.set(sql, statement);
  if (prepared.size > mostPrepared) {
    const [oldest, its] = prepared.entries().next().value!;
    prepared.delete(oldest);
    await forget(its);
  }
  return answer;
}

async function reply(request: WorkerRequest): Promise<WorkerReply> {
  const { serialize } = protocol;
  switch (request.kind) {
    case 'query':
      return query(request.sql, request.parameters);
    case 'script':
      await forgetAll();
      return send(serialize.query(request.sql));
    case 'fsyncs':
      return { kind: 'fsyncs', count: files.fsyncs };
    case 'close':
      await engine.close();
      return { kind: 'closed' };
  }
}

let queue = Promise.resolve();
port.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    try {
      port.postMessage(await reply(request));
    } catch (error) {
      port.postMessage({ kind: 'broken', message: (error as Error).message } satisfies WorkerReply);
      return;
    }
    if (request.kind !== 'close' && files.written > checkpointAfterBytes && !engine.isInTransaction()) {
      files.takeWritten();
      await send(protocol.serialize.query('checkpoint'));
    }
  });
});
port.postMessage({ kind: 'ready' } satisfies WorkerReply);
