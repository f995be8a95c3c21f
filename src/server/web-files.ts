import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const yearSeconds = 31_536_000;

/** A worker's own policy is that of its file: WebAssembly, its own parts, and nothing else. */
const solverPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

export interface Otherwise {
  /** Nothing at this address. */
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
  /** The sentence shown where the screens were not built. */
  readonly notBuilt: (request: FastifyRequest) => string;
}

/**
 * The built screens: hashed files for a year, the page itself asked for anew each time, every screen's
 * address answered by it, but the recording screen's, which is a page of its own.
 */
export async function addWebFiles(app: FastifyInstance, root: string | undefined, otherwise: Otherwise): Promise<void> {
  const built = root !== undefined && existsSync(join(root, 'index.html'));
  if (built) {
    await app.register(files, {
      root,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const hashed = path.includes('/assets/');
        // The planner's worker compiles its solver; the pages themselves may compile nothing.
        if (/\/browser-worker-[^/]+\.js$/.test(path)) response.header('content-security-policy', solverPolicy);
        response.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url);
    if (!page) return otherwise.notFound(request, reply);
    if (built) return reply.sendFile(/^\/classroom\/./.test(request.url) ? 'classroom.html' : 'index.html');
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(otherwise.notBuilt(request));
  });
}
