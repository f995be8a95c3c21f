/** Addresses of the recording screen, which has no router: `/classroom/ID`, and `/classroom/new` for what nobody planned. */
const under = '/classroom/';
const unplanned = 'new';

export const isClassroom = (path: string): boolean => path.startsWith(under) && path.length > under.length;

/** Null: a session that nobody planned is to be made first. */
export function sessionInAddress(path: string): string | null {
  const id = decodeURIComponent(path.slice(under.length).split('/')[0]!);
  return id === unplanned ? null : id;
}

export const addressOfSession = (sessionId: string): string => `${under}${encodeURIComponent(sessionId)}`;
