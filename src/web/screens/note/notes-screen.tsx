import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { listClasses } from '#contract/class.ts';
import { type NoteAsk, type Notes, readNotes, saveNotes, takeBackNote } from '#contract/note.ts';
import { noteOutcomes } from '#domain/partnership/teacher-note.ts';
import type { MarkName } from '#charts/marks.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { newEventId } from '../../outbox/event-id.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ChoiceField, SelectField } from '../../parts/field.tsx';
import { Mark } from '../../parts/mark/mark.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { useWallTime } from '../today/now.ts';
import { EndOfDay } from './end-of-day.tsx';
import styles from './note.module.css';

/** The teacher's ten seconds, the end-of-day form, the tally strip. */
export function NotesScreen() {
  const words = useWords();
  const classes = useRead(listClasses, {});
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Page title={words.say('note.title')} lead={<span data-screen-only>{words.say('note.lead')}</span>}>
      <Reading read={classes}>
        {({ items }) => {
          const classId = chosen ?? items[0]?.id;
          if (classId === undefined) return <NothingAsked />;
          return (
            <>
              {items.length > 1 && (
                <ChoiceField
                  label={words.say('class.title')}
                  options={items.map(({ id, name }) => ({ value: id, label: name }))}
                  value={classId}
                  onChange={setChosen}
                />
              )}
              <NotesOfClass key={classId} classId={classId} />
            </>
          );
        }}
      </Reading>
    </Page>
  );
}

function NothingAsked() {
  const words = useWords();
  return <EmptyState title={words.say('note.none')}>{words.say('note.none_why')}</EmptyState>;
}

function NotesOfClass({ classId }: { readonly classId: string }) {
  const read = useRead(readNotes, { params: { classId }, query: {} });
  return (
    <Reading read={read}>
      {(notes) =>
        notes.asks.length === 0 ? (
          <NothingAsked />
        ) : (
          <>
            <div className={styles.screen}>
              <QuickNote classId={classId} notes={notes} />
              <EndOfDay classId={classId} asks={notes.asks} />
            </div>
            <TallyStrip notes={notes} />
          </>
        )
      }
    </Reading>
  );
}

const keyOf = ({ studentId, goalId }: Pick<NoteAsk, 'studentId' | 'goalId'>) => `${studentId} ${goalId}`;
const anyTime = 'any';
const marks = {
  on_their_own: 'on_their_own',
  fixed_it: 'fixed_it',
  cued_did: 'with_cue_did',
  cued_not_yet: 'with_cue_not_yet',
  not_yet: 'not_yet',
  no_opportunity: 'no_opportunity',
} as const satisfies Record<(typeof noteOutcomes)[number], MarkName>;

function QuickNote({ classId, notes }: { readonly classId: string; readonly notes: Notes }) {
  const words = useWords();
  const me = useMe();
  const [first] = notes.asks;
  const [picked, setPicked] = useState(() => keyOf(first!));
  const now = useWallTime(me);
  const [chosen, setChosen] = useState<string | null>();
  // Until one is chosen it is the one that runs, so that a note in the lesson needs no choice.
  const routineId = chosen === undefined ? runningRoutine(notes, now) : chosen;
  const ask = notes.asks.find((one) => keyOf(one) === picked) ?? first!;
  const save = useChange(saveNotes, () => announce(words.say('note.saved', { label: ask.label })));
  return (
    <>
      <Band heading={words.say('note.who')}>
        <ToggleButtonGroup
          className={styles.asks}
          aria-label={words.say('note.who')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[keyOf(ask)]}
          onSelectionChange={(keys) => setPicked(String([...keys][0]))}
        >
          {notes.asks.map((one) => (
            <ToggleButton key={keyOf(one)} id={keyOf(one)} className={styles.ask}>
              <span className={styles.name}>{one.name}</span> {one.words}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {notes.routines.length > 0 && (
          <SelectField
            label={words.say('note.routine')}
            options={[
              { value: anyTime, label: words.say('note.any_time') },
              ...[...new Map(notes.routines.map((one) => [one.routineId, one.name]))].map(([value, label]) => ({
                value,
                label,
              })),
            ]}
            value={routineId ?? anyTime}
            onChange={(value) => setChosen(value === anyTime ? null : value)}
          />
        )}
      </Band>
      <Band heading={words.say('note.what')}>
        <div className={styles.pad}>
          {noteOutcomes.map((outcome) => (
            <AriaButton
              key={outcome}
              className={styles.key}
              isPending={save.isPending}
              onPress={() =>
                save.mutate({
                  params: { classId },
                  body: {
                    date: notes.date,
                    routineId,
                    how: 'live',
                    notes: [
                      {
                        id: newEventId(new Date()),
                        studentId: ask.studentId,
                        goalId: ask.goalId,
                        noted: { kind: 'once', outcome },
                      },
                    ],
                  },
                })
              }
            >
              <Mark name={marks[outcome]} />
              {words.say(`note.${outcome}`)}
            </AriaButton>
          ))}
        </div>
        <FaultNotice fault={save.error} />
      </Band>
      <Noted classId={classId} notes={notes} />
    </>
  );
}

/** @param now wall time `HH:MM` at the school */
const runningRoutine = (notes: Notes, now: string): string | null =>
  notes.routines.find((one) => one.starts <= now && now < one.ends)?.routineId ?? null;

function whatInWords(noted: Notes['notes'][number]['noted'], words: Words): string {
  if (noted.kind === 'of') return words.say('note.of', { x: noted.x, n: noted.n });
  return words.say(noted.kind === 'not_observed' ? 'note.not_observed' : `note.${noted.outcome}`);
}

function Noted({ classId, notes }: { readonly classId: string; readonly notes: Notes }) {
  const words = useWords();
  const me = useMe();
  const takeBack = useChange(takeBackNote, () => announce(words.say('note.taken_back')));
  return (
    <Band heading={words.say('note.today')}>
      {notes.notes.length === 0 ? (
        <p className={styles.quiet}>{words.say('note.none_today')}</p>
      ) : (
        <ul className={styles.notes}>
          {notes.notes.map((note) => {
            const ask = notes.asks.find((one) => keyOf(one) === keyOf(note));
            const what = whatInWords(note.noted, words);
            return (
              <li key={note.id}>
                <span className={styles.name}>{ask?.name}</span> {what}
                <span className={styles.quiet}>{words.instant(note.at, me.zone, 'time')}</span>
                <Button
                  kind="quiet"
                  size="small"
                  aria-label={words.say('note.take_back_label', { label: ask?.label ?? '', what })}
                  onPress={() => takeBack.mutate({ params: { classId, noteId: note.id } })}
                >
                  {words.say('note.take_back')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <FaultNotice fault={takeBack.error} />
    </Band>
  );
}

/** On paper for a day without a screen: initials, boxes to tally in. */
function TallyStrip({ notes }: { readonly notes: Notes }) {
  const words = useWords();
  return (
    <section className={styles.strip} aria-hidden="true">
      <h2>{words.say('note.strip_title', { class: notes.className })}</h2>
      <p className={styles.blanks}>
        <span>{words.say('note.strip_day')}</span>
        <span>{words.say('note.strip_routine')}</span>
      </p>
      <table>
        <thead>
          <tr>
            <th />
            <th>{words.say('note.strip_own')}</th>
            <th>{words.say('note.strip_cued')}</th>
            <th>{words.say('note.strip_not')}</th>
          </tr>
        </thead>
        <tbody>
          {notes.asks.map((ask) => (
            <tr key={keyOf(ask)}>
              <th>
                {ask.label}: {ask.words}
              </th>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.say('note.strip_hint')}</p>
    </section>
  );
}
