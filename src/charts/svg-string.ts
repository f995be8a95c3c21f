import type { ChartPicture, PictureNode } from './picture.ts';

/**
 * `screen` keeps the custom properties, for a page that sets them. `colour` puts the light palette in their place, on white,
 * for readers of SVG that know no custom properties (PDF makers). `black` is for a printer without colour: ink and ground,
 * and one grey for the lines that only help the eye.
 */
export type SvgPaint = 'screen' | 'colour' | 'black';

/** The picture as one self-contained `<svg>`, named by its title, for reports and print. */
export function toSvgString(picture: ChartPicture, paint: SvgPaint = 'screen'): string {
  const { idPrefix, width, height, title, description } = picture;
  const titleId = attribute(`${idPrefix}-title`);
  const described = description === undefined ? '' : `<desc>${character(description)}</desc>`;
  const body = picture.nodes.map((node) => printNode(node, paint)).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `role="img" aria-labelledby="${titleId}"><title id="${titleId}">${character(title)}</title>${described}${body}</svg>`
  );
}

function printNode(node: PictureNode, paint: SvgPaint): string {
  let open = `<${node.tag}`;
  for (const name in node.attrs) open += ` ${name}="${attribute(painted(node.attrs[name] ?? '', paint))}"`;
  if (node.children.length === 0 && node.text === undefined) return `${open}/>`;
  let inner = node.text === undefined ? '' : character(node.text);
  for (const child of node.children) inner += printNode(child, paint);
  return `${open}>${inner}</${node.tag}>`;
}

const customProperty = /^var\(--([\w-]+), (#[0-9A-Fa-f]{6})\)$/;

function painted(value: string, paint: SvgPaint): string {
  if (paint === 'screen') return value;
  const match = customProperty.exec(value);
  if (match === null) return value;
  const [, name, light = ''] = match;
  if (name === 'ground') return '#FFFFFF';
  if (paint === 'colour') return light;
  return name === 'line' ? '#B0B0B0' : '#000000';
}

// Control characters and lone surrogates cannot be written in XML 1.0 at all, not even escaped.
const unprintable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function character(text: string): string {
  return text.replace(unprintable, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return character(text).replaceAll('"', '&quot;');
}
