// Stands behind fsync in the PGlite worker and keeps what a disk would have kept, had the power gone at any moment: for each file
// the bytes of its last fsync, for each directory the names of its last fsync. Nothing else. (As ext4 and its like do, the fsync
// of a new file also keeps its name.) Whatever was written, renamed or deleted without fsync is not in the image.
//
// KEEP_IN names a folder for it: `bytes/` and a journal, one line an fsync, so that the test can kill the process at any moment.
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type JournalLine =
  | { file: string; inode: string; kept: string }
  | { directory: string; names: { name: string; inode: string; isDirectory: boolean }[] };

const keepIn = process.env.KEEP_IN!;
mkdirSync(join(keepIn, 'bytes'), { recursive: true });

let number = 0;
const lastKept = new Map<string, string>();

/** An inode's number is given away again after a deletion; with its birth it is one file's for ever. */
function inodeOf(path: string): { inode: string; isDirectory: boolean } {
  const facts = statSync(path, { bigint: true });
  return { inode: `${facts.ino}-${facts.birthtimeNs}`, isDirectory: facts.isDirectory() };
}

function note(line: JournalLine): void {
  appendFileSync(join(keepIn, 'journal'), `${JSON.stringify(line)}\n`);
}

export function onSynced(path: string): void {
  const { inode, isDirectory } = inodeOf(path);
  if (isDirectory) {
    note({ directory: path, names: readdirSync(path).map((name) => ({ name, ...inodeOf(join(path, name)) })) });
    return;
  }
  number += 1;
  const kept = `${process.pid}-${number}`;
  copyFileSync(path, join(keepIn, 'bytes', kept));
  note({ file: path, inode, kept });
  const before = lastKept.get(inode);
  if (before !== undefined) rmSync(join(keepIn, 'bytes', before));
  lastKept.set(inode, kept);
}
