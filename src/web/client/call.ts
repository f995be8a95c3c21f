import type { z } from 'zod';
import type { Operation } from '#contract/operation.ts';
import { CallFault } from './call-fault.ts';
import { noteReached, noteUnreachable } from './network.ts';

type ParamsInput<O> = O extends Operation<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never;
type QueryInput<O> = O extends Operation<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;
type BodyInput<O> = O extends Operation<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
export type OutputOf<O> = O extends Operation<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;

// A part the operation does not have is left out; one whose fields may all be left out may itself be.
type Part<Key extends string, Value> = [Value] extends [undefined]
  ? unknown
  : Record<never, never> extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };

/** What an operation is asked with: its `params`, `query` and `body`, as far as it has them. */
export type InputOf<O> = Part<'params', ParamsInput<O>> & Part<'query', QueryInput<O>> & Part<'body', BodyInput<O>>;

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The address of an operation with its `:params` filled in and its query, what is undefined left out. */
export function addressOf(operation: Pick<Operation, 'path'>, { params = {}, query = {} }: AnyInput): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) asked.set(name, String(value));
  }
  return asked.size === 0 ? path : `${path}?${asked}`;
}

/**
 * Asks the server. The answer is what the operation's `output` let through there, so it is not parsed a second time.
 * @throws {CallFault} with the server's code and sentence, or code `offline` when it could not be reached.
 */
export async function call<O extends Operation>(
  operation: O,
  input: InputOf<O>,
  signal?: AbortSignal,
): Promise<OutputOf<O>> {
  const { body } = input as AnyInput;
  let response: Response;
  try {
    response = await fetch(addressOf(operation, input as AnyInput), {
      method: operation.method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    noteUnreachable();
    throw new CallFault({ code: 'offline', message: '' }, 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  // Our server answers JSON: HTML with a friendly 200 is a network that wants somebody to accept its terms first.
  if (response.ok && answer === null && operation.file === undefined) {
    noteUnreachable();
    throw new CallFault({ code: 'offline', message: '' }, 0);
  }
  noteReached();
  if (!response.ok) throw CallFault.from(answer, response.status);
  return answer as OutputOf<O>;
}
