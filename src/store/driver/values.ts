// One way in and one way out for values, used by both engines, so that a row cannot depend on which store it came from.
// Everything crosses as the text PostgreSQL itself writes and reads.
import pg from 'pg';

const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  jsonb: 3802,
} as const;

/** Array type -> type of its items, for the types the schema uses. */
const itemOfArray: Readonly<Record<number, number>> = {
  1000: oid.bool,
  1001: oid.bytea,
  1016: oid.int8,
  1005: oid.int2,
  1007: oid.int4,
  1028: oid.oid,
  199: oid.json,
  1021: oid.float4,
  1022: oid.float8,
  1185: oid.timestamptz,
  3807: oid.jsonb,
  1009: 25,
  1015: 1043,
  2951: 2950,
  1182: 1082,
  1183: 1083,
  1231: 1700,
};

/** pg's own parser of array literals; its type declaration describes another version. */
const arrayParser = pg.types.arrayParser as unknown as {
  create(text: string, item: (entry: string | null) => unknown): { parse(): unknown[] };
};

/** `2026-03-02 14:05:06.7+00` -> `2026-03-02T14:05:06.700Z`, what Date.toISOString() writes; microseconds are kept if there are any. */
function instant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (parts === null) return text; // infinity, or a year before 1: never stored by the product
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0')}Z`;
}

function wholeNumber(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/**
 * A column's text as the product sees it: int8 and count(*) as number (as text beyond 2^53), numeric as text, timestamptz as an
 * ISO 8601 instant in UTC, date `YYYY-MM-DD`, time `HH:MM:SS`, json parsed, bytea as Uint8Array, arrays as arrays; any other type
 * as its text.
 */
export function parseValue(type: number, text: string | null): unknown {
  if (text === null) return null;
  switch (type) {
    case oid.bool:
      return text === 't';
    case oid.int2:
    case oid.int4:
    case oid.oid:
    case oid.float4:
    case oid.float8:
      return Number(text);
    case oid.int8:
      return wholeNumber(text);
    case oid.timestamptz:
      return instant(text);
    case oid.json:
    case oid.jsonb:
      return JSON.parse(text);
    case oid.bytea:
      return Uint8Array.from(Buffer.from(text.slice(2), 'hex'));
  }
  const item = itemOfArray[type];
  if (item === undefined) return text;
  return arrayParser.create(text, (entry) => parseValue(item, entry)).parse();
}

function arrayItem(value: unknown): string {
  if (Array.isArray(value)) return arrayLiteral(value);
  const text = toParameter(value);
  return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(arrayItem).join(',')}}`;
}

/**
 * A bound value as text: Date as ISO instant, bytes as hex, an array as a PostgreSQL array, any other object as JSON.
 * (An array meant for a jsonb column is therefore handed over as JSON.stringify(array), on either engine.)
 */
export function toParameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
