// What is in a data directory:
//   lock, holder.json   who has it open
//   pg/                 the cluster; made as pg.new-*, and renamed when it is whole and on the disk
//   backups/            what is taken before a migration, and by schedule
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PgliteEngine } from './pglite-engine.ts';
import { StoreError } from './store-error.ts';

export type FileSystemFacts = { type: number; bsize: number; bavail: number };
/** `fs.statfsSync`, or a test's stand-in. */
export type Statfs = (path: string) => FileSystemFacts;

// Linux's magic numbers (statfs(2)). Locks and fsync cannot be trusted over a network, nor through FUSE (sshfs, synced folders).
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x5346414f, 'afs'],
  [0x73757245, 'coda'],
  [0x00c36400, 'ceph'],
  [0x01161970, 'gfs2'],
  [0x0bd00bd0, 'lustre'],
  [0x7461636f, 'ocfs2'],
  [0x65735546, 'fuse'],
  [0x01021997, '9p'],
]);

export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (process.platform !== 'win32') throw error; // there, a directory cannot be synced
  } finally {
    closeSync(descriptor);
  }
}

function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(directory);
}

/** Refuses a file system whose promises do not hold. Other systems than Linux number their types differently and are not judged. */
export function refuseNetworkFileSystem(directory: string, statfs: Statfs = statfsSync): void {
  if (process.platform === 'win32' && /^[\\/]{2}/.test(directory)) {
    throw new StoreError('network_file_system', { directory, type: 'unc' });
  }
  if (process.platform !== 'linux') return;
  const type = networkTypes.get(statfs(directory).type >>> 0);
  if (type !== undefined) throw new StoreError('network_file_system', { directory, type });
}

/**
 * Makes the directory, or checks that an existing one is empty or ours, and closes it to everybody else (PGlite writes its files
 * readable by all, whatever the umask).
 */
export function prepareDirectory(dataDir: string, statfs?: Statfs): string {
  const directory = resolve(dataDir);
  const created = mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (created !== undefined) syncPath(dirname(created));
  const entries = readdirSync(directory);
  if (entries.length > 0 && !entries.includes('lock')) throw new StoreError('directory_not_ours', { directory });
  refuseNetworkFileSystem(directory, statfs);
  chmodSync(directory, 0o700);
  return directory;
}

/** The cluster's path; when there is none yet, it is made beside it and renamed, so that a cut leaves all of it or nothing. */
export async function ensureCluster(directory: string): Promise<string> {
  const cluster = join(directory, 'pg');
  for (const entry of readdirSync(directory)) {
    if (entry.startsWith('pg.new-')) rmSync(join(directory, entry), { recursive: true });
  }
  if (existsSync(cluster)) return cluster;
  const unfinished = `${cluster}.new-${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  const engine = await PgliteEngine.open({ directory: unfinished, queryTimeoutMs: 0 });
  await engine.close();
  syncTree(unfinished);
  renameSync(unfinished, cluster);
  syncPath(directory);
  return cluster;
}

/** Where the key of the backups lies unless told otherwise: beside the data directory, never in it. */
export function defaultKeyFile(dataDir: string): string {
  const directory = resolve(dataDir);
  return join(dirname(directory), `${basename(directory)}.key`);
}
