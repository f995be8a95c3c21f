import type { Fault } from '#contract/fault.ts';

/** What the server answered when it did not do what was asked, thrown by `call`. */
export class CallFault extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly fields: NonNullable<Fault['fields']>;
  readonly status: number;

  constructor(fault: Fault, status: number) {
    super(fault.message);
    this.name = 'CallFault';
    this.code = fault.code;
    this.field = fault.field;
    this.fields = fault.fields ?? [];
    this.status = status;
  }

  static from(answer: unknown, status: number): CallFault {
    const told = typeof answer === 'object' && answer !== null && 'code' in answer ? (answer as Fault) : null;
    return new CallFault(told ?? { code: 'unexpected', message: '' }, status);
  }
}

/** Sentences by field path, for a form; empty when the fault is about no field. */
export function fieldFaults(error: unknown): Record<string, string> {
  if (!(error instanceof CallFault)) return {};
  const byField: Record<string, string> = {};
  if (error.field !== undefined) byField[error.field] = error.message;
  for (const { field, message } of error.fields) byField[field] ??= message;
  return byField;
}
