import { Button } from '../parts/button.tsx';
import { useWords } from '../parts/words.tsx';
import { takeOver, useNewerVersion } from '../service-worker/app-version.ts';
import styles from './house.module.css';

export function NewerVersion() {
  const words = useWords();
  const worker = useNewerVersion();
  return worker === null ? null : (
    <aside className={styles.newer} role="status">
      {words.say('vault.update')}{' '}
      <Button size="small" onPress={() => takeOver(worker)}>
        {words.say('vault.update_now')}
      </Button>
    </aside>
  );
}
