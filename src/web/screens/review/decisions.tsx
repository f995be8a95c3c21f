import { useState } from 'react';
import { decideReview, type Review } from '#contract/review.ts';
import type { ServiceLine } from '#contract/service.ts';
import type { Words } from '#words/words.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { DayField, SelectField, TextAreaField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import { runningParts, type ServicePart, ServiceParts } from '../student/service-parts.tsx';
import type { ReviewedGoal } from './goal-review.tsx';
import styles from './review.module.css';

/** What the team decided, who took part and why; and what was on the table then. */
export function Decisions({
  studentId,
  decisions,
  services,
  goals,
  mayChange,
}: {
  readonly studentId: string;
  readonly decisions: Review['decisions'];
  readonly services: readonly ServiceLine[];
  readonly goals: readonly ReviewedGoal[];
  readonly mayChange: boolean;
}) {
  const words = useWords();
  const [deciding, setDeciding] = useState(false);
  const tags = new Map(goals.map(({ page }) => [page.evidence.goal.id, page.evidence.goal.tag]));
  const disciplines = new Map(services.map(({ id, discipline }) => [id, discipline]));
  /** Whether the change that the decision made was undone before it began. */
  const undone = ({ lineId, changedOn }: Review['decisions'][number]) => {
    const [newest] = services.find(({ id }) => id === lineId)?.changes.filter(({ on }) => on === changedOn) ?? [];
    return newest?.undoneAt != null;
  };
  return (
    <Band
      heading={words.say('review.decisions')}
      actions={
        mayChange && (
          <Button kind="main" onPress={() => setDeciding(true)}>
            {words.say('review.decide')}
          </Button>
        )
      }
    >
      {decisions.length === 0 && <p className={styles.quiet}>{words.say('review.decisions_none')}</p>}
      <ul className={styles.said}>
        {decisions.map((one) => {
          const discipline = one.lineId === null ? undefined : disciplines.get(one.lineId);
          return (
            <li key={one.id}>
              <h3>{words.say('review.decided_on', { day: words.day(one.heldOn), decision: one.decision })}</h3>
              <p>{one.reasons}</p>
              <p className={styles.quiet}>
                {words.say('review.took_part_list', { names: one.tookPart })} ·{' '}
                {words.say('review.noted_by', { name: one.notedBy })}
              </p>
              {one.changedOn !== null && discipline !== undefined && (
                <p>
                  {words.say(undone(one) ? 'review.service_change_undone' : 'review.service_changed', {
                    discipline: words.say(`discipline.${discipline}`),
                    day: words.day(one.changedOn),
                  })}
                </p>
              )}
              {one.points.length > 0 && (
                <p className={styles.quiet}>
                  {words.say('review.on_the_table', {
                    list: words.list(
                      one.points.map(({ goalId, rule, heldBackBy }) =>
                        words.say(heldBackBy.length > 0 ? 'review.point_short_held' : 'review.point_short', {
                          goal: tags.get(goalId) ?? words.say('review.closed_goal'),
                          rule,
                        }),
                      ),
                    ),
                    version: one.thresholdsVersion,
                  })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {deciding && (
        <Decide studentId={studentId} services={services} goals={goals} onClose={() => setDeciding(false)} />
      )}
    </Band>
  );
}

const termsOf = (words: Words, { delivery, minutes, times, per }: ServicePart): string =>
  words.say('service.terms', {
    delivery: words.say(`service.delivery.${delivery}`),
    minutes,
    times,
    rate: words.say(`service.rate.${per}`),
  });

function Decide({
  studentId,
  services,
  goals,
  onClose,
}: {
  readonly studentId: string;
  readonly services: readonly ServiceLine[];
  readonly goals: readonly ReviewedGoal[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { today, adultId } = useMe();
  const [heldOn, setHeldOn] = useState(today);
  const [tookPart, setTookPart] = useState('');
  const [decision, setDecision] = useState('');
  const [reasons, setReasons] = useState('');
  const [lineId, setLineId] = useState('');
  const [on, setOn] = useState(today);
  const [parts, setParts] = useState(runningParts(null, today, adultId));
  const decide = useChange(decideReview, () => {
    announce(words.say('review.decision_kept'));
    onClose();
  });
  const choose = (id: string) => {
    setLineId(id);
    setParts(runningParts(services.find((line) => line.id === id) ?? null, today, adultId));
  };
  const points = goals.flatMap(({ page, points: found }) =>
    found.map(({ rule, heldBackBy }) => ({ goalId: page.evidence.goal.id, rule, heldBackBy: [...heldBackBy] })),
  );
  const save = () =>
    decide.mutate({
      params: { studentId },
      body: {
        heldOn,
        tookPart,
        decision,
        reasons,
        points,
        service: lineId === '' ? null : { lineId, on, parts: [...parts] },
      },
    });
  return (
    <FormDialog
      heading={words.say('review.decide')}
      lead={words.say('review.decide_lead')}
      wide
      submit={words.say('review.keep_decision')}
      change={decide}
      onSubmit={save}
      onClose={onClose}
    >
      <Row>
        <DayField label={words.say('review.held_on')} name="heldOn" value={heldOn} onChange={setHeldOn} isRequired />
        <TextField
          label={words.say('review.took_part')}
          name="tookPart"
          value={tookPart}
          onChange={setTookPart}
          isRequired
        />
      </Row>
      <TextField
        label={words.say('review.decision')}
        name="decision"
        value={decision}
        onChange={setDecision}
        isRequired
      />
      <TextAreaField
        label={words.say('review.reasons')}
        name="reasons"
        value={reasons}
        onChange={setReasons}
        isRequired
      />
      <SelectField
        label={words.say('review.service')}
        name="service.lineId"
        options={[
          { value: '', label: words.say('review.service_stays') },
          ...services.map((line) => ({
            value: line.id,
            label: words.say('review.service_changes', {
              discipline: words.say(`discipline.${line.discipline}`),
              terms: words.list(runningParts(line, today, adultId).map((part) => termsOf(words, part))),
            }),
          })),
        ]}
        value={lineId}
        onChange={choose}
      />
      {lineId !== '' && (
        <>
          <DayField label={words.say('service.on')} name="service.on" value={on} onChange={setOn} isRequired />
          <ServiceParts parts={parts} onChange={setParts} within="service." />
        </>
      )}
    </FormDialog>
  );
}
