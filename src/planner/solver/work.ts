import type { Highs } from 'highs';
import { buildModel, type Model } from '../model.ts';
import { layOut } from '../timetable.ts';
import { submodel } from '../submodel.ts';
import { Board } from './board.ts';
import { conflictingRows, solver } from './highs.ts';
import type { Answer, Better, Task } from './messages.ts';
import { raiseBound, search } from './search.ts';

/** The worker's side, in Node and in the browser alike. `send` posts an answer; `listen` hears what comes in. */
export function work(
  send: (answer: Answer) => void,
  listen: (hear: (message: Task | Better) => void) => void,
  wasm?: string,
): void {
  let news: { values: Float64Array; cost: number } | undefined;
  listen((message) => {
    if (message.kind === 'better') news = message;
    else run(message).catch((error: unknown) => send({ kind: 'broke', message: shortened(error) }));
  });

  async function run(task: Task): Promise<void> {
    const now = () => performance.now() / 1000;
    const until = now() + task.seconds;
    const highs = await solver(wasm);
    const model = buildModel(layOut(task.problem));
    if (task.kind === 'conflict') {
      for (const elastic of task.elastic) {
        if (now() >= until) break;
        send({ kind: 'conflict', elastic, rows: conflict(highs, model, elastic, until - now()) });
      }
    } else {
      const board = task.board && new Board(task.board);
      let reported = Number.POSITIVE_INFINITY;
      const better = (values: Float64Array, cost: number) => {
        if (!(cost < reported - 1e-6)) return;
        reported = cost;
        if (task.kind === 'search') board?.write(values, cost);
        send({ kind: 'values', values, cost });
      };
      if (task.kind === 'search') {
        const received = async () => {
          await new Promise((resolve) => setTimeout(resolve, 0));
          const latest = news;
          news = undefined;
          return latest;
        };
        await search(highs, model, task.start, { now, until, better, received });
      } else {
        raiseBound(highs, model, task.start, {
          now,
          until,
          better,
          board,
          bound: (bound) => send({ kind: 'bound', bound }),
        });
      }
    }
    send({ kind: 'done' });
  }
}

/** Rows (of the model) that cannot hold when the elastic column is 0; undefined when the relaxation sees no conflict. */
function conflict(highs: Highs, model: Model, elastic: number, seconds: number): number[] | undefined {
  const part = submodel(model, (c) => c !== elastic, new Float64Array(model.columns.length));
  return conflictingRows(highs, part, seconds)?.map((row) => part.rowsOf[row]!);
}

/** The solver's loader puts its whole text into some errors. */
function shortened(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
