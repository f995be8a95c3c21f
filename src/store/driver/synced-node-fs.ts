// PGlite's NodeFS writes to files but never calls fsync: a commit it acknowledges is lost when the power goes
// (electric-sql/pglite issue 1107). This file system adds the missing call. It leans on the inner structure of one exact
// version of PGlite; that is why the version is pinned, and why every start counts the calls around one commit.
import { closeSync, fstatSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Stream = { nfd?: number; node: unknown };
type NodeFsModule = {
  NODEFS: {
    realPath(node: unknown): string;
    stream_ops: {
      fsync?: (stream: Stream) => number;
      write(stream: Stream, buffer: Uint8Array, offset: number, length: number, position: number): number;
    };
  };
  ERRNO_CODES: Record<string, number>;
};

/** Told of every file or directory that was brought to the disk (the power-cut test keeps a copy at each). */
export type OnSynced = (path: string) => void;

/** EIO, in Emscripten's numbering: the answer to an error it has no number for. */
const errnoIo = 29;

export class SyncedNodeFs extends NodeFS {
  /** How many times fsync reached the operating system. */
  fsyncs = 0;
  /** Bytes written since the last call of takeWritten(): mostly write-ahead log. */
  #written = 0;
  readonly #onSynced: OnSynced | undefined;

  constructor(directory: string, onSynced?: OnSynced) {
    super(directory);
    this.#onSynced = onSynced;
  }

  takeWritten(): number {
    const written = this.#written;
    this.#written = 0;
    return written;
  }

  get written(): number {
    return this.#written;
  }

  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const hook = (module: unknown): void => this.#hook(module as NodeFsModule);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun as []), hook] } };
  }

  #hook({ NODEFS, ERRNO_CODES }: NodeFsModule): void {
    const write = NODEFS.stream_ops.write;
    NODEFS.stream_ops.write = (stream, buffer, offset, length, position) => {
      const count = write(stream, buffer, offset, length, position);
      this.#written += count;
      return count;
    };
    NODEFS.stream_ops.fsync = (stream) => {
      const path = NODEFS.realPath(stream.node);
      try {
        this.#sync(stream.nfd, path);
        return 0;
      } catch (error) {
        // PostgreSQL decides what a failed fsync means (for the log it is a panic); it must hear of it.
        return ERRNO_CODES?.[(error as NodeJS.ErrnoException).code ?? ''] ?? errnoIo;
      }
    };
  }

  #sync(open: number | undefined, path: string): void {
    const descriptor = open ?? openSync(path, 'r');
    try {
      // Windows has no fsync for a directory; PostgreSQL itself leaves it out there.
      if (process.platform === 'win32' && fstatSync(descriptor).isDirectory()) return;
      fsyncSync(descriptor);
    } finally {
      if (open === undefined) closeSync(descriptor);
    }
    this.fsyncs += 1;
    this.#onSynced?.(path);
  }
}
