import { expect, it } from 'vitest';
import { carryoverFrom } from '../carryover/carryover.ts';
import { evidenceOf } from '../carryover/evidence.ts';
import { masteryFrom } from '../carryover/mastery.ts';
import { sampleRules as rules } from '../goals/sample-rules.ts';
import type { PhaseKind } from '../goals/phase-changes.ts';
import { storyteller } from '../trials/sample-events.ts';
import { reviewFacts } from './review-facts.ts';

const viewpoint = { today: '2026-03-12', zone: 'America/Chicago', therapistIds: new Set(['therapist-1']) };

it('a new class and a new grade are moves alike: the later of them counts, and none that is still to come', () => {
  const observed = evidenceOf(storyteller().trials(3, 2, { on: '2026-03-04' }), rules, viewpoint);
  const goal = {
    observed,
    carryover: carryoverFrom(observed, rules, viewpoint),
    mastery: masteryFrom(observed, rules, viewpoint),
    rules,
    practice: [],
  };
  const weeks = (...changes: readonly [PhaseKind, string][]) =>
    reviewFacts(
      goal,
      changes.map(([kind, on]) => ({ kind, on })),
      null,
      viewpoint,
    ).weeksSinceMove;
  expect(weeks()).toBe(null);
  expect(weeks(['service', '2026-03-01'])).toBe(null);
  expect(weeks(['class', '2026-02-26'])).toBe(2);
  expect(weeks(['grade', '2026-03-05'])).toBe(1);
  expect(weeks(['class', '2026-01-08'], ['grade', '2026-02-05'])).toBe(5);
  expect(weeks(['grade', '2026-02-05'], ['class', '2026-03-13'])).toBe(5);
});
