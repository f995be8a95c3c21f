import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes: a test gives its own. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** A command answers its exit code: 0 done, 1 refused or not possible now, 2 asked for wrongly. */
export type Command = (args: readonly string[], io: Streams) => Promise<number>;

export function say(stream: Writable, line: string): void {
  stream.write(`${line}\n`);
}
