import { constants } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { phraseFault, phraseReason } from '#planner/phrases.ts';
import type { Plan } from '#planner/plan.ts';
import { readProblem } from '#planner/problem.ts';
import { planInNode } from '#planner/solver/node.ts';
import { type Streams, say } from './io.ts';

const USAGE =
  'usage: carryover plan PROBLEM.json [--seconds 30] [--out PLAN.json]   (- reads the problem from standard input)';

/**
 * `carryover plan`: reads a problem, writes a plan as JSON. Answers the exit code: 0 with a plan (also one that leaves
 * things unmet), 2 with one line for each fault of the command or the problem. Interrupted (Ctrl-C) it writes the best plan so far.
 */
export async function plan(args: readonly string[], io: Streams): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    say(io.stdout, USAGE);
    return 0;
  }
  const refuse = (...lines: string[]): number => {
    for (const line of lines) say(io.stderr, line);
    return 2;
  };
  const command = commandOf(args);
  if ('fault' in command) return refuse(command.fault, USAGE);
  const { file, seconds, out } = command;

  const input = await jsonOf(file, io.stdin);
  if ('fault' in input) return refuse(`${file}: ${input.fault}`);
  if (out !== undefined) {
    // Better said now than after half a minute of work.
    const fault = await access(dirname(out), constants.W_OK).then(() => undefined, fileTrouble);
    if (fault) return refuse(`${out}: ${fault}`);
  }
  const reading = readProblem(bare(input.json));
  if ('faults' in reading) return refuse(...reading.faults.map(phraseFault));
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once('SIGINT', interrupted);
  const outcome = await planInNode(reading.problem, { seconds, signal: stop.signal });
  process.off('SIGINT', interrupted);
  if ('faults' in outcome) return refuse(...outcome.faults.map(phraseFault));

  for (const trouble of outcome.trouble) say(io.stderr, trouble);
  const json = JSON.stringify(written(outcome.plan), null, 2);
  if (out === undefined) {
    say(io.stdout, json);
    return 0;
  }
  try {
    await writeFile(out, `${json}\n`);
  } catch (error) {
    return refuse(`${out}: ${fileTrouble(error)}`);
  }
  say(io.stdout, summary(outcome.plan));
  return 0;
}

function commandOf(
  args: readonly string[],
): { file: string; seconds: number; out: string | undefined } | { fault: string } {
  let parsed: { values: { seconds?: string; out?: string }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { seconds: { type: 'string' }, out: { type: 'string' } },
    });
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  const [file, ...rest] = parsed.positionals;
  if (file === undefined) return { fault: 'which problem?' };
  if (rest.length > 0) return { fault: `one problem at a time, not also ${rest.join(' ')}` };
  const seconds = Number(parsed.values.seconds ?? '30');
  if (!(seconds > 0 && seconds <= 3600))
    return { fault: `--seconds: ${parsed.values.seconds} is not a number of seconds from 1 to 3600` };
  return { file, seconds, out: parsed.values.out };
}

async function jsonOf(file: string, stdin: Streams['stdin']): Promise<{ json: unknown } | { fault: string }> {
  try {
    const content = file === '-' ? await text(stdin) : await readFile(file, 'utf8');
    return { json: JSON.parse(content.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { fault: error instanceof SyntaxError ? `not JSON: ${oneLine(error.message)}` : fileTrouble(error) };
  }
}

/** The problem itself, also out of a file that keeps it together with a reference. */
function bare(json: unknown): unknown {
  const wrapped = typeof json === 'object' && json !== null && 'problem' in json && !('grid' in json);
  return wrapped ? json.problem : json;
}

function oneLine(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}

function fileTrouble(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES') return 'may not be read or written';
  return code ?? 'cannot be read or written';
}

/** The plan as the command writes it: reasons as sentences. */
function written({ unmet, ...rest }: Plan) {
  return {
    ...rest,
    unmet: unmet.map(({ reasons, ...item }) => ({ ...item, why: reasons.map(phraseReason) })),
  };
}

function summary(plan: Plan): string {
  const percent = plan.requiredMinutes === 0 ? 100 : Math.floor((100 * plan.metMinutes) / plan.requiredMinutes);
  const quality = plan.proven ? 'no plan has fewer points' : `no plan has fewer than ${plan.bound}`;
  return `${plan.sessions.length} sessions, ${plan.metMinutes} of ${plan.requiredMinutes} minutes (${percent} %), ${plan.points} points; ${quality}; ${plan.seconds} s`;
}
