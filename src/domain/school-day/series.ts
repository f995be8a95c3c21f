/** What every session of a weekly series has; the date comes from the series' weekday and dates. */
import type { CoTeachingFormat } from '#domain/trials/event.ts';
import type { SessionDelivery } from './session.ts';

export interface SeriesMember {
  readonly studentId: string;
  readonly label: string;
  readonly goalIds: readonly string[];
}

export interface SeriesTemplate {
  readonly schoolId: string;
  /** Wall times `HH:MM` in the school's zone. */
  readonly starts: string;
  readonly ends: string;
  readonly delivery: SessionDelivery;
  readonly classId: string | null;
  readonly routineId: string | null;
  readonly roomId: string | null;
  readonly setting: string;
  readonly coTeachingFormat: CoTeachingFormat | null;
  readonly activity: string;
  readonly materials: string;
  readonly lookFor: string;
  readonly myPart: string;
  readonly theirPart: string;
  readonly members: readonly SeriesMember[];
}
