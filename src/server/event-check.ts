import type { z } from 'zod';
import { type EventRefusal, eventRefusals, sessionEvent } from '#contract/event.ts';
import { eventKinds, type SessionEvent } from '#domain/trials/event.ts';
import { Unopened } from './sealed-events.ts';

/** A trial with everything takes about 1 kB, the longest note 4. */
export const largestEventBytes = 16 * 1024;
const longestEchoedId = 64;

export type Checked =
  | { readonly id: string; readonly event: SessionEvent }
  | { readonly id: string; readonly code: EventRefusal; readonly field?: string };

/** Holds one item of a request, whatever it is, against the contract. `id` is as the device wrote it, for the answer. */
export function checkEvent(item: unknown): Checked {
  if (item instanceof Unopened) return { id: item.id, code: 'cannot_unseal' };
  const id = writtenId(item);
  const bytes = sizeOf(item);
  if (bytes === null || bytes > largestEventBytes) return { id, code: 'too_large' };
  const parsed = sessionEvent.safeParse(item);
  if (!parsed.success) return { id, ...refusalOf(item, parsed.error) };
  const unstorable = firstUnstorable(parsed.data, '');
  return unstorable === null ? { id, event: parsed.data } : { id, code: 'bad_event', field: unstorable };
}

function writtenId(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('id' in item) || typeof item.id !== 'string') return '';
  return item.id.slice(0, longestEchoedId);
}

/** Null: nested so deep that nothing here could write it. */
function sizeOf(item: unknown): number | null {
  try {
    return Buffer.byteLength(JSON.stringify(item) ?? '');
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const refusals: readonly string[] = eventRefusals;

function refusalOf(item: unknown, error: z.ZodError): { code: EventRefusal; field?: string } {
  const said = item as Record<string, unknown> | null;
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return { code: 'bad_event' };
  if (!(eventKinds as readonly unknown[]).includes(said.kind)) return { code: 'unknown_kind', field: 'kind' };
  if (said.schemaVersion !== 1) return { code: 'unknown_version', field: 'schemaVersion' };
  const [issue] = error.issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const code = issue?.code === 'custom' ? (issue.params?.code as string) : 'bad_event';
  return {
    code: refusals.includes(code) ? (code as EventRefusal) : 'bad_event',
    ...(field === '' ? {} : { field: field.slice(0, 200) }),
  };
}

/** Path of the first text that PostgreSQL cannot keep: one with a NUL or half a surrogate pair. */
function firstUnstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = firstUnstorable(part, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** Whether two events say the same, whatever the order of their keys. */
export function sameEvent(a: SessionEvent, b: SessionEvent): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
