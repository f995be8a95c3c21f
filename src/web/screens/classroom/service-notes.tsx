import { useState } from 'react';
import { keptServiceNotes, type ServiceFacts, serviceFacts, strategiesTried } from '#domain/trials/service-note.ts';
import type { ServiceNoteEvent } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { useWords } from '../../parts/words.tsx';
import { type Classroom, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { remoteWord, whereWord } from './context-words.ts';
import { marksInWords } from './counts.tsx';
import { Key } from './key.tsx';
import { observationsOf } from './record.ts';
import type { EventBody } from './recording.ts';
import { isMyself } from './tap-words.ts';

const longest = 4_000;

/** What the service was, of each student: drafted from the events, changed and kept by the therapist. */
export function ServiceNotes() {
  const words = useWords();
  const classroom = useClassroom();
  const { pack, record, stored, tap } = classroom;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  // What a service was is said by whose session it is, not by an adult of the class who records beside them.
  if (!isMyself(pack, 'therapist')) return null;
  const kept = new Map(
    keptServiceNotes(stored)
      .filter((note) => note.recorderId === pack.recorderId)
      .map((note) => [note.studentId, note]),
  );
  const notes = serviceFacts(pack.sessionId, stored).map((of): Note => {
    const { studentId } = of;
    const before = kept.get(studentId);
    const text = typed[studentId] ?? before?.text ?? draftOf(words, classroom, of);
    const label = record.chips.find((chip) => chip.studentId === studentId)?.label ?? '';
    return { studentId, label, text, before, isKept: before !== undefined && before.text === text.trim() };
  });
  if (notes.length === 0) return null;
  const open = notes.filter((note) => !note.isKept && note.text.trim() !== '');
  const keep = (those: readonly Note[]) =>
    tap(`${those.map((note) => note.studentId).join(' ')} service_note`, those.flatMap(keeping));
  return (
    <section className={styles.endPart} aria-label={words.say('classroom.service_notes')}>
      <h2>{words.say('classroom.service_notes')}</h2>
      <p className={styles.hint}>{words.say('classroom.service_notes_lead')}</p>
      {notes.map((note) => (
        <ServiceNote
          key={note.studentId}
          note={note}
          onType={(text) => setTyped({ ...typed, [note.studentId]: text })}
          onKeep={() => keep([note])}
        />
      ))}
      {open.length > 1 && (
        <div className={styles.formEnd}>
          <Key onPress={() => keep(open)}>{words.say('classroom.service_notes_keep', { count: open.length })}</Key>
        </div>
      )}
    </section>
  );
}

interface Note {
  readonly studentId: string;
  readonly label: string;
  readonly text: string;
  /** As it was kept last. */
  readonly before: ServiceNoteEvent | undefined;
  readonly isKept: boolean;
}

const keeping = ({ studentId, text, before }: Note): EventBody[] => [
  ...(before === undefined ? [] : [{ kind: 'void', voids: before.id, studentId } as const]),
  { kind: 'service_note', studentId, text: text.trim() },
];

function ServiceNote({
  note: { label, text, isKept },
  onType,
  onKeep,
}: {
  readonly note: Note;
  readonly onType: (text: string) => void;
  readonly onKeep: () => void;
}) {
  const words = useWords();
  return (
    <form
      className={styles.serviceNote}
      onSubmit={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      <label className={styles.field}>
        <span>{words.say('classroom.service_note_of', { label })}</span>
        <textarea rows={3} maxLength={longest} value={text} onChange={(event) => onType(event.target.value)} />
      </label>
      {isKept ? (
        <p className={styles.hint}>{words.say('classroom.service_note_kept')}</p>
      ) : (
        <Key type="submit" isDisabled={text.trim() === ''} name={words.say('classroom.service_note_keep', { label })}>
          {words.say('classroom.keep_note')}
        </Key>
      )}
    </form>
  );
}

/** Only what the events say: how and how long, and the marks of each goal with their number. No judgement. */
function draftOf(
  words: Words,
  { pack, record, stored }: Classroom,
  { studentId, minutes, served, goals }: ServiceFacts,
): string {
  const { context } = record;
  const where = whereWord(words, pack, context);
  if (!served) return words.say('classroom.service_note_absent', { where });
  const given = words.say(`classroom.delivery.${context.delivery}`);
  const delivery = sentenceBegins(
    context.remote === undefined ? given : `${given}, ${remoteWord(words, pack, context.remote)}`,
  );
  const chip = record.chips.find((one) => one.studentId === studentId);
  const lines = goals.map(({ goalId, tally }) =>
    words.say('classroom.service_note_goal', {
      tag: chip?.goals.find((goal) => goal.goalId === goalId)?.tag ?? '',
      marks: marksInWords(words, tally).join(', '),
    }),
  );
  const tried = strategiesTried(stored, studentId).flatMap(
    (strategyId) => pack.strategies?.find((one) => one.strategyId === strategyId)?.name ?? [],
  );
  const probes = goals.some(({ goalId }) =>
    observationsOf(record, studentId, goalId).some((event) => event.context.purpose === 'probe'),
  );
  return [
    minutes === null
      ? words.say('classroom.service_note_open', { delivery, where })
      : words.say('classroom.service_note_minutes', { delivery, where, count: minutes }),
    ...(lines.length > 0 ? lines : [words.say('classroom.service_note_none')]),
    ...(tried.length > 0 ? [words.say('classroom.service_note_tried', { strategies: words.list(tried) })] : []),
    ...(probes ? [words.say('classroom.service_note_probe')] : []),
  ].join(' ');
}

/** The pad writes small; a note is read by others. */
const sentenceBegins = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
