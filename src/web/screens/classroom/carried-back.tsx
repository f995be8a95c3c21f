import { useState } from 'react';
import type { SessionPack } from '#contract/session.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { Sheet } from './sheet.tsx';

type Carried = SessionPack['carryBack'][number];

const labelIn = (pack: SessionPack, studentId: string) =>
  pack.members.find((member) => member.studentId === studentId)?.label ?? '';

/** Before the session begins: what was seen in class, to be taken up now; in a lesson, what to look for since the last room. */
export function CarriedBack({ pack }: { readonly pack: SessionPack }) {
  const words = useWords();
  return (
    <>
      {pack.carryBack.length > 0 && (
        <section className={styles.carried} aria-label={words.say('classroom.carried_back')}>
          <h2>{words.say('classroom.carried_back')}</h2>
          <ul>
            {pack.carryBack.map((line) => (
              <li key={line.eventId}>
                <Line pack={pack} line={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <FromRoom pack={pack} />
    </>
  );
}

function Line({ pack, line }: { readonly pack: SessionPack; readonly line: Carried }) {
  const words = useWords();
  return (
    <>
      <strong>{labelIn(pack, line.studentId)}</strong> {line.text}{' '}
      <span className={styles.hint}>{words.day(line.seenOn, 'short')}</span>
    </>
  );
}

function FromRoom({ pack }: { readonly pack: SessionPack }) {
  const words = useWords();
  // Packs that a device has kept from before know nothing of it.
  const lines = pack.fromRoom ?? [];
  if (lines.length === 0) return null;
  return (
    <section className={styles.carried} aria-label={words.say('classroom.from_room')}>
      <h2>{words.say('classroom.from_room')}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.eventId}>
            <strong>{labelIn(pack, line.studentId)}</strong> {line.text}{' '}
            <span className={styles.hint}>{words.day(line.saidOn, 'short')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** While recording: each line is ticked off with what was done, and with what to look for in the next lesson. */
export function ToTakeUp() {
  const words = useWords();
  const { pack, stored } = useClassroom();
  const [open, setOpen] = useState<Carried | null>(null);
  const done = new Map(inForce(stored).flatMap((event) => (isTakenUp(event) ? [[event.carryBackId, event]] : [])));
  return (
    <>
      {pack.carryBack.length > 0 && (
        <section className={styles.carried} aria-label={words.say('classroom.carried_back')}>
          <h2>{words.say('classroom.carried_back')}</h2>
          <ul className={styles.rows}>
            {pack.carryBack.map((line) => {
              const taken = done.get(line.eventId);
              return (
                <li key={line.eventId}>
                  <span>
                    <Line pack={pack} line={line} />
                    {taken !== undefined && (
                      <>
                        <br />
                        {taken.text === ''
                          ? words.say('classroom.taken_up')
                          : words.say('classroom.taken_up_with', { what: taken.text })}
                      </>
                    )}
                  </span>
                  {taken === undefined && (
                    <Key
                      name={words.say('classroom.take_up_for', { label: labelIn(pack, line.studentId) })}
                      onPress={() => setOpen(line)}
                    >
                      {words.say('classroom.take_up')}
                    </Key>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <FromRoom pack={pack} />
      {open !== null && <TakeUpSheet line={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const isTakenUp = (event: SessionEvent) => event.kind === 'taken_up';

function TakeUpSheet({ line, onClose }: { readonly line: Carried; readonly onClose: () => void }) {
  const words = useWords();
  const { pack, tap } = useClassroom();
  const [text, setText] = useState('');
  const [lookFor, setLookFor] = useState('');
  const { eventId, studentId } = line;
  return (
    <Sheet heading={words.say('classroom.take_up_title')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const body = { carryBackId: eventId, studentId, text: text.trim(), lookFor: lookFor.trim() };
          tap(`taken_up ${eventId}`, [{ kind: 'taken_up', ...body }]);
          onClose();
        }}
      >
        <p>
          <Line pack={pack} line={line} />
        </p>
        <label className={styles.field}>
          <span>{words.say('classroom.take_up_text')}</span>
          <textarea rows={2} maxLength={1_000} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <label className={styles.field}>
          <span>{words.say('classroom.take_up_look_for')}</span>
          <textarea rows={2} maxLength={400} value={lookFor} onChange={(event) => setLookFor(event.target.value)} />
          <span className={styles.hint}>{words.say('classroom.note_hint')}</span>
        </label>
        <div className={styles.formEnd}>
          <Key look="main" type="submit">
            {words.say('classroom.take_up_done')}
          </Key>
        </div>
      </form>
    </Sheet>
  );
}
