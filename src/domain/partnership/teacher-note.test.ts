import { describe, expect, it } from 'vitest';
import { contextOfNote, factOf, type Noted, notedIn, noteOutcomes } from './teacher-note.ts';

const by = { giver: 'teacher', adultId: 'ortiz' } as const;

describe('a quick note', () => {
  it.each([
    ['on_their_own', 'independent', 0],
    ['fixed_it', 'self_corrected', 0],
    ['cued_did', 'correct_with_cue', 1],
    ['cued_not_yet', 'not_yet', 1],
    ['not_yet', 'not_yet', 0],
    ['no_opportunity', 'no_opportunity', 0],
  ] as const)('%s becomes a trial', (outcome, expected, cues) => {
    const fact = factOf({ kind: 'once', outcome }, by);
    expect(fact).toMatchObject({ kind: 'trial', outcome: expected });
    expect('cues' in fact && fact.cues).toHaveLength(cues);
  });

  it('counts a cue that did not help as given by whoever notes', () => {
    expect(factOf({ kind: 'once', outcome: 'cued_not_yet' }, { giver: 'para', adultId: 'kim' })).toMatchObject({
      cues: [{ by: 'para', personId: 'kim' }],
    });
  });

  it('is read back as it was noted', () => {
    const all: Noted[] = [
      ...noteOutcomes.map((outcome) => ({ kind: 'once', outcome }) as const),
      { kind: 'of', x: 3, n: 5 },
      { kind: 'not_observed' },
    ];
    for (const noted of all) expect(notedIn(factOf(noted, by))).toEqual(noted);
  });

  it('is evidence of the class without a therapist', () => {
    expect(contextOfNote({ setting: 'classroom', routineId: 'writing', adultId: 'ortiz' })).toMatchObject({
      therapistPart: 'away',
      delivery: 'teacher_note',
      purpose: 'incidental',
      ledBy: 'ortiz',
      present: ['ortiz'],
    });
  });
});
