import { expect, test } from 'vitest';
import { faultStatus } from '#contract/fault.ts';
import { wordsFor } from '#words/words-for.ts';
import { CallFault } from '../client/call-fault.ts';
import { faultSentence } from './fault-notice.tsx';

test.each(['en', 'es'] as const)('every code of the contract has a sentence (%s)', (language) => {
  const words = wordsFor(language);
  const silent = [...Object.keys(faultStatus), 'offline'].filter((code) => words.sayIfKnown(`fault.${code}`) === null);
  expect(silent).toEqual([]);
});

test("the server's own sentence comes first; what is no fault of a call is unexpected", () => {
  const words = wordsFor('en');
  expect(faultSentence(new CallFault({ code: 'not_yours', message: 'Not yours, Ms. Lee.' }, 403), words)).toBe(
    'Not yours, Ms. Lee.',
  );
  expect(faultSentence(new CallFault({ code: 'offline', message: '' }, 0), words)).toBe(words.say('fault.offline'));
  expect(faultSentence(new Error('boom'), words)).toBe(words.say('fault.unexpected'));
});
