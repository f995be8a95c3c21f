import type { School } from '#contract/school.ts';
import type { Words } from '#words/words.ts';
import type { RotationDay } from './week-plan.ts';

export function rotationDaysOf(rotation: School['rotation']): NonNullable<RotationDay>[] {
  if (rotation === 'none') return [];
  if (rotation === 'ab') return ['A', 'B'];
  return (['1', '2', '3', '4', '5', '6'] as const).slice(0, Number(rotation.slice(2)));
}

export function rotationDayName(day: RotationDay, words: Words): string {
  if (day === null) return words.say('rotation_day.every');
  return words.say(day === 'A' || day === 'B' ? 'rotation_day.week' : 'rotation_day.day', { day });
}
