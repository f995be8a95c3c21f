import { useState } from 'react';
import { addReviewWords, type Review, reviewSpeakers } from '#contract/review.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { DayField, SelectField, TextAreaField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './review.module.css';

/** What the student, the family and the teacher say, in their own words, beside the data and not below them. */
export function TeamWords({
  studentId,
  said,
  mayChange,
}: {
  readonly studentId: string;
  readonly said: Review['words'];
  readonly mayChange: boolean;
}) {
  const words = useWords();
  const [adding, setAdding] = useState(false);
  return (
    <Band
      heading={words.say('review.words')}
      lead={words.say('review.words_lead')}
      actions={mayChange && <Button onPress={() => setAdding(true)}>{words.say('review.add_words')}</Button>}
    >
      {said.length === 0 && <p className={styles.quiet}>{words.say('review.words_none')}</p>}
      <ul className={styles.said}>
        {said.map((one) => (
          <li key={one.id}>
            <blockquote>{one.words}</blockquote>
            <p className={styles.quiet}>
              {words.say(`review.who.${one.who}`)} · {words.day(one.saidOn)} ·{' '}
              {words.say('review.noted_by', { name: one.notedBy })}
            </p>
          </li>
        ))}
      </ul>
      {adding && <AddWords studentId={studentId} onClose={() => setAdding(false)} />}
    </Band>
  );
}

function AddWords({ studentId, onClose }: { readonly studentId: string; readonly onClose: () => void }) {
  const words = useWords();
  const { today } = useMe();
  const [who, setWho] = useState<(typeof reviewSpeakers)[number]>('family');
  const [text, setText] = useState('');
  const [saidOn, setSaidOn] = useState(today);
  const add = useChange(addReviewWords, onClose);
  return (
    <FormDialog
      heading={words.say('review.add_words')}
      lead={words.say('review.add_words_lead')}
      change={add}
      onSubmit={() => add.mutate({ params: { studentId }, body: { who, words: text, saidOn } })}
      onClose={onClose}
    >
      <Row>
        <SelectField
          label={words.say('review.who')}
          name="who"
          options={reviewSpeakers.map((value) => ({ value, label: words.say(`review.who.${value}`) }))}
          value={who}
          onChange={setWho}
        />
        <DayField label={words.say('review.said_on')} name="saidOn" value={saidOn} onChange={setSaidOn} isRequired />
      </Row>
      <TextAreaField label={words.say('review.own_words')} name="words" value={text} onChange={setText} isRequired />
    </FormDialog>
  );
}
