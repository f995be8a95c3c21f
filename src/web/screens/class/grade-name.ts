import type { Words } from '#words/words.ts';

/** @param grade -1 preschool, 0 kindergarten, 1 to 12; null several */
export function gradeName(grade: number | null, words: Words): string {
  if (grade === null) return words.say('grade.several');
  if (grade === -1) return words.say('grade.preschool');
  if (grade === 0) return words.say('grade.kindergarten');
  return words.say('grade.number', { grade });
}

export const grades = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, null] as const;
