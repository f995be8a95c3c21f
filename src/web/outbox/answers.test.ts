import { describe, expect, it } from 'vitest';
import { serverKeyFrom, takenInFrom } from './answers.ts';

const answer = {
  results: [
    { id: 'a', result: 'accepted' },
    { id: 'b', result: 'refused', code: 'unknown_goal', field: 'goalId', kept: true },
  ],
  receivedAt: '2026-03-12T12:20:00.000Z',
  signIn: 'open',
};

describe('what the queue takes for the server’s answer', () => {
  it('is the server’s own, read as it was said', () => {
    expect(takenInFrom(JSON.stringify(answer))).toEqual(answer);
    expect(takenInFrom(JSON.stringify({ ...answer, results: [], more: 1 }))?.results).toEqual([]);
    expect(serverKeyFrom('{"id":"k","publicKey":"p"}')).toEqual({ id: 'k', publicKey: 'p' });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a page of HTML', '<!doctype html><title>Sign in to Wi-Fi</title>'],
    ['half a body', JSON.stringify(answer).slice(0, 70)],
    ['null', 'null'],
    ['a list', '[]'],
    ['no results', JSON.stringify({ ...answer, results: undefined })],
    ['a result without its event', JSON.stringify({ ...answer, results: [{ result: 'accepted' }] })],
    ['a result nobody knows', JSON.stringify({ ...answer, results: [{ id: 'a', result: 'maybe' }] })],
    ['a code that is no word', JSON.stringify({ ...answer, results: [{ id: 'a', result: 'refused', code: 7 }] })],
    ['no time', JSON.stringify({ ...answer, receivedAt: 'soon' })],
    ['a sign-in nobody knows', JSON.stringify({ ...answer, signIn: 'perhaps' })],
  ])('is not %s', (_, text) => {
    expect(takenInFrom(text)).toBeNull();
    expect(serverKeyFrom(text)).toBeNull();
  });
});
