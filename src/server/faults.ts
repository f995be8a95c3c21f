import type { Fault, FaultCode } from '#contract/fault.ts';
import type { Words } from '#words/words.ts';
import { Refusal, type SentenceValues } from './refusal.ts';

/** What the schema check says about one value (the shape of the type provider's validation errors). */
export interface InputIssue {
  readonly keyword: string;
  /** `/members/2/label` */
  readonly instancePath: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

const formats: Readonly<Record<string, string>> = {
  date: 'not_a_date',
  datetime: 'not_a_time',
  email: 'not_an_email',
  uuid: 'not_an_id',
};

/** Which sentence fits, and the values in it. `missing`: the input has no such value at all. */
function reasonOf(
  { keyword, params = {} }: InputIssue,
  missing: boolean,
): { because: string; values?: SentenceValues } {
  const { origin, minimum, maximum, format } = params;
  const own = (params.params as { code?: unknown } | undefined)?.code;
  if (missing && keyword !== 'custom') return { because: 'missing' };
  switch (keyword) {
    case 'custom':
      return { because: typeof own === 'string' ? own : 'wrong' };
    case 'unrecognized_keys':
      return { because: 'unknown_field' };
    case 'invalid_format':
      return { because: formats[String(format)] ?? 'wrong_format' };
    case 'invalid_value':
    case 'invalid_union':
      return { because: 'not_a_choice' };
    case 'too_small':
      if (origin === 'string') {
        return Number(minimum) <= 1
          ? { because: 'missing' }
          : { because: 'too_short', values: { minimum: Number(minimum) } };
      }
      return { because: origin === 'array' ? 'too_few' : 'too_low', values: { minimum: Number(minimum) } };
    case 'too_big':
      return {
        because: origin === 'string' ? 'too_long' : origin === 'array' ? 'too_many' : 'too_high',
        values: { maximum: Number(maximum) },
      };
    default:
      return { because: 'wrong_kind' };
  }
}

/** The refusal of an input that is not what the contract describes: one entry per value, in the order of the form. */
export function refuseInput(input: unknown, issues: readonly InputIssue[]): Refusal {
  const fields = issues.map((issue) => {
    const path = issue.instancePath.split('/').filter((part) => part !== '');
    const unknown = issue.keyword === 'unrecognized_keys' ? (issue.params?.keys as string[] | undefined) : undefined;
    return {
      field: [...path, ...(unknown?.slice(0, 1) ?? [])].join('.'),
      ...reasonOf(issue, unknown === undefined && valueAt(input, path) === undefined),
    };
  });
  const [first] = fields;
  return new Refusal('bad_input', { ...first, fields: fields.length > 1 ? fields.slice(0, 50) : [] });
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    input,
  );
}

/** What the client gets: the code, and the sentence with what to do in the reader's language. */
export function faultOf(refusal: Refusal, words: Words): Fault {
  const sentence = (because: string | undefined, values: SentenceValues = {}) =>
    (because === undefined ? null : words.sayIfKnown(`fault.field.${because}`, values)) ??
    words.sayIfKnown(`fault.${refusal.code}`, values) ??
    refusal.code;
  return {
    code: refusal.code,
    message: sentence(refusal.because, refusal.values),
    ...(refusal.field === undefined || refusal.field === '' ? {} : { field: refusal.field }),
    ...(refusal.fields.length === 0
      ? {}
      : {
          fields: refusal.fields.map(({ field, because, values }) => ({
            field,
            code: because,
            message: sentence(because, values),
          })),
        }),
  };
}

/** Errors that are a state of the store or of the request rather than a defect, by their own codes. */
const known: Readonly<Record<string, FaultCode>> = {
  store_read_only: 'store_read_only',
  disk_low: 'store_read_only',
  query_timed_out: 'query_timed_out',
  engine_stopped: 'store_busy',
  connection_lost: 'store_busy',
  store_closed: 'store_busy',
  '40001': 'store_busy',
  '40P01': 'store_busy',
  // Row-level security refused what the policy let through: the second wall.
  '42501': 'not_yours',
  '23505': 'already_exists',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong_content_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'not_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'not_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'not_json',
};

/** The refusal an error stands for, or null for a defect. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (typeof error !== 'object' || error === null) return null;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const found = typeof code === 'string' ? known[code] : undefined;
  if (found !== undefined) return new Refusal(found, {});
  if (statusCode === 429) return new Refusal('too_many_requests', {});
  if (error instanceof SyntaxError && statusCode === 400) return new Refusal('not_json', {});
  return null;
}
