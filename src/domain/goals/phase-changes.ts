import type { WordingPart } from './version.ts';
import { changedParts, type GoalVersion } from './version.ts';

export type PhaseKind = 'baseline' | 'service' | 'criterion' | 'strategy' | 'class' | 'grade' | 'noted';

/** A day from which the goal's data stand under other conditions: a line in its chart. */
export interface PhaseChange {
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly kind: PhaseKind;
  /** What the sentence about it needs; ids are resolved by whoever shows it. */
  readonly values: Readonly<Record<string, string | number>>;
}

interface Facts {
  readonly startsOn: string;
  readonly versions: readonly GoalVersion[];
  /** Service periods of the goal's student and discipline. */
  readonly periods: readonly {
    id: string;
    from: string;
    delivery: string;
    minutes: number;
    times: number;
    per: string;
  }[];
  readonly enrollments: readonly { id: string; from: string; classId: string }[];
  /** Days on which a new school year brought another grade. */
  readonly grades?: readonly { id: string; on: string }[];
  /** First use of a strategy for this goal. */
  readonly strategies: readonly { id: string; on: string; name: string }[];
  /** What somebody noted as changed around the student. */
  readonly noted: readonly { id: string; on: string; words: string; by: string }[];
}

/** Versions of the wording that change how the data are judged; a mended typing error draws no line. */
const drawn: readonly WordingPart[] = ['criterion', 'responseMode', 'supports', 'waitSeconds'];

/**
 * The phase lines of a goal, by date: from the second service period, wording and class on, each strategy's first use, and what was
 * noted as changed.
 * What was so from the beginning is no change.
 */
export function phaseChanges(facts: Facts): PhaseChange[] {
  const changes: PhaseChange[] = [];
  const versions = facts.versions.toSorted((a, b) => a.version - b.version);
  versions.forEach((version, index) => {
    const before = versions[index - 1];
    if (before === undefined || !changedParts(before, version).some((part) => drawn.includes(part))) return;
    changes.push({
      id: `version-${version.version}`,
      on: version.from,
      kind: 'criterion',
      values: { version: version.version, criterion: version.criterion.value },
    });
  });
  for (const { id, from, delivery, minutes, times, per } of facts.periods)
    if (from > facts.startsOn)
      changes.push({ id, on: from, kind: 'service', values: { delivery, minutes, times, per } });
  for (const { id, from, classId } of facts.enrollments)
    if (from > facts.startsOn) changes.push({ id, on: from, kind: 'class', values: { classId } });
  // With a new class on the same day, one line says it.
  for (const { id, on } of facts.grades ?? [])
    if (on > facts.startsOn && !facts.enrollments.some(({ from }) => from === on))
      changes.push({ id: `grade-${id}`, on, kind: 'grade', values: {} });
  for (const { id, on, name } of facts.strategies) changes.push({ id, on, kind: 'strategy', values: { name } });
  for (const { id, on, words, by } of facts.noted)
    if (on > facts.startsOn) changes.push({ id, on, kind: 'noted', values: { words, by } });
  return changes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1));
}
