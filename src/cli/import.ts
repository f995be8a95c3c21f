import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportPreview, ImportProblem } from '#contract/caseload-import.ts';
import { columnNames } from '#domain/caseload/import/columns.ts';
import { encodingOf } from '#domain/caseload/import/encoding.ts';
import { mostLetters } from '#domain/caseload/import/limits.ts';
import { type ImportRun, importFromCommand } from '#server/command-import.ts';
import { realClock } from '#server/clock.ts';
import { isRescueFile, type RescueRun, takeInRescue } from '#server/rescue.ts';
import { openStore } from '#store/open-store.ts';
import type { Words } from '#words/words.ts';
import { askControl } from './control-client.ts';
import { type Streams, say } from './io.ts';
import { type Place, placeOf, placeOptions, placeUsage } from './place.ts';
import { commandWords, Refused } from './refused.ts';

const usage = `carryover import FILE --data DIR --as EMAIL [--apply]

Reads a caseload CSV and shows what would change, or what stands in the way. With --apply it is brought in, all of it or
nothing. A file of entries that a tablet could not send is taken in at once, each entry judged alone. While a server runs on
the school, it is asked to do it. The columns are in the README.

  --as EMAIL        whose import it is: a therapist's own caseload, or a coordinator's for all
  --apply           brings it in

${placeUsage}`;

/** In UTF-16 a letter has two bytes. */
const mostBytes = 2 * mostLetters;

/** Exit code 0: shown or brought in; 1: something stands in the way. */
export async function importCaseload(args: readonly string[], io: Streams): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...placeOptions, as: { type: 'string' }, apply: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    io.stdout.write(usage);
    return 0;
  }
  if (positionals.length !== 1) throw new Refused('command.one_file', { command: 'import' }, 2);
  const table = await tableOf(resolve(positionals[0]!));
  const place = placeOf(values);
  if (isRescueFile(table)) return importRescue(table, place, io);
  const asked = { table, as: values.as ?? null, apply: values.apply };
  const run = (await askControl<ImportRun>(place, '/import', asked)) ?? (await importHere());
  const words = commandWords();
  if ('refused' in run) throw new Refused(`command.import_${run.refused}`, {}, run.refused === 'changed' ? 1 : 2);
  for (const line of report(run.preview, words)) say(io.stdout, line);
  const { token, problems, counts } = run.preview;
  if (run.applied)
    say(io.stdout, words.say('command.imported', { new: counts.students.new, changed: counts.students.changed }));
  else if (token !== null) say(io.stdout, words.say('command.import_apply'));
  return problems.some(({ stops }) => stops) ? 1 : 0;

  async function importHere(): Promise<ImportRun> {
    const store = await openStore(place.store);
    try {
      return await importFromCommand(store, realClock, asked);
    } finally {
      await store.close();
    }
  }
}

/** What a device could not send: each event is judged alone, and taking it in again changes nothing. */
async function importRescue(text: string, place: Place, io: Streams): Promise<number> {
  const run = (await askControl<RescueRun>(place, '/rescue', { text })) ?? (await takeInHere());
  const words = commandWords();
  if ('unreadable' in run) throw new Refused('command.rescue_unreadable', { line: run.unreadable });
  say(io.stdout, words.say('command.rescued', { ...run }));
  return run.refused > 0 ? 1 : 0;

  async function takeInHere(): Promise<RescueRun> {
    const store = await openStore(place.store);
    try {
      return await takeInRescue(store, realClock, text);
    } finally {
      await store.close();
    }
  }
}

async function tableOf(file: string): Promise<string> {
  if ((await stat(file)).size > mostBytes) throw new Refused('command.import_too_large', { file });
  const bytes = await readFile(file);
  const table = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (table.length > mostLetters) throw new Refused('command.import_too_large', { file });
  return table;
}

/** Counts and problems; the names of children stay out of a terminal and its history. */
function report({ problems, problemCount, counts, columns }: ImportPreview, words: Words): string[] {
  const left = columns.filter(({ heading, column }) => column === null && heading !== '').map(({ heading }) => heading);
  const counted = ({ new: fresh, changed, unchanged }: ImportPreview['counts']['students']) =>
    [
      words.say('import.counted_new', { n: fresh }),
      words.say('import.counted_changed', { n: changed }),
      words.say('import.counted_unchanged', { n: unchanged }),
    ].join(' · ');
  const stopping = problemCount - problems.filter(({ stops }) => !stops).length;
  return [
    ...problems.map((problem) => problemLine(problem, words)),
    ...(problemCount > problems.length
      ? [words.say('import.more_problems', { n: problemCount - problems.length })]
      : []),
    ...(left.length === 0 ? [] : [words.say('import.left_out', { columns: words.list(left) })]),
    ...(stopping > 0
      ? [words.say('import.in_the_way', { n: stopping })]
      : [
          `${words.say('import.count_students')}: ${counted(counts.students)}`,
          `${words.say('import.count_goals')}: ${counted(counts.goals)}`,
          `${words.say('import.count_services')}: ${counted(counts.services)}`,
          `${words.say('import.count_classes')}: ${words.say('import.counted_new', { n: counts.classes })}`,
          `${words.say('import.count_teachers')}: ${words.say('import.counted_new', { n: counts.teachers })}`,
        ]),
  ];
}

function problemLine({ row, column, code, values }: ImportProblem, words: Words): string {
  const { day, ...said } = values;
  const where = [
    row === null ? words.say('import.whole_table') : words.say('import.rows', { n: 1, rows: row }),
    ...(column === null ? [] : [columnNames[column][words.language][0]]),
  ].join(', ');
  const shown = { ...said, ...(day === undefined ? {} : { day: words.day(String(day)) }) };
  return `${where}: ${words.say(`import.problem.${code}`, shown)}`;
}
