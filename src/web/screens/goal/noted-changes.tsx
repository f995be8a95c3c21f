import { useState } from 'react';
import { longestNotedChange, noteChange, takeBackNotedChange } from '#contract/noted-change.ts';
import { useChange } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DayField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';

/** Notes what changed around the student, where nothing else here knows of it. */
export function NoteChange({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const me = useMe();
  const [noting, setNoting] = useState(false);
  if (!holds(me, 'therapist', 'case_manager')) return null;
  return (
    <>
      <Button size="small" onPress={() => setNoting(true)}>
        {words.say('noted_change.open')}
      </Button>
      {noting && <NoteDialog studentId={studentId} today={me.today} onClose={() => setNoting(false)} />}
    </>
  );
}

function NoteDialog({
  studentId,
  today,
  onClose,
}: {
  readonly studentId: string;
  readonly today: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [on, setOn] = useState(today);
  const [text, setText] = useState('');
  const note = useChange(noteChange, onClose);
  return (
    <FormDialog
      heading={words.say('noted_change.title')}
      lead={words.say('noted_change.lead')}
      change={note}
      onSubmit={() => note.mutate({ params: { studentId }, body: { on, words: text } })}
      onClose={onClose}
    >
      <TextField
        label={words.say('noted_change.words')}
        hint={words.say('noted_change.words_hint')}
        name="words"
        value={text}
        onChange={setText}
        maxLength={longestNotedChange}
        isRequired
      />
      <DayField label={words.say('noted_change.on')} name="on" value={on} onChange={setOn} isRequired />
    </FormDialog>
  );
}

/** What was noted, by whom; one noted by mistake is taken back here. */
export function NotedChanges({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const me = useMe();
  const studentId = page.evidence.goal.student.id;
  const takeBack = useChange(takeBackNotedChange, () => announce(words.say('noted_change.taken_back')));
  const noted = page.evidence.phases.filter(({ kind }) => kind === 'noted');
  if (noted.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>{words.say('noted_change.list')}</summary>
      <ul>
        {noted.map(({ id, on, values }) => (
          <li key={id}>
            {words.say('noted_change.line', { day: words.day(on), words: values.words ?? '', by: values.by ?? '' })}{' '}
            {holds(me, 'therapist', 'case_manager') && (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('noted_change.take_back_which', { words: values.words ?? '' })}
                isPending={takeBack.isPending}
                onPress={() => takeBack.mutate({ params: { studentId, changeId: id } })}
              >
                {words.say('noted_change.take_back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FaultNotice fault={takeBack.error} />
    </details>
  );
}
