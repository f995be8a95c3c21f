import { useState } from 'react';
import { type NoteAsk, saveNotes } from '#contract/note.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { newEventId } from '../../outbox/event-id.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { CheckField, DayField, NumberField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './note.module.css';

interface Counted {
  readonly x: number | null;
  readonly n: number | null;
}

/** All of the class's asks on one form, once a day; also for a strip of paper entered later. */
export function EndOfDay({ classId, asks }: { readonly classId: string; readonly asks: readonly NoteAsk[] }) {
  const words = useWords();
  const me = useMe();
  const [date, setDate] = useState(me.today);
  const [paper, setPaper] = useState(false);
  const [counted, setCounted] = useState<readonly Counted[]>(() => asks.map(() => ({ x: null, n: null })));
  const filled = asks.flatMap((ask, index) => {
    const { x, n } = counted[index] ?? { x: null, n: null };
    // A count without its chances is asked about, not left out.
    return (x ?? 0) === 0 && (n ?? 0) === 0 ? [] : [{ ask, x: x ?? 0, n: n ?? 0 }];
  });
  const [said, setSaid] = useState('');
  const save = useChange(saveNotes, (_, { body }) => {
    const kept = words.say('note.saved_all', { count: body.notes.length, day: words.day(body.date, 'short') });
    announce(kept);
    setSaid(kept);
    setCounted(asks.map(() => ({ x: null, n: null })));
  });
  const set = (index: number, part: Partial<Counted>) =>
    setCounted((now) => now.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <Band
      heading={words.say('note.end_of_day')}
      lead={words.say('note.end_of_day_lead')}
      actions={<Button onPress={() => window.print()}>{words.say('note.strip')}</Button>}
    >
      <Form
        aria-label={words.say('note.end_of_day')}
        fault={save.error}
        onSubmit={() => {
          setSaid(filled.length === 0 ? words.say('note.nothing_filled') : '');
          if (filled.length === 0) return announce(words.say('note.nothing_filled'));
          save.mutate({
            params: { classId },
            body: {
              date,
              how: paper ? 'paper' : 'end_of_activity',
              notes: filled.map(({ ask, x, n }) => ({
                id: newEventId(new Date()),
                studentId: ask.studentId,
                goalId: ask.goalId,
                noted: { kind: 'of', x, n },
              })),
            },
          });
        }}
      >
        <ul className={styles.rows}>
          {asks.map((ask, index) => {
            const at = filled.findIndex((one) => one.ask === ask);
            return (
              <li key={`${ask.studentId} ${ask.goalId}`}>
                <fieldset className={styles.row} aria-label={words.say('note.ask', ask)}>
                  <span>
                    <span className={styles.name}>{ask.name}</span> {ask.words}
                  </span>
                  <NumberField
                    label={words.say('note.times')}
                    name={`notes.${at}.noted.x`}
                    value={counted[index]?.x ?? null}
                    onChange={(x) => set(index, { x })}
                    min={0}
                    max={100}
                  />
                  <NumberField
                    label={words.say('note.chances')}
                    name={`notes.${at}.noted.n`}
                    value={counted[index]?.n ?? null}
                    onChange={(n) => set(index, { n })}
                    min={0}
                    max={100}
                  />
                </fieldset>
              </li>
            );
          })}
        </ul>
        <Row>
          <DayField label={words.say('note.date')} name="date" value={date} onChange={setDate} max={me.today} />
          <CheckField value={paper} onChange={setPaper}>
            {words.say('note.from_paper')}
          </CheckField>
        </Row>
        {said !== '' && <Notice>{said}</Notice>}
        <Actions submit={words.say('note.save_all')} isPending={save.isPending} fault={save.error} />
      </Form>
    </Band>
  );
}
