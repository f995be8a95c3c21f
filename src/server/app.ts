import { randomUUID } from 'node:crypto';
import cookies from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { faultStatus } from '#contract/fault.ts';
import { operations as everyOperation } from '#contract/index.ts';
import type { Operation } from '#contract/operation.ts';
import type { Store } from '#store/open-store.ts';
import { type Language, languageOf } from '#words/language.ts';
import type { Words } from '#words/words.ts';
import type { Core } from './answer.ts';
import { Challenges } from './challenges.ts';
import type { Clock } from './clock.ts';
import { isCrossSite } from './cross-site.ts';
import { faultOf, refusalOf, refuseInput } from './faults.ts';
import type { Handler } from './handle.ts';
import { handlers as everyHandler } from './handlers.ts';
import { type Refusal, refuse } from './refusal.ts';
import { addRoutes, contractGaps, cookieName } from './routes.ts';
import { demoSignInLimits, type SignInLimits, signInLimits } from './signed-in.ts';
import { addWebFiles } from './web-files.ts';
import { WrongTries } from './wrong-tries.ts';

/** A defect, for whoever looks after the server: where it happened, never what anybody wrote. */
export interface DefectReport {
  readonly at: string;
  readonly requestId: string;
  readonly operation: string;
  readonly error: string;
  readonly code: string | undefined;
  readonly where: readonly string[];
}

export interface AppOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly words: (language: Language) => Words;
  readonly demo: boolean;
  /** Whether a mail server is set up; left out: none is. */
  readonly mails?: boolean;
  readonly version: string;
  /** `https://carryover.example.org`, where a proxy stands in front. */
  readonly publicUrl?: string;
  /** Own certificate and key, PEM. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** Folder of the built screens; a plain page says so when they are not there. */
  readonly webRoot?: string;
  readonly report?: (defect: DefectReport) => void;
  readonly limits?: Partial<RequestLimits> & { readonly signIn?: SignInLimits };
  /** A test may serve part of the contract; the product serves all of it. */
  readonly handlers?: readonly Handler[];
  readonly operations?: readonly Operation[];
}

export interface RequestLimits {
  /** Requests a minute of one sign-in or, before signing in, one address. */
  readonly perMinute: number;
  /** Requests a minute of one address, whatever cookies they carry: a whole school may be behind one. */
  readonly perAddressPerMinute: number;
  /** The same for operations that take a password or a link's secret, by address. */
  readonly guessesPerMinute: number;
  readonly bodyBytes: number;
}
const requestLimits: RequestLimits = {
  perMinute: 1_200,
  perAddressPerMinute: 12_000,
  guessesPerMinute: 20,
  bodyBytes: 4 * 1024 * 1024,
};
/** Whoever tries the demo out signs in and out a lot, and has nothing to guess. */
const demoGuessesPerMinute = 240;

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
};

/** @throws Error naming every operation without exactly one handler and every handler outside the contract */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const operations = options.operations ?? everyOperation;
  const handlers = options.handlers ?? everyHandler;
  const gaps = contractGaps(operations, handlers);
  if (gaps.length > 0) throw new Error(`The contract and its handlers differ: ${gaps.join('; ')}`);

  const { store, clock, demo, publicUrl } = options;
  const secure = options.tls !== undefined || publicUrl?.startsWith('https:') === true;
  const limits = { ...requestLimits, ...(demo ? { guessesPerMinute: demoGuessesPerMinute } : {}), ...options.limits };
  const core: Core = {
    store,
    clock,
    demo,
    mails: options.mails ?? false,
    limits: limits.signIn ?? (demo ? demoSignInLimits : signInLimits),
    unknownAddresses: new WrongTries(),
    challenges: new Challenges(),
  };
  // With an own certificate any name will do: a browser that was led here by a wrong one refuses the certificate.
  const publicHosts =
    options.tls !== undefined ? null : new Set(publicUrl === undefined ? [] : [new URL(publicUrl).host]);

  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    // One odd item must not lose a whole request of events: such keys are left out, and the contract refuses what is left.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    genReqId: () => randomUUID(),
    trustProxy: publicUrl === undefined ? false : 'loopback',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    ...(options.tls === undefined ? {} : { https: options.tls }),
  }) as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Forms of other sites can send text/plain without asking first.
  app.removeContentTypeParser('text/plain');

  const wordsOf = (request: FastifyRequest): Words =>
    options.words(
      request.signedIn?.adult.language ??
        languageOf((request.headers['accept-language'] ?? '').split(',').map((wish) => wish.split(';')[0]!.trim())),
    );
  const refuseWith = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    reply
      .code(faultStatus[refusal.code])
      .type('application/json; charset=utf-8')
      .send(faultOf(refusal, wordsOf(request)));

  app.setErrorHandler((error: unknown, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const part = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body');
      return refuseWith(request, reply, refuseInput(request[part as 'body' | 'query' | 'params'], error.validation));
    }
    const refusal = refusalOf(error);
    if (refusal !== null) return refuseWith(request, reply, refusal);
    const { name, code, statusCode, stack } = error as Error & { code?: string; statusCode?: number };
    if (statusCode !== undefined && statusCode < 500) return refuseWith(request, reply, refuse('bad_input'));
    options.report?.({
      at: new Date(clock.now()).toISOString(),
      requestId: request.id,
      operation: request.routeOptions.config.operation ?? request.method,
      error: name,
      code,
      // The message may quote what somebody wrote; the places in the code cannot.
      where: (stack ?? '')
        .split('\n')
        .filter((frame) => /^\s+at /.test(frame))
        .slice(0, 12)
        .map((frame) => frame.trim()),
    });
    const because = { because: 'unexpected_number', values: { number: request.id } };
    return refuseWith(request, reply, refuse('unexpected', undefined, because));
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
    if (!request.url.startsWith('/api/')) return;
    reply.header('cache-control', 'no-store');
    if (isCrossSite(request.method, request.headers, publicHosts))
      return refuseWith(request, reply, refuse('cross_site'));
  });
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    xXssProtection: false,
  });
  await app.register(cookies);
  await app.register(rateLimit, {
    max: limits.perMinute,
    timeWindow: 60_000,
    cache: 5_000,
    keyGenerator: (request) => request.cookies[cookieName(secure)] ?? request.ip,
  });
  // A cookie costs nothing to invent, and each would have an allowance of its own.
  const countAddress = app.createRateLimit({
    max: limits.perAddressPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `address ${request.ip}`,
  });
  app.addHook('onRequest', async (request, reply) => {
    const counted = await countAddress(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', counted.ttlInSeconds);
    return refuseWith(request, reply, refuse('too_many_requests'));
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Carryover', version: options.version },
      components: {
        securitySchemes: { signIn: { type: 'apiKey', in: 'cookie', name: cookieName(secure) } },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(async (api) => {
    addRoutes(api, handlers, {
      core,
      secure,
      refuseWith,
      guessesPerMinute: limits.guessesPerMinute,
      origin: (request) => publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`,
    });
    api.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  });

  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const health = await store.health();
    return reply
      .code(health.writable ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        ok: health.writable,
        store: health.engine,
        schema: health.schemaVersion,
        demo,
        version: options.version,
        ...(health.reason === undefined ? {} : { reason: health.reason }),
        ...(health.warning === undefined ? {} : { warning: health.warning }),
      });
  });
  await addWebFiles(app, options.webRoot, {
    notFound: (request, reply) => refuseWith(request, reply, refuse('not_found')),
    notBuilt: (request) => wordsOf(request).sayIfKnown('fault.web_not_built') ?? '',
  });
  return app;
}
