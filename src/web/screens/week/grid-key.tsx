import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './week.module.css';

/** What the marks of the grid mean. */
export function GridKey() {
  const words = useWords();
  return (
    <ul className={styles.gridKey}>
      <li>
        <DeliverySign of="push_in" /> {words.say('week.key_push_in')}
      </li>
      <li>
        <DeliverySign of="pull_out" /> {words.say('week.key_pull_out')}
      </li>
      <li>
        <DeliverySign of="observation" /> {words.say('delivery.observation')}
      </li>
      <li>
        <DeliverySign of="touch_base" /> {words.say('week.key_touch_base')}
      </li>
      <li>
        <span className={styles.otherSwatch} aria-hidden="true" /> {words.say('week.key_other')}
      </li>
    </ul>
  );
}
