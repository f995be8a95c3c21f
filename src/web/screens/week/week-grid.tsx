import { useMemo, useState } from 'react';
import type { PlanPage, TouchBaseLine } from '#contract/plan.ts';
import { keepSession } from '#contract/plan.ts';
import { changeSession, reinstateSession, type SessionLine } from '#contract/session.ts';
import { addDays, weekdayOf } from '#domain/school-day/calendar.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { cancelledWhy, sessionName, sessionPlace, sessionState } from '../today/session-words.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { type GridBand, type GridItem, hoursOfGrid, movedSpot, type Spot } from './grid-items.ts';
import { MoveBar } from './move-bar.tsx';
import { draftOf } from './plan-draft.ts';
import { SessionDialog } from './session-dialog.tsx';
import { sessionItem, touchBaseItem } from './week-items.ts';
import { TimeGrid } from './time-grid.tsx';
import { bandsFor, busyBands, checkerOf } from './week-check.ts';
import styles from './week.module.css';

interface Undo {
  readonly session: SessionLine;
  readonly scope: 'this' | 'this_and_later';
}

/** One's own week on the grid: sessions are moved by dragging, by buttons or by keyboard, with what is in the way in words. */
export function MyWeekGrid({
  monday,
  sessions,
  touchBases,
  page,
}: {
  readonly monday: string;
  readonly sessions: readonly SessionLine[];
  readonly touchBases: readonly TouchBaseLine[];
  /** What the week is planned from; null while it is not known. */
  readonly page: PlanPage | null;
}) {
  const words = useWords();
  const me = useMe();
  const [moving, setMoving] = useState<{ session: SessionLine; spot: Spot } | null>(null);
  const [open, setOpen] = useState<SessionLine | TouchBaseLine | null>(null);
  const [dialog, setDialog] = useState<{ what: 'change' | 'cancel'; session: SessionLine } | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);
  const checker = useMemo(() => (page === null ? null : checkerOf(page)), [page]);
  const kept = useMemo(
    () => new Set(page?.week.inForce.flatMap((series) => (series.kept ? [series.seriesId] : [])) ?? []),
    [page],
  );
  const columns = [1, 2, 3, 4, 5].map((weekday) => {
    const date = addDays(monday, weekday - 1);
    return { key: String(weekday), heading: words.day(date, 'short'), now: date === me.today };
  });
  const dateOf = (column: string) => addDays(monday, Number(column) - 1);
  const mayMove = (session: SessionLine) =>
    session.adultId === me.adultId && session.openedAt === null && session.status === 'planned';
  const items = [
    ...sessions.map((session) =>
      sessionItem(session, String(weekdayOf(session.date)), words, {
        locked: session.seriesId !== null && kept.has(session.seriesId),
        movable: mayMove(session),
        conflict: meetsAnother(session, sessions),
      }),
    ),
    ...touchBases.map((meeting) => touchBaseItem(meeting, String(weekdayOf(meeting.date)), words)),
  ];
  const busy = checker?.week.therapist.busy ?? [];
  const bands: GridBand[] = [
    ...busyBands(busy, words),
    ...(moving === null || checker === null ? [] : bandsFor(moving.session, checker.week, String)),
  ];
  const hours = hoursOfGrid([...items, ...bands]);

  const change = useChange(changeSession);
  const keep = useChange(keepSession, (_, { body }) =>
    announce(words.say(body.kept ? 'week.was_locked' : 'week.was_unlocked')),
  );
  const reinstate = useChange(reinstateSession, () => announce(words.say('session.was_reinstated')));
  const put = (
    session: SessionLine,
    to: { date: string; starts: string; ends: string },
    scope: Undo['scope'],
    back: boolean,
  ) => {
    const { schoolId: _, members, ...fields } = draftOf(session);
    const body = { ...fields, ...to, scope, members: members.map((one) => ({ ...one, goalIds: [...one.goalIds] })) };
    change.mutate(
      { params: { sessionId: session.id }, body },
      {
        onSuccess: () => {
          setMoving(null);
          setUndo(back ? null : { session, scope });
          const said = { day: words.day(to.date, 'short'), span: words.timeSpan(to.starts, to.ends) };
          announce(words.say(back ? 'week.undone' : 'week.moved_to', said));
        },
      },
    );
  };
  const nudge = (by: { minutes: number; columns: number }) =>
    setMoving(
      (now) =>
        now && {
          ...now,
          spot: movedSpot(
            now.spot,
            by,
            columns.map(({ key }) => key),
            hours,
          ),
        },
    );
  const begin = (session: SessionLine) => {
    setOpen(null);
    change.reset();
    setMoving({
      session,
      spot: { column: String(weekdayOf(session.date)), starts: session.starts, ends: session.ends },
    });
  };
  const byKey = (key: string) => sessions.find(({ id }) => id === key);

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
      <p className={`${styles.quiet} ${styles.gridHint}`} data-screen-only>
        {words.say('week.grid_hint')}
      </p>
      <TimeGrid
        columns={columns}
        items={items}
        bands={bands}
        moving={moving && { key: moving.session.id, spot: moving.spot }}
        onOpen={({ key }: GridItem) =>
          setOpen(byKey(key) ?? touchBases.find((one) => touchBaseItem(one, '', words).key === key) ?? null)
        }
        onDrag={({ key, spot }) => {
          const session = byKey(key);
          if (session !== undefined) setMoving({ session, spot });
        }}
      />
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
      {open !== null && !('delivery' in open) && (
        <Dialog
          heading={words.say('touch_base.with', { names: words.list(open.adultNames) })}
          lead={words.say('touch_base.of_class', { class: open.className })}
          onClose={() => setOpen(null)}
        >
          <p>
            {words.day(open.date, 'long')}, {words.timeSpan(open.starts, open.ends)}
          </p>
        </Dialog>
      )}
      {open !== null && 'delivery' in open && (
        <Dialog
          heading={sessionName(open, words)}
          lead={`${words.day(open.date, 'long')}, ${words.timeSpan(open.starts, open.ends)}`}
          onClose={() => setOpen(null)}
        >
          <SessionFacts session={open} isLocked={open.seriesId !== null && kept.has(open.seriesId)} />
          <div className={styles.sheet}>
            {mayMove(open) && (
              <>
                <Button kind="main" onPress={() => begin(open)}>
                  {words.say('week.moving', { what: sessionName(open, words) })}
                </Button>
                <Button
                  onPress={() => {
                    setDialog({ what: 'change', session: open });
                    setOpen(null);
                  }}
                >
                  {words.say('session.change')}
                </Button>
                {open.seriesId !== null && (
                  <Button
                    onPress={() => {
                      const isKept = kept.has(open.seriesId ?? '');
                      keep.mutate({ params: { sessionId: open.id }, body: { kept: !isKept } });
                      setOpen(null);
                    }}
                  >
                    {words.say(kept.has(open.seriesId) ? 'week.unlock' : 'week.lock')}
                  </Button>
                )}
                <Button
                  onPress={() => {
                    setDialog({ what: 'cancel', session: open });
                    setOpen(null);
                  }}
                >
                  {words.say('session.cancel')}
                </Button>
              </>
            )}
            {open.status === 'cancelled' && open.adultId === me.adultId && (
              <Button
                onPress={() => {
                  reinstate.mutate({ params: { sessionId: open.id } });
                  setOpen(null);
                }}
              >
                {words.say('session.reinstate')}
              </Button>
            )}
          </div>
        </Dialog>
      )}
      <FaultNotice fault={keep.error ?? reinstate.error} />
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

function meetsAnother(session: SessionLine, sessions: readonly SessionLine[]): boolean {
  return (
    session.status === 'planned' &&
    sessions.some(
      (other) =>
        other.id !== session.id &&
        other.adultId === session.adultId &&
        other.status === 'planned' &&
        other.date === session.date &&
        other.starts < session.ends &&
        session.starts < other.ends,
    )
  );
}

function SessionFacts({ session, isLocked }: { readonly session: SessionLine; readonly isLocked: boolean }) {
  const words = useWords();
  const facts = [
    words.say(`delivery.${session.delivery}`),
    sessionPlace(session, words),
    session.className === null || session.routineName === null ? '' : session.className,
    session.teacherName ?? '',
    session.coTeachingFormat === null ? '' : words.say(`co_teaching.${session.coTeachingFormat}`),
    isLocked ? words.say('week.locked') : '',
    sessionState(session) === 'recorded' ? words.say('today.recorded') : '',
    session.status === 'cancelled' ? cancelledWhy(session, words) : '',
  ].filter((fact) => fact !== '');
  return (
    <>
      <p>{facts.join(' · ')}</p>
      {(session.members?.length ?? 0) > 0 && (
        <p className={styles.labels}>
          {session.members?.map((member) => (
            <span key={member.studentId} className={styles.label}>
              {member.label}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
