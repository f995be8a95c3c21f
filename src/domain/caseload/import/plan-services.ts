import type { Discipline } from '../../goals/goal.ts';
import { changeService, type ServicePeriod, type ServiceTerms } from '../../services/service-period.ts';
import type { ColumnKey } from './columns.ts';
import type { Change, KnownLine, ServicePlan, ShownTerms } from './plan.ts';
import type { RowTherapist, StudentDates } from './plan-goals.ts';
import type { Problems } from './problems.ts';
import type { CaseloadRow } from './row.ts';

interface Wanted {
  readonly row: number;
  readonly discipline: Discipline;
  /** What the rows say; the rest stays as it is. */
  readonly said: Partial<ServiceTerms> & Pick<ServiceTerms, 'minutes' | 'times' | 'per' | 'delivery'>;
  /** Who gives a new one. */
  readonly adultId: string | null;
  readonly from: string | undefined;
}

export interface ServicesPlanned {
  readonly services: readonly ServicePlan[];
  readonly changes: readonly Change[];
  readonly unchanged: number;
}

/**
 * The services of one student. Of a discipline, what is the same in both stays; then services given in the same way are the
 * same service, changed; then one left on either side. A change ends what runs the day before and opens the next period.
 */
export function planServices(
  rows: readonly CaseloadRow[],
  lines: readonly KnownLine[],
  therapistOf: (row: CaseloadRow) => RowTherapist,
  dates: StudentDates,
  problems: Problems,
): ServicesPlanned {
  const services: ServicePlan[] = [];
  const changes: Change[] = [];
  let unchanged = 0;
  const byDiscipline = Map.groupBy(wantedServices(rows, therapistOf, problems), ({ discipline }) => discipline);
  for (const [discipline, wanted] of byDiscipline) {
    const own = lines.filter((line) => line.discipline === discipline);
    const running = own.flatMap((line) =>
      line.periods
        .filter(({ to }) => to === null || to >= dates.today)
        .map((period): Running => ({ period, lineId: line.id })),
    );
    const { pairs, left, fresh } = paired(wanted, running);
    for (const [service, { period, lineId }] of pairs) {
      const terms = merged(service, period);
      if (sameTerms(terms, period)) {
        unchanged += 1;
        continue;
      }
      const plan = changed(service, period, terms, { lineId, discipline, today: dates.today, problems });
      if (plan === null) continue;
      services.push(plan);
      changes.push({ field: 'service', of: discipline, before: shown(period), after: shown(terms) });
    }
    if (fresh.length > 0 && left.length > 0) {
      for (const { row } of fresh) problems.add(row, 'delivery', 'service_unclear');
      continue;
    }
    const lineIds = new Set(running.map(({ lineId }) => lineId));
    for (const service of fresh) {
      if (service.adultId === null) {
        problems.add(service.row, 'therapist', 'therapist_missing');
        continue;
      }
      const terms = { groupMax: 1, place: '', adultId: service.adultId, ...service.said };
      services.push({
        discipline,
        lineId: lineIds.size === 1 ? [...lineIds][0]! : null,
        close: null,
        correct: null,
        open: { terms, from: service.from ?? dates.iepDate ?? dates.today },
      });
      changes.push({ field: 'service', of: discipline, before: null, after: shown(terms) });
    }
  }
  return { services, changes, unchanged };
}

interface Running {
  readonly period: ServicePeriod;
  readonly lineId: string;
}

const needed = ['minutes', 'times', 'per', 'delivery'] as const satisfies readonly ColumnKey[];
const besides = ['groupMax', 'servicePlace', 'serviceFrom'] as const satisfies readonly ColumnKey[];

function wantedServices(
  rows: readonly CaseloadRow[],
  therapistOf: (row: CaseloadRow) => RowTherapist,
  problems: Problems,
): Wanted[] {
  const groups = new Map<string, { readonly wanted: Wanted; readonly rows: CaseloadRow[] }>();
  for (const row of rows) {
    const { minutes, times, per, delivery } = row;
    if (minutes === undefined || times === undefined || per === undefined || delivery === undefined) {
      if ([...needed, ...besides].some((key) => row[key] !== undefined))
        problems.add(row.row, needed.find((key) => row[key] === undefined)!, 'service_incomplete');
      continue;
    }
    const therapist = therapistOf(row);
    const discipline = row.discipline ?? therapist.discipline;
    if (discipline === null) {
      problems.add(row.row, 'discipline', 'discipline_missing');
      continue;
    }
    const said = {
      minutes,
      times,
      per,
      delivery,
      ...(row.groupMax === undefined ? {} : { groupMax: row.groupMax }),
      ...(row.servicePlace === undefined ? {} : { place: row.servicePlace }),
      ...(therapist.said && therapist.adultId !== null ? { adultId: therapist.adultId } : {}),
    };
    // A spreadsheet repeats the service on the line of each goal: the same terms are the same service.
    const key = JSON.stringify([discipline, said]);
    const known = groups.get(key);
    if (known !== undefined) known.rows.push(row);
    else
      groups.set(key, {
        wanted: { row: row.row, discipline, said, adultId: therapist.adultId, from: undefined },
        rows: [row],
      });
  }
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({ ...group.wanted, from: problems.said(group.rows, 'serviceFrom') }));
}

const merged = ({ said }: Wanted, period: ServiceTerms): ServiceTerms => ({ ...termsOf(period), ...said });
const termsOf = ({ minutes, times, per, delivery, groupMax, place, adultId }: ServiceTerms): ServiceTerms => ({
  minutes,
  times,
  per,
  delivery,
  groupMax,
  place,
  adultId,
});
const shown = ({ minutes, times, per, delivery, groupMax }: ServiceTerms): ShownTerms => ({
  minutes,
  times,
  per,
  delivery,
  groupMax,
});
const sameTerms = (a: ServiceTerms, b: ServiceTerms) =>
  (Object.keys(termsOf(a)) as (keyof ServiceTerms)[]).every((key) => a[key] === b[key]);

/** `left`: what runs and the rows do not mention, where it could be meant by one of `fresh`. */
function paired(
  wanted: readonly Wanted[],
  running: readonly Running[],
): { pairs: [Wanted, Running][]; left: Running[]; fresh: Wanted[] } {
  const pairs: [Wanted, Running][] = [];
  let fresh = [...wanted];
  let left = [...running];
  const pair = (service: Wanted, other: Running) => {
    pairs.push([service, other]);
    fresh = fresh.filter((one) => one !== service);
    left = left.filter((one) => one !== other);
  };
  for (const service of wanted) {
    const same = left.find(({ period }) => sameTerms(merged(service, period), period));
    if (same !== undefined) pair(service, same);
  }
  for (const delivery of new Set(fresh.map(({ said }) => said.delivery))) {
    const here = fresh.filter(({ said }) => said.delivery === delivery);
    const there = left.filter(({ period }) => period.delivery === delivery);
    if (here.length === 1 && there.length === 1) pair(here[0]!, there[0]!);
  }
  if (fresh.length === 1 && left.length === 1) pair(fresh[0]!, left[0]!);
  return { pairs, left, fresh };
}

function changed(
  service: Wanted,
  period: ServicePeriod,
  terms: ServiceTerms,
  at: { readonly lineId: string; readonly discipline: Discipline; readonly today: string; readonly problems: Problems },
): ServicePlan | null {
  const { lineId, discipline, today, problems } = at;
  if (period.from >= today) return { discipline, lineId, close: null, correct: { id: period.id, terms }, open: null };
  const on = service.from ?? today;
  const change = changeService([period], { on, reason: '', terms: [terms] });
  if (typeof change === 'string') {
    problems.add(service.row, 'serviceFrom', 'service_runs_since', { day: period.from });
    return null;
  }
  return { discipline, lineId, close: change.close[0] ?? null, correct: null, open: { terms, from: on } };
}
