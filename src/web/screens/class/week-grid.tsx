import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { gridMinutes } from '#domain/school-day/class-day.ts';
import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import { useWords } from '../../parts/words.tsx';
import { pullOutInWords, pushInInWords } from './block-words.ts';
import styles from './week.module.css';
import { Protected } from './week-key.tsx';
import {
  type ClassPage,
  type Direction,
  hoursOf,
  neighbour,
  type RoutineTime,
  type Weekday,
  weekdays,
} from './week-plan.ts';

// Five minutes are this high; what begins at 9:40 stands at the same height on every day.
const stepRem = 0.75;
const rem = (minutes: number) => `${(minutes / gridMinutes) * stepRem}rem`;
const minute = (wallTime: string) => minutesOf(wallTime) ?? 0;

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** Five days side by side on the 5-minute grid. One stop for Tab; arrow keys go from routine to routine. */
export function WeekGrid({
  page,
  week,
  date,
  onOpen,
}: {
  readonly page: ClassPage;
  readonly week: readonly RoutineTime[];
  readonly date: string;
  readonly onOpen: ((time: RoutineTime) => void) | undefined;
}) {
  const words = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const stop = week.some(({ id }) => id === current) ? current : (week[0]?.id ?? null);
  const free = page.teacherFree.filter(({ from, to }) => from <= date && (to === null || date <= to));
  const { first, last } = hoursOf(week);
  const hours = Array.from({ length: (last - first) / 60 }, (_, hour) => first + hour * 60);

  const move = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    const from = week.find(({ id }) => id === stop);
    if (direction === undefined || from === undefined) return;
    event.preventDefault();
    const to = neighbour(week, from, direction);
    if (to === null) return;
    setCurrent(to.id);
    grid.current?.querySelector<HTMLElement>(`[data-time="${to.id}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys come from the buttons inside.
    <div className={styles.grid} ref={grid} onKeyDown={onOpen && move}>
      <div className={styles.hours} aria-hidden="true" style={{ blockSize: rem(last - first) }}>
        {hours.map((at) => (
          <span key={at} style={{ insetBlockStart: rem(at - first) }}>
            {words.time(wallTimeOf(at))}
          </span>
        ))}
      </div>
      {weekdays.map((weekday) => (
        <Day key={weekday} weekday={weekday} height={rem(last - first)}>
          {hours.map((at) => (
            <li key={at} className={styles.hour} style={{ insetBlockStart: rem(at - first) }} aria-hidden="true" />
          ))}
          {week
            .filter((time) => time.weekday === weekday)
            .map((time) => (
              <li
                key={time.id}
                className={styles.slot}
                style={{
                  insetBlockStart: rem(minute(time.starts) - first),
                  blockSize: rem(minute(time.ends) - minute(time.starts)),
                }}
              >
                <Block page={page} time={time} isStop={time.id === stop} onFocus={setCurrent} onOpen={onOpen} />
              </li>
            ))}
          {free
            .filter((time) => time.weekday === weekday && minute(time.ends) > first && minute(time.starts) < last)
            .map(({ id, starts, ends }) => (
              <li
                key={id}
                className={styles.free}
                style={{ insetBlockStart: rem(minute(starts) - first), blockSize: rem(minute(ends) - minute(starts)) }}
                aria-hidden="true"
              />
            ))}
        </Day>
      ))}
    </div>
  );
}

function Day({
  weekday,
  height,
  children,
}: {
  readonly weekday: Weekday;
  readonly height: string;
  readonly children: React.ReactNode;
}) {
  const words = useWords();
  const id = useId();
  return (
    <section className={styles.day} aria-labelledby={id}>
      <h3 id={id}>{words.weekday(weekday)}</h3>
      <ol style={{ blockSize: height }}>{children}</ol>
    </section>
  );
}

function Block({
  page,
  time,
  isStop,
  onFocus,
  onOpen,
}: {
  readonly page: ClassPage;
  readonly time: RoutineTime;
  readonly isStop: boolean;
  readonly onFocus: (id: string) => void;
  readonly onOpen: ((time: RoutineTime) => void) | undefined;
}) {
  const words = useWords();
  const routine = page.routines.find(({ id }) => id === time.routineId);
  const name = routine?.name ?? '';
  const length = minute(time.ends) - minute(time.starts);
  const className = `${styles.block} ${styles[time.pushIn]} ${length < 25 ? styles.low : ''}`;
  const span = words.timeSpan(time.starts, time.ends);
  const inside = (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.span}>
        {words.time(time.starts)}
        {length >= 25 && <span data-until> – {words.time(time.ends)}</span>}
      </span>
      {time.pullOut === 'never' && <Protected />}
    </>
  );
  const label = words.say('class.block_label', {
    weekday: words.weekday(time.weekday),
    span,
    name,
    pullOut: pullOutInWords(time, words),
    pushIn: pushInInWords(time, words),
  });
  const read = (
    <>
      <span className="off-screen">{label}</span>
      <span className={styles.said} aria-hidden="true">
        {inside}
      </span>
    </>
  );
  if (onOpen === undefined) return <div className={className}>{read}</div>;
  return (
    <button
      type="button"
      className={className}
      data-time={time.id}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus(time.id)}
      onClick={() => onOpen(time)}
    >
      {read}
    </button>
  );
}
