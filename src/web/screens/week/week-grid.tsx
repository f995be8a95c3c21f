import { useMemo, useState } from 'react';
import type { PlanPage, TouchBaseLine } from '#contract/plan.ts';
import { keepSession } from '#contract/plan.ts';
import { reinstateSession, type SessionLine } from '#contract/session.ts';
import { addDays, weekdayOf } from '#domain/school-day/calendar.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { cancelledWhy, sessionName, sessionPlace, sessionState } from '../today/session-words.ts';
import type { GridBand, GridItem, Spot } from './grid-items.ts';
import type { SessionStep } from './session-menu.tsx';
import { sessionItem, touchBaseItem } from './week-items.ts';
import { TimeGrid } from './time-grid.tsx';
import { bandsFor, busyBands, type Checker } from './week-check.ts';
import styles from './week.module.css';

/** One's own week on the grid: sessions are moved by dragging, by buttons or by keyboard, with what is in the way in words. */
export function MyWeekGrid({
  monday,
  sessions,
  touchBases,
  page,
  checker,
  moving,
  onStep,
  onDrag,
}: {
  readonly monday: string;
  readonly sessions: readonly SessionLine[];
  readonly touchBases: readonly TouchBaseLine[];
  /** What the week is planned from; null while it is not known. */
  readonly page: PlanPage | null;
  readonly checker: Checker | null;
  readonly moving: { readonly session: SessionLine; readonly spot: Spot } | null;
  readonly onStep: (session: SessionLine, step: SessionStep) => void;
  readonly onDrag: (session: SessionLine, spot: Spot) => void;
}) {
  const words = useWords();
  const me = useMe();
  const [open, setOpen] = useState<SessionLine | TouchBaseLine | null>(null);
  const kept = useMemo(
    () => new Set(page?.week.inForce.flatMap((series) => (series.kept ? [series.seriesId] : [])) ?? []),
    [page],
  );
  const columns = [1, 2, 3, 4, 5].map((weekday) => {
    const date = addDays(monday, weekday - 1);
    return { key: String(weekday), heading: words.day(date, 'short'), now: date === me.today };
  });
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

  const keep = useChange(keepSession, (_, { body }) =>
    announce(words.say(body.kept ? 'week.was_locked' : 'week.was_unlocked')),
  );
  const reinstate = useChange(reinstateSession, () => announce(words.say('session.was_reinstated')));
  const begin = (session: SessionLine, step: SessionStep) => {
    setOpen(null);
    onStep(session, step);
  };
  const byKey = (key: string) => sessions.find(({ id }) => id === key);

  return (
    <>
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
          if (session !== undefined) onDrag(session, spot);
        }}
      />
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
                <Button kind="main" onPress={() => begin(open, 'move')}>
                  {words.say('week.moving', { what: sessionName(open, words) })}
                </Button>
                <Button onPress={() => begin(open, 'change')}>{words.say('session.change')}</Button>
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
                <Button onPress={() => begin(open, 'cancel')}>{words.say('session.cancel')}</Button>
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
    </>
  );
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
