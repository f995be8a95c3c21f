import { expect, it } from 'vitest';
import { nameTaker } from './names-taken-out.ts';

const texts = new Set(['text']);

it('takes names out as whole words, whatever their capitals, and counts the texts', () => {
  const taker = nameTaker(['Ben Carter', 'Åsa', 'Mc.Q'], ['Ana Ruiz']);
  const given = {
    text: 'Ana and BEN read with Carter’s book; benefit stays. Åsas too, mc.q',
    list: [{ text: 'Ben' }, { text: 'alone' }],
    n: 3,
  };
  expect(taker.clean(given, texts)).toEqual({
    text: 'Ana and […] read with […]’s book; benefit stays. Åsas too, […]',
    list: [{ text: '[…]' }, { text: 'alone' }],
    n: 3,
  });
  expect(taker.textsChanged()).toBe(2);
});

it('keeps codes, ids, and a name that the student has too', () => {
  const { clean } = nameTaker(['Hall Abed', 'Ana Lee'], ['Ana Ruiz']);
  const given = { setting: 'hall', id: '0199b9d2-abed-7153', text: 'Ana, with Lee in the hall' };
  expect(clean(given, texts)).toEqual({ ...given, text: 'Ana, with […] in the […]' });
  expect(nameTaker([], ['Ana']).clean({ text: 'Ben' }, texts)).toEqual({ text: 'Ben' });
});
