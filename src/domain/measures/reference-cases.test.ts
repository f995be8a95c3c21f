import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureCase, statistics } from './registry.ts';

interface ReferenceCase {
  id: string;
  statistic: string;
  data: unknown;
  params: unknown;
  expected: Record<string, unknown> | null;
  tolerance: number | Record<string, number>;
  data_origin: 'fetched_repo' | 'public_text' | 'constructed';
}

/** How many of the collected cases hold other people's data and so are not in this repository. */
const elsewhere = 424;

const read = (url: URL): ReferenceCase[] => JSON.parse(readFileSync(url, 'utf8'));
const travelling = read(new URL('./reference-cases.json', import.meta.url));
const collection = new URL('../../../../shared/reference/measure_cases.json', import.meta.url);
const beside = existsSync(collection) ? read(collection).filter((one) => one.data_origin === 'fetched_repo') : [];
if (beside.length === 0) console.info(`${elsewhere} reference cases left out: their data are not in this repository.`);

function expectClose(actual: unknown, expected: unknown, tolerance: number, where: string): void {
  if (typeof expected === 'number') {
    expect(actual, where).toBeTypeOf('number');
    expect(Math.abs((actual as number) - expected), where).toBeLessThanOrEqual(Math.max(tolerance, 1e-12));
  } else if (Array.isArray(expected)) {
    expect(actual, where).toHaveLength(expected.length);
    for (const [i, part] of expected.entries()) {
      expectClose((actual as unknown[])[i], part, tolerance, `${where}[${i}]`);
    }
  } else if (expected !== null && typeof expected === 'object') {
    for (const [key, part] of Object.entries(expected)) {
      expectClose((actual as Record<string, unknown>)[key], part, tolerance, `${where}.${key}`);
    }
  } else {
    expect(actual, where).toEqual(expected);
  }
}

describe.each([
  ['in this repository', travelling],
  ['beside this repository', beside],
])('reference cases %s', (_where, cases) => {
  for (const one of cases) {
    it(one.id, () => {
      const value = measureCase(one.statistic, one.data, one.params);
      for (const [field, expected] of Object.entries(one.expected ?? {})) {
        const tolerance = typeof one.tolerance === 'number' ? one.tolerance : (one.tolerance[field] ?? 0);
        expectClose(value[field], expected, tolerance, `${one.id} ${field}`);
      }
    });
  }
  // The second group is empty in a bare clone, and an empty group is no fault.
  if (cases.length === 0) it('is absent here', () => expect(existsSync(collection)).toBe(false));
});

describe('the registry', () => {
  it('has all 53 statistics', () => {
    expect(Object.keys(statistics)).toHaveLength(53);
  });

  it('carries only cases that may travel', () => {
    for (const one of travelling) expect(['public_text', 'constructed']).toContain(one.data_origin);
  });
});
