import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp } from './app.ts';
import { type DueJob, startDueJobs } from './due-jobs.ts';

export interface ServeOptions extends AppOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  readonly jobs: readonly DueJob[];
  readonly onJobError?: (job: string, error: unknown) => void;
}

export interface Serving {
  readonly app: FastifyInstance;
  /** `http://127.0.0.1:4173` */
  readonly url: string;
  /** Answers what was begun, ends the due jobs, and lets go of the port. The store stays open. */
  close(): Promise<void>;
}

/** The first look at the due jobs waits a little, so that the first page does not wait for them. */
const firstLookMs = 5_000;

/** @throws the listening error (`EADDRINUSE`, `EACCES`) as it comes */
export async function startServing(options: ServeOptions): Promise<Serving> {
  const { host, port, tls, store, clock, jobs, onJobError } = options;
  const app = await buildApp(options);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
  const runner = startDueJobs({ store, clock, jobs, ...(onJobError === undefined ? {} : { onError: onJobError }) });
  const first = setTimeout(() => void runner.runDue().catch((error) => onJobError?.('due_jobs', error)), firstLookMs);
  first.unref();
  const address = app.server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    app,
    url: options.publicUrl ?? `${tls === undefined ? 'http' : 'https'}://${name}:${address.port}`,
    close: async () => {
      clearTimeout(first);
      await runner.stop();
      await app.close();
    },
  };
}
