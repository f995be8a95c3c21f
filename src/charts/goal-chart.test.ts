import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GoalChartPicture, goalChart } from './goal-chart.ts';
import type { GoalChartInput, GoalChartSession, GoalChartWords } from './goal-chart-input.ts';
import { unbrokenRuns, usualLongestGap } from './goal-chart-reading.ts';
import type { PictureNode } from './picture.ts';
import { dayNumber, isoDate } from './school-days.ts';
import { toSvgString } from './svg-string.ts';
import { faultOfSvg } from './testing/check-svg.ts';
import { finite, wildCount, wildDate, wildInterval, wildNumber, wildText, wildWidth } from './testing/wild.ts';

const words: GoalChartWords = {
  measure: 'on their own',
  n: 'n',
  value: (value) => `${finite(value)} %`,
  counts: (count, n) => (count === null ? finite(n) : `${finite(count)} of ${finite(n)}`),
  interval: (low, high) => `${finite(low)} to ${finite(high)} %`,
  missing: (code) => code ?? 'nothing measured',
  date: (iso) => iso,
  tick: (iso) => iso.slice(5),
  month: (iso) => iso.slice(0, 7),
  point: (parts) => Object.values(parts).filter(Boolean).join(', '),
  keys: { interval: 'range', aimLine: 'aim', criterion: 'criterion', trend: 'trend', daysOff: 'no school' },
  columns: {
    date: 'Date',
    where: 'Where',
    phase: 'Phase',
    outcome: 'Outcome',
    value: 'Value',
    counts: 'Counts',
    interval: 'Range',
  },
};

function chartOf(sessions: readonly GoalChartSession[], rest: Partial<GoalChartInput> = {}): GoalChartPicture {
  return goalChart({
    idPrefix: 'chart',
    title: 'one goal',
    width: 800,
    axis: { kind: 'percent' },
    panels: [
      {
        id: 'room',
        label: 'Speech room',
        line: 'room',
        series: [{ id: 'own', label: 'on their own', mark: 'on_their_own', sessions }],
      },
    ],
    words,
    ...rest,
  });
}

function weekly(values: readonly (number | null)[], from = '2026-01-06'): GoalChartSession[] {
  const first = dayNumber(from) ?? 0;
  return values.map((value, index) => ({
    id: `s${index}`,
    date: isoDate(first + 7 * index),
    value,
    n: 10,
    count: value === null ? null : Math.round(value / 10),
  }));
}

function* everyNode(nodes: readonly PictureNode[]): Generator<PictureNode> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(node.children);
  }
}

/** The polylines of the data path, as lists of [x, y]. */
function dataPaths(picture: GoalChartPicture): number[][][] {
  const paths = [...everyNode(picture.nodes)].filter(
    (node) => node.tag === 'path' && node.attrs['stroke-linejoin'] === 'round',
  );
  return paths.flatMap((path) =>
    (path.attrs.d ?? '')
      .split('M')
      .slice(1)
      .map((run) => run.split('L').map((pair) => pair.split(',').map(Number))),
  );
}

const session = fc.record({
  date: wildDate,
  value: wildNumber,
  n: fc.option(wildCount),
  count: fc.option(wildCount),
  interval: wildInterval as fc.Arbitrary<{ low: number; high: number } | null>,
  code: fc.option(fc.constantFrom('A', 'NO'), { nil: undefined }),
});

const wildChart: fc.Arbitrary<GoalChartInput> = fc
  .record({
    width: wildWidth,
    panelHeight: fc.option(wildCount, { nil: undefined }),
    axis: fc.oneof(
      fc.constant({ kind: 'percent' as const }),
      fc.record({ kind: fc.constant('amount' as const), from: wildCount, to: wildCount }),
      fc.record({
        kind: fc.constant('level' as const),
        levels: fc.array(fc.record({ value: wildCount, label: wildText }), { maxLength: 5 }),
      }),
    ),
    panels: fc.array(
      fc.record({
        label: wildText,
        line: fc.constantFrom('room', 'class', 'helping', 'watching', 'away'),
        series: fc.array(fc.array(session, { maxLength: 25 }), { maxLength: 2 }),
        trends: fc.array(
          fc.record({ from: wildDate, to: wildDate, origin: wildDate, slopePerDay: wildCount, intercept: wildCount }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 4 },
    ),
    phases: fc.array(
      fc.record({
        startsOn: wildDate,
        label: wildText,
        kind: fc.constantFrom('baseline', 'service', 'strategy', 'criterion'),
        panelIds: fc.option(fc.constant(['panel 1']), { nil: undefined }),
      }),
      { maxLength: 12 },
    ),
    aimLine: fc.option(fc.record({ from: wildDate, fromValue: wildCount, to: wildDate, toValue: wildCount })),
    criterion: fc.array(fc.record({ from: wildDate, value: wildCount }), { maxLength: 3 }),
    daysOff: fc.array(fc.record({ from: wildDate, to: wildDate }), { maxLength: 6 }),
    from: fc.option(wildDate, { nil: undefined }),
    to: fc.option(wildDate, { nil: undefined }),
    longestGap: fc.option(wildCount, { nil: undefined }),
  })
  .map(({ panels, phases, panelHeight, from, to, longestGap, ...rest }) => ({
    ...rest,
    ...(panelHeight === undefined ? {} : { panelHeight }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(longestGap === undefined ? {} : { longestGap }),
    idPrefix: 'wild',
    title: 'a goal',
    words,
    panels: panels.map((panel, p) => ({
      ...panel,
      id: `panel ${p}`,
      series: panel.series.map((sessions, s) => ({
        id: `series ${s}`,
        label: 'outcome',
        mark: s === 0 ? ('on_their_own' as const) : ('fixed_it' as const),
        sessions: sessions.map(({ code, ...one }, index) => ({
          ...one,
          ...(code === undefined ? {} : { code }),
          id: `${p} ${s} ${index}`,
        })),
      })),
    })),
    phases: phases.map(({ panelIds, ...phase }, index) => ({
      ...phase,
      ...(panelIds === undefined ? {} : { panelIds }),
      id: `phase ${index}`,
    })),
  }));

describe('whatever it is given', () => {
  it('prints one well-formed SVG without an undrawable number', () => {
    fc.assert(
      fc.property(wildChart, (input) => {
        for (const paint of ['screen', 'colour', 'black'] as const) {
          expect(faultOfSvg(toSvgString(goalChart(input), paint))).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('places every point where its value is on the axis', () => {
    fc.assert(
      fc.property(wildChart, (input) => {
        const { points, frame } = goalChart(input);
        for (const point of points) {
          const panel = frame.panels.find((one) => one.id === point.panelId);
          if (panel === undefined) throw new Error('a point without a panel');
          expect(point.x).toBeGreaterThanOrEqual(frame.left);
          expect(point.x).toBeLessThanOrEqual(frame.right);
          if (point.value === null) {
            expect(point.y).toBeGreaterThan(panel.bottom);
            continue;
          }
          const part = (panel.bottom - point.y) / (panel.bottom - panel.top);
          const back = frame.from + part * (frame.to - frame.from);
          expect(Math.abs(back - point.value)).toBeLessThanOrEqual(1e-6 * Math.max(1, frame.to - frame.from));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('places later days further right, on one axis for all panels', () => {
    fc.assert(
      fc.property(wildChart, (input) => {
        const points = [...goalChart(input).points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
        points.forEach((point, index) => {
          const before = points[index - 1];
          if (before !== undefined && before.date < point.date) expect(before.x).toBeLessThan(point.x);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('has a row in the table twin for every point, and a point for every session with a date', () => {
    fc.assert(
      fc.property(wildChart, (input) => {
        const { points, table, leftOut } = goalChart(input);
        const sessions = input.panels.flatMap((panel) => panel.series.flatMap((series) => series.sessions));
        expect(points.length + leftOut).toBe(sessions.length);
        expect(table.rows).toEqual(points.map(({ id, cells }) => ({ id, cells })));
        for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
        expect(new Set(points.map((point) => point.id)).size).toBe(points.length);
      }),
      { numRuns: 200 },
    );
  });

  it('joins no two sessions across the start of a phase', () => {
    fc.assert(
      fc.property(wildChart, (input) => {
        const picture = goalChart({ ...input, panels: input.panels.slice(0, 1) });
        const byPlace = new Map(picture.points.map((p) => [`${p.x.toFixed(1)} ${p.y.toFixed(1)}`, p.date]));
        const starts = (input.phases ?? []).filter((phase) => phase.panelIds === undefined).map((p) => p.startsOn);
        for (const run of dataPaths(picture)) {
          const dates = run.map(([x = 0, y = 0]) => byPlace.get(`${x.toFixed(1)} ${y.toFixed(1)}`));
          dates.forEach((date, index) => {
            const before = dates[index - 1];
            if (before === undefined || date === undefined) return;
            const crossed = starts.filter((start) => dayNumber(start) !== null && before < start && start <= date);
            expect(crossed).toEqual([]);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the path', () => {
  const starts = [dayNumber('2026-01-20') ?? 0];

  it('ends where a phase begins; the session of that day belongs to the new phase', () => {
    const days = weekly([10, 20, 30, 40]).map((s) => ({ ...s, day: dayNumber(s.date) ?? 0 }));
    expect(unbrokenRuns(days, starts, 10).map((run) => run.map((s) => s.value))).toEqual([
      [10, 20],
      [30, 40],
    ]);
  });

  it('ends at absence and at a long gap', () => {
    const at = (day: number, value: number | null) => ({ day, value });
    const sessions = [at(0, 1), at(7, 2), at(14, null), at(21, 3), at(28, 4), at(42, 5)];
    expect(unbrokenRuns(sessions, [], 10).map((run) => run.map((s) => s.day))).toEqual([[0, 7], [21, 28], [42]]);
  });

  it('takes a row of sessions that come every four weeks as unbroken, and one missed as a gap', () => {
    const monthly = [0, 28, 56, 112].map((day) => ({ day, value: 50 }));
    expect(usualLongestGap(monthly)).toBeCloseTo(44.8);
    expect(unbrokenRuns(monthly, [], usualLongestGap(monthly)).map((run) => run.length)).toEqual([3, 1]);
    expect(usualLongestGap([])).toBe(10);
  });

  it('is drawn in as many pieces', () => {
    const phases = [{ id: 'p', startsOn: '2026-01-20', label: 'Push-in', kind: 'service' as const }];
    expect(dataPaths(chartOf(weekly([10, 20, 30, 40]), { phases }))).toHaveLength(2);
    expect(dataPaths(chartOf(weekly([10, 20, 30, 40])))).toHaveLength(1);
  });
});

describe('phase lines', () => {
  const phase = (startsOn: string) => ({ id: startsOn, startsOn, label: startsOn, kind: 'service' as const });
  const linesOf = (picture: GoalChartPicture) =>
    [...everyNode(picture.nodes)].filter(
      (node) => node.tag === 'line' && node.attrs.x1 === node.attrs.x2 && (node.attrs.stroke ?? '').includes('--ink,'),
    );

  it('stand before the first session of the phase', () => {
    const picture = chartOf(weekly([10, 20, 30, 40]), { phases: [phase('2026-01-20')] });
    const [line] = linesOf(picture);
    expect(Number(line?.attrs.x1)).toBeGreaterThan(picture.points[1]?.x ?? 0);
    expect(Number(line?.attrs.x1)).toBeLessThan(picture.points[2]?.x ?? 0);
  });

  it('are left out for a phase that began with or before the first session; its label stays', () => {
    const picture = chartOf(weekly([10, 20]), { phases: [phase('2025-09-01'), phase('2026-01-06')] });
    expect(linesOf(picture)).toEqual([]);
    expect(toSvgString(picture)).toContain('>2026-01-06</text>');
    expect(toSvgString(picture)).not.toContain('>2025-09-01</text>');
  });
});

describe('marks', () => {
  it('stand at the points, one for each measured session', () => {
    const picture = chartOf(weekly([0, 35, null, 80, 100]));
    const marks = [...everyNode(picture.nodes)].filter(
      (node) => node.tag === 'path' && /^M[\d.-]+ [\d.-]+m-4.5 0a/.test(node.attrs.d ?? ''),
    );
    const places = [...(marks[0]?.attrs.d ?? '').matchAll(/M([\d.-]+) ([\d.-]+)m/g)].map((m) => [
      Number(m[1]),
      Number(m[2]),
    ]);
    const measured = picture.points.filter((point) => point.value !== null);
    expect(places).toHaveLength(4);
    places.forEach(([x = 0, y = 0], index) => {
      expect(x).toBeCloseTo(measured[index]?.x ?? 0, 1);
      expect(y).toBeCloseTo(measured[index]?.y ?? 0, 1);
    });
  });
});

describe('bad input', () => {
  it('shows a percentage that cannot be as missing', () => {
    const { points } = chartOf(weekly([120, -5, 60]));
    expect(points.map((point) => point.value)).toEqual([null, null, 60]);
    expect(points[0]?.cells).toContain('nothing measured');
  });

  it('counts sessions without a readable date', () => {
    const sessions = [...weekly([50]), { id: 'x', date: '2026-02-30', value: 50 }];
    const picture = chartOf(sessions);
    expect(picture.leftOut).toBe(1);
    expect(picture.points).toHaveLength(1);
  });

  it('draws an empty frame for no sessions', () => {
    const picture = chartOf([]);
    expect(picture.points).toEqual([]);
    expect(faultOfSvg(toSvgString(picture))).toBeNull();
  });

  it('draws one session in the middle, and sessions of one day side by side', () => {
    const one = chartOf(weekly([50]));
    expect(one.points[0]?.x).toBeCloseTo((one.frame.left + one.frame.right) / 2, -1);
    const twice = chartOf([...weekly([50]), ...weekly([50]).map((s) => ({ ...s, id: 'again' }))]);
    expect(twice.points[0]?.x).toBeLessThan(twice.points[1]?.x ?? 0);
  });
});

it('says in the table and in the label which phase a session was in', () => {
  const phases = [
    { id: 'b', startsOn: '2026-01-01', label: 'Baseline', kind: 'baseline' as const },
    { id: 'p', startsOn: '2026-01-20', label: 'Push-in', kind: 'service' as const },
  ];
  const { points } = chartOf(weekly([10, 20, 30]), { phases });
  expect(points.map((point) => point.cells[2])).toEqual(['Baseline', 'Baseline', 'Push-in']);
  expect(points[2]?.label).toBe('2026-01-20, Speech room, Push-in, on their own, 30 %, 3 of 10');
});
