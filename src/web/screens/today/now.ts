import { useEffect, useState } from 'react';
import type { Me } from '#contract/sign-in.ts';

const everyMs = 20_000;

/** The wall time `HH:MM` at the school, by the server's clock: the demo may show another week than this device does. */
export function useWallTime({ now, zone }: Pick<Me, 'now' | 'zone'>): string {
  const [time, setTime] = useState(() => wallTimeAt(Date.parse(now), zone));
  useEffect(() => {
    const heard = performance.now();
    const tell = () => setTime(wallTimeAt(Date.parse(now) + performance.now() - heard, zone));
    tell();
    const timer = window.setInterval(tell, everyMs);
    return () => window.clearInterval(timer);
  }, [now, zone]);
  return time;
}

function wallTimeAt(epochMs: number, zone: string): string {
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone };
  return new Intl.DateTimeFormat('en-GB', clock).format(new Date(epochMs));
}
