import { useState } from 'react';
import { changeReviewThresholds, type ReviewThresholdsRecord, readReviewThresholds } from '#contract/review.ts';
import { type ReviewThresholds, reviewThresholdLimits } from '#domain/reviews/thresholds.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { NumberField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './review.module.css';
import { isShare, thresholdInWords } from './review-words.ts';

const keys = Object.keys(reviewThresholdLimits) as (keyof ReviewThresholds)[];

/** When a point is put to a team: what holds now, what held before, who set it and why. Coordinators set them anew. */
export function ThresholdsPart() {
  const words = useWords();
  const me = useMe();
  const read = useRead(readReviewThresholds, {});
  const [changing, setChanging] = useState(false);
  return (
    <Band
      heading={words.say('review.thresholds')}
      lead={words.say('review.thresholds_lead')}
      actions={
        holds(me, 'coordinator') && (
          <Button onPress={() => setChanging(true)}>{words.say('review.change_thresholds')}</Button>
        )
      }
    >
      <Reading read={read}>
        {({ inForce, history }) => (
          <>
            <List thresholds={inForce.thresholds} />
            <p className={styles.quiet}>
              {inForce.version === 0
                ? words.say('review.thresholds_usual')
                : words.say('review.thresholds_version', { version: inForce.version })}
            </p>
            {history.length > 0 && (
              <details>
                <summary>{words.say('review.thresholds_history')}</summary>
                <ul className={styles.said}>
                  {history.map((set) => (
                    <li key={set.version}>
                      <p>
                        {words.say('review.thresholds_set', {
                          version: set.version,
                          name: set.setBy,
                          day: words.day(set.setAt.slice(0, 10)),
                          reason: set.reason,
                        })}
                      </p>
                      <List thresholds={set.thresholds} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {changing && <Change inForce={inForce} onClose={() => setChanging(false)} />}
          </>
        )}
      </Reading>
    </Band>
  );
}

function List({ thresholds }: { readonly thresholds: ReviewThresholds }) {
  const words = useWords();
  return (
    <ul className={styles.thresholds}>
      {keys.map((key) => (
        <li key={key}>
          {words.say(`review.threshold.${key}`)}: <strong>{thresholdInWords(words, key, thresholds[key])}</strong>
        </li>
      ))}
    </ul>
  );
}

function Change({
  inForce,
  onClose,
}: {
  readonly inForce: ReviewThresholdsRecord['inForce'];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [draft, setDraft] = useState<ReviewThresholds>(inForce.thresholds);
  const [reason, setReason] = useState('');
  const change = useChange(changeReviewThresholds, onClose);
  // A share is typed in percent and sent as what it is.
  const scale = (key: keyof ReviewThresholds) => (isShare(key) ? 100 : 1);
  return (
    <FormDialog
      heading={words.say('review.change_thresholds')}
      wide
      change={change}
      onSubmit={() => change.mutate({ body: { basedOn: inForce.version, thresholds: draft, reason } })}
      onClose={onClose}
    >
      {keys.map((key) => (
        <Row key={key}>
          <NumberField
            label={words.say(isShare(key) ? 'review.in_percent' : 'review.in_number', {
              what: words.say(`review.threshold.${key}`),
            })}
            name={`thresholds.${key}`}
            value={Math.round(draft[key] * scale(key))}
            onChange={(value) => setDraft((now) => ({ ...now, [key]: (value ?? 0) / scale(key) }))}
            min={reviewThresholdLimits[key][0] * scale(key)}
            max={reviewThresholdLimits[key][1] * scale(key)}
          />
        </Row>
      ))}
      <TextField label={words.say('review.reason')} name="reason" value={reason} onChange={setReason} isRequired />
    </FormDialog>
  );
}
