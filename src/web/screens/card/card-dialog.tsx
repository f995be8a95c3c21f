import { useState } from 'react';
import { type readStudentCards, saveCard } from '#contract/card.ts';
import type { OutputOf } from '#contract/operation.ts';
import { type CardText, mostCardWords, wordsOn } from '#domain/partnership/card.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { CheckField, TextAreaField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './card.module.css';

const empty: CardText = { looksLike: '', cue: '', praise: '', avoid: '', asks: [] };

export function CardDialog({
  studentId,
  classId,
  className,
  before,
  goals,
  onClose,
}: {
  readonly studentId: string;
  readonly classId: string;
  readonly className: string;
  /** What the writing begins from: the draft, else what the class sees now. */
  readonly before: CardText | null;
  readonly goals: OutputOf<typeof readStudentCards>['goals'];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [text, setText] = useState<CardText>(() => before ?? empty);
  const say = (part: Partial<CardText>) => setText((now) => ({ ...now, ...part }));
  const save = useChange(saveCard, () => {
    announce(words.say('card.saved'));
    onClose();
  });
  const count = wordsOn(text);
  const seconds = Math.max(5, Math.round((count / mostCardWords) * 12) * 5);
  const { looksLike, cue, praise, avoid, asks } = text;
  return (
    <FormDialog
      heading={words.say('card.write_for', { class: className })}
      lead={words.say('card.dialog_lead')}
      wide
      submit={words.say('card.save_draft')}
      change={save}
      onSubmit={() =>
        save.mutate({ params: { studentId, classId }, body: { looksLike, cue, praise, avoid, asks: [...asks] } })
      }
      onClose={onClose}
    >
      <TextAreaField
        label={words.say('card.looks_like')}
        hint={words.say('card.looks_like_hint')}
        name="looksLike"
        value={looksLike}
        onChange={(value) => say({ looksLike: value })}
        rows={3}
        maxLength={600}
        isRequired
      />
      <TextField
        label={words.say('card.cue')}
        hint={words.say('card.cue_hint')}
        name="cue"
        value={cue}
        onChange={(value) => say({ cue: value })}
        maxLength={300}
        isRequired
      />
      <TextField
        label={words.say('card.praise')}
        name="praise"
        value={praise}
        onChange={(value) => say({ praise: value })}
        maxLength={300}
        isRequired
      />
      <TextField
        label={words.say('card.avoid')}
        name="avoid"
        value={avoid}
        onChange={(value) => say({ avoid: value })}
        maxLength={300}
        optional
      />
      <div className={styles.asks}>
        {goals.map((goal) => {
          const at = asks.findIndex((ask) => ask.goalId === goal.goalId);
          const asked = asks[at];
          return (
            <div key={goal.goalId}>
              <CheckField
                value={asked !== undefined}
                onChange={(on) =>
                  say({
                    asks: on
                      ? [...asks, { goalId: goal.goalId, words: goal.plainWords.slice(0, 120) }]
                      : asks.filter((ask) => ask.goalId !== goal.goalId),
                  })
                }
              >
                {words.say('card.ask_for', { tag: goal.tag })}
              </CheckField>
              {asked !== undefined && (
                <TextField
                  label={words.say('card.ask_words')}
                  name={`asks.${at}.words`}
                  value={asked.words}
                  onChange={(value) =>
                    say({ asks: asks.map((ask) => (ask === asked ? { ...ask, words: value } : ask)) })
                  }
                  maxLength={120}
                />
              )}
            </div>
          );
        })}
      </div>
      <p className={count > mostCardWords ? styles.asked : styles.quiet} role="status">
        {words.say(count > mostCardWords ? 'card.words_many' : 'card.words', { count, seconds })}
      </p>
    </FormDialog>
  );
}
