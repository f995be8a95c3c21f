import { readClass } from '#contract/class.ts';
import type { PlanPage } from '#contract/plan.ts';
import { confirmRoutines, readRoutineMatch } from '#contract/routine-match.ts';
import { addWorkTime } from '#contract/work-time.ts';
import { weekdayOfDay } from '#planner/from-week.ts';
import { call } from '../../client/call.ts';
import { saveDays } from '../class/save-days.ts';
import { dayOn, type Weekday } from '../class/week-plan.ts';
import type { Tried } from './solving.ts';

/** Changes that can be made where they were tried: the others are somebody else's to make, or need more than a yes. */
export type Made = 'open-window' | 'be-at-school' | 'any-routine' | 'raise-limit';

export function canMake({ change, routines }: Tried, { week }: Pick<PlanPage, 'week'>): Made | null {
  switch (change.kind) {
    case 'open-window':
      return week.classes.some(({ classId, blocks }) => classId === change.class && blocks.some(opens(change)))
        ? change.kind
        : null;
    case 'any-routine':
      return routines.length > 0 ? change.kind : null;
    case 'be-at-school':
    case 'raise-limit':
      return change.kind;
    default:
      return null;
  }
}

/** Makes the change in the store, from the plan's first day on. What concerns only the choices of this plan is the screen's. */
export async function makeChange({ change, routines }: Tried, { week }: Pick<PlanPage, 'week'>): Promise<void> {
  switch (change.kind) {
    case 'open-window': {
      const { times } = await call(readClass, { params: { classId: change.class } });
      const weekday = weekdayOfDay(change.day) as Weekday;
      const closed = times.filter(opens(change));
      const days = [...new Set(closed.map(({ rotationDay }) => rotationDay))].map((rotationDay) => {
        const day = dayOn(times, week.from, weekday, rotationDay);
        const blocks = day.blocks.map((block) =>
          'id' in block.routine && opens(change)({ ...block, weekday, routineId: block.routine.id })
            ? { ...block, pushIn: 'open' as const }
            : block,
        );
        return { ...day, blocks };
      });
      await saveDays(change.class, week.from, days);
      return;
    }
    case 'be-at-school':
      await call(addWorkTime, {
        body: {
          kind: 'at_school',
          schoolId: change.school,
          weekdays: [weekdayOfDay(change.day)],
          starts: change.from,
          ends: change.to,
          from: week.from,
          to: null,
        },
      });
      return;
    case 'any-routine': {
      const studentId = week.services.find(({ serviceId }) => serviceId === change.service)?.studentId ?? '';
      const { goals } = await call(readRoutineMatch, { params: { studentId } });
      for (const routineId of routines) {
        // The goal that it gives the most chances: it stands first of all in that one's list.
        const place = (goal: (typeof goals)[number]) => goal.routines.findIndex((one) => one.routineId === routineId);
        const goal = goals.filter((one) => place(one) >= 0).toSorted((a, b) => place(a) - place(b))[0];
        if (goal === undefined) continue;
        const marked = goal.routines.filter((one) => one.marked).map((one) => one.routineId);
        await call(confirmRoutines, {
          params: { goalId: goal.goalId },
          body: { routineIds: [...new Set([...marked, routineId])] },
        });
      }
    }
  }
}

interface Closed {
  readonly routineId: string;
  readonly weekday: number;
  readonly starts: string;
  readonly ends: string;
  readonly pushIn: 'not_offered' | 'open' | 'liked';
}

/** Whether a time of the class is what the change would open. */
const opens =
  (change: Extract<Tried['change'], { kind: 'open-window' }>) =>
  ({ routineId, weekday, starts, ends, pushIn }: Closed): boolean =>
    routineId === change.routine &&
    weekday === weekdayOfDay(change.day) &&
    pushIn === 'not_offered' &&
    starts < change.to &&
    change.from < ends;
