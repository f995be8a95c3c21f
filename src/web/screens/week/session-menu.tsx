import { useState } from 'react';
import { reinstateSession, type SessionLine } from '#contract/session.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Menu } from '../../parts/menu.tsx';
import { useWords } from '../../parts/words.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { SessionDialog } from './session-dialog.tsx';

/** What can be begun with a session from where it is listed. */
export type SessionStep = 'move' | 'change' | 'cancel';

/**
 * Change, cancel, or take the cancellation back: for one's own sessions that have not been recorded. Where `onStep` is
 * given it opens what is chosen, and a session can be moved as well.
 */
export function SessionMenu({
  session,
  name,
  onStep,
}: {
  readonly session: SessionLine;
  readonly name: string;
  readonly onStep?: ((step: SessionStep) => void) | undefined;
}) {
  const words = useWords();
  const me = useMe();
  const [open, setOpen] = useState<SessionStep | null>(null);
  const reinstate = useChange(reinstateSession, () => announce(words.say('session.was_reinstated')));
  // What a colleague takes over is taken back first, on Today.
  const fixed = session.openedAt !== null || session.coveredBy !== null;
  if (session.adultId !== me.adultId || fixed) return null;
  const begin = onStep ?? setOpen;
  const actions =
    session.status === 'cancelled'
      ? [
          {
            key: 'reinstate',
            label: words.say('session.reinstate'),
            onAction: () => reinstate.mutate({ params: { sessionId: session.id } }),
          },
        ]
      : [
          ...(onStep === undefined
            ? []
            : [{ key: 'move', label: words.say('week.moving', { what: name }), onAction: () => begin('move') }]),
          { key: 'change', label: words.say('session.change'), onAction: () => begin('change') },
          { key: 'cancel', label: words.say('session.cancel'), onAction: () => begin('cancel') },
        ];
  return (
    <>
      <Menu label={words.say('today.more', { what: name, time: words.time(session.starts) })} actions={actions} />
      {open === 'change' && <SessionDialog session={session} date={session.date} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog session={session} onClose={() => setOpen(null)} />}
    </>
  );
}
