import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const yearSeconds = 31_536_000;

export interface Otherwise {
  /** Nothing at this address. */
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
  /** The sentence shown where the screens were not built. */
  readonly notBuilt: (request: FastifyRequest) => string;
}

/** The built screens: hashed files for a year, the page itself asked for anew each time, every screen's address answered by it. */
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
        response.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url);
    if (!page) return otherwise.notFound(request, reply);
    if (built) return reply.sendFile('index.html');
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(otherwise.notBuilt(request));
  });
}
