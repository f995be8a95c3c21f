import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { judgePress, standingTaps, voidsFor } from './taps.ts';

let made = 0;
const event = (second: number, body: Record<string, unknown>): SessionEvent => {
  const instant = new Date(Date.UTC(2026, 2, 12, 14, 0, second)).toISOString();
  made += 1;
  return {
    id: `e${String(made).padStart(4, '0')}`,
    schemaVersion: 1,
    sessionId: 's',
    occurredAt: instant,
    enteredAt: instant,
    recorderId: 'me',
    deviceId: 'd',
    captureMode: 'live',
    ...body,
  } as unknown as SessionEvent;
};
const trial = (second: number, outcome = 'independent') =>
  event(second, { kind: 'trial', studentId: 'an', goalId: 'because', outcome, cues: [] });
const undo = (second: number, events: readonly SessionEvent[]) =>
  voidsFor({ events }).map((body) => event(second, { ...body }));

describe('undo', () => {
  it('goes back tap by tap, the latest first, and what was put back stands again', () => {
    const [first, second] = [trial(1), trial(2, 'not_yet')];
    const all: SessionEvent[] = [first, second];
    expect(standingTaps(all).map((tap) => tap.events[0])).toEqual([second, first]);
    const undone = undo(3, [second]);
    all.push(...undone);
    expect(standingTaps(all).map((tap) => tap.events[0])).toEqual([first]);
    all.push(...undo(4, undone));
    expect(standingTaps(all).map((tap) => tap.events[0])).toEqual([second, first]);
  });

  it('takes a changed mark back to the one it stands in for', () => {
    const before = trial(1);
    const [taken] = undo(2, [before]);
    const instead = { ...trial(2, 'not_yet'), occurredAt: before.occurredAt };
    const all = [before, taken!, instead];
    expect(inForce(all).map(({ id }) => id)).toEqual([instead.id]);
    const [latest] = standingTaps(all);
    expect(latest!.events.map(({ id }) => id).sort()).toEqual([taken!.id, instead.id].sort());
    expect(inForce([...all, ...undo(3, latest!.events)]).map(({ id }) => id)).toEqual([before.id]);
  });
});

describe('a finger that presses twice', () => {
  it('is one press within 80 ms, a question within 300 ms, two after that; another key is another press', () => {
    const judge = (apart: number, other = 'a') => judgePress({ key: 'a', at: 0 }, { key: other, at: apart });
    expect([judge(79), judge(80), judge(299), judge(300), judge(10, 'b')]).toEqual([
      'bounce',
      'close',
      'close',
      'clear',
      'clear',
    ]);
    expect(judgePress(null, { key: 'a', at: 0 })).toBe('clear');
  });
});
