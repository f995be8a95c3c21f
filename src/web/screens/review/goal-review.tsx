import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dismissReviewPoint, type Review } from '#contract/review.ts';
import type { ReviewFacts } from '#domain/reviews/review-facts.ts';
import type { ReviewPoint } from '#domain/reviews/review-point.ts';
import type { ReviewThresholds } from '#domain/reviews/thresholds.ts';
import { useChange } from '../../client/queries.ts';
import { Button } from '../../parts/button.tsx';
import { TextAreaField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { answerInWords } from '#telling/answer-words.ts';
import { linesOf } from '#telling/levels.ts';
import { metInWords } from '#telling/met.ts';
import { againstInWords } from '../goal/behind.tsx';
import type { GoalPage } from '#telling/goal-page.ts';
import { conditionInWords } from '#telling/goal-words.ts';
import styles from './review.module.css';
import { pointInWords } from './review-words.ts';

export interface ReviewedGoal {
  readonly page: GoalPage;
  readonly facts: ReviewFacts;
  readonly points: readonly ReviewPoint[];
}

/** One goal before the team: its levels by place, the points with what speaks against them, what was set aside. */
export function GoalReview({
  reviewed,
  dismissals,
  thresholds,
  mayChange,
}: {
  readonly reviewed: ReviewedGoal;
  readonly dismissals: Review['dismissals'];
  readonly thresholds: ReviewThresholds;
  readonly mayChange: boolean;
}) {
  const words = useWords();
  const [setting, setSetting] = useState<ReviewPoint | null>(null);
  const { page, facts, points } = reviewed;
  const { goal } = page.evidence;
  const { headline, further } = answerInWords(words, page);
  const aside = new Map(dismissals.map((one) => [one.rule, one]));
  return (
    <section className={styles.goal} aria-labelledby={goal.id}>
      <h3 id={goal.id}>
        <Link to="/goals/$goalId" params={{ goalId: goal.id }}>
          {page.version.plainWords || page.version.officialWording}
        </Link>
      </h3>
      <p className={styles.headline}>{headline}</p>
      {further.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Table
        name={words.say('review.levels_of', { goal: goal.tag })}
        rows={linesOf(words, page)}
        rowKey={({ id }) => id}
        empty={<p className={styles.quiet}>{words.say('evidence.nothing')}</p>}
        columns={[
          {
            key: 'where',
            label: words.say('evidence.where'),
            cell: (line) => conditionInWords(words, line, goal.discipline),
          },
          {
            key: 'what',
            label: words.say(page.carryover.unit === 'trial' ? 'evidence.unprompted' : 'carryover.column.value_days'),
            cell: ({ what }) => what,
          },
          { key: 'days', label: words.say('evidence.days'), cell: ({ days }) => days, number: true },
        ]}
      />
      <p>{metInWords(words, page)}</p>

      <h4>{words.say('review.points')}</h4>
      {points.length === 0 && <p className={styles.quiet}>{words.say('review.no_points')}</p>}
      <ul className={styles.points}>
        {points.map((point) => {
          const dismissed = aside.get(point.rule);
          return (
            <li key={point.rule} className={styles.point}>
              <p>
                <span className={styles.rule}>{point.rule}</span> {pointInWords(words, page, point, facts, thresholds)}
              </p>
              {point.heldBackBy.length > 0 && (
                <p className={styles.held}>
                  {words.say('review.held_back', {
                    why: words.list(point.heldBackBy.map((by) => words.say(`review.held.${by}`))),
                  })}
                </p>
              )}
              <p className={styles.quiet}>
                {words.say('review.options', {
                  list: point.options.map((option) => words.say(`review.option.${option}`)).join(' · '),
                })}
              </p>
              {dismissed !== undefined && (
                <p className={styles.quiet}>
                  {words.say('review.set_aside_by', {
                    name: dismissed.dismissedBy,
                    day: words.day(dismissed.dismissedAt.slice(0, 10)),
                    reason: dismissed.reason,
                  })}
                </p>
              )}
              {mayChange && dismissed === undefined && (
                <Button
                  kind="quiet"
                  size="small"
                  aria-label={words.say('review.set_aside_of', { rule: point.rule, goal: goal.tag })}
                  onPress={() => setSetting(point)}
                >
                  {words.say('review.set_aside')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>

      <h4>{words.say('carryover.against')}</h4>
      {page.against.length === 0 ? (
        <p className={styles.quiet}>{words.say('carryover.against_none')}</p>
      ) : (
        <ul className={styles.against}>
          {page.against.map((found) => {
            const sentence = againstInWords(words, page, found);
            return <li key={sentence}>{sentence}</li>;
          })}
        </ul>
      )}
      {setting !== null && <SetAside goalId={goal.id} rule={setting.rule} onClose={() => setSetting(null)} />}
    </section>
  );
}

function SetAside({
  goalId,
  rule,
  onClose,
}: {
  readonly goalId: string;
  readonly rule: ReviewPoint['rule'];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const dismiss = useChange(dismissReviewPoint, onClose);
  return (
    <FormDialog
      heading={words.say('review.set_aside_title')}
      lead={words.say('review.set_aside_lead')}
      submit={words.say('review.set_aside')}
      change={dismiss}
      onSubmit={() => dismiss.mutate({ params: { goalId }, body: { rule, reason } })}
      onClose={onClose}
    >
      <TextAreaField label={words.say('review.reason')} name="reason" value={reason} onChange={setReason} isRequired />
    </FormDialog>
  );
}
