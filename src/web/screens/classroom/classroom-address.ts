/** Addresses of the recording screen, which is a page of its own and has no router: `/classroom/ID`, and `/classroom/new` for what nobody planned. */
const under = '/classroom/';
const unplanned = 'new';

/** Null: a session that nobody planned is to be made first. */
export function sessionInAddress(path: string): string | null {
  const id = decodeURIComponent(path.slice(under.length).split('/')[0]!);
  return id === unplanned ? null : id;
}

export const addressOfSession = (sessionId: string): string => `${under}${encodeURIComponent(sessionId)}`;
