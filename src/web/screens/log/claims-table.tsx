import { useState } from 'react';
import { exportServiceLog } from '#contract/service-log.ts';
import { addressOf } from '../../client/call.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { DayField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './log.module.css';

/** Signed contacts of a span of days as a file. Its name tells nobody's. */
export function ClaimsTable() {
  const words = useWords();
  const me = useMe();
  const [from, setFrom] = useState(`${me.today.slice(0, 7)}-01`);
  const [to, setTo] = useState(me.today);
  const whole = from !== '' && to !== '' && from <= to;
  return (
    <Band heading={words.say('service_log.table')} lead={words.say('service_log.table_lead')}>
      <p className={styles.quiet}>
        {words.say(holds(me, 'therapist') ? 'service_log.table_own' : 'service_log.table_others')}
      </p>
      <div className={styles.side}>
        <DayField label={words.say('service_log.table_from')} value={from} onChange={setFrom} max={to} />
        <DayField label={words.say('service_log.table_to')} value={to} onChange={setTo} min={from} />
        {whole && (
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
