import { exportServiceLog } from '#contract/service-log.ts';
import { addressOf } from '../../client/call.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { useWords } from '../../parts/words.tsx';
import { DaySpanFields, useDaySpan } from './day-span.tsx';
import styles from './log.module.css';

/** Signed contacts of a span of days as a file. Its name tells nobody's. */
export function ClaimsTable() {
  const words = useWords();
  const me = useMe();
  const span = useDaySpan();
  const { from, to } = span;
  return (
    <Band heading={words.say('service_log.table')} lead={words.say('service_log.table_lead')}>
      <p className={styles.quiet}>
        {words.say(holds(me, 'therapist') ? 'service_log.table_own' : 'service_log.table_others')}
      </p>
      <div className={styles.side}>
        <DaySpanFields {...span} />
        {span.isWhole && (
          <a
            className={buttonClass('plain')}
            href={addressOf(exportServiceLog, { params: { from, to } })}
            download="service-log.csv"
          >
            {words.say('service_log.table_get')}
          </a>
        )}
      </div>
    </Band>
  );
}
