import type { SessionDelivery } from '#domain/school-day/session.ts';
import styles from './delivery-sign.module.css';

/**
 * The sign before a session or a touch-base: push-in solid, pull-out hatched, observation an outline, consult a barred outline,
 * a touch-base a diamond. Without a label it is decoration beside its word.
 */
export function DeliverySign({ of, label }: { readonly of: SessionDelivery | 'touch_base'; readonly label?: string }) {
  return (
    <svg
      className={`${styles.sign} ${of === 'pull_out' ? styles.room : ''}`}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path d={shapes[of].fill} fill="currentColor" />
      <path d={shapes[of].stroke} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

const box = 'M1.75 1.75h12.5v12.5H1.75z';
const shapes: Record<SessionDelivery | 'touch_base', { readonly fill: string; readonly stroke: string }> = {
  push_in: { fill: 'M1 1h14v14H1z', stroke: '' },
  pull_out: {
    fill: '',
    stroke: `${box}M1.75 6.75l5-5M1.75 11.25l9.5-9.5M3.25 14.25l11-11M8.25 14.25l6-6M12.5 14.25l1.75-1.75`,
  },
  observation: { fill: '', stroke: box },
  consult: { fill: '', stroke: `${box}M1.75 8h12.5` },
  touch_base: { fill: '', stroke: 'M8 1.5L14.5 8 8 14.5 1.5 8z' },
};
