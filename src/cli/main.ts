import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { type Command, type Streams, say } from './io.ts';
import { commandWords, orSentence } from './refused.ts';

const usage = `carryover COMMAND

  serve            serves a school to browsers (npm start)
  import FILE      shows what a caseload CSV would change; --apply brings it in
  backup FILE      writes an encrypted backup of a school
  restore FILE     fills an empty school from a backup
  verify           checks the seals of the access log
  measure [FILE]   computes statistics of cases given as JSON
  plan FILE        plans the week of a problem given as JSON
  help             this text; each command has --help
`;

// Each command is loaded when it is asked for: a backup does not wait for the planner's solver.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  import: async () => (await import('./import.ts')).importCaseload,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  verify: async () => (await import('./verify.ts')).verify,
  measure: async () => (await import('./measure.ts')).measure,
  plan: async () => (await import('./plan.ts')).plan,
};

export async function main(args: readonly string[], io: Streams): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.stdout.write(usage);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    say(io.stderr, commandWords().say('command.unknown', { name }));
    return 2;
  }
  return orSentence(await load())(rest, io);
}

// What Node makes of the sources is kept, so that the next start need not make it again; where it cannot be kept, all goes on without.
if (import.meta.main) {
  enableCompileCache(join(import.meta.dirname, '../../.tools/compile-cache'));
  process.exitCode = await main(process.argv.slice(2), process);
}
