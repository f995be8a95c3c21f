import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import type { Paper } from '#telling/paper.ts';
import { printed } from './print.ts';

const paper = (part: Partial<Paper>): Paper => ({
  language: 'es',
  title: 'Informe de progreso',
  about: ['Ana Ruiz · Cedar Hill'],
  blocks: [],
  foot: 'Foot',
  pageOf: 'Página {page} de {pages}',
  ...part,
});

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}
const rolesIn = (node: Node): string[] => [
  ...(node.role === undefined ? [] : [node.role]),
  ...(node.children ?? []).flatMap(rolesIn),
];
const altsIn = (node: Node): string[] => [
  ...(node.alt === undefined ? [] : [node.alt]),
  ...(node.children ?? []).flatMap(altsIn),
];

async function read(file: Buffer) {
  const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
  const trees: Node[] = [];
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    trees.push((await page.getStructTree()) as Node);
    text += (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  const { info, metadata } = await document.getMetadata();
  const marked = await document.getMarkInfo();
  return {
    pages: document.numPages,
    text,
    roles: trees.flatMap(rolesIn),
    alts: trees.flatMap(altsIn),
    info: info as Record<string, unknown>,
    metadata: metadata?.getRaw() ?? '',
    marked: Object.fromEntries(marked as unknown as Map<string, boolean>).Marked,
  };
}

it('is tagged, says its language and calls itself PDF/UA', async () => {
  const file = await read(
    printed(
      paper({
        blocks: [
          { kind: 'heading', level: 1, text: 'Metas', id: 'a' },
          { kind: 'table', wide: 0, head: ['Dónde', 'N.º'], rows: [['Clase', { text: '1.1', to: 'a' }]] },
          {
            kind: 'picture',
            svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            says: 'Un gráfico',
          },
        ],
      }),
    ),
  );
  expect(file.marked).toBe(true);
  expect(file.info).toMatchObject({ Language: 'es-US', Title: 'Informe de progreso' });
  expect(file.metadata).toMatch(/pdfuaid:part>1</);
  expect(file.roles).toEqual(expect.arrayContaining(['H1', 'Table', 'TH', 'TD', 'Figure', 'Link']));
  expect(file.alts).toContain('Un gráfico');
  expect(JSON.stringify(file.info) + file.metadata).not.toContain('Ana');
});

it('shows what people wrote as it stands, and reads none of it as markup', async () => {
  const written = '#panic("x") *bold* $x^2$ <label> @reference \\ // `raw` {page}';
  const file = await read(
    printed(paper({ blocks: [{ kind: 'text', text: written }], about: ['#set page(height: 1pt)'] })),
  );
  expect(file.text.replace(/\s+/g, ' ')).toContain(written);
  expect(file.text).toContain('#set page(height: 1pt)');
  expect(file.pages).toBe(1);
});

it('sets every letter it can, and leaves out what nobody can read', async () => {
  const file = await read(printed(paper({ about: ['Łukasz Привет 李 \u0007\u202Eend'] })));
  expect(file.text).toMatch(/Łukasz\s+Привет/);
  expect(file.text).not.toContain('\u0007');
  expect(file.marked).toBe(true);
});
