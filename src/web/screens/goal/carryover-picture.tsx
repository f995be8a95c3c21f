import { useCallback } from 'react';
import { carryoverMeter, type MeterRow } from '#charts/carryover-meter.ts';
import type { LineStyle } from '#charts/paint.ts';
import type { ChartPicture } from '#charts/picture.ts';
import type { TrialCarryover } from '#domain/carryover/carryover.ts';
import type { DayCarryover, DaySide } from '#domain/carryover/day-goal.ts';
import type { Side } from '#domain/carryover/side.ts';
import { isNatural, type TherapistPart } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { FittedPicture } from '../../parts/picture/picture.tsx';
import { useWords } from '../../parts/words.tsx';
import { gapInWords } from '#telling/answer-words.ts';
import type { GoalPage } from '#telling/goal-page.ts';
import { amountInWords, conditionInWords, percentOf, settingInWords } from '#telling/goal-words.ts';

/** The conditions side by side, with what is likely of each and the gap between them. */
export function CarryoverPicture({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const draw = useCallback((width: number) => meterOf(words, page, width), [page, words]);
  return <FittedPicture draw={draw} tableLabel={words.say('carryover.meter_table')} />;
}

export function meterOf(words: Words, page: GoalPage, width: number): ChartPicture {
  return page.carryover.unit === 'trial'
    ? meterOfTrials(words, page, page.carryover, width)
    : meterOfDays(words, page, page.carryover, width);
}

const columnsOf = (words: Words, unit: 'trial' | 'day') => ({
  where: words.say('carryover.column.where'),
  value: words.say(unit === 'trial' ? 'carryover.column.value' : 'carryover.column.value_days'),
  counts: words.say('carryover.column.counts'),
  range: words.say(unit === 'trial' ? 'carryover.column.range' : 'carryover.column.range_days'),
});

/** The natural place's name while there is one only, and that of all of them otherwise. */
function naturalPlace(words: Words, conditions: readonly { readonly setting: string }[]): string {
  const settings = new Set(conditions.filter(({ setting }) => isNatural(setting)).map(({ setting }) => setting));
  const [only] = settings;
  if (settings.size === 0) return settingInWords(words, 'classroom');
  return settings.size === 1 && only !== undefined ? settingInWords(words, only) : words.say('setting.natural');
}

const point = (parts: { where: string; value: string; counts: string; interval: string }) =>
  [`${parts.where}: ${parts.value}`, parts.counts, parts.interval].filter(Boolean).join(', ');

function meterOfTrials(words: Words, { rules }: GoalPage, carryover: TrialCarryover, width: number) {
  const { therapy, natural, presence, gap95 } = carryover;
  const place = naturalPlace(words, carryover.conditions);
  const row = (id: string, label: string, line: LineStyle, side: Side): MeterRow => ({
    id,
    label,
    line,
    value: side.p === null ? null : side.p * 100,
    interval: side.interval === null ? null : { low: side.interval.lower * 100, high: side.interval.upper * 100 },
    n: side.n,
    count: side.x,
  });
  const part = (name: TherapistPart) => words.say(`condition.${name}`, { place });
  const parts = [presence.helping, presence.watching, presence.away].filter((side) => side.n > 0);
  const rows = [
    row('therapy', settingInWords(words, 'therapy_room', rules.discipline), 'room', therapy),
    // The two that the answer compares; with one part only, that part is all of it.
    ...(parts.length > 1 ? [row('natural', words.say('condition.all', { place }), 'class', natural)] : []),
    row('helping', part('helping'), 'helping', presence.helping),
    ...(presence.watching.n > 0 ? [row('watching', part('watching'), 'watching', presence.watching)] : []),
    row('away', part('away'), 'away', presence.away),
  ];
  const compared =
    parts.length > 1 ? 'natural' : presence.away.n > 0 ? 'away' : presence.watching.n > 0 ? 'watching' : 'helping';
  const columns = columnsOf(words, 'trial');
  return carryoverMeter({
    idPrefix: 'carryover',
    title: words.say('carryover.meter'),
    width,
    rows,
    gaps: gap95 === null ? [] : [{ betweenIds: ['therapy', compared], label: gapInWords(words, gap95) }],
    criterion: {
      value: carryover.criterion * 100,
      label: words.say('carryover.criterion', { percent: percentOf(carryover.criterion) }),
    },
    words: {
      value: (value) => `${Math.round(value)} %`,
      counts: (count, n) => words.say('share.counted', { x: count ?? 0, n }),
      interval: (low, high) => words.say('carryover.likely', { range: words.range(low / 100, high / 100) }),
      noData: words.say('carryover.no_data'),
      point,
      columns: { where: columns.where, value: columns.value, counts: columns.counts, interval: columns.range },
    },
  });
}

function meterOfDays(words: Words, { rules, version }: GoalPage, carryover: DayCarryover, width: number) {
  const { quantity, conditions } = carryover;
  const scale = quantity === 'share' ? 100 : 1;
  const row = (id: string, label: string, line: LineStyle, side: DaySide): MeterRow => ({
    id,
    label,
    line,
    value: side.median === null ? null : side.median * scale,
    interval:
      side.lowest === null || side.highest === null ? null : { low: side.lowest * scale, high: side.highest * scale },
    n: side.days,
  });
  const rows =
    conditions.length > 0
      ? conditions.map((side) =>
          row(
            `${side.setting}-${side.part}`,
            conditionInWords(words, side, rules.discipline),
            isNatural(side.setting) ? side.part : 'room',
            side,
          ),
        )
      : [row('natural', settingInWords(words, 'classroom'), 'class', carryover.natural)];
  const criterion = version.criterion.value * scale;
  const highest = Math.max(criterion, ...rows.map(({ interval }) => interval?.high ?? 0));
  const lowest = Math.min(0, criterion, ...rows.map(({ interval }) => interval?.low ?? 0));
  const amount = (value: number) => amountInWords(words, quantity, value / scale);
  const columns = columnsOf(words, 'day');
  return carryoverMeter({
    idPrefix: 'carryover',
    title: words.say('carryover.meter_days'),
    width,
    rows,
    criterion: { value: criterion, label: words.say('carryover.criterion_amount', { amount: amount(criterion) }) },
    // Four equal parts of whole numbers, so that the middle of the axis is one.
    axis:
      quantity === 'share'
        ? { from: 0, to: 100 }
        : { from: lowest, to: lowest + 4 * Math.ceil((highest - lowest) / 4) },
    words: {
      value: amount,
      ...(quantity !== 'share' && { axis: (value) => words.count(value) }),
      counts: (_, n) => words.say('carryover.days', { n }),
      interval: (low, high) => `${amountInWords(words, quantity, low / scale)} – ${amount(high)}`,
      noData: words.say('carryover.no_data'),
      point,
      columns: { where: columns.where, value: columns.value, counts: columns.counts, interval: columns.range },
    },
  });
}
