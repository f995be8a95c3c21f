import { Temporal } from 'temporal-polyfill';

/** The only source of "now" on the server: what is planned, locked, expired or due is held to it. */
export interface Clock {
  now(): Date;
}

export const realClock: Clock = { now: () => new Date() };

/** Runs on from `start` at the speed of real time. */
export function clockFrom(start: Date, real: Clock = realClock): Clock {
  const shift = start.getTime() - real.now().getTime();
  return { now: () => new Date(real.now().getTime() + shift) };
}

/** For the demo: on a Saturday or Sunday of `zone` it is still Friday, at the same time of day. */
export function weekdayClock(clock: Clock, zone: string): Clock {
  return {
    now: () => {
      const local = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(zone);
      const late = Math.max(0, local.dayOfWeek - 5);
      return new Date(local.subtract({ days: late }).epochMilliseconds);
    },
  };
}

/** Calendar day `YYYY-MM-DD` at that instant in that zone. */
export function dayIn(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
