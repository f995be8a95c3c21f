import { useEffect, useState } from 'react';

/** The time by `now`, again every `everyMs`; only the part that shows it is drawn again. */
export function useTick(now: () => number, everyMs: number): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return at;
}
