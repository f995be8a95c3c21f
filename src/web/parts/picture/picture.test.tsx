import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { carryoverMeter } from '#charts/carryover-meter.ts';
import { Mark } from '../mark/mark.tsx';
import { Picture, PictureTwin } from './picture.tsx';

const picture = carryoverMeter({
  idPrefix: 'meter',
  title: 'Has it carried over?',
  width: 600,
  rows: [
    { id: 'room', label: 'Speech room', line: 'room', value: 90, count: 45, n: 50 },
    { id: 'away', label: 'Class', line: 'away', value: 50, count: 3, n: 6 },
  ],
  words: {
    value: (value) => `${value} %`,
    counts: (count, n) => `${count} of ${n}`,
    interval: (low, high) => `${low} to ${high}`,
    noData: 'no data yet',
    point: (parts) => `${parts.where}: ${parts.value}, ${parts.counts}`,
    columns: { where: 'Where', value: 'Rate', counts: 'Counts', interval: 'Range' },
  },
});

it('is a named group with one tab stop, whose drawing is hidden from screen readers', () => {
  const html = renderToStaticMarkup(<Picture picture={picture} onOpen={() => {}} />);
  expect(html).toContain('role="group" aria-label="Has it carried over?"');
  expect(html.match(/tabindex="0"/g)).toHaveLength(1);
  expect(html).toContain('role="button" aria-label="Class: 50 %, 3 of 6" tabindex="0"');
  expect(html).toContain('role="button" aria-label="Speech room: 90 %, 45 of 50" tabindex="-1"');
  expect(html).toContain('<g aria-hidden="true"><g font-family=');
  expect(html).toContain('stroke-width="2"');
});

it('has a row in its table for every point', () => {
  const html = renderToStaticMarkup(<PictureTwin table={picture.table} caption={picture.title} />);
  expect(html.match(/<th scope="col">/g)).toHaveLength(4);
  expect(html).toContain('<td>Class</td><td>50 %</td><td>3 of 6</td>');
});

it('names a mark that stands alone and hides one beside its word', () => {
  expect(renderToStaticMarkup(<Mark name="fixed_it" label="fixed it" />)).toContain('aria-label="fixed it"');
  expect(renderToStaticMarkup(<Mark name="fixed_it" />)).toContain('aria-hidden="true"');
});
