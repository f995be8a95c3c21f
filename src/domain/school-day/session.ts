/** How a service is given in a session. Events also know `teacher_note`, which belongs to no session of a therapist. */
export const sessionDeliveries = ['push_in', 'pull_out', 'observation', 'consult'] as const;
export type SessionDelivery = (typeof sessionDeliveries)[number];
