import wasm from 'highs/runtime?url';
import type { Better, Task } from './messages.ts';
import { work } from './work.ts';

work(
  (answer) => self.postMessage(answer),
  (hear) => self.addEventListener('message', (event: MessageEvent<Task | Better>) => hear(event.data)),
  wasm,
);
