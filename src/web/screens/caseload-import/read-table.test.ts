import { expect, it, vi } from 'vitest';
import { readTable } from './read-table.ts';

const file = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], 'caseload.csv');

it('does not open a file of 100 MB', async () => {
  const arrayBuffer = vi.fn<() => Promise<ArrayBuffer>>();
  expect(await readTable({ size: 100 * 1024 * 1024, arrayBuffer })).toEqual({ fault: 'file_too_large' });
  expect(arrayBuffer).not.toHaveBeenCalled();
});

it.each([
  ['UTF-8 with its mark', new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('Peña')])],
  ['the Windows code page', new Uint8Array([0x50, 0x65, 0xf1, 0x61])],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x50, 0, 0x65, 0, 0xf1, 0, 0x61, 0])],
])('reads %s', async (_what, bytes) => {
  expect(await readTable(file(bytes))).toEqual({ table: 'Peña', lines: 1 });
});

it('counts lines, and says when a file cannot be read', async () => {
  expect(await readTable(file(new TextEncoder().encode('a\r\nb\nc\n')))).toMatchObject({ lines: 3 });
  expect(await readTable({ size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) })).toEqual({
    fault: 'file_unreadable',
  });
});
