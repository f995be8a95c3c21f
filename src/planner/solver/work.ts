import type { Highs } from 'highs';
import { buildModel, type Model } from '../model.ts';
import { isElastic, submodel } from '../submodel.ts';
import { layOut } from '../timetable.ts';
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
      for (const target of task.targets) {
        if (now() >= until) break;
        send({ kind: 'conflict', target, rows: conflict(highs, model, task.values, target, until - now()) });
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
        await search(highs, model, task.start, {
          now,
          until,
          better,
          received,
          noPlan: () => send({ kind: 'no-plan' }),
        });
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

/**
 * A smallest set of rows (of the model) that cannot hold together when the plan leaves out one less of the target and
 * no more of anything else; undefined when the linear relaxation sees no conflict.
 */
function conflict(
  highs: Highs,
  model: Model,
  values: Float64Array,
  target: number,
  seconds: number,
): number[] | undefined {
  const whole = submodel(model, () => true, model.lower);
  const upper = whole.upper.slice();
  whole.columnsOf.forEach((c, i) => {
    if (c === target) upper[i] = Math.max(0, values[c]! - 1);
    else if (isElastic(model.columns[c]!.kind) && model.columns[c]!.kind !== 'adjacent') upper[i] = values[c]!;
  });
  return conflictingRows(highs, { ...whole, upper, cost: new Float64Array(whole.cost.length) }, seconds)?.map(
    (row) => whole.rowsOf[row]!,
  );
}

/** The solver's loader puts its whole text into some errors. */
function shortened(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
