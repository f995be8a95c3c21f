import type { MarkName } from '#charts/marks.ts';
import type { SessionPack } from '#contract/session.ts';
import type { CueGiver, SessionEvent, StepEvent, TrialEvent } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { markOfTrial, type PackGoal } from './record.ts';
import type { Tap } from './taps.ts';

/** A tap in words: "An ● on their own". `who` and `mark` are empty where it is about nobody or has no mark. */
export interface TapInWords {
  readonly who: string;
  readonly mark: MarkName | null;
  readonly text: string;
}

/** As one sentence, for those who listen. */
export function asSentence({ who, text }: TapInWords): string {
  return who === '' ? text : `${who} ${text}`;
}

interface Names {
  readonly label: (studentId: string | undefined) => string;
  readonly goal: (goalId: string | undefined) => PackGoal | undefined;
}

function namesIn(pack: SessionPack): Names {
  const members = [...pack.members, ...pack.mayJoin];
  return {
    label: (studentId) => members.find((member) => member.studentId === studentId)?.label ?? '?',
    goal: (goalId) => members.flatMap((member) => member.goals).find((goal) => goal.goalId === goalId),
  };
}

export function giverWord(words: Words, pack: SessionPack, by: CueGiver): string {
  return isMyself(pack, by) ? words.say('classroom.me') : words.say(`classroom.giver.${by}`);
}

/** Whether "me" is meant by a giver: the recorder's own part in the class. */
export function isMyself(pack: SessionPack, by: CueGiver): boolean {
  return (pack.adults.find((adult) => adult.adultId === pack.recorderId)?.as ?? 'therapist') === by;
}

export function stepWord(words: Words, goal: PackGoal | undefined, stepId: string): string {
  const at = goal?.targets.findIndex((target) => target.targetId === stepId) ?? -1;
  const text = goal?.targets[at]?.text ?? '';
  return text === '' ? words.say('classroom.step_number', { number: at + 1 }) : text;
}

function trialWords(words: Words, pack: SessionPack, trial: TrialEvent): string {
  const [cue] = trial.cues;
  if (cue === undefined) return words.say(`classroom.mark.${trial.outcome}`);
  const kinds = pack.cueSets.flatMap((set) => set.kinds);
  const kind = kinds.find(({ code }) => code === cue.kind)?.label;
  const giver = giverWord(words, pack, cue.by);
  const who = kind === undefined ? giver : `${giver}, ${kind}`;
  return words.say(trial.outcome === 'correct_with_cue' ? 'classroom.mark.cued_did' : 'classroom.mark.cued_not_yet', {
    who,
  });
}

function stepWords(words: Words, names: Names, step: StepEvent): string {
  const of = { label: names.label(step.studentId), step: stepWord(words, names.goal(step.goalId), step.stepId) };
  return step.completed === false
    ? words.say('classroom.tap.step_not_done', of)
    : words.say('classroom.tap.step', { ...of, assistance: words.say(`classroom.assist.${step.assistance}`) });
}

export function eventInWords(words: Words, pack: SessionPack, event: SessionEvent): TapInWords {
  const names = namesIn(pack);
  const plain = (text: string): TapInWords => ({ who: '', mark: null, text });
  const of =
    'studentId' in event && 'goalId' in event
      ? { label: names.label(event.studentId), tag: names.goal(event.goalId)?.tag ?? '' }
      : { label: '', tag: '' };
  switch (event.kind) {
    case 'trial':
      return { who: of.label, mark: markOfTrial(event), text: trialWords(words, pack, event) };
    case 'batch':
      return { who: of.label, mark: null, text: words.say('classroom.mark.batch', { x: event.x, n: event.n }) };
    case 'not_observed':
      return { who: of.label, mark: null, text: words.say('classroom.mark.not_observed') };
    case 'step':
      return plain(stepWords(words, names, event));
    case 'count': {
      const delta =
        event.delta === undefined ? String(event.value) : `${event.delta > 0 ? '+' : '−'}${Math.abs(event.delta)}`;
      return plain(
        words.say(event.what === 'prompt' ? 'classroom.tap.prompt' : 'classroom.tap.count', { ...of, delta }),
      );
    }
    case 'start':
      return plain(words.say('classroom.tap.start', of));
    case 'stop':
      return plain(words.say('classroom.tap.stop', of));
    case 'interval':
      return plain(
        words.say('classroom.tap.interval', {
          ...of,
          number: event.index + 1,
          answer: words.say(`classroom.interval.${event.occurred}`),
        }),
      );
    case 'rubric':
      return plain(words.say('classroom.tap.level', { ...of, level: event.level }));
    case 'level':
      return plain(words.say('classroom.tap.level', { ...of, level: signed(event.level) }));
    case 'joined':
      return plain(words.say('classroom.tap.joined', { label: names.label(event.studentId) }));
    case 'left':
      return plain(
        words.say(event.reason === 'absent' ? 'classroom.tap.absent' : 'classroom.tap.left', {
          label: names.label(event.studentId),
        }),
      );
    case 'note':
      return plain(
        event.studentId === undefined
          ? words.say('classroom.tap.note')
          : words.say('classroom.tap.note_of', { label: names.label(event.studentId) }),
      );
    case 'service_note':
      return plain(words.say('classroom.tap.service_note', { label: names.label(event.studentId) }));
    case 'carry_back':
      return plain(words.say('classroom.tap.carry_back', { label: names.label(event.studentId) }));
    case 'taken_up':
      return plain(words.say('classroom.tap.taken_up', { label: names.label(event.studentId) }));
    case 'strategy': {
      const strategy = pack.strategies?.find((one) => one.strategyId === event.strategyId)?.name;
      return plain(
        event.studentId === undefined || strategy === undefined
          ? words.say('classroom.tap.strategy')
          : words.say('classroom.tap.strategy_of', { label: names.label(event.studentId), strategy }),
      );
    }
    case 'opened':
    case 'closed':
    case 'context':
    case 'praise':
    case 'void':
      return plain(words.say(`classroom.tap.${event.kind}`));
  }
}

/** What a tap did: its last new fact; a tap that only emptied a step says so. */
export function tapInWords(words: Words, pack: SessionPack, tap: Pick<Tap, 'events'>): TapInWords {
  const stop = tap.events.find((event) => event.kind === 'stop');
  if (stop !== undefined && tap.events.some((event) => event.kind === 'start')) {
    return {
      who: '',
      mark: null,
      text: words.say('classroom.tap.finished', { label: namesIn(pack).label(stop.studentId) }),
    };
  }
  const fact = tap.events.findLast((event) => event.kind !== 'void');
  if (fact !== undefined) return eventInWords(words, pack, fact);
  const [taken] = tap.events;
  const label = namesIn(pack).label(taken?.kind === 'void' ? taken.studentId : undefined);
  return { who: '', mark: null, text: words.say('classroom.tap.step_cleared', { label }) };
}

export function signed(level: number): string {
  return level > 0 ? `+${level}` : level < 0 ? `−${-level}` : '0';
}
