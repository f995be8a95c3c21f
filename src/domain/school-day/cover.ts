/** Who could take a session over for one day. Facts only: the schools decide, and so does a therapist's own licence. */
import { type Stretch, minutesOf } from './intervals.ts';

interface Times {
  /** Wall times `HH:MM` of the day. */
  readonly starts: string;
  readonly ends: string;
}

export interface UncoveredSession extends Times {
  readonly id: string;
  readonly schoolId: string;
  /** Of the therapist whose session it is; null where nobody said. */
  readonly discipline: string | null;
}

export interface ColleagueDay {
  readonly adultId: string;
  readonly discipline: string | null;
  readonly out: boolean;
  /** Sessions the colleague leads or covers that day. */
  readonly sessions: readonly (Times & { readonly id: string })[];
  /** Lunch, meetings and the like. */
  readonly otherWork: readonly Times[];
  /** Where the colleague works that day; empty: nobody said. */
  readonly at: readonly (Times & { readonly schoolId: string | null })[];
}

/** What speaks against a colleague at that time. */
export type AgainstCover = 'out' | 'in_session' | 'other_work' | 'elsewhere';

const stretch = ({ starts, ends }: Times): Stretch => ({ from: minutesOf(starts) ?? 0, to: minutesOf(ends) ?? 0 });
const meets = (a: Times, b: Times): boolean => {
  const [one, other] = [stretch(a), stretch(b)];
  return one.from < other.to && other.from < one.to;
};

function againstCover(session: UncoveredSession, colleague: ColleagueDay): AgainstCover | null {
  if (colleague.out) return 'out';
  if (colleague.sessions.some((other) => other.id !== session.id && meets(other, session))) return 'in_session';
  if (colleague.otherWork.some((work) => meets(work, session))) return 'other_work';
  const here = colleague.at.filter((stay) => stay.schoolId === session.schoolId);
  const within = here.some((stay) => stay.starts <= session.starts && session.ends <= stay.ends);
  return colleague.at.length > 0 && !within ? 'elsewhere' : null;
}

/** All colleagues: the free ones first, of the same discipline before others, else in the order given. */
export function coverChoices(
  session: UncoveredSession,
  colleagues: readonly ColleagueDay[],
): { readonly adultId: string; readonly against: AgainstCover | null }[] {
  const rank = (choice: { colleague: ColleagueDay; against: AgainstCover | null }): number =>
    (choice.against === null ? 0 : 2) + (choice.colleague.discipline === session.discipline ? 0 : 1);
  return colleagues
    .map((colleague) => ({ colleague, against: againstCover(session, colleague) }))
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ colleague, against }) => ({ adultId: colleague.adultId, against }));
}
