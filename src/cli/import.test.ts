import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { realClock } from '#server/clock.ts';
import { type Control, openControl } from '#server/control.ts';
import { readBackupKey } from '#store/backup/key.ts';
import { openStore, type Store } from '#store/open-store.ts';
import { copyEmptyDirectory } from '../../tests/both-stores.ts';
import { smallSchool } from '../../tests/fixtures/small-school.ts';
import { importCaseload } from './import.ts';
import { orSentence } from './refused.ts';

// Each command opens the store, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const home = mkdtempSync(join(tmpdir(), 'carryover-import-'));
const data = join(home, 'school');
const file = join(home, 'caseload.csv');
const caseload = 'Student ID,Last name,First name,Goal\n1,Ruiz,Ana,Says r.\n2,Peña,Bo,Says s.\n';

async function run(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said: Buffer[] = [];
  for (const stream of [stdout, stderr]) stream.on('data', (chunk) => said.push(chunk));
  const code = await orSentence(importCaseload)([...args, '--data', data], { stdin: process.stdin, stdout, stderr });
  return { code, said: Buffer.concat(said).toString() };
}

let store: Store;
let control: Control;
beforeAll(async () => {
  await copyEmptyDirectory(data);
  store = await openStore({ dataDir: data });
  const { therapist } = await smallSchool(store);
  await store.asOwner((db) =>
    db.updateTable('adult').set({ email: 'dana@maple.example' }).where('id', '=', therapist.adultId).execute(),
  );
  control = await openControl({ store, clock: realClock, dataDir: data, backupKey: readBackupKey(`${data}.key`)! });
});
afterAll(() => rmSync(home, { recursive: true }));

it('says whose import it is, and what stands in the way', async () => {
  writeFileSync(file, caseload);
  expect(await run(file)).toMatchObject({ code: 2, said: expect.stringContaining('--as EMAIL') });
  expect(await run(file, '--as', 'nobody@maple.example')).toMatchObject({ code: 2 });
  writeFileSync(file, caseload.replace('Ruiz', '=1'));
  const { code, said } = await run(file, '--as', 'Dana@maple.example');
  expect(code).toBe(1);
  expect(said).toContain('row 2, Family name: This cell begins like a formula');
});

it('goes through the server that holds the directory: shows, brings in when asked to; Windows’ writing too', async () => {
  writeFileSync(file, Buffer.from(caseload, 'latin1'));
  const shown = await run(file, '--as', 'dana@maple.example');
  expect(shown.code).toBe(0);
  expect(shown.said).toContain('Students: 2 new');
  expect(shown.said).toContain('add --apply');
  expect(shown.said).not.toContain('Ruiz');
  expect((await run(file, '--as', 'dana@maple.example', '--apply')).said).toContain('Brought in: 2 new students');
  const names = await store.asOwner((db) => db.selectFrom('student_name').select('family_name').execute());
  expect(names.map((row) => row.family_name).toSorted()).toEqual(['Peña', 'Ruiz']);
});

it('opens the school itself where no server runs; the second time there is nothing to do', async () => {
  await control.close();
  await store.close();
  writeFileSync(file, caseload);
  const again = await run(file, '--as', 'dana@maple.example', '--apply');
  expect(again.said).toContain('Students: 0 new · 0 changed · 2 as before');
});

it('does not read a file of 100 MB', async () => {
  truncateSync(file, 100 * 1024 * 1024);
  expect(await run(file)).toMatchObject({ code: 1, said: expect.stringContaining('at most 4 MB are read') });
});
