import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { BadCase } from '#domain/measures/case-input.ts';
import { measureCase } from '#domain/measures/registry.ts';

export interface Streams {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
}

const usage = `carryover measure [FILE]

Reads an array of cases {id, statistic, data, params} (JSON) from FILE or, without it or with "-", from standard input.
Prints an array of {id, statistic, value} in the same order; a value that cannot be computed is null.
A case that cannot be read, or that would hold up the others (a list of more than 2000 entries), becomes {id, error}, and the
exit code is 1. Input that cannot be read at all: exit code 2.
`;

/** What stops the whole command, in one sentence. */
class Unreadable extends Error {}

/** `carryover measure`: answers the cases and resolves to the exit code. Never throws for what it is given. */
export async function measure(args: readonly string[], io: Streams): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    await write(io.stdout, usage);
    return 0;
  }
  let cases: unknown[];
  try {
    cases = parsed(await input(args, io.stdin));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await write(io.stderr, `${error.message}\n`);
    return 2;
  }
  const answers = cases.map(answer);
  const lines = answers.map((one) => JSON.stringify(one));
  await write(io.stdout, lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`);
  return answers.some((one) => 'error' in one) ? 1 : 0;
}

async function input(args: readonly string[], stdin: Readable): Promise<string> {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-');
  if (unknown !== undefined) throw new Unreadable(`There is no option ${unknown}; see carryover measure --help.`);
  if (args.length > 1) throw new Unreadable('Give one file at most; see carryover measure --help.');
  const file = args[0];
  if (file !== undefined && file !== '-') {
    try {
      return await readFile(file, 'utf8');
    } catch {
      throw new Unreadable(`The file ${file} cannot be read.`);
    }
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Unreadable('The input is not JSON; an array of cases is expected.');
  }
  if (!Array.isArray(value)) throw new Unreadable('The input must be an array of cases.');
  return value;
}

type Answer = { id: unknown; statistic: unknown; value: unknown } | { id: unknown; error: string };

function answer(one: unknown): Answer {
  if (one === null || typeof one !== 'object' || Array.isArray(one)) {
    return { id: null, error: 'A case must be an object with id, statistic, data and params.' };
  }
  const { id = null, statistic, data, params } = one as Record<string, unknown>;
  try {
    return { id, statistic, value: measureCase(statistic, data, params) };
  } catch (error) {
    if (error instanceof BadCase) return { id, error: error.message };
    // One case must not take the others with it.
    return { id, error: 'This case cannot be computed.' };
  }
}

function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
