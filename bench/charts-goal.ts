import type { GoalChartInput, GoalChartPanel } from '#charts/goal-chart-input.ts';
import { isoDate } from '#charts/school-days.ts';

const firstDay = 20_332;

/** A goal of so many sessions in four settings over two school years, with everything a chart can show. */
export function goalOf(sessions: number, width: number): GoalChartInput {
  const lines = ['room', 'helping', 'watching', 'away'] as const;
  const each = Math.ceil(sessions / lines.length);
  const panels = lines.map((line, index): GoalChartPanel => {
    const many = Math.min(each, sessions - index * each);
    return {
      id: line,
      label: `Setting ${line}`,
      line,
      series: [
        {
          id: 'own',
          label: 'on their own',
          mark: 'on_their_own',
          sessions: Array.from({ length: many }, (_, nth) => {
            const n = 5 + ((nth * 7) % 11);
            const count = Math.min(n, Math.round(n * ((nth * 37) % 100) * 0.01));
            const value = (100 * count) / n;
            return {
              id: `${line} ${nth}`,
              date: isoDate(firstDay + Math.floor((nth * 640) / each)),
              value: nth % 23 === 22 ? null : value,
              n,
              count,
              interval: { low: Math.max(0, value - 25), high: Math.min(100, value + 20) },
            };
          }),
        },
      ],
    };
  });
  return {
    idPrefix: 'bench',
    title: 'A goal of two school years',
    width,
    axis: { kind: 'percent' },
    panels,
    phases: [0, 40, 150, 300, 420].map((day, index) => ({
      id: `phase ${index}`,
      startsOn: isoDate(firstDay + day),
      label: `Phase ${index}`,
      kind: index === 0 ? 'baseline' : 'service',
    })),
    aimLine: { from: isoDate(firstDay), fromValue: 30, to: isoDate(firstDay + 640), toValue: 80 },
    criterion: [{ from: isoDate(firstDay), value: 80 }],
    daysOff: [100, 160, 220, 290, 465, 530].map((day) => ({
      from: isoDate(firstDay + day),
      to: isoDate(firstDay + day + 9),
    })),
    words: {
      measure: '% on their own',
      n: 'n',
      value: (value) => `${Math.round(value)} %`,
      counts: (count, n) => `${count} of ${n}`,
      interval: (low, high) => `likely ${Math.round(low)}–${Math.round(high)} %`,
      missing: (code) => code ?? 'nothing measured',
      date: (iso) => iso,
      tick: (iso) => iso.slice(5),
      month: (iso) => iso.slice(0, 7),
      point: (parts) => Object.values(parts).join(', '),
      keys: {
        interval: 'likely range',
        aimLine: 'aim line',
        criterion: 'criterion',
        trend: 'trend',
        daysOff: 'no school',
      },
      columns: {
        date: 'Date',
        where: 'Where',
        phase: 'Phase',
        outcome: 'Outcome',
        value: 'Value',
        counts: 'Counts',
        interval: 'Likely range',
      },
    },
  };
}
