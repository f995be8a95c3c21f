import { useState } from 'react';
import { type MinuteRulesPage, readMinuteRules, setMinuteRules } from '#contract/minute-rule.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { ChoiceField, DayField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './log.module.css';

type Rules = MinuteRulesPage['inForce'];

/** What minutes count as in the district: today, before, and from which day. Coordinators set it anew. */
export function MinuteRulesScreen() {
  const words = useWords();
  const me = useMe();
  const read = useRead(readMinuteRules, {});
  const [setting, setSetting] = useState(false);
  return (
    <Page title={words.say('minute_rule.title')} lead={words.say('minute_rule.lead')} narrow>
      <Reading read={read}>
        {({ inForce, version, history }) => (
          <>
            <Band
              heading={words.say('minute_rule.in_force')}
              actions={
                holds(me, 'coordinator') && (
                  <Button onPress={() => setSetting(true)}>{words.say('minute_rule.set')}</Button>
                )
              }
            >
              <RulesSaid rules={inForce} />
              {version === 0 && <p className={styles.quiet}>{words.say('minute_rule.usual')}</p>}
            </Band>
            <Band heading={words.say('minute_rule.history')}>
              {history.length === 0 ? (
                <p className={styles.quiet}>{words.say('minute_rule.history_none')}</p>
              ) : (
                <ul className={styles.history}>
                  {history.map((set) => (
                    <li key={set.version}>
                      <h3>{words.say('minute_rule.version', { version: set.version, day: words.day(set.from) })}</h3>
                      <RulesSaid rules={set} />
                      <p className={styles.quiet}>
                        {words.say('minute_rule.set_by', {
                          reason: set.reason,
                          name: set.setBy,
                          day: words.day(set.setAt.slice(0, 10)),
                        })}
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </Band>
            {setting && <SetRules rules={inForce} basedOn={version} onClose={() => setSetting(false)} />}
          </>
        )}
      </Reading>
    </Page>
  );
}

function RulesSaid({ rules }: { readonly rules: Rules }) {
  const words = useWords();
  return (
    <dl className={styles.facts}>
      <dt>{words.say('minute_rule.observation')}</dt>
      <dd>{words.say(`minute_rule.observation.${rules.observation}`)}</dd>
      <dt>{words.say('minute_rule.co_treatment')}</dt>
      <dd>{words.say(`minute_rule.co_treatment.${rules.coTreatment}`)}</dd>
      <dt>{words.say('minute_rule.holiday_weeks')}</dt>
      <dd>{words.say(`minute_rule.holiday_weeks.${rules.holidayWeeks}`)}</dd>
    </dl>
  );
}

function SetRules({
  rules,
  basedOn,
  onClose,
}: {
  readonly rules: Rules;
  readonly basedOn: number;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { today } = useMe();
  const [draft, setDraft] = useState<Rules>(rules);
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState('');
  const set = useChange(setMinuteRules, onClose);
  return (
    <FormDialog
      heading={words.say('minute_rule.set')}
      wide
      change={set}
      onSubmit={() => set.mutate({ body: { ...draft, basedOn, from, reason } })}
      onClose={onClose}
    >
      <ChoiceField
        label={words.say('minute_rule.observation')}
        options={(['direct', 'apart'] as const).map((value) => ({
          value,
          label: words.say(`minute_rule.observation.${value}`),
        }))}
        value={draft.observation}
        onChange={(observation) => setDraft((now) => ({ ...now, observation }))}
      />
      <ChoiceField
        label={words.say('minute_rule.co_treatment')}
        hint={words.say('minute_rule.co_treatment_hint')}
        options={(['each_in_full', 'shared'] as const).map((value) => ({
          value,
          label: words.say(`minute_rule.co_treatment.${value}`),
        }))}
        value={draft.coTreatment}
        onChange={(coTreatment) => setDraft((now) => ({ ...now, coTreatment }))}
      />
      <ChoiceField
        label={words.say('minute_rule.holiday_weeks')}
        options={(['owed_in_full', 'by_school_days'] as const).map((value) => ({
          value,
          label: words.say(`minute_rule.holiday_weeks.${value}`),
        }))}
        value={draft.holidayWeeks}
        onChange={(holidayWeeks) => setDraft((now) => ({ ...now, holidayWeeks }))}
      />
      <DayField
        label={words.say('minute_rule.from')}
        hint={words.say('minute_rule.from_hint')}
        name="from"
        value={from}
        onChange={setFrom}
        isRequired
      />
      <TextField label={words.say('minute_rule.reason')} name="reason" value={reason} onChange={setReason} isRequired />
    </FormDialog>
  );
}
