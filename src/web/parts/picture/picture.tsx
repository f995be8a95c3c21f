import {
  createElement,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ChartPicture, PictureNode, PicturePoint, PictureTable } from '#charts/picture.ts';
import styles from './picture.module.css';
import { pointAt, type StepKey, stepsFrom } from './point-steps.ts';

type PictureProps = {
  picture: ChartPicture;
  /** What opens the table twin, in words; without it there is no table here and the screen shows one of its own. */
  tableLabel?: string;
  /** Opens what is behind a point (Enter, Space, a tap). */
  onOpen?: (point: PicturePoint) => void;
};

/**
 * A picture on the screen. One of its points is a tab stop; arrow keys lead from it along its row and to the rows above
 * and below. What a point says is its accessible name, and is shown under the picture for everyone else.
 */
export function Picture({ picture, tableLabel, onOpen }: PictureProps) {
  const { points, width, height, title, description } = picture;
  const stops = useRef(new Map<string, SVGGElement>());
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [hoveredId, setHoveredId] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [tableOpen, setTableOpen] = useState(false);

  const current = points.find((point) => point.id === currentId) ?? points.at(-1);
  const steps = useMemo(
    () => (current === undefined ? new Map<StepKey, PicturePoint>() : stepsFrom(points, current)),
    [points, current],
  );
  // Only the stops that a key can reach from here are in the document: five hundred would cost a frame to redraw.
  const reachable = current === undefined ? [] : [...new Set([current, ...steps.values()])];
  const hovered = points.find((point) => point.id === hoveredId);
  const read = hovered ?? (focused ? current : undefined);

  function onKeyDown(event: KeyboardEvent<SVGGElement>) {
    const target = steps.get(event.key as StepKey);
    if (target !== undefined) {
      event.preventDefault();
      stops.current.get(target.id)?.focus();
    } else if (onOpen !== undefined && current !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onOpen(current);
    }
  }

  function under(event: PointerEvent<SVGSVGElement> | MouseEvent<SVGSVGElement>): PicturePoint | undefined {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = box.width === 0 ? 1 : width / box.width;
    return pointAt(points, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
  }

  return (
    <figure className={styles.picture}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: every point is reached and opened by key below. */}
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset. */}
      <svg
        className={`${styles.drawing} ${onOpen !== undefined && hovered !== undefined ? styles.openable : ''}`}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={description === undefined ? title : `${title}. ${description}`}
        onPointerMove={(event) => setHoveredId(under(event)?.id ?? null)}
        onPointerLeave={() => setHoveredId(null)}
        onClick={(event) => {
          const point = under(event);
          if (point === undefined) return;
          setCurrentId(point.id);
          onOpen?.(point);
        }}
      >
        <Drawing nodes={picture.nodes} />
        {reachable.map((point) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: it has one of two roles, both with a name.
          <g
            key={point.id}
            ref={(stop) => {
              if (stop === null) stops.current.delete(point.id);
              else stops.current.set(point.id, stop);
            }}
            className={styles.stop}
            role={onOpen === undefined ? 'img' : 'button'}
            aria-label={point.label}
            tabIndex={point.id === current?.id ? 0 : -1}
            onFocus={() => {
              setCurrentId(point.id);
              setFocused(true);
            }}
            onBlur={() => setFocused(false)}
            onKeyDown={onKeyDown}
          >
            <circle className={styles.ring} cx={point.x} cy={point.y} r={10} />
          </g>
        ))}
        {hovered !== undefined && (
          <circle className={`${styles.ring} ${styles.hovered}`} cx={hovered.x} cy={hovered.y} r={10} aria-hidden />
        )}
      </svg>
      {points.length > 0 && (
        <p className={styles.reading} aria-hidden>
          {read?.label}
        </p>
      )}
      {tableLabel !== undefined && (
        <details className={styles.twin} onToggle={(event) => setTableOpen(event.currentTarget.open)}>
          <summary>{tableLabel}</summary>
          {tableOpen && <PictureTwin table={picture.table} caption={title} />}
        </details>
      )}
    </figure>
  );
}

/** A picture drawn for the width it is given, and again when that changes. `draw` should keep its identity. */
export function FittedPicture({
  draw,
  ...rest
}: { draw: (width: number) => ChartPicture } & Omit<PictureProps, 'picture'>) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const picture = useMemo(() => (width === null ? null : draw(width)), [draw, width]);
  return <div ref={place}>{picture !== null && <Picture picture={picture} {...rest} />}</div>;
}

/** The same points as rows, for reading, copying and screen readers. */
export function PictureTwin({ table, caption }: { table: PictureTable; caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways must be reachable by key.
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="off-screen">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, index) => (
                <td key={table.columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Drawing = memo(function Drawing({ nodes }: { nodes: readonly PictureNode[] }) {
  return <g aria-hidden>{nodes.map(drawn)}</g>;
});

// A picture is redrawn as a whole, so a node's place in it is the only key it needs.
function drawn(node: PictureNode, index: number): ReactNode {
  const attrs: Record<string, string | number> = { key: index };
  for (const name in node.attrs) attrs[reactName(name)] = node.attrs[name] ?? '';
  return createElement(node.tag, attrs, node.text ?? (node.children.length === 0 ? null : node.children.map(drawn)));
}

const reactNames = new Map<string, string>();

function reactName(svgName: string): string {
  let name = reactNames.get(svgName);
  if (name === undefined) {
    name = svgName.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    reactNames.set(svgName, name);
  }
  return name;
}
