import type { ScaleLinear } from 'd3-scale';
import type { GoalChartCriterion, GoalChartInput, GoalChartPhase } from './goal-chart-input.ts';
import {
  type ReadPanel,
  type ReadSeries,
  type ReadSession,
  unbrokenRuns,
  usualLongestGap,
} from './goal-chart-reading.ts';
import type { LegendKey } from './legend.ts';
import { fitted, letterSize, lettersAt, patchUnder, textWidth } from './lettering.ts';
import { markNodes } from './marks.ts';
import { lineStyles, paint } from './paint.ts';
import { drawable, element, type PictureNode, px } from './picture.ts';
import { type DayRange, dayNumber, type SchoolDayAxis } from './school-days.ts';

/** Pixels from the picture's top: where the panel's name, its plot and its row of n begin. */
export type PanelFrame = {
  readonly id: string;
  readonly clipId: string;
  readonly header: number;
  readonly plot: number;
  readonly bottom: number;
};

export type PlotScales = {
  /** From steps of the school-day axis to pixels. */
  readonly x: ScaleLinear<number, number>;
  /** From values to pixels below a plot's top. */
  readonly y: ScaleLinear<number, number>;
  readonly school: SchoolDayAxis;
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** First and last day of the axis, or null when there is no day to show. */
  readonly span: DayRange | null;
};

/** Where a day begins, half a step before its middle; what began before the first day begins at the left end. */
export function startOf(day: number, { x, school, left, span }: PlotScales): number {
  return span === null || day <= span.from ? left : x(school.position(day) - 0.5);
}

export type PlacedSession = {
  readonly session: ReadSession;
  readonly day: number;
  readonly value: number | null;
  readonly x: number;
  readonly y: number;
  /** The same place as a path's data have it. */
  readonly at: string;
};

export type PanelDrawing = {
  readonly panel: ReadPanel;
  readonly frame: PanelFrame;
  /** For each of the panel's series, its sessions in place. */
  readonly placed: readonly (readonly PlacedSession[])[];
  readonly phases: readonly (GoalChartPhase & { readonly day: number })[];
  readonly criterion: readonly GoalChartCriterion[];
  readonly scales: PlotScales;
  readonly input: GoalChartInput;
};

const criterionDash = '1 4';
const trendDash = '12 4';
export function panelNodes(drawing: PanelDrawing): PictureNode[] {
  const { panel, frame, placed, phases, scales, input } = drawing;
  const style = lineStyles[panel.line];
  const starts = phases.filter((p) => p.panelIds === undefined || p.panelIds.includes(panel.id)).map((p) => p.day);
  const radius = markRadius(placed);
  const nodes: PictureNode[] = [...grid(frame, scales), ...header(drawing), ...breakSigns(frame, scales)];
  nodes.push(
    element('g', { 'clip-path': `url(#${frame.clipId})`, fill: 'none' }, [
      ...criterionLine(drawing),
      ...aimLine(drawing),
      ...trendLines(drawing),
    ]),
  );
  placed.forEach((sessions, index) => {
    const series = panel.series[index] as ReadSeries;
    const first = index === 0;
    if (first) nodes.push(...intervalBars(sessions, frame, scales, style.colour, radius));
    const d = unbrokenRuns(sessions, starts, drawable(input.longestGap) ?? usualLongestGap(sessions))
      .filter((run) => run.length > 1)
      .map((run) => `M${run.map(({ at }) => at).join('L')}`)
      .join('');
    if (d !== '')
      nodes.push(
        element('path', {
          d,
          fill: 'none',
          stroke: style.colour,
          'stroke-width': first ? 1.75 : 1,
          'stroke-dasharray': style.dash,
          'stroke-linejoin': 'round',
        }),
      );
    const shown = sessions.filter((session) => session.value !== null);
    nodes.push(...markNodes(series.mark, shown, first ? radius : radius * 0.9, style.colour, paint.ground));
  });
  nodes.push(...countRow(placed[0] ?? [], frame, scales, input));
  return nodes;
}

/** Smaller marks where the sessions stand close, so that each can still be told from its neighbour. */
function markRadius(placed: PanelDrawing['placed']): number {
  const xs = (placed[0] ?? []).map((session) => session.x);
  const gaps = xs
    .slice(1)
    .map((x, index) => x - (xs[index] ?? 0))
    .sort((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 20;
  return Math.min(4.5, Math.max(2, usual * 0.42));
}

function grid(frame: PanelFrame, { y, ticks, left, right }: PlotScales): PictureNode[] {
  const nodes: PictureNode[] = [
    element('line', {
      x1: left,
      x2: right,
      y1: frame.bottom,
      y2: frame.bottom,
      stroke: paint.quiet,
      'stroke-width': 1,
    }),
  ];
  let lowest = Number.POSITIVE_INFINITY;
  for (const tick of ticks) {
    const at = frame.plot + y(tick.value);
    nodes.push(element('line', { x1: left, x2: right, y1: at, y2: at, stroke: paint.line, 'stroke-width': 1 }));
    if (lowest - at < letterSize.tick + 2) continue;
    lowest = at;
    nodes.push(lettersAt(left - 7, at + 4, tick.label, { colour: paint.quiet, anchor: 'end' }));
  }
  return nodes;
}

/** Where a panel's name begins, after the sample of its line. */
export function panelNameAt(left: number): number {
  return left + 33;
}

function header({ panel, frame, scales }: PanelDrawing): PictureNode[] {
  const style = lineStyles[panel.line];
  const at = frame.header + 10;
  const labelAt = panelNameAt(scales.left);
  const label = fitted(panel.label, letterSize.label, scales.right - labelAt);
  return [
    patchUnder(labelAt, at + 4.5, label, letterSize.label),
    element('line', {
      x1: scales.left,
      x2: scales.left + 26,
      y1: at,
      y2: at,
      stroke: style.colour,
      'stroke-width': 1.75,
      'stroke-dasharray': style.dash,
    }),
    lettersAt(labelAt, at + 4.5, label, { size: letterSize.label, bold: true }),
  ];
}

/** Two strokes through the axis where days without school were left out. */
function breakSigns(frame: PanelFrame, { x, school, span }: PlotScales): PictureNode[] {
  if (span === null) return [];
  return school.breaks
    .filter((gap) => gap.from > span.from && gap.to < span.to)
    .flatMap((gap) =>
      breakSign((x(school.position(gap.from) - 0.5) + x(school.position(gap.to + 1) - 0.5)) / 2, frame.bottom),
    );
}

function breakSign(x: number, y: number): PictureNode[] {
  return [
    element('path', { d: `M${px(x - 4.5)} ${px(y + 4)}l4 -8h5l-4 8z`, fill: paint.ground }),
    element('path', { d: `M${px(x - 4.5)} ${px(y + 4)}l4 -8m5 0l-4 8`, fill: 'none', stroke: paint.quiet }),
  ];
}

function criterionLine({ criterion, frame, scales }: PanelDrawing): PictureNode[] {
  const { y, right } = scales;
  const steps = criterion
    .map((step) => ({ value: step.value, day: dayNumber(step.from) }))
    .filter((step): step is { value: number; day: number } => step.day !== null)
    .sort((a, b) => a.day - b.day);
  const d = steps.map((step, index) => {
    const next = steps[index + 1];
    const from = startOf(step.day, scales);
    const to = next === undefined ? right : Math.min(right, startOf(next.day, scales));
    return to <= from ? '' : `M${px(from)} ${px(frame.plot + y(step.value))}H${px(to)}`;
  });
  if (d.every((part) => part === '')) return [];
  return [element('path', { d: d.join(''), ...criterionStroke })];
}

const criterionStroke = {
  fill: 'none',
  stroke: paint.ink,
  'stroke-width': 2,
  'stroke-linecap': 'round',
  'stroke-dasharray': criterionDash,
};
const aimStroke = { fill: 'none', stroke: paint.quiet, 'stroke-width': 1.25 };
const trendStroke = { fill: 'none', stroke: paint.ink, 'stroke-width': 1.5, 'stroke-dasharray': trendDash };

function aimLine({ input, frame, scales }: PanelDrawing): PictureNode[] {
  const aim = input.aimLine;
  const from = dayNumber(aim?.from);
  const to = dayNumber(aim?.to);
  const fromValue = drawable(aim?.fromValue);
  const toValue = drawable(aim?.toValue);
  if (from === null || to === null || to <= from || fromValue === null || toValue === null) return [];
  const slope = (toValue - fromValue) / (to - from);
  const d = calendarLine(from, to, (day) => fromValue + slope * (day - from), frame, scales);
  return d === null ? [] : [element('path', { d, ...aimStroke })];
}

function trendLines({ panel, frame, scales }: PanelDrawing): PictureNode[] {
  return (panel.trends ?? []).flatMap((trend) => {
    const from = dayNumber(trend.from);
    const to = dayNumber(trend.to);
    const origin = dayNumber(trend.origin);
    const slope = drawable(trend.slopePerDay);
    const intercept = drawable(trend.intercept);
    if (from === null || to === null || to <= from || origin === null || slope === null || intercept === null)
      return [];
    const d = calendarLine(from, to, (day) => intercept + slope * (day - origin), frame, scales);
    return d === null ? [] : [element('path', { d, ...trendStroke })];
  });
}

/** A line straight in calendar days; at a break of the axis it climbs by what those days are worth. */
function calendarLine(
  from: number,
  to: number,
  valueOn: (day: number) => number,
  frame: PanelFrame,
  { x, y, school, span }: PlotScales,
): string | null {
  if (span === null || from > span.to || to < span.from) return null;
  const edges = school.breaks.flatMap((gap) => [gap.from - 1, gap.to + 1]).filter((day) => day > from && day < to);
  const places = [from, ...edges, to].map(
    (day) => `${px(x(school.position(day)))} ${px(frame.plot + y(valueOn(day)))}`,
  );
  return `M${places.join('L')}`;
}

function intervalBars(
  sessions: readonly PlacedSession[],
  frame: PanelFrame,
  { y }: PlotScales,
  colour: string,
  radius: number,
): PictureNode[] {
  const cap = radius >= 3.5 ? 3 : 0;
  const d = sessions
    .map(({ session, x }) => {
      if (session.interval === null || session.value === null) return '';
      const high = px(frame.plot + y(session.interval.high));
      const low = px(frame.plot + y(session.interval.low));
      const bar = `M${px(x)} ${high}V${low}`;
      if (cap === 0) return bar;
      const begin = px(x - cap);
      return `${bar}M${begin} ${high}h${2 * cap}M${begin} ${low}h${2 * cap}`;
    })
    .join('');
  return d === ''
    ? []
    : [element('path', { d, fill: 'none', stroke: colour, 'stroke-width': 1, 'stroke-opacity': '0.5' })];
}

/**
 * The number of trials under each point: as figures where most of them fit, otherwise as bars whose heights compare.
 * A missing session shows its code, or the mark of no opportunity, in the same row.
 */
function countRow(
  sessions: readonly PlacedSession[],
  frame: PanelFrame,
  { left }: PlotScales,
  { words }: GoalChartInput,
): PictureNode[] {
  const entries = sessions
    .map(({ session, x }) => ({ x, n: session.n, missing: session.value === null, text: countText(session) }))
    .filter((entry) => entry.missing || entry.n !== null);
  if (entries.length === 0) return [];
  const size = letterSize.small;
  const baseline = frame.bottom + 13;
  const nodes: PictureNode[] = entries.some((entry) => entry.n !== null)
    ? [lettersAt(left - 7, baseline, words.n, { size, colour: paint.quiet, anchor: 'end' })]
    : [];
  let end = Number.NEGATIVE_INFINITY;
  const fitting = entries.filter((entry) => {
    const half = textWidth(entry.text, size) / 2;
    if (entry.x - half < end + 3) return false;
    end = entry.x + half;
    return true;
  });
  if (fitting.length >= 0.8 * entries.length) {
    for (const entry of fitting)
      if (entry.text !== '')
        nodes.push(
          lettersAt(entry.x, baseline, entry.text, { size, colour: paint.quiet, anchor: 'middle', halo: true }),
        );
  } else {
    const most = entries.reduce((max, entry) => Math.max(max, entry.n ?? 0), 1);
    const bars = entries.filter((entry) => !entry.missing && (entry.n ?? 0) > 0);
    const d = bars.map((e) => `M${px(e.x)} ${px(frame.bottom + 14)}v${px((-11 * (e.n ?? 0)) / most)}`).join('');
    nodes.push(element('path', { d, fill: 'none', stroke: paint.quiet, 'stroke-width': 1.5, 'stroke-opacity': '0.7' }));
  }
  const shown = new Set(fitting);
  const unmarked = entries.filter((entry) => entry.missing && (entry.text === '' || !shown.has(entry)));
  const dashes = unmarked.map((entry) => ({ x: entry.x, y: frame.bottom + 9 }));
  return [...nodes, ...markNodes('no_opportunity', dashes, 4, paint.quiet, 'none')];
}

function countText(session: ReadSession): string {
  return session.value === null ? (session.code ?? '') : String(session.n ?? '');
}

/** What the picture's signs mean; only those that are in it. */
export function panelKeys(input: GoalChartInput, panels: readonly ReadPanel[], hasBreaks: boolean): LegendKey[] {
  const { keys } = input.words;
  const strokeKey = (label: string, attrs: Readonly<Record<string, string | number>>): LegendKey => ({
    label,
    swatch: (x, y) => [element('line', { x1: x, x2: x + 26, y1: y + 7, y2: y + 7, ...attrs })],
  });
  const series = new Map(
    panels.flatMap((panel) => panel.series.map((one) => [`${one.mark} ${one.label}`, one] as const)),
  );
  const list: LegendKey[] = [...series.values()].map(({ mark, label }) => ({
    label,
    swatch: (x, y) => markNodes(mark, [{ x: x + 19, y: y + 7 }], 5, paint.ink, paint.ground),
  }));
  const sessions = panels.flatMap((panel) => panel.series[0]?.sessions ?? []);
  if (sessions.some((session) => session.interval !== null && session.value !== null))
    list.push({
      label: keys.interval,
      swatch: (x, y) => [
        element('path', { d: `M${px(x + 19)} ${px(y)}v14m-3 0h6m-6 -14h6`, fill: 'none', stroke: paint.quiet }),
      ],
    });
  if (input.criterion !== undefined && input.criterion.length > 0)
    list.push(strokeKey(keys.criterion, criterionStroke));
  if (input.aimLine !== undefined && input.aimLine !== null) list.push(strokeKey(keys.aimLine, aimStroke));
  if (panels.some((panel) => (panel.trends ?? []).length > 0)) list.push(strokeKey(keys.trend, trendStroke));
  if (hasBreaks)
    list.push({
      label: keys.daysOff,
      swatch: (x, y) => [
        element('line', { x1: x, x2: x + 26, y1: y + 7, y2: y + 7, stroke: paint.quiet }),
        ...breakSign(x + 13, y + 7),
      ],
    });
  return list;
}
