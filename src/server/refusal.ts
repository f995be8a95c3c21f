import type { FaultCode } from '#contract/fault.ts';

/** Values put into the sentence: a time, a number. Never a name or a text somebody wrote. */
export type SentenceValues = Readonly<Record<string, string | number>>;

export interface FieldRefusal {
  /** Path in the input: `members.2.label`. */
  readonly field: string;
  /** Which sentence: `fault.because.<because>` in the catalogue. */
  readonly because: string;
  readonly values?: SentenceValues;
}

/** An operation that did not do what was asked: a value, not an exception. Its transaction is rolled back. */
export class Refusal {
  readonly code: FaultCode;
  readonly field: string | undefined;
  readonly because: string | undefined;
  readonly values: SentenceValues;
  readonly fields: readonly FieldRefusal[];
  constructor(
    code: FaultCode,
    said: { field?: string; because?: string; values?: SentenceValues; fields?: readonly FieldRefusal[] },
  ) {
    this.code = code;
    this.field = said.field;
    this.because = said.because;
    this.values = said.values ?? {};
    this.fields = said.fields ?? [];
  }
}

/**
 * `return refuse('not_found', 'goalId')`. With `because`, the sentence is the one of `fault.because.<because>` instead of the
 * code's own, and `because` is the code shown for the field.
 */
export function refuse(
  code: FaultCode,
  field?: string,
  said: { because?: string; values?: SentenceValues } = {},
): Refusal {
  return new Refusal(code, { ...(field === undefined ? {} : { field }), ...said });
}

/** Several fields of a form at once; the first is repeated as the fault's own. */
export function refuseFields(fields: readonly [FieldRefusal, ...FieldRefusal[]]): Refusal {
  const [first] = fields;
  return new Refusal('bad_input', {
    field: first.field,
    because: first.because,
    ...(first.values === undefined ? {} : { values: first.values }),
    fields,
  });
}
