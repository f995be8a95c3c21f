import { useEffect, useState } from 'react';
import { deviceOutbox } from '../../outbox/device.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { addressOfSession } from '../classroom/classroom-address.ts';
import { goToSession } from './go-to-session.ts';
import { useUnsent } from './use-vault.ts';

/** Entries of this device that the server did not take: they are corrected where they were made. */
export function RefusedLine() {
  const words = useWords();
  const { refused } = useUnsent();
  const [sessionId, setSessionId] = useState<string | null>(null);
  useEffect(() => {
    if (refused === 0) return;
    let wanted = true;
    deviceOutbox.refused().then(
      ([first]) => wanted && setSessionId(first?.sessionId ?? null),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [refused]);
  if (refused === 0 || sessionId === null) return null;
  return (
    <Notice tone="attention">
      <a href={addressOfSession(sessionId)} onClick={goToSession}>
        {words.say('vault.refused', { count: refused })}
      </a>
    </Notice>
  );
}
