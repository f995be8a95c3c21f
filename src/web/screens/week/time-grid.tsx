import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useMove } from 'react-aria/useMove';
import { gridMinutes } from '#domain/school-day/class-day.ts';
import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { useWords } from '../../parts/words.tsx';
import { Protected } from '../class/week-key.tsx';
import {
  type GridBand,
  type GridColumn,
  type GridItem,
  hoursOfGrid,
  laidOut,
  movedSpot,
  nextItem,
  type Spot,
} from './grid-items.ts';
import styles from './time-grid.module.css';

// Five minutes are this high: what begins at 9:40 stands at the same height in every column.
const stepRem = 0.5625;
const rem = (minutes: number) => `${(minutes / gridMinutes) * stepRem}rem`;
const minute = (wallTime: string) => minutesOf(wallTime) ?? 0;
const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;

export interface Moving {
  readonly key: string;
  readonly spot: Spot;
}

/**
 * Columns side by side on the 5-minute grid: a week's days, therapists, or rooms. One stop for Tab; arrow keys go from one
 * to the next. What is movable can be dragged; whoever listens decides what comes of it, and offers buttons for the same.
 */
export function TimeGrid({
  columns,
  items,
  bands,
  moving = null,
  onOpen,
  onDrag,
}: {
  readonly columns: readonly GridColumn[];
  readonly items: readonly GridItem[];
  readonly bands: readonly GridBand[];
  readonly moving?: Moving | null;
  readonly onOpen?: (item: GridItem) => void;
  /** While it is dragged, and once more when it is let go. */
  readonly onDrag?: (moving: Moving, ended: boolean) => void;
}) {
  const words = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const hours = hoursOfGrid([...items, ...bands]);
  const { first, last } = hours;
  const each = Array.from({ length: (last - first) / 60 }, (_, hour) => first + hour * 60);
  const keys = columns.map(({ key }) => key);
  const stop = items.some(({ key }) => key === current) ? current : (items[0]?.key ?? null);
  const laid = laidOut(items);

  const walk = (event: KeyboardEvent) => {
    const key = arrows.find((one) => one === event.key);
    const from = items.find((item) => item.key === stop);
    if (key === undefined || from === undefined) return;
    event.preventDefault();
    const to = nextItem(items, keys, from, key);
    if (to === null) return;
    setCurrent(to.key);
    grid.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(to.key)}"]`)?.focus();
  };
  /** Pixels as minutes and columns. */
  const measured = (x: number, y: number) => {
    const list = grid.current?.querySelector<HTMLElement>('[data-column]');
    const box = list?.getBoundingClientRect();
    if (box === undefined) return { minutes: 0, columns: 0 };
    const minutes = Math.round(((y / box.height) * (last - first)) / gridMinutes) * gridMinutes;
    const wide = (grid.current?.getBoundingClientRect().width ?? box.width) / columns.length;
    return { minutes, columns: Math.round(x / wide) };
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys come from the buttons inside.
    <div className={styles.frame} onKeyDown={onOpen && walk}>
      <div className={styles.hours} aria-hidden="true" style={{ blockSize: rem(last - first) }}>
        {each.map((at) => (
          <span key={at} style={{ insetBlockStart: rem(at - first) }}>
            {words.time(wallTimeOf(at))}
          </span>
        ))}
      </div>
      <div
        className={styles.columns}
        ref={grid}
        style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
      >
        {columns.map((column) => (
          <Column key={column.key} column={column} height={rem(last - first)}>
            {each.map((at) => (
              <li key={at} className={styles.hour} style={{ insetBlockStart: rem(at - first) }} aria-hidden="true" />
            ))}
            {bands
              .filter((band) => band.column === column.key)
              .map((band) => (
                <li
                  key={band.key}
                  className={`${styles.band} ${styles[band.kind]}`}
                  style={{
                    insetBlockStart: rem(minute(band.starts) - first),
                    blockSize: rem(minute(band.ends) - minute(band.starts)),
                  }}
                >
                  {band.label}
                </li>
              ))}
            {laid
              .filter(({ item }) => item.column === column.key)
              .map(({ item, lane, lanes }) => (
                <li
                  key={item.key}
                  className={`${styles.slot} ${moving?.key === item.key ? styles.leaving : ''}`}
                  style={{
                    insetBlockStart: rem(minute(item.starts) - first),
                    blockSize: rem(minute(item.ends) - minute(item.starts)),
                    insetInlineStart: `${(lane / lanes) * 100}%`,
                    inlineSize: `${100 / lanes}%`,
                  }}
                >
                  <Item
                    item={item}
                    isStop={item.key === stop}
                    onFocus={setCurrent}
                    onOpen={onOpen}
                    onDragBy={
                      onDrag &&
                      ((x, y, ended) =>
                        onDrag({ key: item.key, spot: movedSpot(item, measured(x, y), keys, hours) }, ended))
                    }
                  />
                </li>
              ))}
            {moving !== null && moving.spot.column === column.key && (
              <li
                className={styles.ghost}
                style={{
                  insetBlockStart: rem(minute(moving.spot.starts) - first),
                  blockSize: rem(minute(moving.spot.ends) - minute(moving.spot.starts)),
                }}
                aria-hidden="true"
              >
                {words.time(moving.spot.starts)}
              </li>
            )}
          </Column>
        ))}
      </div>
    </div>
  );
}

function Column({
  column,
  height,
  children,
}: {
  readonly column: GridColumn;
  readonly height: string;
  readonly children: React.ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.column} aria-labelledby={id}>
      <h2 id={id} className={column.now ? styles.now : undefined}>
        {column.heading}
      </h2>
      <ol data-column style={{ blockSize: height }}>
        {children}
      </ol>
    </section>
  );
}

function Item({
  item,
  isStop,
  onFocus,
  onOpen,
  onDragBy,
}: {
  readonly item: GridItem;
  readonly isStop: boolean;
  readonly onFocus: (key: string) => void;
  readonly onOpen: ((item: GridItem) => void) | undefined;
  /** Pixels since it was taken. */
  readonly onDragBy: ((x: number, y: number, ended: boolean) => void) | undefined;
}) {
  const words = useWords();
  const length = minute(item.ends) - minute(item.starts);
  const far = useRef({ x: 0, y: 0, dragged: false });
  const { moveProps } = useMove({
    onMoveStart: () => {
      far.current = { x: 0, y: 0, dragged: false };
    },
    onMove: ({ deltaX, deltaY, pointerType }) => {
      // Arrow keys walk through the grid; moving by keyboard has its own buttons.
      if (pointerType === 'keyboard') return;
      const at = far.current;
      at.x += deltaX;
      at.y += deltaY;
      if (Math.hypot(at.x, at.y) > 6) at.dragged = true;
      if (at.dragged) onDragBy?.(at.x, at.y, false);
    },
    onMoveEnd: ({ pointerType }) => {
      const at = far.current;
      if (pointerType !== 'keyboard' && at.dragged) onDragBy?.(at.x, at.y, true);
    },
  });
  const { onKeyDown: _, ...drag } = moveProps;
  const short = length < 25;
  const className = [
    styles.item,
    styles[item.kind],
    short ? styles.low : '',
    length < 15 ? styles.lowest : '',
    item.cancelled ? styles.cancelled : '',
    item.conflict ? styles.conflict : '',
  ].join(' ');
  const inside = (
    <>
      <span className={styles.title}>
        <DeliverySign of={item.kind} />
        {item.locked && <Protected />}
        <span className={styles.name}>{item.title}</span>
      </span>
      <span className={styles.rest} style={{ '--lines': Math.max(1, Math.floor((length - 12) / 10)) } as CSSProperties}>
        {/* Of what is cancelled, why it is matters more than when it would have been. */}
        {[
          ...(item.cancelled && item.labels.length > 0 ? [] : [words.time(item.starts)]),
          ...(item.labels.length > 0 ? [item.labels.join(' ')] : []),
        ].join(' · ')}
      </span>
    </>
  );
  const read = (
    <>
      <span className="off-screen">{item.said}</span>
      <span className={styles.inside} aria-hidden="true">
        {inside}
      </span>
    </>
  );
  if (onOpen === undefined) return <div className={className}>{read}</div>;
  return (
    <button
      type="button"
      {...(item.movable && onDragBy ? drag : {})}
      className={`${className} ${item.movable && onDragBy ? styles.movable : ''}`}
      data-item={item.key}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onFocus(item.key)}
      onClick={() => {
        // The press that ends a drag opens nothing.
        if (far.current.dragged) far.current = { x: 0, y: 0, dragged: false };
        else onOpen(item);
      }}
    >
      {read}
    </button>
  );
}
