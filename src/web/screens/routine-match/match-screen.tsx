import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  askClass,
  confirmRoutines,
  type MatchReasonLine,
  readRoutineMatch,
  type RoutineMatchPage,
} from '#contract/routine-match.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './match.module.css';

type MatchedGoal = RoutineMatchPage['goals'][number];
type MatchedRoutine = MatchedGoal['routines'][number];

/** For each goal the routines that give it chances, with the reasons; confirmed here, they are where push-in is planned. */
export function MatchScreen() {
  const words = useWords();
  const { studentId } = useParams({ from: '/house/students/$studentId/routines' });
  const read = useRead(readRoutineMatch, { params: { studentId } });
  return (
    <Reading read={read}>
      {({ label, goals }) => (
        <Page
          title={words.say('match.title')}
          above={
            <Link to="/students/$studentId" params={{ studentId }}>
              {label}
            </Link>
          }
          heading={words.say('match.heading', { label })}
          lead={words.say('match.lead')}
        >
          {goals.length === 0 ? (
            <EmptyState title={words.say('match.none')}>{words.say('match.lead')}</EmptyState>
          ) : (
            goals.map((goal) => (
              <Goal
                // What was confirmed elsewhere is shown anew.
                key={`${goal.goalId} ${goal.routines.filter(({ marked }) => marked).length}`}
                goal={goal}
              />
            ))
          )}
        </Page>
      )}
    </Reading>
  );
}

/** Of many routines the first few are shown: the others hardly give the goal a chance. */
const firstShown = 5;

function Goal({ goal }: { readonly goal: MatchedGoal }) {
  const words = useWords();
  const me = useMe();
  const mayChange = holds(me, 'therapist', 'case_manager');
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    goal.routines.filter(({ marked }) => marked).map(({ routineId }) => routineId),
  );
  const [all, setAll] = useState(false);
  const confirm = useChange(confirmRoutines, () => announce(words.say('match.saved')));
  const shown = all
    ? goal.routines
    : goal.routines.filter(({ routineId }, index) => index < firstShown || chosen.includes(routineId));
  const ordered = [
    ...chosen.flatMap((routineId) => shown.find((one) => one.routineId === routineId) ?? []),
    ...shown.filter(({ routineId }) => !chosen.includes(routineId)),
  ];
  const choose = (routineId: string, use: boolean) =>
    setChosen((before) => (use ? [...before, routineId] : before.filter((id) => id !== routineId)));
  const up = (routineId: string) =>
    setChosen((before) => {
      const at = before.indexOf(routineId);
      if (at <= 0) return before;
      const next = [...before];
      next.splice(at, 1);
      next.splice(at - 1, 0, routineId);
      return next;
    });
  return (
    <Band
      heading={words.say('match.goal', { tag: goal.tag, area: words.say(`area.${goal.area}`) })}
      {...(goal.words === '' ? {} : { lead: goal.words })}
    >
      {goal.routines.length === 0 ? (
        <p className={styles.quiet}>{words.say('match.no_routines')}</p>
      ) : (
        <ol className={styles.routines}>
          {ordered.map((routine) => {
            const place = chosen.indexOf(routine.routineId);
            return (
              <li key={routine.routineId} className={place >= 0 ? styles.chosen : undefined}>
                <CheckField
                  value={place >= 0}
                  onChange={(use) => choose(routine.routineId, use)}
                  isDisabled={!mayChange}
                >
                  <span className="off-screen">{words.say('match.use', { routine: routine.name })}</span>
                </CheckField>
                <span className={styles.name}>
                  {routine.name} <span className={styles.quiet}>{routine.className}</span>
                  {place === 0 && <span className={styles.first}> {words.say('match.first')}</span>}
                </span>
                <span className={styles.quiet}>
                  {words.say('match.minutes', { minutes: routine.minutesPerWeek, days: routine.days })}
                </span>
                <Reasons routine={routine} area={goal.area} />
                {place > 0 && mayChange && (
                  <Button
                    kind="icon"
                    aria-label={words.say('match.up', { routine: routine.name })}
                    onPress={() => up(routine.routineId)}
                  >
                    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                      <path d="M3 10l5-5 5 5" fill="none" stroke="currentColor" strokeWidth="1.75" />
                    </svg>
                  </Button>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <div className={styles.actions} data-screen-only>
        {mayChange && goal.routines.length > 0 && (
          <Button
            kind="main"
            isPending={confirm.isPending}
            onPress={() => confirm.mutate({ params: { goalId: goal.goalId }, body: { routineIds: [...chosen] } })}
          >
            {words.say('match.save')}
          </Button>
        )}
        {goal.routines.length > shown.length || all ? (
          <Button kind="quiet" onPress={() => setAll(!all)}>
            {words.say(all ? 'match.fewer' : 'match.more')}
          </Button>
        ) : null}
      </div>
      <FaultNotice fault={confirm.error} />
      {holds(me, 'therapist') && <Ask goal={goal} />}
    </Band>
  );
}

function Reasons({ routine, area }: { readonly routine: MatchedRoutine; readonly area: MatchedGoal['area'] }) {
  const words = useWords();
  return (
    <span className={styles.reasons}>
      {routine.reasons.map((reason) => reasonInWords(reason, words.say(`area.${area}`), words)).join(' · ')}
    </span>
  );
}

function reasonInWords(reason: MatchReasonLine, area: string, words: Words): string {
  switch (reason.code) {
    case 'counted':
      return words.say('match.reason.counted', {
        per10: words.count(reason.per10Minutes),
        chances: reason.chances,
        visits: reason.visits,
      });
    case 'counted_none':
      return words.say('match.reason.counted_none', { visits: reason.visits });
    case 'marked':
      return words.say('match.reason.marked');
    case 'marked_for_others':
      return words.say('match.reason.marked_for_others', { count: reason.count });
    case 'usual':
      return words.say(`match.reason.usual_${reason.strength}`, { area });
    case 'not_offered':
      return words.say('match.reason.not_offered');
  }
}

/** One question to the class about each routine that would help and is not known. */
function Ask({ goal }: { readonly goal: MatchedGoal }) {
  const words = useWords();
  const ask = useChange(askClass);
  if (goal.ask.length === 0) return null;
  return (
    <div className={styles.ask}>
      <p className={styles.quiet}>{words.say('match.ask_lead')}</p>
      {goal.ask.map(({ classId, className, kind, asked }) => {
        const routine = words.say(`routine_kind.${kind}`).toLocaleLowerCase(words.language);
        return asked ? (
          <p key={kind} role="status">
            {words.say('match.asked', { class: className, routine })}
          </p>
        ) : (
          <Button
            key={kind}
            size="small"
            isPending={ask.isPending}
            onPress={() => ask.mutate({ params: { classId }, body: { kind } })}
          >
            {words.say('match.ask', { routine })}
          </Button>
        );
      })}
      <FaultNotice fault={ask.error} />
    </div>
  );
}
