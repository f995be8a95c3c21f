import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { wordsFor } from '#words/words-for.ts';
import { freshPglite } from '../../tests/both-stores.ts';
import { realClock } from './clock.ts';
import { startServing } from './serve.ts';

it('a stop does not wait for connections on which nothing was asked', async () => {
  const { store, close } = await freshPglite();
  const serving = await startServing({
    ...{ store, clock: realClock, words: wordsFor, demo: false, version: 'test', host: '127.0.0.1', port: 0, jobs: [] },
  });
  const socket = connect(Number(new URL(serving.url).port), '127.0.0.1');
  await once(socket, 'connect');
  expect((await fetch(`${serving.url}/healthz`)).status).toBe(200);
  const ended = once(socket, 'close');
  const began = performance.now();
  await serving.close();
  await ended;
  expect(performance.now() - began).toBeLessThan(10_000);
  await close();
});
