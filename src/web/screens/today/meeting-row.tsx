import { Link } from '@tanstack/react-router';
import type { Today } from '#contract/session.ts';
import { buttonClass } from '../../parts/button.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './today.module.css';

/** A touch-base in the day: with whom, of which class; no student is part of it. */
export function MeetingRow({
  meeting,
  forClass = false,
}: {
  readonly meeting: Today['touchBases'][number];
  /** Told to an adult of the class: the other side is the therapist. */
  readonly forClass?: boolean;
}) {
  const words = useWords();
  const names = forClass ? [meeting.therapistName] : meeting.adultNames;
  return (
    <li className={`${styles.row} ${styles.visit}`}>
      <span className={styles.time}>{words.timeSpan(meeting.starts, meeting.ends)}</span>
      <DeliverySign of="touch_base" label={words.say('touch_base.name')} />
      <div className={styles.what}>
        <h2 className={styles.title}>{words.say('touch_base.with', { names: words.list(names) })}</h2>
        <span className={styles.place}>{words.say('touch_base.of_class', { class: meeting.className })}</span>
      </div>
      <div className={styles.lines} data-screen-only>
        <Link
          to="/classes/$classId/touch-bases/$therapistId"
          params={{ classId: meeting.classId, therapistId: meeting.therapistId }}
          search={{ date: meeting.date }}
          className={buttonClass('plain', 'small')}
          aria-label={words.say('agenda.open_label', { names: words.list(names) })}
        >
          {words.say('agenda.open')}
        </Link>
      </div>
    </li>
  );
}
