import { describe, expect, it } from 'vitest';
import { goalInput } from '#contract/goal.ts';
import { measureKinds } from '#domain/goals/goal.ts';
import { newDraft, withMeasure } from './goal-draft.ts';

const filledIn = { ...newDraft('speech', '2026-03-12', '2027-03-11'), tag: 'bec', officialWording: 'Gives a reason.' };

describe('a new goal', () => {
  it('is one the server takes, once it has its wording and tag', () => {
    expect(goalInput.safeParse(filledIn).error?.issues).toBeUndefined();
  });
  it.each(measureKinds)('stays one when the measure becomes %s', (measure) => {
    const steps = { ...filledIn, targets: [{ kind: 'skill' as const, text: 'Hangs up backpack' }] };
    expect(goalInput.safeParse(withMeasure(steps, measure)).error?.issues).toBeUndefined();
  });
  it('has its percentage again when the measure goes back to trials', () => {
    const back = withMeasure(withMeasure(filledIn, 'prompts'), 'trials');
    expect(back).toMatchObject({ unit: 'day', criterion: { kind: 'percent', value: 0.8 } });
  });
});
