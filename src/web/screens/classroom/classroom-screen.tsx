import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Me } from '#contract/sign-in.ts';
import type { SessionPack } from '#contract/session.ts';
import { isObservation, type SessionEvent } from '#domain/trials/event.ts';
import { showTheme } from '../../house/theme.ts';
import { deviceOutbox, deviceShelf, deviceVault } from '../../outbox/device.ts';
import { announce } from '../../parts/announce.tsx';
import { useLanguageChoice, useWords } from '../../parts/words.tsx';
import { addresses } from './addresses.ts';
import { ask } from './ask.ts';
import { ToTakeUp } from './carried-back.tsx';
import { type Classroom, ClassroomContext, type Selected, type SheetName } from './classroom.ts';
import styles from './classroom.module.css';
import { ContextBand } from './context-band.tsx';
import { ContextForm } from './context-form.tsx';
import { CountRows } from './counts.tsx';
import { EndSheet } from './end-sheet.tsx';
import { EndedView } from './ended-view.tsx';
import { Foot, useOutboxCounts } from './foot.tsx';
import { Key } from './key.tsx';
import { noteInClass } from './in-class.ts';
import { LastFiveSheet } from './last-five-sheet.tsx';
import { MoreSheet } from './more-sheet.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { OtherPad } from './other-pads.tsx';
import { movePad, type PadMove, padAtStart, selectedChip, selectedGoal } from './pad-state.ts';
import { markCount, observationsOf, recordersOf, recordOf, tallyOfGoal } from './record.ts';
import { enteredAfterwards, openRecording, type Recording, type RecordingState } from './recording.ts';
import { PaperEntry } from './paper-entry.tsx';
import { RecordersLine } from './recorders-line.tsx';
import { RefusedSheet } from './refused-sheet.tsx';
import { Sheet } from './sheet.tsx';
import { StartView } from './start-view.tsx';
import { StepsView } from './steps-view.tsx';
import { Strip } from './strip.tsx';
import { asSentence, tapInWords } from './tap-words.ts';
import { isUndoable, judgePress, type Pressed, standingTaps, type Tap, voidsFor } from './taps.ts';
import { pressDigit, TrialPad } from './trial-pad.tsx';
import { Tools } from './tools.tsx';
import { UndoBar } from './undo-bar.tsx';
import { useKeys, useKeysChoice } from './use-keys.ts';
import { StrategySheet } from './strategy-sheet.tsx';
import { WhoSheet } from './who-sheet.tsx';
import { useAutoLock } from '../vault/use-auto-lock.ts';

// Only looked at afterwards, and brings statistics that recording does without.
const AgreementSheet = lazy(() => import('./agreement-sheet.tsx').then((part) => ({ default: part.AgreementSheet })));

/** What others record shows up so soon; while somebody else does, sooner. */
const refreshMs = 15_000;
const refreshTogetherMs = 4_000;

/** While a session runs nobody is asked for the PIN between two marks; before and after it, a tablet left lying locks soon. */
const lockAfterMs = { running: 15 * 60_000, else: 2 * 60_000 } as const;

/** Recording one session. */
export function ClassroomScreen({ sessionId }: { readonly sessionId: string }) {
  const words = useWords();
  const recording = useMemo(() => openRecording(sessionId, deviceOutbox, deviceShelf), [sessionId]);
  const state = useSyncExternalStore(recording.subscribe, recording.state);
  const counts = useOutboxCounts();
  const [blank, setBlank] = useState(false);
  const hand = usePreferences();

  useEffect(() => {
    document.title = words.say('classroom.page_title');
  }, [words]);
  useEffect(() => {
    void recording.load();
    return deviceOutbox.start();
  }, [recording]);
  const together = recordersOf(state.events).length > 1;
  useEffect(() => {
    const again = setInterval(
      () => {
        if (document.visibilityState === 'visible') void recording.refresh();
      },
      together ? refreshTogetherMs : refreshMs,
    );
    // Whoever comes back to the tablet is not always who left it.
    const onSight = () => {
      if (document.visibilityState === 'hidden') setBlank(true);
      else void recording.refresh();
    };
    document.addEventListener('visibilitychange', onSight);
    return () => {
      clearInterval(again);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [recording, together]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of refused events says when to look again
  useEffect(() => {
    void recording.rereadRefused();
  }, [recording, counts.refused]);

  if (state.phase === 'loading') return <p className={styles.message}>{words.say('classroom.loading')}</p>;
  if (state.pack === null) return <Missing why={state.missing ?? 'server'} onAgain={() => void recording.load()} />;
  return (
    <div className={styles.room} data-hand={hand}>
      <Ready recording={recording} state={state} pack={state.pack} counts={counts} isBlank={blank} onBlank={setBlank} />
    </div>
  );
}

/** Nothing of anybody; one press on it, anywhere, shows the labels again. */
function Blank({ onWake }: { readonly onWake: () => void }) {
  const words = useWords();
  // What was said last names a label: it goes too.
  useEffect(() => announce(''), []);
  return (
    <main className={styles.blank}>
      <h1 className="off-screen">{words.say('classroom.title')}</h1>
      <Key onPress={onWake}>{words.say('classroom.wake')}</Key>
    </main>
  );
}

function Missing({
  why,
  onAgain,
}: {
  readonly why: NonNullable<RecordingState['missing']>;
  readonly onAgain: () => void;
}) {
  const words = useWords();
  return (
    <main className={styles.message}>
      <h1>{words.say('classroom.title')}</h1>
      <p>{words.say(`classroom.missing.${why}`)}</p>
      <div className={styles.startKeys}>
        {why === 'signed_out' ? (
          <a className={styles.link} href="/sign-in">
            {words.say('classroom.sign_in')}
          </a>
        ) : (
          <Key onPress={onAgain}>{words.say('classroom.try_again')}</Key>
        )}
        <a className={styles.link} href="/today">
          {words.say('classroom.to_today')}
        </a>
      </div>
    </main>
  );
}

const rememberedHand = 'carryover.hand';

/** Hand, theme and language as they were here last, until the server says what they are now. */
function usePreferences(): 'left' | 'right' {
  const choose = useLanguageChoice();
  const [hand, setHand] = useState<'left' | 'right'>(
    window.localStorage.getItem(rememberedHand) === 'left' ? 'left' : 'right',
  );
  useEffect(() => {
    let wanted = true;
    void ask<Me>(addresses.me).then((asked) => {
      if (!wanted || !('answer' in asked)) return;
      const { preferences, language } = asked.answer;
      window.localStorage.setItem(rememberedHand, preferences.hand);
      setHand(preferences.hand);
      showTheme(preferences.theme);
      choose(language);
    });
    return () => {
      wanted = false;
    };
  }, [choose]);
  return hand;
}

const shortBuzzMs = 12;

function Ready({
  recording,
  state,
  pack,
  counts,
  isBlank,
  onBlank,
}: {
  readonly recording: Recording;
  readonly state: RecordingState;
  readonly pack: SessionPack;
  readonly counts: ReturnType<typeof useOutboxCounts>;
  readonly isBlank: boolean;
  readonly onBlank: (isBlank: boolean) => void;
}) {
  const words = useWords();
  const { events, storing } = state;
  const stored = useMemo(() => events.filter((event) => !storing.has(event.id)), [events, storing]);
  const [pad, setPad] = useState(padAtStart);
  const observer = pad.second ? 'second' : 'first';
  const record = useMemo(() => recordOf(pack, stored, observer), [pack, stored, observer]);
  const shown = useMemo(
    () =>
      pad.focus === null ? record.chips : record.chips.filter((chip) => pad.focus?.includes(chip.studentId) === true),
    [record, pad.focus],
  );
  const isOpen = record.opened !== null && record.closed === null;
  useEffect(() => noteInClass(isOpen ? pack : null), [isOpen, pack]);
  const [sheet, show] = useState<SheetName | null>(null);
  const [asked, setAsked] = useState<Classroom['asked']>(null);
  const [undone, setUndone] = useState<Classroom['undone']>(null);
  const chips = useRef(shown);
  chips.current = shown;
  const move = useCallback((step: PadMove) => setPad((before) => movePad(before, step, chips.current)), []);
  const pressed = useRef<Pressed | null>(null);

  const sayStored = (written: readonly SessionEvent[]) => {
    const what = asSentence(tapInWords(words, pack, { events: written }));
    const seen = written.findLast(isObservation);
    if (seen === undefined) return announce(what);
    const now = recordOf(pack, recording.state().events, observer);
    const of = observationsOf(now, seen.studentId, seen.goalId);
    const count = markCount(of, tallyOfGoal(now, seen.studentId, seen.goalId));
    announce(words.say('classroom.said', { what, count }));
  };
  const write: Classroom['tap'] = (_key, bodies, how) => {
    const { events: written, stored: done } = recording.record(bodies, how);
    navigator.vibrate?.(shortBuzzMs);
    void done.then((isStored) => isStored && sayStored(written));
    return written;
  };
  const tap: Classroom['tap'] = (key, bodies, how) => {
    const press = { key, at: performance.now() };
    const judged = judgePress(pressed.current, press);
    pressed.current = press;
    if (judged === 'bounce') return [];
    const written = write(key, bodies, how);
    setUndone(null);
    setAsked(judged === 'close' ? { events: written } : null);
    return written;
  };
  const lastTap = useMemo(
    () => standingTaps(stored).find((one) => isUndoable(one) && one.recorderId === pack.recorderId) ?? null,
    [stored, pack],
  );
  const takeBack = (taken: Pick<Tap, 'events'>) => {
    const by = write('undo', voidsFor(taken));
    setAsked(null);
    setUndone({ taken, by: { events: by } });
    announce(words.say('classroom.taken_back', { what: asSentence(tapInWords(words, pack, taken)) }));
  };
  const classroom: Classroom = {
    pack,
    events,
    stored,
    storing: storing.size > 0,
    record,
    chips: shown,
    pad,
    move,
    tap,
    now: recording.now,
    show,
    lastTap,
    undone,
    asked,
    refused: state.refused,
    correct: recording.correct,
    undo: {
      undoLast: () => lastTap !== null && takeBack(lastTap),
      takeBack,
      putBack: () => {
        if (undone === null) return;
        write('put back', voidsFor(undone.by));
        setUndone(null);
      },
      takeBackAsked: () => asked !== null && takeBack(asked),
      keepAsked: () => setAsked(null),
    },
  };

  const isRunning = record.opened !== null && record.closed === null;
  useAutoLock(lockAfterMs[isRunning ? 'running' : 'else']);
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    // What has been recorded is read again only by whoever has the PIN: the tablet may be handed on now.
    if (wasRunning.current && record.closed !== null) deviceVault.lock();
    wasRunning.current = isRunning;
  }, [isRunning, record.closed]);

  const fromPaper = enteredAfterwards(stored) === 'paper' && record.observations.length === 0;
  const chip = selectedChip(pad, shown);
  const goal = chip === null ? null : selectedGoal(pad, chip);
  const selected: Selected | null = chip === null || goal === null ? null : { chip, goal };
  const onTrials = selected?.goal.measure === 'trials';
  const [keysOn] = useKeysChoice();
  useKeys(keysOn && !isBlank && record.opened !== null && record.closed === null && sheet === null, {
    digit: (digit, shift) =>
      selected !== null && (onTrials ? pressDigit(classroom, selected, digit, shift) : pressShown(digit)),
    letter: (letter) => {
      const does: Readonly<Record<string, () => void>> = {
        u: classroom.undo.undoLast,
        b: () => onBlank(true),
        ...(onTrials
          ? { n: () => move({ kind: 'panel', panel: 'no_opportunity' }), p: () => move({ kind: 'probe' }) }
          : {}),
      };
      does[letter]?.();
      return letter in does;
    },
    arrow: (by, step) => move({ kind: 'go', by, step }),
    escape: () => move({ kind: 'settle' }),
  });

  if (isBlank) return <Blank onWake={() => onBlank(false)} />;
  if (record.opened === null) {
    return (
      <ClassroomContext value={classroom}>
        <NotStored show={state.notStored} />
        <StartView pack={pack} recording={recording} unplanned={state.unplanned} />
        <Over sheet={sheet} classroom={classroom} counts={counts} />
      </ClassroomContext>
    );
  }
  return (
    <ClassroomContext value={classroom}>
      {record.closed !== null ? (
        <EndedView counts={counts} />
      ) : (
        <>
          <ContextBand />
          <main className={styles.main}>
            <NotStored show={state.notStored} />
            {fromPaper && <PaperEntry />}
            <ToTakeUp />
            <Strip />
            <RecordersLine />
            <UndoBar />
            <Tools />
            <div className={styles.work}>
              <aside className={styles.countsBox}>
                <CountRows />
              </aside>
              <div className={styles.pad}>
                {selected !== null && (
                  <>
                    {onTrials && <TrialPad selected={selected} />}
                    {selected.goal.measure === 'steps' && <StepsView only={selected.goal} />}
                    {!onTrials && selected.goal.measure !== 'steps' && <OtherPad selected={selected} />}
                  </>
                )}
                {chip !== null && goal === null && (
                  <p className={styles.hint}>{words.say('classroom.no_goal', { label: chip.label })}</p>
                )}
              </div>
            </div>
          </main>
          <Foot counts={counts} onBlank={() => onBlank(true)} />
        </>
      )}
      <Over sheet={sheet} classroom={classroom} counts={counts} />
    </ClassroomContext>
  );
}

/** Presses the key that is labelled with this digit on the pad shown. */
function pressShown(digit: number): boolean {
  const key = document.querySelector<HTMLButtonElement>(`[aria-keyshortcuts="${digit}"]`);
  key?.click();
  return key !== null;
}

function NotStored({ show }: { readonly show: boolean }) {
  const words = useWords();
  return <div role="alert">{show && <p className={styles.alarm}>{words.say('classroom.not_stored')}</p>}</div>;
}

function Over({
  sheet,
  classroom,
  counts,
}: {
  readonly sheet: SheetName | null;
  readonly classroom: Classroom;
  readonly counts: ReturnType<typeof useOutboxCounts>;
}) {
  const words = useWords();
  const { pack, record, tap, show } = classroom;
  switch (sheet) {
    case null:
      return null;
    case 'context':
      return (
        <Sheet heading={words.say('classroom.change_title')} onClose={() => show(null)}>
          <ContextForm
            pack={pack}
            context={record.context}
            action={words.say('classroom.apply')}
            onApply={(context) => {
              tap('context', [{ kind: 'context', context }]);
              show(null);
            }}
          />
        </Sheet>
      );
    case 'who':
      return <WhoSheet />;
    case 'last_five':
      return <LastFiveSheet />;
    case 'note':
      return <NoteSheet kind="note" />;
    case 'strategy':
      return <StrategySheet />;
    case 'words': {
      const fact = classroom.lastTap?.events.findLast(
        (event) => event.kind === 'praise' || event.kind === 'carry_back',
      );
      return fact === undefined ? null : <NoteSheet kind={fact.kind} replacing={fact} />;
    }
    case 'more':
      return <MoreSheet />;
    case 'agreement':
      return (
        <Suspense>
          <AgreementSheet />
        </Suspense>
      );
    case 'end':
      return <EndSheet waiting={counts.waiting} />;
    case 'refused':
      return <RefusedSheet />;
  }
}
