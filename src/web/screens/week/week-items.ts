import type { TouchBaseLine } from '#contract/plan.ts';
import type { SessionLine } from '#contract/session.ts';
import type { Words } from '#words/words.ts';
import { cancelledWhy, sessionName } from '../today/session-words.ts';
import type { GridItem } from './grid-items.ts';

/** A session as the grid shows it. */
export function sessionItem(
  session: SessionLine,
  column: string,
  words: Words,
  state: {
    readonly locked?: boolean;
    readonly movable?: boolean;
    readonly conflict?: boolean;
    readonly whose?: boolean;
  } = {},
): GridItem {
  const isCancelled = session.status === 'cancelled';
  const labels = isCancelled ? [cancelledWhy(session, words)] : (session.members ?? []).map(({ label }) => label);
  const name = sessionName(session, words);
  const title =
    session.className === null || session.routineName === null
      ? name
      : words.say('plan.name.session', { what: name, class: session.className });
  const said = [
    title,
    words.say(`delivery.${session.delivery}`),
    ...(state.whose ? [session.adultName] : []),
    ...labels,
    ...(state.locked ? [words.say('week.locked')] : []),
    ...(state.conflict ? [words.say('week.conflict')] : []),
  ];
  return {
    key: session.id,
    column,
    starts: session.starts,
    ends: session.ends,
    kind: session.delivery,
    // In a room it is first of all who is there, then for what.
    title: state.whose ? session.adultName : title,
    labels: state.whose ? [...(title === column ? [] : [title]), ...(isCancelled ? labels : [])] : labels,
    said: words.say('week.session_label', {
      day: words.day(session.date, 'short'),
      span: words.timeSpan(session.starts, session.ends),
      what: said.join(', '),
    }),
    cancelled: isCancelled,
    locked: state.locked === true,
    conflict: state.conflict === true,
    movable: state.movable === true,
  };
}

export function touchBaseItem(meeting: TouchBaseLine, column: string, words: Words): GridItem {
  const title = words.say('touch_base.with', { names: words.list(meeting.adultNames) });
  return {
    key: `touch-base ${meeting.slotId} ${meeting.date}`,
    column,
    starts: meeting.starts,
    ends: meeting.ends,
    kind: 'touch_base',
    title,
    labels: [],
    said: words.say('week.session_label', {
      day: words.day(meeting.date, 'short'),
      span: words.timeSpan(meeting.starts, meeting.ends),
      what: `${title}, ${meeting.className}`,
    }),
  };
}
