import { encodingOf } from '#domain/caseload/import/encoding.ts';
import { mostLetters } from '#domain/caseload/import/limits.ts';

/** In UTF-16 a letter has two bytes. */
const mostBytes = 2 * mostLetters;

export type TableRead =
  | { readonly table: string; readonly lines: number }
  | { readonly fault: 'file_too_large' | 'file_unreadable' };

/** The text of a file, whatever it was written by. A file that is too large is not even opened. */
export async function readTable(file: Pick<File, 'size' | 'arrayBuffer'>): Promise<TableRead> {
  if (file.size > mostBytes) return { fault: 'file_too_large' };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const table = new TextDecoder(encodingOf(bytes)).decode(bytes);
    if (table.length > mostLetters) return { fault: 'file_too_large' };
    return { table, lines: table.trimEnd().split(/\r\n|\n|\r/).length };
  } catch {
    return { fault: 'file_unreadable' };
  }
}
