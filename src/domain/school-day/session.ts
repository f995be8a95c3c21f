/** How a service is given, and how two adults share a lesson. */

export const deliveries = ['push_in', 'pull_out', 'observation', 'consult'] as const;
/** Deliveries a session may have. Events also know `teacher_note`, which belongs to no session of the therapist. */
export type Delivery = (typeof deliveries)[number];

export const coTeachingFormats = [
  'one_teaches_one_assists',
  'station',
  'parallel',
  'alternative',
  'team',
  'observe',
] as const;
export type CoTeachingFormat = (typeof coTeachingFormats)[number];
