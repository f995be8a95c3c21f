import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { sendEvents } from '#contract/event.ts';
import { fault } from '#contract/fault.ts';
import type { Operation } from '#contract/operation.ts';
import { answerOpen, answerSigned, type Core } from './answer.ts';
import type { Handler } from './handle.ts';
import { pictureKind } from '#domain/partnership/visual.ts';
import { needsSubject } from './policy.ts';
import { Refusal, refuse } from './refusal.ts';
import { deliveryMs, findSignedIn, type SignedIn } from './signed-in.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the input is looked at, on every operation that needs a sign-in. */
    signedIn: { readonly adult: SignedIn; readonly today: string } | null;
  }
  interface FastifyContextConfig {
    operation?: string;
  }
}

export interface RouteOptions {
  readonly core: Core;
  readonly secure: boolean;
  readonly origin: (request: FastifyRequest) => string;
  readonly refuseWith: (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply;
  /** Requests a minute from one address, for operations that guess at secrets. */
  readonly guessesPerMinute: number;
}

/** Operations that take a secret: the ones worth guessing at. */
const guessing = new Set([
  'sign_in.open',
  'first_account.open',
  'invitation.read',
  'invitation.accept',
  'me.change_password',
  'demo.sign_in',
  'passkey.offer',
  'passkey.ask',
  'passkey.sign_in',
  'calendar_feed.fetch',
  'link.open',
]);

export function cookieName(secure: boolean): string {
  return secure ? '__Host-carryover' : 'carryover';
}

/** What stands in the way of serving exactly the contract; empty when nothing does. */
export function contractGaps(operations: readonly Operation[], handlers: readonly Handler[]): string[] {
  const gaps: string[] = [];
  const handled = Map.groupBy(handlers, ({ operation }) => operation.name);
  for (const operation of operations) {
    const count = handled.get(operation.name)?.length ?? 0;
    if (count !== 1) gaps.push(`${operation.name} has ${count} handlers`);
  }
  const described = new Set(operations);
  for (const handler of handlers) {
    const { operation } = handler;
    if (!described.has(operation)) gaps.push(`${operation.name} is not in the contract`);
    const open = operation.act === 'public' || operation.act === 'demo';
    if (open !== (handler.kind === 'open')) gaps.push(`${operation.name} is handled as ${handler.kind}`);
    if (open || handler.kind === 'open') continue;
    if (needsSubject(operation.act) !== (handler.subject !== null)) {
      gaps.push(`${operation.name} does not say what ${operation.act} is held to`);
    }
  }
  return gaps;
}

/** One route for each operation, made from the contract: checked on the way in, stripped on the way out. */
export function addRoutes(app: FastifyInstance, handlers: readonly Handler[], options: RouteOptions): void {
  app.decorateRequest('signedIn', null);
  const { core, secure } = options;
  const name = cookieName(secure);
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;

  for (const handler of handlers) {
    const { operation } = handler;
    app.withTypeProvider<ZodTypeProvider>().route({
      method: operation.method,
      url: operation.path,
      config: {
        operation: operation.name,
        ...(guessing.has(operation.name)
          ? { rateLimit: { max: options.guessesPerMinute, timeWindow: 60_000, keyGenerator: (request) => request.ip } }
          : {}),
      },
      schema: {
        operationId: operation.name,
        summary: operation.summary,
        tags: [operation.name.split('.')[0]!],
        ...(operation.params === undefined ? {} : { params: operation.params }),
        ...(operation.query === undefined ? {} : { querystring: operation.query }),
        ...(operation.body === undefined ? {} : { body: operation.body }),
        response: { 200: operation.output, '4xx': fault, '5xx': fault },
      },
      preValidation: async (request, reply) => {
        if (operation.act === 'demo' && !core.demo) return options.refuseWith(request, reply, refuse('only_in_demo'));
        if (handler.kind === 'open') return;
        const token = request.cookies[name];
        const found = token === undefined ? null : await findSignedIn(core.store, token, core.clock.now(), core.limits);
        if (found !== null && (found.adult.over === null || operation.name === sendEvents.name)) {
          request.signedIn = found;
          if (found.adult.link === null || operation.byLink === true) return;
          return options.refuseWith(request, reply, refuse('not_by_link'));
        }
        // A sign-in that is over keeps its cookie: the device may have something to deliver.
        if (token !== undefined && found === null) reply.clearCookie(name, cookie);
        return options.refuseWith(request, reply, refuse('not_signed_in'));
      },
      handler: async (request, reply) => {
        const asked = { params: request.params, query: request.query, body: request.body };
        const by = { requestId: request.id, origin: options.origin(request) };
        const answered =
          handler.kind === 'open'
            ? await answerOpen(core, handler, asked, by)
            : await answerSigned(core, handler, asked, { ...by, ...request.signedIn! });
        if (answered.answer instanceof Refusal) return options.refuseWith(request, reply, answered.answer);
        if (answered.cookie === 'clear') reply.clearCookie(name, cookie);
        else if (answered.cookie !== null) {
          const { token, endsAt } = answered.cookie;
          // By seconds from now, since the demo's clock may show another week than the browser's.
          const maxAge = Math.floor((endsAt.getTime() - core.clock.now().getTime() + deliveryMs) / 1_000);
          reply.setCookie(name, token, { ...cookie, maxAge });
        }
        if (operation.file?.type === 'image') return sendPicture(reply, String(answered.answer));
        if (operation.file !== undefined) {
          const { name: fileName, type } = operation.file;
          reply.header('content-disposition', `attachment; filename="${fileName}"`);
          if (type === 'application/pdf') return reply.type(type).send(Buffer.from(String(answered.answer), 'latin1'));
          reply.type(`${type}; charset=utf-8`);
        }
        return answered.answer;
      },
    });
  }
}

/** A day: what a picture shows never changes under its id. */
const pictureKeptSeconds = 86_400;

/** Bytes that can be nothing but a picture, whatever a browser makes of them: no other type, no script, no frame, no guess. */
function sendPicture(reply: FastifyReply, base64: string): FastifyReply {
  const bytes = Buffer.from(base64, 'base64');
  return reply
    .type(pictureKind(bytes) === 'png' ? 'image/png' : 'image/jpeg')
    .header('content-disposition', 'inline')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', `private, max-age=${pictureKeptSeconds}, immutable`)
    .send(bytes);
}
