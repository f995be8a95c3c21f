import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { plan } from './plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await plan(args, { stdin: Readable.from([input]), stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const day = { day: 'mon', from: '08:00', to: '09:00' };
const service = { student: 's1', therapist: 't1', delivery: 'pull-out', minutes: 30 };
const problem = {
  grid: { days: ['mon', 'tue'], stepMinutes: 5 },
  therapists: [{ id: 't1', at: [{ ...day, school: 'A' }] }],
  classes: [{ id: 'c1', school: 'A', grade: 2, blocks: [] }],
  students: [{ id: 's1', class: 'c1' }],
  services: [{ ...service, id: 'v1', timesPerWeek: 2 }],
  limits: { pushInGroup: 5, coTeachingGroup: 8, gradeSpan: 1 },
};

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('carryover plan', () => {
  it('prints a plan, also one that leaves something out, and says why', async () => {
    const { code, out } = await run([file('p.json', JSON.stringify(problem)), '--seconds', '20']);
    expect(code).toBe(0);
    const printed = JSON.parse(out);
    expect(printed).toMatchObject({ points: 3060, bound: 3060, proven: true, touchBases: [], lunches: [] });
    expect(printed.sessions).toHaveLength(1);
    expect(printed.sessions[0]).toMatchObject({ therapist: 't1', school: 'A', day: 'mon', services: ['v1'] });
    expect(printed.unmet).toEqual([{ service: 'v1', times: 1, minutes: 30, why: expect.any(Array) }]);
    expect(printed.unmet[0].why.join()).toContain('t1 is not at A');
  }, 60_000);

  it('reads standard input and writes to a file, with a summary for people', async () => {
    const to = join(folder, 'plan.json');
    const { code, out } = await run(['-', '--out', to], `\uFEFF${JSON.stringify({ problem })}`);
    expect(code).toBe(0);
    expect(out).toContain('1 sessions, 30 of 60 minutes (50 %), 3060 points; no plan has fewer points');
    expect(JSON.parse(readFileSync(to, 'utf8')).points).toBe(3060);
  }, 60_000);

  it('plans nothing when there is nothing to plan', async () => {
    const empty = { ...problem, therapists: [], classes: [], students: [], services: [] };
    const { code, out } = await run(['-'], JSON.stringify(empty));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ sessions: [], unmet: [], points: 0, bound: 0, proven: true });
  }, 60_000);

  it('names each fault in a line of its own', async () => {
    const faulty = {
      ...problem,
      services: [
        { ...service, id: 'v1', timesPerWeek: 1, student: 's9' },
        { ...service, id: 'v2', timesPerWeek: 'often' },
      ],
    };
    const { code, out, err } = await run(['-'], JSON.stringify(faulty));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n').sort()).toEqual([
      'services[0].student: no student "s9"',
      'services[1].timesPerWeek: expected number, got "often"',
    ]);
  });

  it('names locks that contradict each other', async () => {
    const locked = [
      { day: 'mon', from: '08:00', services: ['v1'] },
      { day: 'mon', from: '08:15', services: ['v1'] },
    ];
    const { code, err } = await run(['-'], JSON.stringify({ ...problem, locked }));
    expect(code).toBe(2);
    expect(err).toBe('locked[0]: cannot be kept together with locked[1]\n');
  });

  it.each<[string, string[], string]>([
    ['no file', [], 'which problem?'],
    ['two files', ['a', 'b'], 'one problem at a time'],
    ['a file that is not there', [join(folder, 'none.json')], 'no such file'],
    ['a folder', [folder], 'is a folder'],
    ['an option there is not', ['a', '--fast'], "Unknown option '--fast'"],
    ['no time', ['a', '--seconds', '0'], '--seconds: 0 is not a number of seconds'],
    ['a time that is none', ['a', '--seconds', 'soon'], '--seconds: soon is not a number of seconds'],
    ['something else than JSON', [file('x.json', '{"grid":\n\n oops')], 'not JSON'],
    ['a list', [file('y.json', '[]')], 'not a problem'],
    ['a place that is not there', [file('z.json', '{}'), '--out', join(folder, 'none', 'plan.json')], 'no such file'],
  ])('refuses %s with exit code 2 and no stack trace', async (_, args, said) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('tells its usage', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('usage: carryover plan PROBLEM.json');
  });
});
