import { type Discipline, usualCriterion } from '../../goals/goal.ts';
import { changedParts, type GoalWording } from '../../goals/version.ts';
import { addDays } from '../../school-day/calendar.ts';
import { plain, tidy } from './cell.ts';
import type { Change, GoalFrameFields, GoalPlan, KnownGoal } from './plan.ts';
import type { Problems } from './problems.ts';
import type { CaseloadRow } from './row.ts';

/** What a row's therapist comes to: who it is, whether the row says so itself, and that adult's discipline. */
export interface RowTherapist {
  readonly adultId: string | null;
  readonly said: boolean;
  readonly discipline: Discipline | null;
}

export interface StudentDates {
  /** Of the IEP that will hold. */
  readonly iepDate: string | null;
  readonly annualReview: string | null;
  readonly today: string;
}

interface Wanted {
  readonly rows: readonly CaseloadRow[];
  readonly number: string | undefined;
  readonly tag: string | undefined;
  readonly wording: string | undefined;
  readonly discipline: Discipline | undefined;
}

export interface GoalsPlanned {
  readonly goals: readonly GoalPlan[];
  readonly changes: readonly Change[];
  readonly unchanged: number;
}

/**
 * The goals of one student. A goal is known again by the IEP system's number, else by its tag, else by its wording; changed
 * wording makes a new version from today on. Wording that fits no goal, while the student has other open ones of that
 * discipline that the rows do not mention, may be a new goal or an old one reworded: that is a problem, not a guess.
 */
export function planGoals(
  rows: readonly CaseloadRow[],
  known: readonly KnownGoal[],
  therapistOf: (row: CaseloadRow) => RowTherapist,
  dates: StudentDates,
  problems: Problems,
): GoalsPlanned {
  const wanted = wantedGoals(rows, therapistOf, problems);
  const matches = new Map<Wanted, KnownGoal>();
  const taken = new Map<string, Wanted>();
  for (const goal of wanted) {
    const match = knownAgain(goal, known);
    if (match === null) continue;
    if (taken.has(match.id))
      problems.add(goal.rows[0]!.row, 'goal', 'goal_twice', { row: taken.get(match.id)!.rows[0]!.row });
    taken.set(match.id, goal);
    matches.set(goal, match);
  }
  const plans: GoalPlan[] = [];
  const changes: Change[] = [];
  const tags = tagsInUse(wanted, matches, known, problems);
  for (const goal of wanted) {
    const match = matches.get(goal);
    if (match !== undefined) {
      const plan = changedGoal(goal, match, dates, problems, changes);
      if (plan !== null) plans.push(plan);
      continue;
    }
    const unmentioned = known.filter(
      (other) => other.status !== 'closed' && other.discipline === goal.discipline && !taken.has(other.id),
    );
    if (goal.number === undefined && goal.tag === undefined && unmentioned.length > 0) {
      const said = unmentioned.map(({ tag }) => tag).join(', ');
      problems.add(goal.rows[0]!.row, 'goalTag', 'goal_unclear', { said });
      continue;
    }
    const plan = newGoal(goal, therapistOf, dates, tags, problems);
    if (plan === null) continue;
    plans.push(plan);
    changes.push({ field: 'goal', of: plan.frame.tag, before: null, after: plan.wording.officialWording });
  }
  const changed = plans.filter(({ is }) => is === 'changed').length;
  return { goals: plans, changes, unchanged: matches.size - changed };
}

const aboutGoals = ['goalPlain', 'goalArea', 'goalStart', 'goalEnd', 'criterion'] as const;

function wantedGoals(
  rows: readonly CaseloadRow[],
  therapistOf: (row: CaseloadRow) => RowTherapist,
  problems: Problems,
): Wanted[] {
  const groups = new Map<string, CaseloadRow[]>();
  const disciplineOf = (row: CaseloadRow) => row.discipline ?? therapistOf(row).discipline ?? undefined;
  for (const row of rows) {
    if (row.goal === undefined && row.goalNumber === undefined && row.goalTag === undefined) {
      if (aboutGoals.some((key) => row[key] !== undefined)) problems.add(row.row, 'goal', 'goal_missing');
      continue;
    }
    const key =
      row.goalNumber !== undefined
        ? `number ${row.goalNumber}`
        : row.goalTag !== undefined
          ? `tag ${row.goalTag.toLowerCase()}`
          : `wording ${disciplineOf(row)} ${plain(row.goal!)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({
      rows: group,
      number: problems.said(group, 'goalNumber'),
      tag: problems.said(group, 'goalTag'),
      wording: problems.said(group, 'goal'),
      discipline: problems.agreed(
        group.map((row) => ({ row: row.row, value: disciplineOf(row) })),
        'discipline',
      ),
    }));
}

function knownAgain(wanted: Wanted, known: readonly KnownGoal[]): KnownGoal | null {
  const byNumber = wanted.number === undefined ? undefined : known.find(({ number }) => number === wanted.number);
  if (byNumber !== undefined) return byNumber;
  // A goal that has another number is another goal, whatever its tag and wording.
  const others = wanted.number === undefined ? known : known.filter(({ number }) => number === null);
  const tag = wanted.tag?.toLowerCase();
  const byTag = others.find((goal) => goal.status !== 'closed' && goal.tag.toLowerCase() === tag);
  if (tag !== undefined) return byTag ?? null;
  if (wanted.wording === undefined) return null;
  const wording = plain(wanted.wording);
  const alike = others.filter(
    (goal) =>
      plain(goal.newest.officialWording) === wording &&
      (wanted.discipline === undefined || goal.discipline === wanted.discipline),
  );
  return alike.find(({ status }) => status !== 'closed') ?? alike[0] ?? null;
}

/** Tags that the student's goals will have; one that two would share is a problem: on the pad they could not be told apart. */
function tagsInUse(
  wanted: readonly Wanted[],
  matches: ReadonlyMap<Wanted, KnownGoal>,
  known: readonly KnownGoal[],
  problems: Problems,
): Set<string> {
  const mentioned = new Set([...matches.values()].map(({ id }) => id));
  const tags = new Set(
    known.filter((goal) => goal.status !== 'closed' && !mentioned.has(goal.id)).map(({ tag }) => tag.toLowerCase()),
  );
  for (const goal of wanted) {
    const match = matches.get(goal);
    if (match?.status === 'closed') continue;
    const tag = (goal.tag ?? match?.tag)?.toLowerCase();
    if (tag === undefined) continue;
    if (tags.has(tag)) problems.add(goal.rows[0]!.row, 'goalTag', 'tag_taken', { said: tag });
    tags.add(tag);
  }
  return tags;
}

function changedGoal(
  wanted: Wanted,
  goal: KnownGoal,
  { today }: StudentDates,
  problems: Problems,
  changes: Change[],
): GoalPlan | null {
  const { rows } = wanted;
  const row = rows[0]!.row;
  const frame: GoalFrameFields = {
    discipline: goal.discipline,
    area: problems.said(rows, 'goalArea') ?? goal.area,
    tag: wanted.tag ?? goal.tag,
    number: wanted.number ?? goal.number,
    startsOn: problems.said(rows, 'goalStart') ?? goal.startsOn,
    endsOn: problems.said(rows, 'goalEnd') ?? goal.endsOn,
  };
  if (frame.endsOn < frame.startsOn) problems.add(row, 'goalEnd', 'date_before', { day: frame.startsOn });
  for (const one of rows)
    if (one.discipline !== undefined && one.discipline !== goal.discipline)
      problems.add(one.row, 'discipline', 'goal_other_discipline');
  const { version, from, ...before } = goal.newest;
  const share = problems.said(rows, 'criterion');
  const percent = before.criterion.kind === 'percent';
  if (share !== undefined && !percent) problems.add(row, 'criterion', 'criterion_not_percent');
  const same = wanted.wording === undefined || tidy(before.officialWording) === wanted.wording;
  const wording: GoalWording = {
    ...before,
    officialWording: same ? before.officialWording : wanted.wording!,
    plainWords: problems.said(rows, 'goalPlain') ?? before.plainWords,
    criterion: share !== undefined && percent ? { ...before.criterion, value: share } : before.criterion,
    selfCorrectionOffered: frame.area !== 'fluency' && before.selfCorrectionOffered,
  };
  const said: Change[] = [];
  const differ = (field: Change['field'], was: Change['before'], is: Change['after']) => {
    if (was !== is) said.push({ field, of: goal.tag, before: was, after: is });
  };
  differ('goal_wording', before.officialWording, wording.officialWording);
  differ('goal_plain', before.plainWords, wording.plainWords);
  differ('goal_criterion', before.criterion.value, wording.criterion.value);
  differ('goal_area', goal.area, frame.area);
  differ('goal_tag', goal.tag, frame.tag);
  differ('goal_number', goal.number, frame.number);
  differ('goal_start', goal.startsOn, frame.startsOn);
  differ('goal_end', goal.endsOn, frame.endsOn);
  changes.push(...said);
  const reworded = changedParts(before, wording).length > 0;
  if (said.length === 0 && !reworded) return null;
  // A version does not reach back behind the one before it.
  const next = reworded ? { ...wording, version: version + 1, from: from > today ? from : today } : null;
  return { is: 'changed', goalId: goal.id, frame, version: next };
}

const tagLetter: Readonly<Record<Discipline, string>> = { speech: 's', occupational: 'o', physical: 'p' };

function newGoal(
  wanted: Wanted,
  therapistOf: (row: CaseloadRow) => RowTherapist,
  dates: StudentDates,
  tags: Set<string>,
  problems: Problems,
): Extract<GoalPlan, { is: 'new' }> | null {
  const { rows, discipline, wording } = wanted;
  const row = rows[0]!.row;
  const ownerId = problems.agreed(
    rows.map((one) => ({ row: one.row, value: therapistOf(one).adultId ?? undefined })),
    'therapist',
  );
  if (wording === undefined) problems.add(row, 'goal', 'goal_missing');
  if (discipline === undefined) problems.add(row, 'discipline', 'discipline_missing');
  if (ownerId === undefined) problems.add(row, 'therapist', 'therapist_missing');
  const startsOn = problems.said(rows, 'goalStart') ?? dates.iepDate ?? dates.today;
  const review = dates.annualReview !== null && dates.annualReview > startsOn ? dates.annualReview : null;
  const endsOn = problems.said(rows, 'goalEnd') ?? review ?? addDays(startsOn, 364);
  if (endsOn < startsOn) problems.add(row, 'goalEnd', 'date_before', { day: startsOn });
  const area = problems.said(rows, 'goalArea') ?? 'other';
  const plainWords = problems.said(rows, 'goalPlain') ?? '';
  const value = problems.said(rows, 'criterion') ?? usualCriterion.value;
  if (wording === undefined || discipline === undefined || ownerId === undefined) return null;
  return {
    is: 'new',
    ownerId,
    frame: {
      discipline,
      area,
      tag: wanted.tag ?? freeTag(tagLetter[discipline], tags),
      number: wanted.number ?? null,
      startsOn,
      endsOn,
    },
    wording: {
      officialWording: wording,
      plainWords,
      criterion: { ...usualCriterion, value },
      baseline: null,
      waitSeconds: 5,
      responseMode: 'speech',
      selfCorrectionOffered: area !== 'fluency',
      supports: [],
    },
  };
}

function freeTag(letter: string, tags: Set<string>): string {
  let number = 1;
  while (tags.has(`${letter}${number}`)) number += 1;
  tags.add(`${letter}${number}`);
  return `${letter}${number}`;
}
