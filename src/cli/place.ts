import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoreOptions } from '#store/open-store.ts';
import { Refused } from './refused.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
export const webRoot = join(projectRoot, 'dist', 'web');
const demoDirectory = join(projectRoot, 'data', 'demo');

/** The options that say which school a command is about. */
export const placeOptions = {
  data: { type: 'string' },
  demo: { type: 'boolean', default: false },
  'key-file': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const placeUsage = `  --data DIR        the school kept in DIR (its own data directory)
  --demo            the demo school (without --data: the one in data/demo)
  --key-file FILE   the key of the backups (else CARRYOVER_BACKUP_KEY, else DIR.key)

  DATABASE_URL      in the environment: the school kept in that PostgreSQL database
`;

export interface Place {
  readonly demo: boolean;
  /** Null where the school is in PostgreSQL only. */
  readonly dataDir: string | null;
  readonly keyFile: string | undefined;
  readonly store: StoreOptions;
}

export interface PlaceValues {
  readonly data?: string | undefined;
  readonly demo?: boolean | undefined;
  readonly 'key-file'?: string | undefined;
}

/** Which school is meant: `DATABASE_URL`'s, `--data`'s, or without either the demo. */
export function placeOf(values: PlaceValues, environment: NodeJS.ProcessEnv = process.env): Place {
  const databaseUrl = environment.DATABASE_URL || undefined;
  const said = values.data === undefined ? undefined : resolve(values.data);
  const demo = values.demo === true || (said === undefined && databaseUrl === undefined);
  const dataDir = said ?? (databaseUrl === undefined ? demoDirectory : null);
  const givenKey = values['key-file'] === undefined ? undefined : resolve(values['key-file']);
  if (givenKey !== undefined && !existsSync(givenKey)) throw new Refused('command.no_such_file', { file: givenKey });
  const keyFile = givenKey ?? (dataDir === null ? undefined : `${dataDir}.key`);
  const keys = {
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(dataDir === null ? {} : { backupDirectory: join(dataDir, 'backups') }),
  };
  const store: StoreOptions =
    databaseUrl !== undefined
      ? { databaseUrl, ...(environment.DATABASE_APP_URL ? { appUrl: environment.DATABASE_APP_URL } : {}), ...keys }
      : { dataDir: dataDir!, ...keys };
  return { demo, dataDir, keyFile, store };
}
