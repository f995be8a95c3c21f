import { useState } from 'react';
import { addClassException, removeClassException } from '#contract/class.ts';
import type { School } from '#contract/school.ts';
import type { Words } from '#words/words.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DayField, SelectField, TextField, TimeField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import type { ClassPage } from './week-plan.ts';

interface Line {
  readonly key: string;
  readonly date: string;
  readonly kind: string;
  readonly time: string;
  readonly note: string;
  /** null: the school's, changed on the school's page */
  readonly exceptionId: string | null;
}

function timeInWords(starts: string | null, ends: string | null, words: Words): string {
  if (starts !== null && ends !== null) return words.timeSpan(starts, ends);
  if (ends !== null) return words.say('different.until', { time: words.time(ends) });
  if (starts !== null) return words.say('different.since', { time: words.time(starts) });
  return words.say('different.whole_day');
}

function linesOf(page: ClassPage, school: School | undefined, today: string, words: Words): Line[] {
  const own = page.exceptions.map(({ id, date, kind, starts, ends, note }) => ({
    key: id,
    date,
    kind: words.say(`exception.${kind}`),
    time: timeInWords(starts, ends, words),
    note,
    exceptionId: id,
  }));
  const ofSchool = (school?.dates ?? [])
    .filter(({ date }) => date >= today)
    .map(({ date, kind, starts, ends, label }) => ({
      key: date,
      date,
      kind: words.say(`school_date.${kind}`),
      time: timeInWords(starts, ends, words),
      note: label,
      exceptionId: null,
    }));
  return [...own, ...ofSchool].toSorted((a, b) => a.date.localeCompare(b.date));
}

/** Days ahead on which the class does not run as its week says: by its own word, or the school's. */
export function DifferentDays({
  page,
  school,
  mayChange,
}: {
  readonly page: ClassPage;
  readonly school: School | undefined;
  readonly mayChange: boolean;
}) {
  const words = useWords();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const remove = useChange(removeClassException, () => announce(words.say('do.saved')));
  return (
    <Band
      heading={words.say('different.title')}
      lead={words.say('different.lead')}
      actions={mayChange && <Button onPress={() => setAdding(true)}>{words.say('different.add')}</Button>}
    >
      <FaultNotice fault={remove.error} />
      <Table
        name={words.say('different.title')}
        rows={linesOf(page, school, me.today, words)}
        rowKey={({ key }) => key}
        empty={<p className={styles.quiet}>{words.say('different.none')}</p>}
        columns={[
          {
            key: 'date',
            label: words.say('different.date'),
            cell: ({ date, time }) => (
              <>
                <span className={styles.date}>{words.day(date, 'short')}</span>
                <span className={styles.under}>{time}</span>
              </>
            ),
          },
          {
            key: 'kind',
            label: words.say('different.kind'),
            cell: ({ kind, note, exceptionId }) => (
              <>
                {note === '' || note === kind ? kind : words.say('different.kind_note', { kind, note })}
                <span className={styles.under}>
                  {words.say(exceptionId === null ? 'different.by_school' : 'different.by_class')}
                </span>
              </>
            ),
          },
          ...(mayChange
            ? [
                {
                  key: 'remove',
                  label: '',
                  cell: ({ exceptionId, kind, date }: Line) =>
                    exceptionId !== null && (
                      <Button
                        kind="quiet"
                        size="small"
                        aria-label={words.say('different.remove', { kind, date: words.day(date) })}
                        onPress={() => remove.mutate({ params: { classId: page.class.id, exceptionId } })}
                      >
                        {words.say('do.remove')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {adding && <AddDayDialog classId={page.class.id} onClose={() => setAdding(false)} />}
    </Band>
  );
}

const kinds = ['early_release', 'test', 'not_today', 'guest_teacher', 'trip', 'other'] as const;

function AddDayDialog({ classId, onClose }: { readonly classId: string; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const [date, setDate] = useState(me.today);
  const [kind, setKind] = useState<(typeof kinds)[number]>('not_today');
  const [starts, setStarts] = useState('');
  const [ends, setEnds] = useState('');
  const [note, setNote] = useState('');
  const add = useChange(addClassException, () => {
    announce(words.say('different.added', { date: words.day(date) }));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('different.add')}
      change={add}
      onSubmit={() =>
        add.mutate({ params: { classId }, body: { date, kind, starts: starts || null, ends: ends || null, note } })
      }
      onClose={onClose}
    >
      <Row>
        <DayField
          label={words.say('different.date')}
          name="date"
          value={date}
          onChange={setDate}
          min={me.today}
          isRequired
        />
        <SelectField
          label={words.say('different.kind')}
          name="kind"
          options={kinds.map((value) => ({ value, label: words.say(`exception.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      </Row>
      <Row>
        <TimeField label={words.say('field.starts')} name="starts" value={starts} onChange={setStarts} optional />
        <TimeField label={words.say('field.ends')} name="ends" value={ends} onChange={setEnds} optional />
      </Row>
      <TextField
        label={words.say('different.note')}
        hint={words.say('different.note_hint')}
        name="note"
        value={note}
        onChange={setNote}
        maxLength={200}
        optional
      />
    </FormDialog>
  );
}
