import { useState } from 'react';
import type { CarryBackEvent, PraiseEvent } from '#domain/trials/event.ts';
import { useWords } from '../../parts/words.tsx';
import { Choices } from './choices.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { selectedChip, selectedGoal } from './pad-state.ts';
import type { EventBody } from './recording.ts';
import { Sheet } from './sheet.tsx';

export type Noting = 'note' | 'praise' | 'carry_back';

const group = 'group';
const longest = { note: 4_000, praise: 1_000, carry_back: 1_000 } as const;

/** A few words on a student, on an adult, on the group. */
export function NoteSheet({
  kind,
  replacing,
}: {
  readonly kind: Noting;
  /** One that was marked by a press and now gets its words. */
  readonly replacing?: PraiseEvent | CarryBackEvent;
}) {
  const words = useWords();
  const classroom = useClassroom();
  const { pack, record, pad, tap, show } = classroom;
  const chip = selectedChip(pad, record.chips);
  const [about, setAbout] = useState(replacing?.studentId ?? chip?.studentId ?? group);
  const [text, setText] = useState(replacing?.text ?? '');
  const others = pack.adults.filter((adult) => adult.adultId !== pack.recorderId);
  const options = [
    ...record.chips.filter((one) => one.here).map((one) => ({ value: one.studentId, label: one.label })),
    ...(kind === 'praise' ? others.map((adult) => ({ value: adult.adultId, label: adult.shortName })) : []),
    ...(kind === 'note' ? [{ value: group, label: words.say('classroom.note_group') }] : []),
  ];
  const goalOf = (studentId: string) => {
    const of = record.chips.find((one) => one.studentId === studentId);
    const goal = of === undefined ? null : selectedGoal(pad, of);
    return goal === null ? {} : { goalId: goal.goalId };
  };
  const body = (): EventBody => {
    const said = text.trim();
    if (kind === 'carry_back') return { kind, studentId: about, ...goalOf(about), text: said };
    if (kind === 'praise') {
      const adult = others.some((one) => one.adultId === about);
      return { kind, text: said, ...(adult ? { adultId: about } : { studentId: about }) };
    }
    return about === group ? { kind, text: said } : { kind, studentId: about, ...goalOf(about), text: said };
  };
  return (
    <Sheet heading={words.say(`classroom.${kind}_title`)} onClose={() => show(null)}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          const before: EventBody[] =
            replacing === undefined
              ? []
              : [
                  {
                    kind: 'void',
                    voids: replacing.id,
                    ...(replacing.studentId === undefined ? {} : { studentId: replacing.studentId }),
                  },
                ];
          const moment = replacing === undefined ? {} : { occurredAt: replacing.occurredAt };
          tap(`${kind} ${about}`, [...before, { ...body(), ...moment }]);
          show(null);
        }}
      >
        <Choices label={words.say('classroom.note_about')} options={options} value={about} onChange={setAbout} />
        <label className={styles.field}>
          <span>
            {words.say(
              kind === 'note'
                ? 'classroom.note_text'
                : kind === 'praise'
                  ? 'classroom.praise_text'
                  : 'classroom.carry_back_text',
            )}
          </span>
          <textarea rows={3} maxLength={longest[kind]} value={text} onChange={(event) => setText(event.target.value)} />
          <span className={styles.hint}>{words.say('classroom.note_hint')}</span>
        </label>
        <div className={styles.formEnd}>
          <Key look="main" type="submit" isDisabled={text.trim() === '' || options.length === 0}>
            {words.say('classroom.keep_note')}
          </Key>
        </div>
      </form>
    </Sheet>
  );
}
