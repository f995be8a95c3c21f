import { Link, useParams } from '@tanstack/react-router';
import { readGoalEvidence } from '#contract/goal.ts';
import { type Review, readReview, readReviewThresholds } from '#contract/review.ts';
import { readStudent, type StudentRecord } from '#contract/student.ts';
import { reviewFacts } from '#domain/reviews/review-facts.ts';
import { reviewPoints } from '#domain/reviews/review-point.ts';
import type { ReviewThresholds } from '#domain/reviews/thresholds.ts';
import { observerAgreements } from '#domain/trials/two-observers.ts';
import { useRead, useReads } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Loading, Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { goalPage } from '#telling/goal-page.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { Minutes } from '../student/minutes.tsx';
import { Decisions } from './decisions.tsx';
import { GoalReview, type ReviewedGoal } from './goal-review.tsx';
import styles from './review.module.css';
import { TeamWords } from './team-words.tsx';
import { ThresholdsPart } from './thresholds-part.tsx';

/** The page of a meeting: all goals with their levels by place, the words of the team, minutes, and what is decided. */
export function ReviewScreen() {
  const { studentId } = useParams({ from: '/house/students/$studentId/review' });
  const read = useRead(readStudent, { params: { studentId } });
  return <Reading read={read}>{(student) => <Meeting key={studentId} student={student} />}</Reading>;
}

function Meeting({ student }: { readonly student: StudentRecord }) {
  const words = useWords();
  const me = useMe();
  const mayChange = holds(me, 'therapist', 'case_manager');
  const open = (student.goals ?? []).filter(({ status }) => status === 'active');
  const review = useRead(readReview, { params: { studentId: student.id } });
  const thresholds = useRead(readReviewThresholds, {});
  const evidence = useReads(
    readGoalEvidence,
    open.map((goal) => ({ params: { goalId: goal.id } })),
  );
  const inForce = thresholds.data?.inForce.thresholds;
  const goals =
    inForce === undefined || review.data === undefined || evidence.some(({ data }) => data === undefined)
      ? null
      : evidence.map(({ data }) => reviewed(data!, inForce, review.data.practice));
  return (
    <Page
      title={words.say('review.title')}
      above={
        <>
          <Link to="/caseload">{words.say('caseload.title')}</Link> /{' '}
          <Link to="/students/$studentId" params={{ studentId: student.id }}>
            {nameInWords(student)}
          </Link>
        </>
      }
      heading={words.say('review.heading')}
      lead={words.say('computed.footer')}
      actions={<Button onPress={() => window.print()}>{words.say('review.print')}</Button>}
    >
      <Reading read={review}>
        {({ words: said, dismissals, decisions }) =>
          goals === null ? (
            <Loading />
          ) : (
            <>
              <Band heading={words.say('review.goals')} lead={words.say('review.goals_lead', { n: goals.length })}>
                {goals.length === 0 && <p className={styles.quiet}>{words.say('review.goals_none')}</p>}
                {goals.map((one) => (
                  <GoalReview
                    key={one.page.evidence.goal.id}
                    reviewed={one}
                    dismissals={dismissals.filter(({ goalId }) => goalId === one.page.evidence.goal.id)}
                    thresholds={inForce!}
                    mayChange={mayChange}
                  />
                ))}
              </Band>
              <TeamWords studentId={student.id} said={said} mayChange={mayChange} />
              <Minutes studentId={student.id} />
              <Decisions
                studentId={student.id}
                decisions={decisions}
                services={student.services ?? []}
                goals={goals}
                mayChange={mayChange}
              />
              <ThresholdsPart />
            </>
          )
        }
      </Reading>
    </Page>
  );
}

function reviewed(
  evidence: Parameters<typeof goalPage>[0],
  thresholds: ReviewThresholds,
  practice: Review['practice'],
): ReviewedGoal {
  const page = goalPage(evidence);
  const percents = observerAgreements(page.both.map(({ event }) => event)).flatMap(({ agreement }) =>
    agreement.percent === null ? [] : [agreement.percent / 100],
  );
  // A strategy that names areas is practised for goals of those; one that names none, for all.
  const ofGoal = practice.filter(({ areas }) => areas.length === 0 || areas.includes(evidence.goal.area));
  const facts = reviewFacts(
    { observed: page.observed, carryover: page.carryover, mastery: page.met, rules: page.rules, practice: ofGoal },
    evidence.phases,
    percents.length === 0 ? null : Math.min(...percents),
    page.viewpoint,
  );
  return { page, facts, points: reviewPoints(facts, thresholds) };
}
