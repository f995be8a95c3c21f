import type { PlanPage } from '#contract/plan.ts';
import { weekdayOfDay } from '#planner/from-week.ts';
import type { PlannedSession, PlannedTouchBase } from '#planner/plan.ts';
import type { Words } from '#words/words.ts';
import type { GridBand, GridColumn, GridItem } from '../week/grid-items.ts';
import { busyBands } from '../week/week-check.ts';
import type { PlanNames } from './plan-words.ts';

/** A planned week as the grid shows it; of a plan of several weeks, all of them laid over each other. */
export function plannedWeek(
  sessions: readonly PlannedSession[],
  touchBases: readonly PlannedTouchBase[],
  { week }: Pick<PlanPage, 'week'>,
  names: PlanNames,
  words: Words,
): { columns: GridColumn[]; items: GridItem[]; bands: GridBand[] } {
  const columns = [1, 2, 3, 4, 5].map((weekday) => ({ key: String(weekday), heading: words.weekday(weekday) }));
  const inWeek = (number: number | undefined) => (number === undefined || week.weeks === 1 ? '' : ` (${number})`);
  const items = [
    ...sessions.map((session): GridItem => {
      const title = names.session(session) + inWeek(session.week);
      const labels = names.labels(session);
      return {
        key: `${session.id} ${session.week ?? ''}`,
        column: String(weekdayOfDay(session.day)),
        starts: session.from,
        ends: session.to,
        kind: session.delivery === 'push-in' ? 'push_in' : 'pull_out',
        title,
        labels,
        said: words.say('week.session_label', {
          day: words.weekday(weekdayOfDay(session.day)),
          span: words.timeSpan(session.from, session.to),
          what: [title, ...labels].join(', '),
        }),
      };
    }),
    ...touchBases.map((meeting): GridItem => {
      const title = words.say('touch_base.with', { names: names.className(meeting.class) }) + inWeek(meeting.week);
      return {
        key: `touch-base ${meeting.class} ${meeting.week ?? ''}`,
        column: String(weekdayOfDay(meeting.day)),
        starts: meeting.from,
        ends: meeting.to,
        kind: 'touch_base',
        title,
        labels: [],
        said: words.say('week.session_label', {
          day: words.weekday(weekdayOfDay(meeting.day)),
          span: words.timeSpan(meeting.from, meeting.to),
          what: title,
        }),
      };
    }),
  ];
  return { columns, items, bands: busyBands(week.therapist.busy, words) };
}
