import { criterionOdds } from '#domain/carryover/mastery.ts';
import type { Criterion } from '#domain/goals/goal.ts';
import { countsOf } from '#domain/goals/goal-faults.ts';
import { Band } from '../../parts/band.tsx';
import { CheckField, DayField, NumberField, SelectField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useMe } from '../../house/me.tsx';
import { useWords } from '../../parts/words.tsx';
import type { Draft } from './goal-draft.ts';
import styles from './goal-edit.module.css';
import { criterionInWords, percentOf } from '#telling/goal-words.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (said: Partial<Draft>) => void;
}

/** What the goal asks for, said back as a sentence, and how often chance alone would reach it. */
export function CriterionFields({ draft, onChange }: Props) {
  const words = useWords();
  const { criterion, measure, unit } = draft;
  const say = (said: Partial<Criterion>) => onChange({ criterion: { ...criterion, ...said } });
  const inPercent = criterion.kind === 'percent';
  const kinds: readonly Criterion['kind'][] =
    measure === 'steps'
      ? ['percent', 'at_most', 'at_least']
      : measure === 'interval' || unit === 'trial'
        ? ['percent']
        : measure === 'trials'
          ? ['percent', 'at_least']
          : ['at_most', 'at_least'];
  return (
    <Band heading={words.say('goal.criterion')} lead={words.say('goal.criterion_lead')}>
      <div className={styles.fields}>
        <Row>
          {kinds.length > 1 && (
            <SelectField
              label={words.say('goal.criterion_kind')}
              name="criterion.kind"
              options={kinds.map((value) => ({ value, label: words.say(`criterion.${value}`) }))}
              value={criterion.kind}
              onChange={(kind) => onChange({ criterion: ofKind(criterion, kind, measure) })}
            />
          )}
          {inPercent ? (
            <NumberField
              label={words.say('goal.percent')}
              name="criterion.value"
              value={percentOf(criterion.value)}
              onChange={(percent) => say({ value: (percent ?? 0) / 100 })}
              min={1}
              max={100}
            />
          ) : (
            <>
              <NumberField
                label={words.say('goal.amount')}
                name="criterion.value"
                value={criterion.value}
                onChange={(value) => say({ value: value ?? 0 })}
              />
              <SelectField
                label={words.say('goal.counts')}
                name="criterion.of"
                options={countsOf(measure).map((value) => ({ value, label: words.say(`count_of.${value}`) }))}
                value={criterion.of ?? null}
                onChange={(of) => say({ of })}
              />
            </>
          )}
        </Row>
        {unit === 'day' ? (
          <Row>
            <NumberField
              label={words.say('goal.days')}
              name="criterion.days"
              value={criterion.days ?? null}
              onChange={(days) => say({ days: days ?? 1 })}
              min={1}
              max={60}
            />
            <NumberField
              label={words.say('goal.of_days')}
              name="criterion.ofDays"
              value={criterion.ofDays ?? null}
              onChange={(ofDays) => say({ ofDays: ofDays ?? 1 })}
              min={1}
              max={60}
            />
          </Row>
        ) : (
          <Row>
            <NumberField
              label={words.say('goal.sessions_in_row')}
              name="criterion.consecutiveSessions"
              value={criterion.consecutiveSessions}
              onChange={(consecutiveSessions) => say({ consecutiveSessions: consecutiveSessions ?? 1 })}
              min={1}
              max={20}
            />
            <NumberField
              label={words.say('goal.min_trials')}
              name="criterion.minTrials"
              value={criterion.minTrials}
              onChange={(minTrials) => say({ minTrials: minTrials ?? 1 })}
              min={1}
              max={100}
            />
            <NumberField
              label={words.say('goal.min_trials_natural')}
              name="criterion.minTrialsNatural"
              value={criterion.minTrialsNatural}
              onChange={(minTrialsNatural) => say({ minTrialsNatural: minTrialsNatural ?? 1 })}
              min={1}
              max={100}
            />
          </Row>
        )}
        <Row>
          <div className={styles.pair}>
            <NumberField
              label={words.say('goal.settings')}
              name="criterion.settings"
              value={criterion.settings}
              onChange={(settings) => say({ settings: settings ?? 1 })}
              min={1}
              max={5}
            />
            <CheckField value={criterion.naturalSetting} onChange={(naturalSetting) => say({ naturalSetting })}>
              {words.say('goal.natural_setting')}
            </CheckField>
          </div>
          <div className={styles.pair}>
            <NumberField
              label={words.say('goal.people')}
              name="criterion.people"
              value={criterion.people}
              onChange={(people) => say({ people: people ?? 1 })}
              min={1}
              max={5}
            />
            <CheckField
              value={criterion.personOtherThanTherapist}
              onChange={(personOtherThanTherapist) => say({ personOtherThanTherapist })}
            >
              {words.say('goal.other_person')}
            </CheckField>
          </div>
        </Row>
        {draft.selfCorrectionOffered && inPercent && (
          <CheckField
            value={criterion.selfCorrectedCounts}
            onChange={(selfCorrectedCounts) => say({ selfCorrectedCounts })}
          >
            {words.say('goal.self_corrected_counts')}
          </CheckField>
        )}
        <Notice>
          <p>{criterionInWords(words, criterion, unit)}.</p>
          <Chance criterion={criterion} unit={unit} />
        </Notice>
        <BaselineFields draft={draft} onChange={onChange} />
      </div>
    </Band>
  );
}

function ofKind(criterion: Criterion, kind: Criterion['kind'], measure: Draft['measure']): Criterion {
  const { of, ...rest } = criterion;
  if (kind === 'percent') return { ...rest, kind, value: criterion.kind === 'percent' ? rest.value : 0.8 };
  const counted = of ?? countsOf(measure)[0];
  return {
    ...rest,
    kind,
    value: criterion.kind === 'percent' ? 2 : rest.value,
    ...(counted === undefined ? {} : { of: counted }),
  };
}

/** A rule that is looked at after every session keeps getting new chances. */
function Chance({ criterion, unit }: { readonly criterion: Criterion; readonly unit: Draft['unit'] }) {
  const words = useWords();
  if (unit !== 'trial' || criterion.kind !== 'percent') return null;
  const odds = criterionOdds({ criterion });
  if (odds === null) return null;
  return (
    <p className={styles.quiet}>
      {words.say('goal.chance', {
        accuracy: percentOf(odds.trueAccuracy),
        sessions: criterion.consecutiveSessions,
        next: percentOf(odds.nextRunByChance),
        within: odds.sessions,
        ever: percentOf(odds.withinByChance),
      })}
    </p>
  );
}

function BaselineFields({ draft, onChange }: Props) {
  const words = useWords();
  const { today } = useMe();
  const { baseline, criterion } = draft;
  const inPercent = criterion.kind === 'percent';
  const say = (said: Partial<NonNullable<Draft['baseline']>>) =>
    baseline !== null && onChange({ baseline: { ...baseline, ...said } });
  const setValue = (value: number | null) => {
    if (baseline === null) return;
    const { value: _, ...rest } = baseline;
    onChange({ baseline: value === null ? rest : { ...rest, value: inPercent ? value / 100 : value } });
  };
  return (
    <>
      <CheckField
        value={baseline !== null}
        onChange={(has) => onChange({ baseline: has ? { date: today, text: '' } : null })}
      >
        {words.say('goal.has_baseline')}
      </CheckField>
      {baseline !== null && (
        <Row>
          <DayField
            label={words.say('goal.baseline_date')}
            name="baseline.date"
            value={baseline.date}
            onChange={(date) => say({ date })}
            isRequired
          />
          <TextField
            label={words.say('goal.baseline_text')}
            name="baseline.text"
            value={baseline.text}
            onChange={(text) => say({ text })}
          />
          <NumberField
            label={words.say(inPercent ? 'goal.baseline_percent' : 'goal.baseline_amount')}
            name="baseline.value"
            value={baseline.value === undefined ? null : inPercent ? percentOf(baseline.value) : baseline.value}
            onChange={setValue}
            optional
          />
        </Row>
      )}
    </>
  );
}
