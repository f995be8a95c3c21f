import { type GoalChartPicture, goalChart } from '#charts/goal-chart.ts';
import type { GoalChartInput, GoalChartSession } from '#charts/goal-chart-input.ts';
import { aimLineOf, trendOf } from '#domain/carryover/phase-comparison.ts';
import { isNatural } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { type GoalPage, type Panel, panelsOf, valuesOf } from './goal-page.ts';
import { conditionInWords, phaseInWords } from './goal-words.ts';

/** The single-case chart of a goal, for its page and for reports. `width` in pixels. */
export function chartOverTime(
  words: Words,
  page: GoalPage,
  width: number,
  how: {
    readonly trend: boolean;
    /** Pixels of one panel, where it is not the usual. */
    readonly panelHeight?: number;
    /** Says a place and the therapist's part there; on a screen the therapist is the one who reads. */
    readonly place?: typeof conditionInWords;
  },
): GoalChartPicture {
  return goalChart(chartOf(words, page, width, how));
}

function chartOf(
  words: Words,
  page: GoalPage,
  width: number,
  { trend: withTrend, panelHeight, place = conditionInWords }: Parameters<typeof chartOverTime>[3],
): GoalChartInput {
  const { evidence, rules, carryover } = page;
  const panels = panelsOf(page);
  const quantity = carryover.unit === 'trial' ? 'share' : carryover.quantity;
  const scale = quantity === 'share' ? 100 : 1;
  const main = panels.find(({ setting }) => isNatural(setting)) ?? panels[0];
  const aim = aimLineOf(rules, main === undefined ? [] : valuesOf(main));
  const title = words.say('chart.label');
  const ofIntervals = rules.measure === 'interval';
  const outcome =
    quantity === 'share'
      ? words.say(ofIntervals ? 'chart.in_intervals' : 'chart.outcome')
      : words.say(`count_of.${quantity}`);
  return {
    idPrefix: 'over-time',
    title,
    width,
    ...(panelHeight === undefined ? {} : { panelHeight }),
    axis: quantity === 'share' ? { kind: 'percent' } : { kind: 'amount', from: 0 },
    panels: panels.map((panel) => ({
      id: panel.id,
      label: place(words, panel, rules.discipline),
      line: isNatural(panel.setting) ? panel.part : 'room',
      series: [
        {
          id: 'unprompted',
          label: outcome,
          mark: 'on_their_own',
          sessions: carryover.unit === 'trial' ? panel.sessions.map(sessionOf) : panel.days.map(dayOf(scale)),
        },
      ],
      trends: withTrend ? trendsOf(panel, scale) : [],
    })),
    phases: evidence.phases.map(({ id, on, kind, values }) => ({
      id,
      startsOn: on,
      kind: kind === 'class' || kind === 'grade' || kind === 'noted' ? 'service' : kind,
      label: phaseInWords(words, { kind, values }),
    })),
    aimLine: aim === null ? null : { ...aim, fromValue: aim.fromValue * scale, toValue: aim.toValue * scale },
    criterion: evidence.goal.versions
      .filter(({ criterion }) => criterion.kind === rules.criterion.kind)
      .map(({ from, criterion }) => ({ from, value: criterion.value * scale })),
    daysOff: evidence.daysOff,
    // The goal's end may be a year away: the aim line is drawn towards it, the data have the room.
    to: evidence.today,
    words: {
      measure: quantity === 'share' && !ofIntervals ? words.say('chart.unprompted') : outcome,
      n: words.say('chart.n'),
      // The unit stands above the axis and beside each point.
      value: (value) => (quantity === 'share' ? `${Math.round(value)} %` : words.count(Math.round(value * 10) / 10)),
      counts: (count, n) => (count === null ? String(n) : words.say('share.counted', { x: count, n })),
      interval: (low, high) => words.say('carryover.likely', { range: words.range(low / 100, high / 100) }),
      missing: () => words.say('chart.missing'),
      date: (iso) => words.day(iso, 'plain'),
      tick: (iso) => words.day(iso, 'month_day'),
      month: (iso) => words.day(iso, 'month'),
      point: ({ date, where, outcome: of, value, counts, interval }) =>
        [`${date}, ${where}`, quantity === 'level' ? `${of} ${value}` : `${value} ${of}`, counts, interval]
          .filter(Boolean)
          .join(', '),
      keys: {
        interval: words.say('chart.interval'),
        aimLine: words.say('chart.aim'),
        criterion: words.say('chart.criterion'),
        trend: words.say('chart.trend'),
        daysOff: words.say('chart.days_off'),
      },
      columns: {
        date: words.say('chart.column.date'),
        where: words.say('chart.column.where'),
        phase: words.say('chart.column.phase'),
        outcome: words.say('chart.column.outcome'),
        value: words.say('chart.column.value'),
        counts: words.say('chart.column.counts'),
        interval: words.say('chart.column.interval'),
      },
    },
  };
}

function sessionOf({ sessionId, date, p, n, x, interval }: Panel['sessions'][number]): GoalChartSession {
  return {
    id: sessionId,
    date,
    value: p === null ? null : p * 100,
    n,
    count: x,
    interval: interval === null ? null : { low: interval.lower * 100, high: interval.upper * 100 },
  };
}

const dayOf =
  (scale: number) =>
  ({ date, value }: Panel['days'][number]): GoalChartSession => ({
    id: date,
    date,
    value: value === null || !Number.isFinite(value) ? null : value * scale,
  });

function trendsOf(panel: Panel, scale: number) {
  const trend = trendOf(valuesOf(panel));
  if (trend === null || trend.n < 3) return [];
  const { from, to, origin, slopePerDay, intercept } = trend;
  return [{ from, to, origin, slopePerDay: slopePerDay * scale, intercept: intercept * scale }];
}
