import { useState } from 'react';
import { answerQuestion, listQuestions } from '#contract/routine-match.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { CheckField, ChoiceField, TimeField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';
import { weekdays } from './week-plan.ts';

type Question = OutputOf<typeof listQuestions>['items'][number];

/** What a therapist has asked the class about its day, to be answered in a few taps. */
export function Questions({ classId }: { readonly classId: string }) {
  const words = useWords();
  const items = useRead(listQuestions, { params: { classId } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Band heading={words.say('question.heading')}>
      {items.map((question) => (
        <Answer key={question.questionId} classId={classId} question={question} />
      ))}
    </Band>
  );
}

function Answer({ classId, question }: { readonly classId: string; readonly question: Question }) {
  const words = useWords();
  const me = useMe();
  const [days, setDays] = useState<readonly number[]>(weekdays);
  const [starts, setStarts] = useState('');
  const [ends, setEnds] = useState('');
  const [pushIn, setPushIn] = useState<'liked' | 'open' | 'not_offered'>('open');
  const [noDays, setNoDays] = useState(false);
  const answer = useChange(answerQuestion, () => announce(words.say('question.answered')));
  const params = { classId, questionId: question.questionId };
  const routine = words.say(`routine_kind.${question.kind}`).toLocaleLowerCase(words.language);
  const send = () => {
    setNoDays(days.length === 0);
    if (days.length === 0) return;
    const times = days.toSorted().map((weekday) => ({ weekday, starts, ends }));
    answer.mutate({ params, body: { from: me.today, times, pushIn } });
  };
  return (
    <Form onSubmit={send} fault={answer.error}>
      <p>{words.say('question.ask', { name: question.askedBy, routine })}</p>
      <fieldset className={styles.answerDays}>
        <legend>{words.say('question.days')}</legend>
        {weekdays.map((weekday) => (
          <CheckField
            key={weekday}
            value={days.includes(weekday)}
            onChange={(on) => setDays(on ? [...days, weekday] : days.filter((day) => day !== weekday))}
          >
            {words.weekday(weekday, 'short')}
          </CheckField>
        ))}
      </fieldset>
      <div className={styles.answerTimes}>
        <TimeField
          label={words.say('question.starts')}
          name="times.0.starts"
          value={starts}
          onChange={setStarts}
          isRequired
        />
        <TimeField label={words.say('question.ends')} name="times.0.ends" value={ends} onChange={setEnds} isRequired />
      </div>
      <ChoiceField
        label={words.say('question.push_in')}
        options={(['liked', 'open', 'not_offered'] as const).map((value) => ({
          value,
          label: words.say(`question.push_in.${value}`),
        }))}
        value={pushIn}
        onChange={setPushIn}
      />
      {noDays && (
        <Notice tone="attention" role="alert">
          {words.say('question.no_days')}
        </Notice>
      )}
      <Actions submit={words.say('question.answer')} isPending={answer.isPending} fault={answer.error}>
        <Button onPress={() => answer.mutate({ params, body: { from: me.today, times: [], pushIn: 'open' } })}>
          {words.say('question.not_here')}
        </Button>
      </Actions>
    </Form>
  );
}
