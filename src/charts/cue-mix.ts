import { filledBox, type Fill } from './hatch.ts';
import { legend } from './legend.ts';
import { fitted, letterSize, lettered, lettersAt, textWidth } from './lettering.ts';
import { paint } from './paint.ts';
import {
  type ChartPicture,
  countable,
  drawingLength,
  drawingWidth,
  element,
  type PictureNode,
  type PicturePoint,
  tableOf,
} from './picture.ts';

/** One way a trial went: on their own, with the teacher's cue, with a peer's ... */
export type CueKind = {
  readonly id: string;
  readonly label: string;
  /** The code of the mark (the district's), written into the bars. */
  readonly letter: string;
  readonly fill: Fill;
  readonly colour?: 'ink' | 'accent' | 'attention' | 'room';
};

export type CueMixWeek = {
  readonly id: string;
  readonly label: string;
  /** Trials by kind; a kind that is not named has none. */
  readonly counts: Readonly<Record<string, number>>;
};

export type CueMixInput = {
  readonly idPrefix: string;
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  /** Pixels of a full bar; 160 when left out. */
  readonly barHeight?: number;
  /** From the foot of the bar to its top. */
  readonly kinds: readonly CueKind[];
  readonly weeks: readonly CueMixWeek[];
  readonly words: {
    /** The sign before the row of n. */
    readonly n: string;
    percent(value: number): string;
    counts(count: number, n: number): string;
    point(parts: CueMixParts): string;
    readonly columns: CueMixParts;
  };
};

export type CueMixParts = {
  readonly week: string;
  readonly kind: string;
  readonly counts: string;
  readonly percent: string;
};

/** Who cued, as bars of 100 % side by side: told by pattern and letter as well as by colour. A week without trials is empty. */
export function cueMix(input: CueMixInput): ChartPicture {
  const width = drawingWidth(input.width);
  const { kinds, words } = input;
  const left = 12 + textWidth(words.percent(100), letterSize.tick);
  const right = width - 4;
  const key = legend(
    [...kinds].reverse().map((kind) => ({
      label: `${kind.letter} ${kind.label}`,
      swatch: (x, y) => filledBox(kind.fill, { x, y, width: 26, height: 14 }, colourOf(kind), paint.ground),
    })),
    left,
    0,
    right - left,
  );
  const top = key.height + 12;
  const height = drawingLength(input.barHeight, 160, 60, 800);
  const bottom = top + height;
  const nodes: PictureNode[] = [...key.nodes];
  for (const percent of [0, 50, 100]) {
    const y = bottom - (percent / 100) * height;
    nodes.push(
      element('line', { x1: left, x2: right, y1: y, y2: y, stroke: percent === 0 ? paint.quiet : paint.line }),
      lettersAt(left - 7, y + 4, words.percent(percent), { colour: paint.quiet, anchor: 'end' }),
    );
  }
  const step = (right - left) / Math.max(1, input.weeks.length);
  const barWidth = Math.min(52, step * (step < 40 ? 0.86 : 0.74));
  const everyNth = Math.ceil((Math.max(...input.weeks.map((w) => textWidth(w.label, letterSize.small)), 0) + 8) / step);
  const points: PicturePoint[] = [];
  nodes.push(lettersAt(left - 7, bottom + 15, words.n, { size: letterSize.small, colour: paint.quiet, anchor: 'end' }));
  input.weeks.forEach((week, index) => {
    const centre = left + (index + 0.5) * step;
    const counts = kinds.map((kind) => countable(week.counts[kind.id]) ?? 0);
    const n = counts.reduce((sum, count) => sum + count, 0);
    let y = bottom;
    kinds.forEach((kind, at) => {
      const count = counts[at] ?? 0;
      const share = n === 0 ? 0 : count / n;
      const tall = share * height;
      y -= tall;
      if (count === 0) return;
      nodes.push(
        ...filledBox(
          kind.fill,
          { x: centre - barWidth / 2, y, width: barWidth, height: tall },
          colourOf(kind),
          paint.ground,
        ),
        ...letterIn(kind, centre, y + tall / 2, barWidth, tall),
      );
      const parts = {
        week: week.label,
        kind: kind.label,
        counts: words.counts(count, n),
        percent: words.percent(Math.round(share * 100)),
      };
      points.push({
        id: `${week.id} ${kind.id}`,
        sourceId: week.id,
        rowId: kind.id,
        x: centre,
        y: y + tall / 2,
        label: words.point(parts),
        cells: cellsOf(parts),
      });
    });
    if (textWidth(String(n), letterSize.small) < step - 1)
      nodes.push(
        lettersAt(centre, bottom + 15, String(n), { size: letterSize.small, colour: paint.quiet, anchor: 'middle' }),
      );
    if (index % everyNth === 0) nodes.push(...weekLabel(week.label, centre, bottom + 32, left, right));
  });
  return {
    idPrefix: input.idPrefix,
    width,
    height: Math.ceil(bottom + 40),
    title: input.title,
    ...(input.description === undefined ? {} : { description: input.description }),
    nodes: [lettered(nodes)],
    points,
    table: tableOf(cellsOf(words.columns), points),
  };
}

function colourOf(kind: CueKind): string {
  return paint[kind.colour ?? 'ink'];
}

function cellsOf(parts: CueMixParts): string[] {
  return [parts.week, parts.kind, parts.counts, parts.percent];
}

/** The letter on a patch of ground, so that hatching does not run through it; none where the box is too small. */
function letterIn(kind: CueKind, x: number, y: number, width: number, height: number): PictureNode[] {
  const size = letterSize.small;
  const patch = textWidth(kind.letter, size) + 3;
  if (kind.letter === '' || height < 15 || width < patch) return [];
  const letter = { size, anchor: 'middle', bold: true } as const;
  if (kind.fill === 'solid') return [lettersAt(x, y + 4, kind.letter, { ...letter, colour: paint.ground })];
  const box = { x: x - patch / 2, y: y - 7, width: patch, height: 14, rx: 3 };
  return [element('rect', { ...box, fill: paint.ground }), lettersAt(x, y + 4, kind.letter, letter)];
}

function weekLabel(label: string, centre: number, y: number, left: number, right: number): PictureNode[] {
  const text = fitted(label, letterSize.small, right - left);
  const half = textWidth(text, letterSize.small) / 2;
  const x = Math.min(Math.max(centre, left + half), right - half);
  return [lettersAt(x, y, text, { size: letterSize.small, colour: paint.quiet, anchor: 'middle' })];
}
