import { useState } from 'react';
import type { School } from '#contract/school.ts';
import { useMe } from '../../house/me.tsx';
import { Button } from '../../parts/button.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWords } from '../../parts/words.tsx';
import { pullOutInWords, pushInInWords } from './block-words.ts';
import { placeName } from './place-name.ts';
import styles from './week.module.css';
import { type ClassPage, type RoutineTime, weekdays } from './week-plan.ts';

/** The same week, a day at a time: for narrow screens, and for whoever would rather read. */
export function WeekList({
  page,
  school,
  week,
  onOpen,
}: {
  readonly page: ClassPage;
  readonly school: School | undefined;
  readonly week: readonly RoutineTime[];
  readonly onOpen: ((time: RoutineTime) => void) | undefined;
}) {
  const words = useWords();
  const me = useMe();
  const [weekday, setWeekday] = useState(() => String(weekdayOf(me.today)));
  return (
    <Tabs
      label={words.say('class.week')}
      value={weekday}
      onChange={setWeekday}
      tabs={weekdays.map((day) => ({
        key: String(day),
        label: words.weekday(day, 'short'),
        content: (
          <DayList page={page} school={school} times={week.filter((time) => time.weekday === day)} onOpen={onOpen} />
        ),
      }))}
    />
  );
}

/** 1 Monday to 5 Friday; a weekend shows the Monday after. */
function weekdayOf(day: string): number {
  const number = new Date(`${day}T00:00:00Z`).getUTCDay();
  return number === 0 || number === 6 ? 1 : number;
}

function DayList({
  page,
  school,
  times,
  onOpen,
}: {
  readonly page: ClassPage;
  readonly school: School | undefined;
  readonly times: readonly RoutineTime[];
  readonly onOpen: ((time: RoutineTime) => void) | undefined;
}) {
  const words = useWords();
  if (times.length === 0) return <p className={styles.quiet}>{words.say('class.no_routines')}</p>;
  return (
    <ol className={styles.list}>
      {times.map((time) => {
        const routine = page.routines.find(({ id }) => id === time.routineId);
        const place = routine === undefined ? null : placeName(routine, school, words);
        return (
          <li key={time.id} className={styles[time.pushIn]}>
            <span className={styles.when}>{words.timeSpan(time.starts, time.ends)}</span>
            <span>
              <strong>{routine?.name}</strong>
              {place !== null && <span className={styles.quiet}> · {place}</span>}
              <span className={styles.said}>
                {pushInInWords(time, words)} · {pullOutInWords(time, words)}
              </span>
            </span>
            {onOpen !== undefined && (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('routine.change', { name: routine?.name ?? '' })}
                onPress={() => onOpen(time)}
              >
                {words.say('do.edit')}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
