// How good the planner's plans are in the time given, beside CBC (native, one thread) on the very same model, and beside
// the first plan that a search starts from. Run: node bench/plan.ts [--seconds 30] [--students 30,55,80] [PROBLEM.json ...]
// Without files: invented caseloads (plan-problems.ts). The planner uses two workers, one for plans and one for the bound.
// CBC is Debian's coinor-cbc; where there is none, its columns stay empty. All plans are scored by src/planner/score.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { greedy } from '#planner/greedy.ts';
import { buildModel, type Model } from '#planner/model.ts';
import type { PlannedSession } from '#planner/plan.ts';
import { DEFAULT_POINTS, type Problem, readProblem } from '#planner/problem.ts';
import { judge } from '#planner/score.ts';
import { startNodeWorker } from '#planner/solver/node.ts';
import { solve } from '#planner/solver/solve.ts';
import { layOut } from '#planner/timetable.ts';
import { scheduleOf } from '#planner/vector.ts';
import { caseload } from './plan-problems.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '30' }, students: { type: 'string', default: '30,55,80' } },
});
const seconds = Number(options.seconds);
const sizes = options.students.split(',').map(Number);

function read(json: unknown): Problem {
  const reading = readProblem(json);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.problem;
}

/** The model as free MPS; columns c0.., rows r0.., the objective without the model's offset. */
function mps(model: Model): string {
  const lines: string[] = ['NAME plan FREE', 'ROWS', ' N cost'];
  const rhs: string[] = [];
  model.rows.forEach((_, r) => {
    const [lower, upper] = [model.rowLower[r]!, model.rowUpper[r]!];
    const kind = lower === upper ? 'E' : Number.isFinite(upper) ? 'L' : 'G';
    if (kind === 'L' && Number.isFinite(lower)) throw new Error('A row with two sides.');
    lines.push(` ${kind} r${r}`);
    rhs.push(` rhs r${r} ${kind === 'G' ? lower : upper}`);
  });
  const entries: string[][] = model.columns.map((_, c) => [` c${c} cost ${model.cost[c]!}`]);
  for (let r = 0; r < model.rows.length; r++)
    for (let k = model.starts[r]!; k < model.starts[r + 1]!; k++)
      entries[model.indices[k]!]!.push(` c${model.indices[k]!} r${r} ${model.values[k]!}`);
  lines.push('COLUMNS');
  let whole = false;
  entries.forEach((list, c) => {
    if ((model.integer[c] === 1) !== whole) {
      whole = !whole;
      lines.push(` M 'MARKER' '${whole ? 'INTORG' : 'INTEND'}'`);
    }
    lines.push(...list);
  });
  if (whole) lines.push(" M 'MARKER' 'INTEND'");
  lines.push('RHS', ...rhs, 'BOUNDS');
  for (let c = 0; c < model.columns.length; c++)
    lines.push(` LO b c${c} ${model.lower[c]!}`, ` UP b c${c} ${model.upper[c]!}`);
  lines.push('ENDATA', '');
  return lines.join('\n');
}

/** CBC's plan in the time given, scored by our scorer, and its bound; undefined where CBC is not installed. */
function cbc(problem: Problem, model: Model): { points: number; bound: number; seconds: number } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const [input, output] = [join(folder, 'plan.mps'), join(folder, 'plan.sol')];
    writeFileSync(input, mps(model));
    const began = performance.now();
    const run = spawnSync('cbc', [input, '-timeMode', 'elapsed', '-sec', `${seconds}`, '-solve', '-solution', output], {
      encoding: 'utf8',
    });
    if (run.error) return undefined;
    const took = (performance.now() - began) / 1000;
    const values = new Float64Array(model.columns.length);
    for (const [, c, value] of readFileSync(output, 'utf8').matchAll(/^\s*\d+\s+c(\d+)\s+(\S+)/gm))
      values[Number(c)] = Number(value);
    const { breaches, score } = judge(problem, scheduleOf(model, values));
    const optimal = run.stdout.includes('Optimal solution found');
    const bound = Number(/Lower bound:\s+(\S+)/.exec(run.stdout)?.[1] ?? Number.NaN) + model.offset;
    // Stopped early it may have found no plan at all.
    const points = breaches.length > 0 ? Number.POSITIVE_INFINITY : score.points;
    return { points, bound: optimal ? points : bound, seconds: took };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface OneChange {
  readonly name: string;
  readonly after: (problem: Problem) => Problem;
  /** What cannot stay as it was, whatever is planned. */
  readonly ends: (session: PlannedSession, problem: Problem) => boolean;
}

/** Changes as they come in the middle of a year, each alone: the plan in force is to be kept as far as it can be. */
const oneChange: readonly OneChange[] = [
  {
    name: 'a meeting of an hour',
    after: (problem) => ({
      ...problem,
      therapists: problem.therapists.map((t, i) =>
        i > 0 ? t : { ...t, unavailable: [...(t.unavailable ?? []), { day: 'wed', from: '09:00', to: '10:00' }] },
      ),
    }),
    ends: ({ therapist, day, from, to }, problem) =>
      therapist === problem.therapists[0]!.id && day === 'wed' && from < '10:00' && to > '09:00',
  },
  {
    name: 'a class withdraws a day',
    after: (problem) => ({
      ...problem,
      classes: problem.classes.map((c, i) =>
        i > 0 ? c : { ...c, pushInWindows: (c.pushInWindows ?? []).filter((w) => w.day !== 'thu') },
      ),
    }),
    ends: (session, problem) =>
      session.delivery === 'push-in' && session.day === 'thu' && session.class === problem.classes[0]!.id,
  },
];

const problems: [name: string, problem: Problem][] =
  files.length > 0
    ? files.map((file) => {
        const json = JSON.parse(readFileSync(file, 'utf8')) as object;
        return [basename(file, '.json'), read('problem' in json ? json.problem : json)];
      })
    : [
        ...sizes.flatMap((students) =>
          [1, 2].map((seed): [string, Problem] => [
            `${students} students, ${seed}`,
            read(caseload({ students, seed })),
          ]),
        ),
        ['3 therapists, 60 students', read(caseload({ students: 60, seed: 3, therapists: 3 }))],
      ];

const say = (line: string) => process.stdout.write(`${line}\n`);
const shown = (n: number | undefined) => (n === undefined ? '' : Number.isFinite(n) ? `${Math.round(n)}` : 'none');
const row = (cells: readonly string[]) => say(`| ${cells.join(' | ')} |`);
row([
  'problem',
  'columns',
  'first plan',
  'plan',
  'bound',
  's',
  'gap in % of minutes',
  'CBC',
  'its bound',
  's',
  'plan / CBC',
]);
row(Array.from({ length: 11 }, () => '---'));
const changes: string[][] = [];
let withoutCbc = false;
for (const [name, problem] of problems) {
  const model = buildModel(layOut(problem));
  const first = greedy(model);
  const firstPoints = first && judge(problem, scheduleOf(model, first)).score.points;
  const found = await solve(problem, { seconds }, startNodeWorker);
  if ('impossible' in found) throw new Error(`${name}: no plan.`);
  const other = cbc(problem, model);
  withoutCbc ||= other === undefined;
  const worth = problem.points?.unmet ?? DEFAULT_POINTS.unmet;
  const gap = (found.score.points - found.bound) / worth / found.score.requiredMinutes;
  row([
    name,
    shown(model.columns.length),
    shown(firstPoints),
    shown(found.score.points),
    found.proven ? 'proven' : shown(found.bound),
    found.seconds.toFixed(1),
    (100 * gap).toFixed(2),
    shown(other?.points),
    other === undefined ? '' : other.bound === other.points ? 'proven' : shown(other.bound),
    other?.seconds.toFixed(1) ?? '',
    other ? (found.score.points / other.points).toFixed(3) : '',
  ]);
  const { sessions } = found.schedule;
  const membersOf = (some: readonly PlannedSession[]) => some.reduce((sum, x) => sum + x.services.length, 0);
  const members = membersOf(sessions);
  for (const change of oneChange) {
    const after = { ...change.after(problem), previous: sessions };
    const again = await solve(after, { seconds: 3 }, startNodeWorker);
    if ('impossible' in again) throw new Error(`${name}: no plan after the change.`);
    changes.push([
      name,
      change.name,
      again.seconds.toFixed(1),
      `${again.score.moved} of ${members} (${((100 * again.score.moved) / members).toFixed(1)} %)`,
      String(membersOf(sessions.filter((session) => change.ends(session, problem)))),
      shown(again.score.points),
      again.proven ? 'proven' : shown(again.bound),
      `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    ]);
  }
}
if (withoutCbc) say('\nCBC is not installed (Debian: coinor-cbc); its columns are empty.');
say('\nAfter one change, at most 3 s:\n');
row(['problem', 'change', 's', 'moved', 'of them could not stay', 'plan', 'bound', 'peak memory so far']);
row(Array.from({ length: 8 }, () => '---'));
for (const cells of changes) row(cells);
