import { describe, expect, it } from 'vitest';
import { sampleRules as rules } from '../goals/sample-rules.ts';
import type { SessionEvent } from '../trials/event.ts';
import { storyteller, therapyRoom, withoutTherapist } from '../trials/sample-events.ts';
import { carryoverOf } from './carryover.ts';
import { counterEvidence } from './counter-evidence.ts';
import { evidenceOf } from './evidence.ts';

const viewpoint = { today: '2026-03-12', zone: 'America/Chicago', therapistIds: new Set(['therapist-1']) };
const against = (events: readonly SessionEvent[]) =>
  counterEvidence(carryoverOf(events, rules, viewpoint), evidenceOf(events, rules, viewpoint), viewpoint);
const codes = (events: readonly SessionEvent[]) => against(events).map(({ code }) => code);

/** Well founded: three days on either side, without the therapist too, recorded by the teacher, and alike everywhere. */
function sound({ trials } = storyteller()): SessionEvent[] {
  return [
    ...['2026-03-02', '2026-03-04', '2026-03-06'].flatMap((on) => trials(30, 1, { on, context: therapyRoom })),
    ...['2026-03-03', '2026-03-05', '2026-03-09'].flatMap((on) =>
      trials(30, 1, { on, context: withoutTherapist, recorderId: 'teacher-1' }),
    ),
  ];
}

describe('what speaks against', () => {
  it('nothing, where the data are sound', () => {
    expect(codes(sound())).toEqual([]);
  });
  it('a second observer’s marks are for agreement and are no evidence', () => {
    const { trial } = storyteller();
    const events = [trial('independent'), trial('not_yet', { recorderId: 'assistant-1' }, { asSecondObserver: true })];
    expect(evidenceOf(events, rules, viewpoint).map(({ event }) => event.id)).toEqual([events[0]!.id]);
  });
  it('nothing was recorded: everything is missing', () => {
    expect(codes([])).toEqual([
      'therapy_trials',
      'natural_trials',
      'natural_days',
      'without_therapist',
      'other_recorder',
    ]);
  });
  it('one session holds half of it', () => {
    const { trials } = storyteller();
    const events = [
      ...trials(9, 1, { on: '2026-03-02', context: therapyRoom }),
      ...trials(4, 1, { on: '2026-03-04', context: therapyRoom }),
    ];
    expect(against(events)).toContainEqual({ code: 'one_session', place: 'therapy', x: 10, n: 15 });
  });
  it('the data are old', () => {
    const { trials } = storyteller();
    expect(against(trials(5, 5, { on: '2026-02-10', context: therapyRoom }))).toContainEqual({
      code: 'old',
      place: 'therapy',
      days: 30,
    });
  });
  it('a place that alone would be read the other way, whichever way the answer goes', () => {
    const teller = storyteller();
    const events = [
      ...sound(teller),
      ...teller.trials(1, 4, {
        on: '2026-03-10',
        context: { setting: 'cafeteria', therapistPart: 'away' },
        recorderId: 'teacher-1',
      }),
    ];
    expect(against(events)).toContainEqual({
      code: 'other_way_place',
      condition: { setting: 'cafeteria', part: 'away' },
      x: 1,
      n: 5,
    });
  });
});
