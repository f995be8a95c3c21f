import type { z } from 'zod';
import type { Act } from '#domain/caseload/access.ts';

/**
 * One thing the server can be asked to do. The contract says the shape of what goes in and comes out, and which act of the
 * access table it is; the server adds the handler, the web the call. `output` strips whatever is not declared.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** `noun.verb`, unique. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:params`. Ids only: no name of anybody is ever part of an address. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  /** An act of the access table; `public` needs no sign-in; `demo` needs none and exists in the demo only. */
  readonly act: Act | 'public' | 'demo';
  /** Whether it shows or changes a student's record, and so is written to the access log. */
  readonly logged: boolean;
  /** Whether a personal link to a class opens it; else it needs a sign-in of one's own. */
  readonly byLink?: true;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly output: Output;
  /**
   * For an answer that is a file and not JSON; `output` is then a text, of a PDF its bytes, one in each character. The name tells
   * nothing of whose it is. An `image` is shown, not kept: its text is base64, its kind is that of its bytes.
   */
  readonly file?: { readonly name: string; readonly type: 'text/csv' | 'text/calendar' | 'application/pdf' | 'image' };
}

export function operation<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Output extends z.ZodType = z.ZodType,
>(described: Operation<Params, Query, Body, Output>): Operation<Params, Query, Body, Output> {
  return described;
}

export type ParamsOf<O> = O extends Operation<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<O> = O extends Operation<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<O> = O extends Operation<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type OutputOf<O> = O extends Operation<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
/** What a caller writes: before defaults are filled in. */
export type BodyInputOf<O> = O extends Operation<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
