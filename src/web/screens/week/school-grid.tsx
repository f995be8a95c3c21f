import type { SessionLine } from '#contract/session.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { ChoiceField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';
import { GridKey } from './grid-key.tsx';
import type { GridColumn } from './grid-items.ts';
import { TimeGrid } from './time-grid.tsx';
import { sessionItem } from './week-items.ts';
import styles from './week.module.css';

/** One day of a school, a column for each therapist or each room. */
export function SchoolGrid({
  monday,
  sessions,
  by,
  day,
  onDay,
}: {
  readonly monday: string;
  readonly sessions: readonly SessionLine[];
  readonly by: 'therapists' | 'rooms';
  /** 1 Monday to 5 Friday. */
  readonly day: number;
  readonly onDay: (day: number) => void;
}) {
  const words = useWords();
  const place = (session: SessionLine) =>
    session.delivery === 'pull_out' || session.className === null
      ? (session.roomName ?? words.say('week.no_room'))
      : (session.roomName ?? session.className);
  const columnOf = (session: SessionLine) => (by === 'rooms' ? place(session) : session.adultId);
  // The columns are the week's, so that they stay where they are from day to day.
  const columns: GridColumn[] = [
    ...new Map(
      sessions.map((session) => [columnOf(session), by === 'rooms' ? place(session) : session.adultName] as const),
    ),
  ]
    .map(([key, heading]) => ({ key, heading }))
    .toSorted((a, b) => a.heading.localeCompare(b.heading, words.language));
  const date = addDays(monday, day - 1);
  const items = sessions
    .filter((session) => session.date === date)
    .map((session) => sessionItem(session, columnOf(session), words, { whose: by === 'rooms' }));
  return (
    <>
      <div className={styles.tools} data-screen-only>
        <ChoiceField
          label={words.say('week.day')}
          options={[1, 2, 3, 4, 5].map((weekday) => ({
            value: String(weekday),
            label: words.day(addDays(monday, weekday - 1), 'short'),
          }))}
          value={String(day)}
          onChange={(next) => onDay(Number(next))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={styles.across} tabIndex={0} aria-label={words.day(date, 'long')}>
        <div style={{ minInlineSize: `${columns.length * 8 + 5}rem` }}>
          <TimeGrid columns={columns} items={items} bands={[]} />
        </div>
      </section>
      <GridKey />
    </>
  );
}
