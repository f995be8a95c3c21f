/**
 * Wall time at the school without time zone rules of our own: the browser has them. `domain/school-day/school-clock.ts` says
 * the same with Temporal, which the classroom screen is too small to load; a test holds the two together.
 */

/** Below this a difference between two clocks is network delay. The server corrects above it, and so does what is shown here. */
export const noticeableSkewMs = 2 * 60_000;

/**
 * Milliseconds to add to this device's clock to get the server's.
 * @param madeAt the server's instant of an answer
 * @param fetchedAt this device's instant when it came
 */
export function clockOffset(madeAt: string, fetchedAt: string): number {
  const skew = Date.parse(madeAt) - Date.parse(fetchedAt);
  return Math.abs(skew) > noticeableSkewMs ? skew : 0;
}

const made = new Map<string, Intl.DateTimeFormat>();
function partsIn(zone: string): Intl.DateTimeFormat {
  const known = made.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  made.set(zone, format);
  return format;
}

/** Date `YYYY-MM-DD` and wall time `HH:MM` at the school. */
export function wallClockAt(ms: number, zone: string): { readonly date: string; readonly time: string } {
  const part = Object.fromEntries(
    partsIn(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** The instant of a wall time on a date, as UTC with milliseconds: in a gap of the clock the later reading, in a repeated hour the first. */
export function instantAt(date: string, time: string, zone: string): string {
  const wished = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (ms: number) => {
    const there = wallClockAt(ms, zone);
    return Date.parse(`${there.date}T${there.time}:00Z`) - Math.floor(ms / 60_000) * 60_000;
  };
  // The offsets of the day before and the day after are the two that can hold; the earlier instant that reads right is the one.
  const before = offsetAt(wished - 86_400_000);
  const after = offsetAt(wished + 86_400_000);
  const readings = [wished - before, wished - after].sort((a, b) => a - b);
  const right = readings.find((ms) => offsetAt(ms) === wished - ms) ?? wished - before;
  return new Date(right).toISOString();
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** How far from its planned time a session may begin without being asked about. */
export const graceMinutes = 20;

export type SlotNow = 'now' | 'early' | 'over' | 'past_day' | 'future_day';

/** How the planned time of a session stands to the clock at the school. */
export function slotNow(
  plan: { readonly date: string; readonly starts: string; readonly ends: string },
  clock: { readonly date: string; readonly time: string },
): SlotNow {
  if (clock.date > plan.date) return 'past_day';
  if (clock.date < plan.date) return 'future_day';
  if (minutesOf(clock.time) < minutesOf(plan.starts) - graceMinutes) return 'early';
  if (minutesOf(clock.time) > minutesOf(plan.ends) + graceMinutes) return 'over';
  return 'now';
}
