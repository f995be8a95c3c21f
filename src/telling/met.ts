import type { Words } from '#words/words.ts';
import type { GoalPage } from './goal-page.ts';

export function metInWords(words: Words, { met, observed, rules }: GoalPage): string {
  if (met.state === 'no_data' && observed.length > 0 && rules.unit === 'trial')
    return words.say('met.no_session_counted', {
      trials: rules.criterion.minTrials,
      natural: rules.criterion.minTrialsNatural,
    });
  return words.say(`met.${met.state}`, {
    met: met.settings.filter(({ metOn }) => metOn !== null).length,
    needed: met.state === 'met_with_some_people' ? met.peopleNeeded : met.settingsNeeded,
    people: met.people.length,
    day: met.metOn === null ? '' : words.day(met.metOn),
    weeks: words.list(met.probes.filter(({ state }) => state === 'done').map(({ weeks }) => String(weeks))),
  });
}
