import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { Paper } from '#telling/paper.ts';

/** Papers as tagged PDF (PDF/UA-1), set by Typst in this process: own typefaces, nothing from the network. */

const template = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');
const typefaces = ['400Regular', '600SemiBold', '700Bold'].map((cut) =>
  createRequire(import.meta.url).resolve(
    `@expo-google-fonts/atkinson-hyperlegible-next/${cut}/AtkinsonHyperlegibleNext_${cut}.ttf`,
  ),
);

let made: NodeCompiler | null = null;

/** The compiler reads its typefaces once. Its workspace is an empty folder that is gone again: a template reads no file. */
function compiler(): NodeCompiler {
  if (made !== null) return made;
  const workspace = mkdtempSync(join(tmpdir(), 'carryover-paper-'));
  try {
    made = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: typefaces }] });
    return made;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/**
 * @returns the file. Where a name is written in a script that no typeface here has, the file is tagged all the same but does
 *   not call itself PDF/UA, which asks that every letter can be shown.
 */
export function printed(paper: Paper): Buffer {
  const typst = compiler();
  const result = typst.compile({ mainFileContent: template, inputs: { paper: printable(JSON.stringify(paper)) } });
  const document = result.result;
  if (document === null) throw new Error('A paper could not be set');
  try {
    return typst.pdf(document, { pdfStandard: PdfStandard.UA_1 });
  } catch {
    return typst.pdf(document);
  } finally {
    typst.evictCache(10);
  }
}

// What no typeface can show and a reader would trip over: control characters, and marks that turn the direction of text.
const unprintable =
  /(?:\\u00[01][0-9a-f]|\\u007f|\\b|\\f|[\u{7f}-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}])/giu;

/** JSON in which every control character is escaped; those go, and line breaks stay. */
const printable = (json: string): string =>
  json.replace(/\\\\/g, '\u0000').replace(unprintable, '').replaceAll('\u0000', '\\\\');
