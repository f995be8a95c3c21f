import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import referenceCases from '../domain/measures/reference-cases.json' with { type: 'json' };
import { measure } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'measure-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(input: string, args: string[] = []): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  stdout.on('data', (chunk) => out.push(chunk));
  stderr.on('data', (chunk) => err.push(chunk));
  const code = await measure(args, { stdin: Readable.from([input]), stdout, stderr });
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

const wilson = { id: 'a', statistic: 'wilson_ci', data: { x: 8, n: 10 }, params: {} };

describe('carryover measure', () => {
  it('answers in order and with exit code 0', async () => {
    const empty = { ...wilson, id: 'b', data: { x: 0, n: 0 } };
    const { code, out } = await run(JSON.stringify([wilson, empty]));
    const [first, second] = JSON.parse(out);
    expect(code).toBe(0);
    expect(first).toMatchObject({ id: 'a', statistic: 'wilson_ci' });
    expect(first.value.lower).toBeCloseTo(0.490162, 6);
    expect(second).toEqual({
      id: 'b',
      statistic: 'wilson_ci',
      value: { p: null, lower: null, upper: null, centre: null },
    });
  });

  it('reads a file, with a byte-order mark too', async () => {
    const file = join(folder, 'cases.json');
    writeFileSync(file, `\uFEFF${JSON.stringify([wilson])}`);
    expect(JSON.parse((await run('', [file])).out)).toHaveLength(1);
  });

  it.each([
    ['an unknown statistic', { ...wilson, statistic: 'magic' }, 'There is no statistic "magic".'],
    ['a name every object has', { ...wilson, statistic: 'toString' }, 'There is no statistic "toString".'],
    ['impossible counts', { ...wilson, data: { x: 11, n: 10 } }, 'There cannot be 11 of 10.'],
    ['a negative count', { ...wilson, data: { x: -1, n: 10 } }, '"x" must be a whole number, 0 or more.'],
    ['missing data', { id: 'a', statistic: 'nap', data: { A: [1, 2] } }, '"B" must be a list.'],
    ['no case at all', 7, 'A case must be an object with id, statistic, data and params.'],
  ])('gives a sentence for %s and goes on', async (_what, bad, sentence) => {
    const { code, out } = await run(JSON.stringify([bad, wilson]));
    const answers = JSON.parse(out);
    expect(code).toBe(1);
    expect(answers[0].error).toBe(sentence);
    expect(answers[1].value.p).toBe(0.8);
  });

  it.each([
    ['no JSON', 'x of n', []],
    ['no array', '{}', []],
    ['no such file', '', ['nowhere.json']],
    ['an unknown option', '[]', ['--fast']],
  ])('says in one sentence: %s', async (_what, input, args) => {
    const { code, out, err } = await run(input, args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/\bat .*:\d+/);
  });

  it('answers 10,000 cases of every kind in seconds', async () => {
    const statistics = Map.groupBy(referenceCases, ({ statistic }) => statistic);
    const kinds = [...statistics.values()];
    const many = Array.from({ length: 10_000 }, (_, i) => {
      const cases = kinds[i % kinds.length]!;
      return cases[Math.floor(i / kinds.length) % cases.length];
    });
    const started = performance.now();
    const { code, out } = await run(JSON.stringify(many));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
