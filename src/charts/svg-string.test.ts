import { describe, expect, it } from 'vitest';
import { element, words } from './picture.ts';
import { paint } from './paint.ts';
import { toSvgString } from './svg-string.ts';
import { faultOfSvg } from './testing/check-svg.ts';

const picture = {
  idPrefix: 'p',
  width: 20,
  height: 10,
  title: 'Tom & "Jo" <3',
  nodes: [
    element('g', { fill: paint.accent }, [words('text', { x: 1.23456, y: -0, stroke: paint.line }, 'a\u0001 < b')]),
    element('rect', { fill: paint.ground, rx: undefined }),
  ],
  points: [],
  table: { columns: [], rows: [] },
};

describe('a picture as a string', () => {
  it('escapes its words and is named by its title', () => {
    const svg = toSvgString(picture);
    expect(faultOfSvg(svg)).toBeNull();
    expect(svg).toContain('<title id="p-title">Tom &amp; "Jo" &lt;3</title>');
    expect(svg).toContain('>a &lt; b</text>');
    expect(svg).toContain('x="1.23" y="0"');
    expect(svg).not.toContain('rx');
  });

  it('keeps the custom properties for a screen, and has plain colours for readers that know none', () => {
    expect(toSvgString(picture, 'screen')).toContain('fill="var(--accent, #0B6E6E)"');
    expect(toSvgString(picture, 'colour')).toContain('fill="#0B6E6E"');
    expect(toSvgString(picture, 'colour')).not.toContain('var(');
  });

  it('prints without colour: black on white, helping lines grey', () => {
    const fills = [...toSvgString(picture, 'black').matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, value]) => value);
    expect(fills).toEqual(['#000000', '#B0B0B0', '#FFFFFF']);
  });
});

describe('the check the other tests rely on', () => {
  it.each([
    '<svg><g></svg>',
    '<svg/><svg/>',
    '<svg x="NaN"/>',
    '<svg d="M1 Infinity"/>',
    '<svg x="undefined"/>',
    '<svg>a & b</svg>',
    '<svg x="1" x="2"/>',
    '<svg width="1e+21"/>',
    '<svg>\u0001</svg>',
    'text',
  ])('finds the fault in %j', (svg) => expect(faultOfSvg(svg)).not.toBeNull());
});
