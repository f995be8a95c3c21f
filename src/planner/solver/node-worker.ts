import { parentPort } from 'node:worker_threads';
import { work } from './work.ts';

const port = parentPort!;
work(
  (answer) => port.postMessage(answer),
  (hear) => port.on('message', hear),
);
