import type { AddressInfo, Socket } from 'node:net';
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

const lookAgainMs = 50;

/** @throws the listening error (`EADDRINUSE`, `EACCES`) as it comes */
export async function startServing(options: ServeOptions): Promise<Serving> {
  const { host, port, tls, store, clock, jobs, onJobError } = options;
  const app = await buildApp(options);
  const silent = silentConnections(app, tls !== undefined);
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
      const drop = setInterval(() => {
        for (const socket of silent) socket.destroy();
      }, lookAgainMs);
      await app.close().finally(() => clearInterval(drop));
    },
  };
}

/**
 * Connections on which nothing was asked yet. Browsers open such ones to have them ready, and Node does not count them among the idle
 * ones: closing would wait a minute for them.
 */
function silentConnections({ server }: FastifyInstance, isTls: boolean): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}
