import { describe, expect, it } from 'vitest';
import { intervalSummaries } from './interval-summary.ts';
import { summaryOfLevels } from './levels.ts';
import { storyteller } from './sample-events.ts';
import { countOf, stepSummary } from './steps.ts';
import { durationSummary, latencies } from './stopwatch.ts';

const at = (seconds: number) => ({
  at: `2026-03-02T15:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.000Z`,
});

describe('steps', () => {
  const { observe } = storyteller();
  const steps = [
    observe({ kind: 'step', stepId: 'coat', assistance: 'independent' }),
    observe({ kind: 'step', stepId: 'bag', assistance: 'verbal', by: 'teacher' }),
    observe({ kind: 'step', stepId: 'folder', assistance: 'gesture', by: 'peer' }),
    observe({ kind: 'step', stepId: 'coat', assistance: 'independent', completed: false }),
  ];

  it('are counted by step, and help by adults is a prompt each', () => {
    const summary = stepSummary(steps);
    expect(summary).toMatchObject({ seen: 4, independent: 1, prompts: 1, promptsFrom: 'steps' });
    expect(summary.steps.find(({ stepId }) => stepId === 'coat')).toMatchObject({ n: 2, independent: 1, notDone: 1 });
  });

  it('leave the prompts to the counter where somebody counted', () => {
    const counted = [
      observe({ kind: 'count', what: 'prompt', delta: 1, by: 'teacher' }),
      observe({ kind: 'count', what: 'prompt', delta: 1, by: 'para' }),
      observe({ kind: 'count', what: 'prompt', delta: 1, by: 'peer' }),
      observe({ kind: 'count', what: 'prompt', delta: 1 }),
    ];
    expect(stepSummary([...steps, ...counted])).toMatchObject({ prompts: 3, promptsFrom: 'counted' });
  });

  it('say nothing of prompts when nothing was seen', () => {
    expect(stepSummary([])).toMatchObject({ seen: 0, prompts: null, promptsFrom: null });
  });
});

describe('counts', () => {
  it.each([
    ['taps', [{ delta: 1 }, { delta: 1 }], 2],
    ['a total said replaces the taps before it', [{ delta: 1 }, { value: 7 }, { delta: 1 }], 8],
    ['never below nothing', [{ delta: -3 }, { delta: 1 }], 1],
    ['none', [], null],
  ])('%s', (_what, taps, total) => {
    const { observe } = storyteller();
    const events = taps.map((tap) => observe({ kind: 'count', what: 'occurrence', ...tap }));
    expect(countOf(events, 'occurrence')).toBe(total);
    expect(countOf(events, 'prompt')).toBeNull();
  });
});

describe('stopwatches', () => {
  it('time bouts, and keep what was cut off or still runs apart', () => {
    const { observe } = storyteller();
    const first = observe({ kind: 'start', what: 'duration' }, at(0));
    const second = observe({ kind: 'start', what: 'duration' }, at(60));
    const third = observe({ kind: 'start', what: 'duration' }, at(120));
    const events = [
      first,
      observe({ kind: 'stop', what: 'duration', startId: first.id }, at(30)),
      observe({ kind: 'stop', what: 'duration', startId: first.id }, at(45)),
      second,
      observe({ kind: 'stop', what: 'duration', startId: second.id, ended: 'cut_off' }, at(110)),
      third,
      observe({ kind: 'stop', what: 'duration', startId: 'nobody knows' }, at(150)),
    ];
    expect(durationSummary(events)).toEqual({ bouts: 2, totalSeconds: 80, meanSeconds: 40, cutOff: 1, running: 1 });
  });

  it('count no response apart, from trials as from stopwatches', () => {
    const { observe, trial } = storyteller();
    const start = observe({ kind: 'start', what: 'latency' }, at(0));
    const events = [
      start,
      observe({ kind: 'stop', what: 'latency', startId: start.id, ended: 'no_response' }, at(20)),
      trial('independent', {}, { latencyMs: 2000 }),
      trial('independent', {}, { latencyMs: 12_000 }),
      trial('no_response'),
    ];
    expect(latencies(events, 10)).toMatchObject({ n: 2, nNoResponse: 2, median: 7, nOverTimeout: 1 });
  });
});

describe('intervals', () => {
  it('are apart by method, and a missed tick is not a no', () => {
    const { observe } = storyteller();
    const tick = (method: 'momentary' | 'partial', index: number, occurred: 'yes' | 'no' | 'missed') =>
      observe({ kind: 'interval', method, index, lengthSeconds: 60, occurred });
    expect(
      intervalSummaries([
        tick('momentary', 0, 'yes'),
        tick('momentary', 1, 'missed'),
        tick('momentary', 2, 'no'),
        tick('momentary', 2, 'yes'),
        tick('partial', 0, 'no'),
      ]),
    ).toEqual([
      { method: 'momentary', lengthSeconds: 60, n: 2, occurred: 2, missed: 1 },
      { method: 'partial', lengthSeconds: 60, n: 1, occurred: 0, missed: 0 },
    ]);
  });
});

describe('levels', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[1, 2], 1],
    [[4, 0, 2], 2],
    [[-2, 1, 2, 2], 1],
  ])('%j has the middle level %j, never a half', (levels, middle) => {
    expect(summaryOfLevels(levels).median).toBe(middle);
  });
});
