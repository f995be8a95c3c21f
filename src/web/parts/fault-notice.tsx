import type { Words } from '#words/words.ts';
import { CallFault } from '../client/call-fault.ts';
import { Notice } from './notice.tsx';
import { useWords } from './words.tsx';

/** The sentence for whatever a call threw: the server's own, or ours when it could not be reached. */
export function faultSentence(fault: unknown, words: Words): string {
  if (!(fault instanceof CallFault)) return words.say('fault.unexpected');
  return fault.message === ''
    ? (words.sayIfKnown(`fault.${fault.code}`) ?? words.say('fault.unexpected'))
    : fault.message;
}

export function FaultNotice({ fault }: { readonly fault: unknown }) {
  const words = useWords();
  return fault === null || fault === undefined ? null : (
    <Notice tone="attention" role="alert">
      {faultSentence(fault, words)}
    </Notice>
  );
}
