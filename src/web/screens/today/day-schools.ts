import type { Today } from '#contract/session.ts';
import type { Words } from '#words/words.ts';

/** "Cedar Hill until 11:15", and what is different at a school on that date. */
export function daySchools(today: Today, words: Words): { where: string[]; notes: string[] } {
  const at = today.work.filter((work) => work.kind === 'at_school' && work.schoolName !== null);
  // Blocks that follow each other at one school are one stay.
  const stays: { school: string; starts: string; ends: string }[] = [];
  for (const block of at) {
    const last = stays.at(-1);
    if (last?.school === block.schoolName) last.ends = block.ends;
    else stays.push({ school: block.schoolName ?? '', starts: block.starts, ends: block.ends });
  }
  const where =
    stays.length > 0
      ? stays.map(({ school, starts, ends }, index) =>
          index === 0
            ? words.say('today.until', { school, time: words.time(ends) })
            : words.say('work.at_school_span', { school, span: words.timeSpan(starts, ends) }),
        )
      : today.schools.filter((school) => school.schoolDay).map((school) => school.name);
  const notes = today.schools.flatMap(({ name, different, rotationDay }) => {
    const said: string[] = [];
    if (rotationDay !== null)
      said.push(words.say(/\d/.test(rotationDay) ? 'today.rotation_day' : 'today.rotation_week', { day: rotationDay }));
    const what = differentWords(name, different, words);
    if (what !== null) {
      said.push(different?.label ? words.say('today.different', { what, label: different.label }) : what);
    }
    return said;
  });
  return { where, notes: [...new Set(notes)] };
}

function differentWords(school: string, different: Today['schools'][number]['different'], words: Words): string | null {
  if (different === null) return null;
  const { kind, starts, ends } = different;
  if (kind === 'early_release')
    return ends === null ? null : words.say('today.early_release', { school, time: words.time(ends) });
  if (kind === 'late_start')
    return starts === null ? null : words.say('today.late_start', { school, time: words.time(starts) });
  return kind === 'testing' ? words.say('today.testing', { school }) : words.say('today.no_school_at', { school });
}
