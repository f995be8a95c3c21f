import { StoreError } from '#store/open-store.ts';
import { languageOf } from '#words/language.ts';
import type { Values, Words } from '#words/words.ts';
import { wordsFor } from '#words/words-for.ts';
import { type Command, say } from './io.ts';

/** What stops a command, told in a sentence of the catalogue: `command.<code>` or `store.<code>`. */
export class Refused extends Error {
  readonly id: string;
  readonly values: Values;
  readonly exitCode: number;
  constructor(id: string, values: Values = {}, exitCode = 1) {
    super(id);
    this.id = id;
    this.values = values;
    this.exitCode = exitCode;
  }
}

/** In the language of the terminal. */
export function commandWords(environment: NodeJS.ProcessEnv = process.env): Words {
  const wished = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return wordsFor(languageOf([wished.replace(/[._].*$/, '')]));
}

interface KnownError {
  readonly code?: string;
  readonly port?: number;
  readonly path?: string;
}

function refusalOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  if (error instanceof StoreError) return new Refused(`store.${error.code}`, { ...error.details });
  const { code, port, path } = error as KnownError;
  if (code === 'EADDRINUSE') return new Refused('command.port_in_use', { port: String(port) });
  if (code === 'EACCES' && port !== undefined) return new Refused('command.port_not_allowed', { port: String(port) });
  if (code === 'ENOENT' && path !== undefined) return new Refused('command.no_such_file', { file: path });
  if ((code === 'EACCES' || code === 'EPERM') && path !== undefined) {
    return new Refused('command.file_not_allowed', { file: path });
  }
  if (code?.startsWith('ERR_PARSE_ARGS_') === true) {
    return new Refused('command.unknown_option', { said: (error as Error).message.split('. ')[0]! }, 2);
  }
  return null;
}

/** Runs a command; what it could not do becomes a sentence and an exit code, a defect its stack. */
export function orSentence(command: Command): Command {
  return async (args, io) => {
    try {
      return await command(args, io);
    } catch (error) {
      const refused = refusalOf(error);
      if (refused === null) {
        say(io.stderr, error instanceof Error ? (error.stack ?? error.message) : String(error));
        return 1;
      }
      say(io.stderr, commandWords().sayIfKnown(refused.id, refused.values) ?? refused.id);
      return refused.exitCode;
    }
  };
}
