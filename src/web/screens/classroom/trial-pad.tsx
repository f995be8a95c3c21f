import type { MarkName } from '#charts/marks.ts';
import { type Cue, type CueGiver, cueGivers, ownCues, type TrialEvent } from '#domain/trials/event.ts';
import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import { type Classroom, giver, observed, type Selected, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import {
  choosableTargets,
  cuedTrial,
  missedChance,
  type PadState,
  plainTrial,
  reasonsFor,
  targetOf,
} from './pad-state.ts';
import { Panel } from './panel.tsx';
import { observationsOf } from './record.ts';
import { markStrategy } from './strategy-keys.tsx';
import { asSentence, eventInWords, giverWord } from './tap-words.ts';
import { useTick } from './use-tick.ts';

type TrialPart = ReturnType<typeof plainTrial>;

/** Marks one trial of the selected goal, or marks one otherwise that was marked before. */
export function markTrial(classroom: Classroom, { chip, goal }: Selected, part: TrialPart): void {
  const { pad, tap, move, now } = classroom;
  if (pad.fix !== null) {
    const { id, studentId, goalId, targetId, context, occurredAt, asSecondObserver } = pad.fix;
    tap(`fix ${id}`, [
      { kind: 'void', voids: id, studentId, goalId },
      {
        studentId,
        goalId,
        context,
        occurredAt,
        ...(targetId === undefined ? {} : { targetId }),
        ...(asSecondObserver === undefined ? {} : { asSecondObserver }),
        ...part,
      },
    ]);
    move({ kind: 'marked' });
    return;
  }
  const targetId = targetOf(pad, goal);
  const key = [chip.studentId, goal.goalId, part.outcome, ...part.cues.map((cue) => `${cue.by} ${cue.kind}`)].join(' ');
  tap(key, [
    {
      ...observed(classroom, chip.studentId, goal.goalId),
      ...(targetId === null ? {} : { targetId }),
      ...(pad.ownCue === null ? {} : { usedOwnCue: pad.ownCue }),
      ...(pad.waitFrom === null ? {} : { waitMs: Math.min(longestWaitMs, Math.max(0, now() - pad.waitFrom)) }),
      ...part,
    },
  ]);
  move({ kind: 'marked' });
}
const longestWaitMs = 10 * 60_000;

const plainMarks = [
  { outcome: 'independent', mark: 'on_their_own', digit: '1' },
  { outcome: 'self_corrected', mark: 'fixed_it', digit: '2' },
  { outcome: 'correct_with_cue', mark: 'with_cue_did', digit: '3' },
  { outcome: 'not_yet', mark: 'not_yet', digit: '4' },
] as const;

/** The four marks, and in the same place what a cue or a missed chance asks for. */
export function TrialPad({ selected }: { readonly selected: Selected }) {
  const classroom = useClassroom();
  switch (classroom.pad.panel) {
    case 'cue':
      return <CuePanel selected={selected} />;
    case 'no_opportunity':
      return <ReasonPanel selected={selected} />;
    case 'own_cue':
      return <OwnCuePanel />;
    default:
      return <Marks selected={selected} />;
  }
}

function Marks({ selected }: { readonly selected: Selected }) {
  const words = useWords();
  const classroom = useClassroom();
  const { chip, goal } = selected;
  return (
    <>
      {classroom.pad.fix === null ? <Targets selected={selected} /> : <Fixing trial={classroom.pad.fix} />}
      <div className={styles.marks}>
        {plainMarks.map(({ outcome, mark, digit }) => {
          const text = words.say(`classroom.mark.${outcome}`);
          // What a goal does not offer leaves its place empty: the others stay where the thumb knows them.
          if (outcome === 'self_corrected' && !goal.selfCorrectionOffered) return <span key={outcome} />;
          return (
            <Key
              key={outcome}
              look="mark"
              shortcut={digit}
              name={words.say('classroom.pad_for', { label: chip.label, tag: goal.tag, mark: text })}
              onPress={() =>
                outcome === 'correct_with_cue'
                  ? classroom.move({ kind: 'panel', panel: 'cue' })
                  : markTrial(classroom, selected, plainTrial(outcome))
              }
            >
              <Mark name={mark} size={26} />
              <span>{text}</span>
            </Key>
          );
        })}
      </div>
      <div className={styles.below}>
        <Key shortcut="N" onPress={() => classroom.move({ kind: 'panel', panel: 'no_opportunity' })}>
          <Mark name="no_opportunity" size={18} />
          {words.say('classroom.mark.no_opportunity')}
        </Key>
        <Key
          name={words.say('classroom.pad_for', {
            label: chip.label,
            tag: goal.tag,
            mark: words.say('classroom.mark.no_response'),
          })}
          onPress={() => markTrial(classroom, selected, plainTrial('no_response'))}
        >
          <Mark name="no_response" size={18} />
          {words.say('classroom.mark.no_response')}
        </Key>
        <Key on={classroom.pad.probe} onPress={() => classroom.move({ kind: 'probe' })}>
          {words.say(classroom.pad.probe ? 'classroom.probe_on' : 'classroom.probe_off')}
        </Key>
        <Key
          on={classroom.pad.ownCue !== null}
          onPress={() =>
            classroom.move(
              classroom.pad.ownCue === null ? { kind: 'panel', panel: 'own_cue' } : { kind: 'own_cue', ownCue: null },
            )
          }
        >
          {classroom.pad.ownCue === null
            ? words.say('classroom.own_cue')
            : words.say(`classroom.own_cue.${classroom.pad.ownCue}`)}
        </Key>
        {goal.waitSeconds > 0 && <WaitKey seconds={goal.waitSeconds} />}
      </div>
    </>
  );
}

function Fixing({ trial }: { readonly trial: TrialEvent }) {
  const words = useWords();
  const { pack, move } = useClassroom();
  return (
    <p className={styles.fixing}>
      {words.say('classroom.instead_of', { what: asSentence(eventInWords(words, pack, trial)) })}
      <Key look="quiet" shortcut="Escape" onPress={() => move({ kind: 'settle' })}>
        {words.say('classroom.cancel')}
      </Key>
    </p>
  );
}

/** The goal's wait window, kept quietly: pressed when the chance is given, it empties until a cue may come. */
function WaitKey({ seconds }: { readonly seconds: number }) {
  const words = useWords();
  const { pad, move, now } = useClassroom();
  if (pad.waitFrom !== null) return <Waiting from={pad.waitFrom} seconds={seconds} />;
  return (
    <Key on={false} onPress={() => move({ kind: 'wait', at: now() })}>
      {words.say('classroom.wait', { seconds })}
    </Key>
  );
}

function Waiting({ from, seconds }: { readonly from: number; readonly seconds: number }) {
  const words = useWords();
  const { move, now } = useClassroom();
  const at = useTick(now, 250);
  const left = Math.max(0, Math.ceil(seconds - (at - from) / 1000));
  return (
    <Key on onPress={() => move({ kind: 'wait', at: null })}>
      {words.say('classroom.waiting', { seconds: left })}
    </Key>
  );
}

function Targets({ selected: { goal } }: { readonly selected: Selected }) {
  const words = useWords();
  const { pad, move } = useClassroom();
  const targets = choosableTargets(goal);
  if (targets.length < 2) return null;
  const chosen = targetOf(pad, goal);
  const all = [{ targetId: null, text: words.say('classroom.any_target') }, ...targets];
  return (
    <fieldset className={styles.targets} aria-label={words.say('classroom.targets')}>
      {all.map(({ targetId, text }) => (
        <Key
          key={targetId ?? 'any'}
          look="quiet"
          on={chosen === targetId}
          onPress={() => move({ kind: 'target', goalId: goal.goalId, targetId })}
        >
          {text}
        </Key>
      ))}
    </fieldset>
  );
}

/** Who cued last for this goal, in this session: offered again where the cue set only asks for the kind. */
function lastGiver(classroom: Classroom, { chip, goal }: Selected): CueGiver | null {
  const trial = observationsOf(classroom.record, chip.studentId, goal.goalId).findLast(
    (event) => event.kind === 'trial' && event.cues.length > 0,
  );
  return trial?.kind === 'trial' ? (trial.cues[0]?.by ?? null) : null;
}

export interface CueQuestion {
  readonly asks: 'who' | 'kind' | 'both';
  readonly kinds: readonly { readonly code: string; readonly label: string }[];
  /** Who is said to have cued so far. */
  readonly by: CueGiver | null;
}

export function cueQuestion(classroom: Classroom, selected: Selected): CueQuestion {
  const set = classroom.pack.cueSets.find((one) => one.id === selected.goal.cueSetId);
  const asks = set === undefined || set.kinds.length === 0 ? 'who' : set.asks;
  return {
    asks,
    kinds: set?.kinds ?? [],
    by: classroom.pad.cueBy ?? (asks === 'kind' ? lastGiver(classroom, selected) : null),
  };
}

function CuePanel({ selected }: { readonly selected: Selected }) {
  const words = useWords();
  const classroom = useClassroom();
  const { pack } = classroom;
  const { asks, kinds, by } = cueQuestion(classroom, selected);
  const cued = (cue: Cue, did: boolean) => markTrial(classroom, selected, cuedTrial(cue, did));
  if (asks === 'who') {
    const givers = cueGivers.map((one) => ({ value: one, text: giverWord(words, pack, one) }));
    return (
      <Panel title={words.say('classroom.cue_title')}>
        <CueGrid columns={givers} onPress={(one, did) => cued(giver(classroom, one), did)} />
      </Panel>
    );
  }
  return (
    <Panel title={words.say(by === null ? 'classroom.cue_title' : 'classroom.cue_kind_title')}>
      <GiverRow by={by} />
      {by === null ? (
        <p className={styles.hint}>{words.say('classroom.cue_who_first')}</p>
      ) : (
        <CueGrid
          columns={kinds.map(({ code, label }) => ({ value: code, text: label }))}
          onPress={(kind, did) => cued({ ...giver(classroom, by), kind }, did)}
        />
      )}
    </Panel>
  );
}

export function GiverRow({ by }: { readonly by: CueGiver | null }) {
  const words = useWords();
  const { pack, move } = useClassroom();
  return (
    <fieldset className={styles.givers} aria-label={words.say('classroom.cue_title')}>
      {cueGivers.map((one) => (
        <Key key={one} on={one === by} onPress={() => move({ kind: 'cue_by', by: one })}>
          {giverWord(words, pack, one)}
        </Key>
      ))}
    </fieldset>
  );
}

/** Each column has what worked above what did not: a cue that did not help counts too. */
function CueGrid<Value extends string>({
  columns,
  onPress,
}: {
  readonly columns: readonly { readonly value: Value; readonly text: string }[];
  readonly onPress: (value: Value, did: boolean) => void;
}) {
  const words = useWords();
  const answers: readonly { did: boolean; mark: MarkName; id: 'cue_did' | 'cue_not_yet'; text: string }[] = [
    { did: true, mark: 'with_cue_did', id: 'cue_did', text: words.say('classroom.did_it') },
    { did: false, mark: 'with_cue_not_yet', id: 'cue_not_yet', text: words.say('classroom.not_yet') },
  ];
  return (
    <div className={styles.cueGrid}>
      {columns.map(({ value, text }) =>
        answers.map(({ did, mark, id, text: answer }) => (
          <Key
            key={`${value} ${id}`}
            look="mark"
            name={words.say(`classroom.${id}`, { who: text })}
            onPress={() => onPress(value, did)}
          >
            <Mark name={mark} size={20} />
            <span>
              <strong>{text}</strong> <span className={styles.answer}>{answer}</span>
            </span>
          </Key>
        )),
      )}
    </div>
  );
}

/** What the student used without being told to: no cue, since nobody gave it. */
function OwnCuePanel() {
  const words = useWords();
  const { move } = useClassroom();
  return (
    <Panel title={words.say('classroom.own_cue_title')}>
      <div className={styles.reasons}>
        {ownCues.map((ownCue) => (
          <Key key={ownCue} onPress={() => move({ kind: 'own_cue', ownCue })}>
            {words.say(`classroom.own_cue.${ownCue}`)}
          </Key>
        ))}
      </div>
    </Panel>
  );
}

function ReasonPanel({ selected }: { readonly selected: Selected }) {
  const words = useWords();
  const classroom = useClassroom();
  return (
    <Panel title={words.say('classroom.no_opportunity_title')}>
      <div className={styles.reasons}>
        {reasonsFor(selected.goal).map((reason) => (
          <Key key={reason} onPress={() => markTrial(classroom, selected, missedChance(reason))}>
            {words.say(`classroom.reason.${reason}`)}
          </Key>
        ))}
      </div>
    </Panel>
  );
}

/** What a digit does while the pad shows one of its faces; false: nothing. */
export function pressDigit(classroom: Classroom, selected: Selected, digit: number, shift: boolean): boolean {
  const { pad, move } = classroom;
  const panels: Record<PadState['panel'], () => boolean> = {
    marks: () => {
      const outcome = plainMarks[digit - 1]?.outcome;
      if (outcome === undefined || (outcome === 'self_corrected' && !selected.goal.selfCorrectionOffered)) return false;
      if (outcome === 'correct_with_cue') move({ kind: 'panel', panel: 'cue' });
      else markTrial(classroom, selected, plainTrial(outcome));
      return true;
    },
    cue: () => {
      const { asks, kinds, by } = cueQuestion(classroom, selected);
      if (asks !== 'who' && by !== null) {
        const kind = kinds[digit - 1];
        if (kind === undefined) return false;
        markTrial(classroom, selected, cuedTrial({ ...giver(classroom, by), kind: kind.code }, !shift));
        return true;
      }
      const one = cueGivers[digit - 1];
      if (one === undefined) return false;
      if (asks === 'who') markTrial(classroom, selected, cuedTrial(giver(classroom, one), !shift));
      else move({ kind: 'cue_by', by: one });
      return true;
    },
    own_cue: () => {
      const ownCue = ownCues[digit - 1];
      if (ownCue === undefined) return false;
      move({ kind: 'own_cue', ownCue });
      return true;
    },
    strategy: () => {
      const strategy = classroom.pack.strategies?.[digit - 1];
      if (strategy === undefined) return false;
      markStrategy(classroom, strategy.strategyId);
      return true;
    },
    no_opportunity: () => {
      const reason = reasonsFor(selected.goal)[digit - 1];
      if (reason === undefined) return false;
      markTrial(classroom, selected, missedChance(reason));
      return true;
    },
  };
  return panels[pad.panel]();
}
