import { scaleLinear } from 'd3-scale';
import type { GoalChartInput, GoalChartPhase, GoalChartPointParts } from './goal-chart-input.ts';
import {
  type PanelFrame,
  panelNameAt,
  panelKeys,
  type PlacedSession,
  panelNodes,
  type PlotScales,
  startOf,
} from './goal-chart-panel.ts';
import { type ReadPanel, type ReadSession, readAxis, readDaysOff, readPanels } from './goal-chart-reading.ts';
import { legend } from './legend.ts';
import { fitted, letterSize, lettered, lettersAt, patchUnder, textWidth } from './lettering.ts';
import { paint } from './paint.ts';
import {
  type ChartPicture,
  drawable,
  drawingLength,
  drawingWidth,
  element,
  type PictureNode,
  type PicturePoint,
  px,
  tableOf,
} from './picture.ts';
import { type DayRange, dayNumber, isoDate, mondayOf, monthStart, schoolDayAxis } from './school-days.ts';

export type GoalChartPoint = PicturePoint & {
  readonly panelId: string;
  readonly seriesId: string;
  readonly date: string;
  readonly value: number | null;
};

export type GoalChartPicture = Omit<ChartPicture, 'points'> & {
  readonly points: readonly GoalChartPoint[];
  /** Where the axis is: `top` is the pixel of `to`, `bottom` of `from`. */
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly from: number;
    readonly to: number;
    readonly panels: readonly { readonly id: string; readonly top: number; readonly bottom: number }[];
  };
  /** Sessions that could not be placed because their date is no date. */
  readonly leftOut: number;
};

type ReadPhase = GoalChartPhase & { readonly day: number };

const panelHeader = 22;
const countStrip = 16;
const panelGap = 14;
const phaseRow = 17;
const mostPhaseRows = 8;

/**
 * The single-case chart the way the field draws it: sessions by school day, one panel per setting on one shared scale,
 * labelled lines where a phase begins, and a path that is broken there, at absence and at long gaps.
 */
export function goalChart(input: GoalChartInput): GoalChartPicture {
  const width = drawingWidth(input.width);
  const { panels, leftOut } = readPanels(input);
  const phases = readPhases(input);
  const criterion = (input.criterion ?? []).filter((step) => drawable(step.value) !== null);
  const lines = [input.aimLine?.fromValue, input.aimLine?.toValue, ...criterion.map((step) => step.value)];
  const axis = readAxis(
    input.axis,
    panels,
    lines.map(drawable).filter((value) => value !== null),
  );
  const plotHeight = drawingLength(input.panelHeight, 112, 60, 800);
  const y = scaleLinear([axis.from, axis.to], [plotHeight - 6, 6]);
  if (axis.ticks === undefined) y.nice(4);
  const ticks = axis.ticks ?? y.ticks(4).map((value) => ({ value }));
  const tickLabels = ticks.map((tick) => ({
    value: tick.value,
    label: fitted(
      ('label' in tick ? tick.label : undefined) ?? input.words.value(tick.value),
      letterSize.tick,
      width * 0.33,
    ),
  }));

  const left = 10 + Math.max(22, ...tickLabels.map((tick) => textWidth(tick.label, letterSize.tick)));
  const right = width - 10;
  const daysOff = readDaysOff(input.daysOff);
  const days: number[] = [];
  for (const panel of panels)
    for (const series of panel.series) for (const session of series.sessions) days.push(session.day);
  const span = daySpan(input, days, phases);
  const school = schoolDayAxis(daysOff, days);
  const x = scaleLinear(span === null ? [0, 1] : [school.position(span.from) - 0.7, school.position(span.to) + 0.7], [
    left + 6,
    right - 2,
  ]);

  const scales: PlotScales = { x, y, school, left, right, ticks: tickLabels, span };
  const labels = phaseLabels(phases, scales);
  const panelsTop = 22 + labels.rows * phaseRow;
  const frames: PanelFrame[] = panels.map((panel, index) => {
    const top = panelsTop + index * (panelHeader + plotHeight + countStrip + panelGap);
    return {
      id: panel.id,
      clipId: `${input.idPrefix}-plot-${index}`,
      header: top,
      plot: top + panelHeader,
      bottom: top + panelHeader + plotHeight,
    };
  });
  const axisTop =
    panelsTop + Math.max(1, panels.length) * (panelHeader + plotHeight + countStrip + panelGap) - panelGap;

  const points: GoalChartPoint[] = [];
  const placed = panels.map((panel, index) => {
    const frame = frames[index] as PanelFrame;
    return panel.series.map((series) => {
      const sessions = placeSessions(series.sessions, scales, frame);
      const context = { rowId: `${panel.id} ${series.id}`, panel, series, phases, words: input.words };
      for (const session of sessions) points.push(new SessionPoint(session, context));
      return sessions;
    });
  });

  const keys = panelKeys(
    input,
    panels,
    school.breaks.some((gap) => span !== null && gap.from > span.from && gap.to < span.to),
  );
  const legendTop = axisTop + (span === null ? 4 : 26);
  const key = legend(keys, left, legendTop, right - left);
  const nodes: PictureNode[] = [
    lettersAt(0, 13, fitted(input.words.measure, letterSize.small, width), {
      size: letterSize.small,
      colour: paint.quiet,
    }),
    ...frames.map((frame) => clip(frame, left, right)),
    ...panels.flatMap((panel, index) => baselineTints(phases, panel, frames[index] as PanelFrame, scales)),
    ...phaseLines(phases, panels, frames, scales, labels),
    ...panels.flatMap((panel, index) =>
      panelNodes({
        panel,
        frame: frames[index] as PanelFrame,
        placed: placed[index] ?? [],
        phases,
        criterion,
        scales,
        input,
      }),
    ),
    ...labels.nodes,
    ...dateTicks(scales, axisTop, input),
    ...key.nodes,
  ];
  const [from = 0, to = 1] = y.domain();
  return {
    idPrefix: input.idPrefix,
    width,
    height: Math.ceil(legendTop + key.height + 4),
    title: input.title,
    ...(input.description === undefined ? {} : { description: input.description }),
    nodes: [lettered(nodes)],
    points,
    get table() {
      return tableOf(cellsOf(input.words.columns), points);
    },
    frame: {
      left,
      right,
      from,
      to,
      panels: frames.map((frame) => ({ id: frame.id, top: frame.plot + y(to), bottom: frame.plot + y(from) })),
    },
    leftOut,
  };
}

function readPhases(input: GoalChartInput): ReadPhase[] {
  return (input.phases ?? [])
    .map((phase) => ({ ...phase, day: dayNumber(phase.startsOn) }))
    .filter((phase): phase is ReadPhase => phase.day !== null)
    .sort((a, b) => a.day - b.day);
}

/** A phase that began before the first session does not stretch the axis; one that begins after the last one does. */
function daySpan(input: GoalChartInput, days: readonly number[], phases: readonly ReadPhase[]): DayRange | null {
  const own = [...days, dayNumber(input.from), dayNumber(input.to)].filter((day) => day !== null);
  const starts = phases.map((phase) => phase.day);
  const known = own.length > 0 ? own : starts;
  if (known.length === 0) return null;
  const from = known.reduce((a, b) => Math.min(a, b));
  return { from, to: [...known, ...starts].reduce((a, b) => Math.max(a, b)) };
}

/** Sessions of one day, which come one after the other, share its step side by side. */
function placeSessions(sessions: readonly ReadSession[], scales: PlotScales, frame: PanelFrame): PlacedSession[] {
  const placed: PlacedSession[] = [];
  for (let first = 0; first < sessions.length; ) {
    const { day } = sessions[first] as ReadSession;
    let next = first + 1;
    while (sessions[next]?.day === day) next += 1;
    const many = next - first;
    const middle = scales.school.position(day);
    for (let nth = 0; nth < many; nth += 1) {
      const session = sessions[first + nth] as ReadSession;
      const x = scales.x(middle + (0.6 * (nth - (many - 1) / 2)) / many);
      const y = session.value === null ? frame.bottom + countStrip / 2 : frame.plot + scales.y(session.value);
      placed.push({ session, day, value: session.value, x, y, at: `${px(x)} ${px(y)}` });
    }
    first = next;
  }
  return placed;
}

/** What the points of one series have in common. */
type SeriesContext = {
  readonly rowId: string;
  readonly panel: ReadPanel;
  readonly series: ReadPanel['series'][number];
  readonly phases: readonly ReadPhase[];
  readonly words: GoalChartInput['words'];
};

/** A point is worded when it is asked: sentences for 500 of them would cost more than drawing them. */
class SessionPoint implements GoalChartPoint {
  readonly id: string;
  readonly sourceId: string;
  readonly rowId: string;
  readonly panelId: string;
  readonly seriesId: string;
  readonly date: string;
  readonly value: number | null;
  readonly x: number;
  readonly y: number;
  readonly #session: ReadSession;
  readonly #context: SeriesContext;

  constructor({ session, x, y }: PlacedSession, context: SeriesContext) {
    this.id = `${context.rowId} ${session.id}`;
    this.sourceId = session.id;
    this.rowId = context.rowId;
    this.panelId = context.panel.id;
    this.seriesId = context.series.id;
    this.date = session.date;
    this.value = session.value;
    this.x = x;
    this.y = y;
    this.#session = session;
    this.#context = context;
  }

  get label(): string {
    return this.#context.words.point(partsOf(this.#session, this.#context));
  }

  get cells(): readonly string[] {
    return cellsOf(partsOf(this.#session, this.#context));
  }
}

function partsOf(session: ReadSession, { panel, series, phases, words }: SeriesContext): GoalChartPointParts {
  return {
    date: words.date(session.date),
    where: panel.label,
    phase: phases.findLast((phase) => phase.day <= session.day && inPanel(phase, panel.id))?.label ?? '',
    outcome: series.label,
    value: session.value === null ? words.missing(session.code) : words.value(session.value),
    counts: session.n === null ? '' : words.counts(session.count, session.n),
    interval: session.interval === null ? '' : words.interval(session.interval.low, session.interval.high),
  };
}

/** The columns' order in the table twin. */
function cellsOf(parts: GoalChartPointParts): string[] {
  return [parts.date, parts.where, parts.phase, parts.outcome, parts.value, parts.counts, parts.interval];
}

function inPanel(phase: GoalChartPhase, panelId: string): boolean {
  return phase.panelIds === undefined || phase.panelIds.includes(panelId);
}

function clip(frame: PanelFrame, left: number, right: number): PictureNode {
  return element('clipPath', { id: frame.clipId }, [
    element('rect', { x: left, y: frame.plot, width: right - left, height: frame.bottom - frame.plot }),
  ]);
}

function baselineTints(
  phases: readonly ReadPhase[],
  panel: ReadPanel,
  frame: PanelFrame,
  scales: PlotScales,
): PictureNode[] {
  const own = phases.filter((phase) => inPanel(phase, panel.id));
  return own.flatMap((phase, index) => {
    if (phase.kind !== 'baseline' || scales.span === null) return [];
    const next = own[index + 1];
    const from = startOf(phase.day, scales);
    const to = next === undefined ? scales.right : startOf(next.day, scales);
    if (to <= from) return [];
    const box = { x: from, y: frame.plot, width: to - from, height: frame.bottom - frame.plot };
    return [element('rect', { ...box, fill: paint.line, 'fill-opacity': '0.28' })];
  });
}

type PhaseLabels = {
  readonly nodes: readonly PictureNode[];
  readonly rows: number;
  /** By phase id: where its line begins. */
  readonly tops: ReadonlyMap<string, number>;
};

/**
 * Labels stand like flags at their lines, in as many rows as they need. A label goes to the highest row from which its
 * line meets no earlier label on the way down.
 */
function phaseLabels(phases: readonly ReadPhase[], scales: PlotScales): PhaseLabels {
  const { left, right } = scales;
  const nodes: PictureNode[] = [];
  const tops = new Map<string, number>();
  const rowEnds: number[] = [];
  const everywhere = phases.filter((phase) => phase.panelIds === undefined);
  everywhere.forEach((phase, index) => {
    const line = startOf(phase.day, scales);
    const next = everywhere[index + 1];
    // Of the phases that began before the chart does, only the last is still on.
    if (line <= left && next !== undefined && startOf(next.day, scales) <= left) return;
    const label = fitted(phase.label, letterSize.tick, Math.min(280, right - left));
    const labelWidth = textWidth(label, letterSize.tick);
    const begin = Math.min(line + 5, right - labelWidth);
    let row = rowEnds.length;
    while (row > 0 && (rowEnds[row - 1] ?? 0) < Math.min(begin, line) - 6) row -= 1;
    if (row >= mostPhaseRows) return;
    rowEnds[row] = begin + labelWidth;
    for (let lower = row + 1; lower < rowEnds.length; lower += 1) rowEnds[lower] = Math.max(rowEnds[lower] ?? 0, line);
    const baseline = 22 + row * phaseRow + 12;
    tops.set(phase.id, begin > line ? baseline - 10 : baseline + 4);
    nodes.push(lettersAt(begin, baseline, label, { halo: true }));
  });
  return { nodes, rows: rowEnds.length, tops };
}

const phaseDash = { baseline: undefined, service: undefined, strategy: '6 3', criterion: '1.5 3' } as const;

function phaseLines(
  phases: readonly ReadPhase[],
  panels: readonly ReadPanel[],
  frames: readonly PanelFrame[],
  scales: PlotScales,
  labels: PhaseLabels,
): PictureNode[] {
  const { left, right } = scales;
  return phases.flatMap((phase) => {
    const at = startOf(phase.day, scales);
    if (at <= left) return [];
    const stroke = { stroke: paint.ink, 'stroke-width': 1, 'stroke-dasharray': phaseDash[phase.kind] };
    const line = (from: number, to: number): PictureNode =>
      element('line', { x1: at, x2: at, y1: from, y2: to, ...stroke });
    if (phase.panelIds === undefined) {
      const bottom = frames.at(-1)?.bottom;
      return bottom === undefined ? [] : [line(labels.tops.get(phase.id) ?? frames[0]?.header ?? 0, bottom)];
    }
    return panels.flatMap((panel, index) => {
      const frame = frames[index];
      if (frame === undefined || !inPanel(phase, panel.id)) return [];
      return [line(frame.plot, frame.bottom), ...ownPhaseLabel(phase.label, at, panel.label, frame, left, right)];
    });
  });
}

/** Beside the panel's name where there is room, otherwise at the top of its plot. */
function ownPhaseLabel(
  text: string,
  at: number,
  panelLabel: string,
  frame: PanelFrame,
  left: number,
  right: number,
): PictureNode[] {
  const size = letterSize.small;
  const label = fitted(text, size, Math.min(220, right - left));
  const labelWidth = textWidth(label, size);
  const begin = Math.min(at + 4, right - labelWidth);
  const nameEnd = panelNameAt(left) + textWidth(panelLabel, letterSize.label);
  const beside = begin > nameEnd + 8;
  const baseline = beside ? frame.plot - 3 : frame.plot + 12;
  return [patchUnder(begin, baseline, label, size), lettersAt(begin, baseline, label, { size })];
}

/** Weeks where there is room for their dates, otherwise months, otherwise every so many months. */
function dateTicks(
  { x, school, left, right, span }: PlotScales,
  top: number,
  { words }: GoalChartInput,
): PictureNode[] {
  if (span === null) return [];
  const week = Math.floor(x(5) - x(0));
  const weekLabel = textWidth(words.tick(isoDate(mondayOf(span.from))), letterSize.tick) + 12;
  const monthLabel = textWidth(words.month(isoDate(monthStart(span.from))), letterSize.tick) + 12;
  const ticks: { day: number; label: string }[] = [];
  const weekStep = [1, 2].find((step) => step * week >= weekLabel);
  const monthStep = [1, 2, 3, 6, 12, 24, 60, 120, 600].find((step) => step * 4.35 * week >= monthLabel) ?? 1200;
  if (weekStep !== undefined && span.to - span.from < 7 * 60) {
    for (let day = mondayOf(span.from); day <= span.to; day += 7 * weekStep)
      ticks.push({ day: Math.max(day, span.from), label: words.tick(isoDate(Math.max(day, span.from))) });
  } else {
    for (let day = monthStart(span.from); day <= span.to; day = monthStart(day, monthStep))
      ticks.push({ day: Math.max(day, span.from), label: words.month(isoDate(day)) });
  }
  const nodes: PictureNode[] = [];
  const placed = ticks.map(({ day, label }) => {
    const at = x(school.position(day));
    const labelWidth = textWidth(label, letterSize.tick);
    const begin = Math.min(Math.max(left, at - labelWidth / 2), right - labelWidth);
    return { at, label, begin, end: begin + labelWidth };
  });
  // The first month is often a part of one: it gives way to the first whole month.
  const [first, second] = placed;
  if (first !== undefined && second !== undefined && second.begin < first.end + 6) placed.shift();
  let end = Number.NEGATIVE_INFINITY;
  for (const tick of placed) {
    if (tick.begin < end + 6 || tick.at > right) continue;
    end = tick.end;
    nodes.push(
      element('line', { x1: tick.at, x2: tick.at, y1: top, y2: top + 5, stroke: paint.quiet }),
      lettersAt(tick.begin, top + 18, tick.label, { colour: paint.quiet }),
    );
  }
  return nodes;
}
