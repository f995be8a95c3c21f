import { type Area, areas, type Discipline } from '../../goals/goal.ts';
import type { ServiceDelivery, ServiceRate } from '../../services/service-period.ts';

/** What one cell says. Each reader answers the value, or null where the text is not one. */

/** Text as it is kept: one form of each letter, no control characters, LF for line breaks, nothing around it. */
export function tidy(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\ufeff]/g, '')
      .replaceAll('\u00a0', ' ')
      .normalize('NFC')
      .trim()
  );
}

/** For comparing: case, accents, signs and spaces make no difference. */
export function plain(text: string): string {
  return tidy(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

/** `="00123"` is how a spreadsheet is made to keep zeros, and an apostrophe how it is told that a cell is text. */
export function unwrap(text: string): string {
  const quoted = /^="((?:[^"]|"")*)"$/.exec(text);
  if (quoted !== null) return tidy(quoted[1]!.replaceAll('""', '"'));
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

/** No value of a caseload begins so; a spreadsheet's own CSV has the formula's value in its place. */
export function isFormula(text: string): boolean {
  return /^[=@]/.test(text);
}

/** US (`9/1/2025`, `9-1-25`) and ISO (`2025-09-01`) dates of 1990 to 2099, a time behind them left out; `YYYY-MM-DD`. */
export function dayOf(text: string): string | null {
  const said = text.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?$/i, '').trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(said);
  if (iso !== null) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const us = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(said);
  if (us === null) return null;
  const year = us[3]!.length === 2 ? 2000 + Number(us[3]) : Number(us[3]);
  return existing(year, Number(us[1]), Number(us[2]));
}

function existing(year: number, month: number, day: number): string | null {
  if (year < 1990 || year > 2099 || month < 1 || month > 12) return null;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  if (day < 1 || day > last) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const gradeNames: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['pk', 'pre k', 'prek', 'ps', 'preschool', 'preescolar', 'pre'].map((name) => [name, -1])),
  ...Object.fromEntries(['k', 'kg', 'kindergarten', 'kinder', 'tk', 'jardin'].map((name) => [name, 0])),
};

/** `K`, `Pre-K`, `2`, `2nd`, `Grade 2`, `2.º`; -1 to 12. */
export function gradeOf(text: string): number | null {
  const said = plain(text);
  const named = gradeNames[said];
  if (named !== undefined) return named;
  const number = /^(?:grade |grado )?(-?\d{1,2})(?: ?(?:st|nd|rd|th|o|a|er|do|to))?(?: grade| grado)?$/.exec(said);
  // `plain` takes the minus away with the other signs.
  const grade = text.trim() === '-1' ? -1 : number === null ? Number.NaN : Number(number[1]);
  return grade >= -1 && grade <= 12 ? grade : null;
}

/** A whole number, a unit behind it left out: `30`, `30 min`. */
export function wholeOf(text: string, least: number, most: number): number | null {
  const found = /^(\d{1,4})(?:\.0+)?\s*[\p{L}.]*$/u.exec(text);
  const number = found === null ? Number.NaN : Number(found[1]);
  return number >= least && number <= most ? number : null;
}

/** `80`, `80 %`, `0.8`; above 0, at most 1. */
export function shareOf(text: string): number | null {
  const found = /^(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)$/.exec(text);
  if (found === null) return null;
  const number = Number(found[1]!.replace(',', '.'));
  const share = found[2] === '%' || number > 1 ? number / 100 : number;
  return share > 0 && share <= 1 ? Math.round(share * 10_000) / 10_000 : null;
}

const rateNames: Readonly<Record<string, ServiceRate>> = {
  ...names('week', 'week', 'weeks', 'wk', 'w', 'weekly', 'semana', 'semanal', 'sem'),
  ...names('month', 'month', 'months', 'mo', 'm', 'monthly', 'mes', 'mensual'),
  ...names('quarter', 'quarter', 'quarterly', 'qtr', 'marking period', 'trimestre', 'trimestral'),
  ...names('year', 'year', 'yr', 'yearly', 'annual', 'annually', 'school year', 'ano', 'anual'),
};

export function rateOf(text: string): ServiceRate | null {
  return rateNames[plain(text).replace(/^(?:a|per|each|every|por|al|a la|cada) /, '')] ?? null;
}

/** `2`, `2x`, `weekly`, `2 x / week`, `2 per week`, `2 veces por semana`: how often, and of what if it says. */
export function frequencyOf(text: string): { readonly times: number; readonly per?: ServiceRate } | null {
  const alone = rateOf(text);
  if (alone !== null) return { times: 1, per: alone };
  const found = /^(\d{1,3}) ?(?:x|times?|sessions?|veces|vez|sesiones)? ?(.*)$/.exec(plain(text.replaceAll('×', 'x')));
  if (found === null) return null;
  const times = Number(found[1]);
  if (times < 1 || times > 400) return null;
  if (found[2] === '') return { times };
  const per = rateOf(found[2]!);
  return per === null ? null : { times, per };
}

const disciplineNames: Readonly<Record<string, Discipline>> = {
  ...names('speech', 'speech', 'slp', 'st', 'sl', 'speech language', 'speech language therapy', 'speech therapy'),
  ...names(
    'speech',
    'speech language pathology',
    'speech and language',
    'habla',
    'habla y lenguaje',
    'terapia del habla',
  ),
  ...names('occupational', 'occupational', 'ot', 'occupational therapy', 'ocupacional', 'terapia ocupacional'),
  ...names('physical', 'physical', 'pt', 'physical therapy', 'fisica', 'fisioterapia', 'terapia fisica'),
};
export function disciplineOf(text: string): Discipline | null {
  return disciplineNames[plain(text)] ?? null;
}

const deliveryNames: Readonly<Record<string, ServiceDelivery>> = {
  ...names('push_in', 'push in', 'pushin', 'in class', 'in classroom', 'classroom', 'inclusion', 'integrated'),
  ...names('push_in', 'en clase', 'en el aula', 'dentro de la clase'),
  ...names('pull_out', 'pull out', 'pullout', 'therapy room', 'out of class', 'separate', 'direct'),
  ...names('pull_out', 'fuera de clase', 'fuera del aula', 'sala de terapia', 'directo'),
  ...names('indirect', 'indirect', 'indirecto'),
  ...names('consult', 'consult', 'consultation', 'consultative', 'consulta'),
};
export function deliveryOf(text: string): ServiceDelivery | null {
  return deliveryNames[plain(text)] ?? null;
}

const areaNames: Readonly<Record<string, Area>> = {
  ...Object.fromEntries(areas.map((area) => [area.replaceAll('_', ' '), area])),
  ...names('language', 'expressive language', 'receptive language', 'lenguaje'),
  ...names('articulation', 'phonology', 'speech sounds', 'articulacion', 'fonologia'),
  ...names('fluency', 'stuttering', 'fluidez', 'tartamudez'),
  ...names('voice', 'voz'),
  ...names('aac', 'communication device', 'communication device aac', 'dispositivo de comunicacion', 'caa'),
  ...names('social', 'pragmatics', 'social communication', 'pragmatica', 'comunicacion social'),
  ...names('fine_motor', 'handwriting', 'motricidad fina', 'escritura'),
  ...names('self_care', 'adl', 'cuidado personal', 'autocuidado'),
  ...names('sensory', 'sensory processing', 'sensorial'),
  ...names('gross_motor', 'motricidad gruesa'),
  ...names('mobility', 'movilidad'),
  ...names('participation', 'participacion'),
  ...names('other', 'otro', 'otra'),
};
export function areaOf(text: string): Area | null {
  return areaNames[plain(text)] ?? null;
}

function names<Value extends string>(value: Value, ...said: readonly string[]): Record<string, Value> {
  return Object.fromEntries(said.map((name) => [name, value]));
}

/** "Ruiz, Ana" or "Ana Ruiz". Three words without a comma could be parted in two ways. */
export function nameOf(text: string): { readonly given: string; readonly family: string } | null {
  const parts = text.split(',').map((part) => part.trim());
  const [family, given] = parts.length === 2 ? parts : parts.length === 1 ? text.split(/\s+/).toReversed() : [];
  if (parts.length === 1 && text.split(/\s+/).length !== 2) return null;
  return family && given ? { given, family } : null;
}
