import { useMemo, useState } from 'react';
import type { PlanPage, TouchBaseLine } from '#contract/plan.ts';
import { changeSession, type SessionLine } from '#contract/session.ts';
import { addDays, weekdayOf } from '#domain/school-day/calendar.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { hoursOfGrid, movedSpot, type Spot } from './grid-items.ts';
import { GridKey } from './grid-key.tsx';
import { MoveBar } from './move-bar.tsx';
import { draftOf } from './plan-draft.ts';
import { SessionDialog } from './session-dialog.tsx';
import type { SessionStep } from './session-menu.tsx';
import { checkerOf } from './week-check.ts';
import { MyWeekGrid } from './week-grid.tsx';
import { WeekList } from './week-list.tsx';
import styles from './week.module.css';

interface Undo {
  readonly session: SessionLine;
  readonly scope: 'this' | 'this_and_later';
}

const weekdays = ['1', '2', '3', '4', '5'] as const;

/**
 * One's own week, as a grid or a list. What was begun with a session (moving it, changing it, cancelling it) belongs to the
 * week and not to the view: a tablet that is turned shows the other view, and nothing is lost.
 */
export function OwnWeek({
  monday,
  sessions,
  touchBases,
  page,
  view,
}: {
  readonly monday: string;
  readonly sessions: readonly SessionLine[];
  readonly touchBases: readonly TouchBaseLine[];
  /** What the week is planned from; null while it is not known. */
  readonly page: PlanPage | null;
  readonly view: 'grid' | 'list';
}) {
  const words = useWords();
  const [moving, setMoving] = useState<{ session: SessionLine; spot: Spot } | null>(null);
  const [dialog, setDialog] = useState<{ what: 'change' | 'cancel'; session: SessionLine } | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);
  const checker = useMemo(() => (page === null ? null : checkerOf(page)), [page]);
  const hours = hoursOfGrid([...sessions, ...touchBases, ...(checker?.week.therapist.busy ?? [])]);
  const dateOf = (column: string) => addDays(monday, Number(column) - 1);
  const change = useChange(changeSession);

  const put = (
    session: SessionLine,
    to: { date: string; starts: string; ends: string },
    scope: Undo['scope'],
    back: boolean,
  ) => {
    const { schoolId: _, members, ...fields } = draftOf(session);
    const { date, starts, ends } = to;
    const body = {
      ...fields,
      date,
      starts,
      ends,
      scope,
      members: members.map((one) => ({ ...one, goalIds: [...one.goalIds] })),
    };
    change.mutate(
      { params: { sessionId: session.id }, body },
      {
        onSuccess: () => {
          setMoving(null);
          setUndo(back ? null : { session, scope });
          const said = { day: words.day(date, 'short'), span: words.timeSpan(starts, ends) };
          announce(words.say(back ? 'week.undone' : 'week.moved_to', said));
        },
      },
    );
  };
  const begin = (session: SessionLine, step: SessionStep) => {
    if (step !== 'move') {
      setDialog({ what: step, session });
      return;
    }
    change.reset();
    setMoving({
      session,
      spot: { column: String(weekdayOf(session.date)), starts: session.starts, ends: session.ends },
    });
  };
  const nudge = (by: { minutes: number; columns: number }) =>
    setMoving((now) => now && { ...now, spot: movedSpot(now.spot, by, weekdays, hours) });

  return (
    <>
      {undo !== null && (
        <Notice role="status">
          <span className={styles.undo}>
            {words.say('week.moved_to', movedWords(undo.session, sessions, words))}
            <Button isPending={change.isPending} onPress={() => put(undo.session, undo.session, undo.scope, true)}>
              {words.say('week.undo')}
            </Button>
          </span>
        </Notice>
      )}
      {view === 'list' ? (
        <WeekList
          monday={monday}
          sessions={sessions}
          touchBases={touchBases}
          others={false}
          movingId={moving?.session.id ?? null}
          onStep={begin}
        />
      ) : (
        <>
          <MyWeekGrid
            monday={monday}
            sessions={sessions}
            touchBases={touchBases}
            page={page}
            checker={checker}
            moving={moving}
            onStep={begin}
            onDrag={(session, spot) => setMoving({ session, spot })}
          />
          <GridKey />
        </>
      )}
      {moving !== null && (
        <MoveBar
          session={moving.session}
          spot={moving.spot}
          date={dateOf(moving.spot.column)}
          sessions={sessions}
          page={page}
          checker={checker}
          fault={change.error}
          isPending={change.isPending}
          onNudge={nudge}
          onPut={(scope) => {
            const { column, starts, ends } = moving.spot;
            put(moving.session, { date: dateOf(column), starts, ends }, scope, false);
          }}
          onLeave={() => setMoving(null)}
        />
      )}
      {dialog?.what === 'change' && (
        <SessionDialog session={dialog.session} date={dialog.session.date} onClose={() => setDialog(null)} />
      )}
      {dialog?.what === 'cancel' && <CancelDialog session={dialog.session} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Where the session is now that it was moved. */
function movedWords(before: SessionLine, sessions: readonly SessionLine[], words: ReturnType<typeof useWords>) {
  const now = sessions.find(({ id }) => id === before.id) ?? before;
  return { day: words.day(now.date, 'short'), span: words.timeSpan(now.starts, now.ends) };
}
