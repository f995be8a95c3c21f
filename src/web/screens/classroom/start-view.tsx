import { useState } from 'react';
import type { SessionPack } from '#contract/session.ts';
import type { ObservationContext } from '#domain/trials/event.ts';
import { useWords } from '../../parts/words.tsx';
import { CarriedBack } from './carried-back.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { ContextForm } from './context-form.tsx';
import { contextParts, whereWord } from './context-words.ts';
import { Key } from './key.tsx';
import type { Recording } from './recording.ts';
import { slotNow, wallClockAt } from './school-time.ts';
import { type Entering, opening } from './session-moves.ts';
import { Sheet } from './sheet.tsx';

/** What will be kept with every mark, shown once to be confirmed; one press begins. */
export function StartView({
  pack,
  recording,
  unplanned,
}: {
  readonly pack: SessionPack;
  readonly recording: Recording;
  readonly unplanned: boolean;
}) {
  const words = useWords();
  const { refused, show } = useClassroom();
  const [context, setContext] = useState<ObservationContext>(pack.context);
  const [changing, setChanging] = useState(false);
  const clock = wallClockAt(recording.now(), pack.zone);
  const slot = slotNow(pack, clock);
  const start = (entering: Entering) => {
    const { body, how } = opening(pack, context, entering, recording.now(), unplanned);
    recording.record([body], how);
  };
  const times = {
    span: words.timeSpan(pack.starts, pack.ends),
    now: words.time(clock.time),
    day: words.day(pack.date, 'long'),
  };
  const noteFor = {
    now: null,
    early: words.say('classroom.clock_early', times),
    over: words.say('classroom.clock_late', times),
    past_day: words.say('classroom.other_day', times),
    future_day: words.say('classroom.future_day', times),
  }[slot];
  const afterwards = slot === 'over' || slot === 'past_day';
  return (
    <main className={styles.start}>
      <header>
        <h1>{whereWord(words, pack, context)}</h1>
        <p className={styles.hint}>
          {times.day} · {times.span}
        </p>
      </header>
      {noteFor !== null && <p className={styles.notice}>{noteFor}</p>}
      {/* Where the beginning itself was not taken, there is no pad to find it on. */}
      {refused.length > 0 && (
        <p className={styles.notice}>
          <Key look="quiet" onPress={() => show('refused')}>
            {words.say('classroom.refused_count', { count: refused.length })}
          </Key>
        </p>
      )}
      <CarriedBack pack={pack} />
      <section className={styles.confirm} aria-label={words.say('classroom.context')}>
        <p>{words.say('classroom.start_lead')}</p>
        <ul className={styles.parts}>
          {contextParts(words, pack, context).map((part) => (
            <li key={part}>{part}</li>
          ))}
          {pack.activity !== '' && <li>{words.say('classroom.activity', { activity: pack.activity })}</li>}
        </ul>
        <ul className={styles.labels} aria-label={words.say('classroom.students')}>
          {pack.members.map((member) => (
            <li key={member.studentId} className={member.absent ? styles.gone : ''}>
              {member.absent ? words.say('classroom.chip_away', { label: member.label }) : member.label}
            </li>
          ))}
        </ul>
        <Key look="quiet" onPress={() => setChanging(true)}>
          {words.say('classroom.change')}
        </Key>
      </section>
      <div className={styles.startKeys}>
        {slot !== 'future_day' && !afterwards && (
          <Key look="main" onPress={() => start('live')}>
            {words.say(slot === 'now' ? 'classroom.start' : 'classroom.start_now')}
          </Key>
        )}
        {afterwards && (
          <>
            <Key look="main" onPress={() => start('later')}>
              {words.say('classroom.start_planned', times)}
            </Key>
            <Key onPress={() => start('paper')}>{words.say('classroom.start_paper')}</Key>
            {slot === 'over' && <Key onPress={() => start('live')}>{words.say('classroom.start_now')}</Key>}
          </>
        )}
        <a className={styles.link} href="/today">
          {words.say('classroom.to_today')}
        </a>
      </div>
      {changing && (
        <Sheet heading={words.say('classroom.context')} onClose={() => setChanging(false)}>
          <ContextForm
            pack={pack}
            context={context}
            action={words.say('classroom.take_this')}
            onApply={(next) => {
              setContext(next);
              setChanging(false);
            }}
          />
        </Sheet>
      )}
    </main>
  );
}
