import { describe, expect, it } from 'vitest';
import { markNames, markNodes, marks } from './marks.ts';

describe('marks', () => {
  it('are all different in shape', () => {
    const shapes = markNames.map((name) => JSON.stringify(marks[name]));
    expect(new Set(shapes).size).toBe(12);
  });

  it('tell the outcome by fill: did it whole, fixed it half, not yet empty', () => {
    const filled = (name: keyof typeof marks) => marks[name].fill !== '';
    expect(filled('on_their_own') && filled('with_cue_did')).toBe(true);
    expect(marks.fixed_it.fill !== '' && marks.fixed_it.stroke !== '').toBe(true);
    expect(filled('not_yet') || filled('with_cue_not_yet') || filled('no_response')).toBe(false);
  });

  it('cost at most two elements however many there are', () => {
    const places = Array.from({ length: 500 }, (_, index) => ({ x: index, y: index }));
    expect(markNodes('fixed_it', places, 4, '#000', '#fff')).toHaveLength(2);
    expect(markNodes('not_yet', places, 4, '#000', '#fff')).toHaveLength(1);
    expect(markNodes('not_yet', [], 4, '#000', '#fff')).toHaveLength(0);
  });
});
