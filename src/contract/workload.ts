import { z } from 'zod';
import { workloadKinds } from '#domain/services/workload.ts';
import { operation } from './operation.ts';
import { day } from './values.ts';

/** What a therapist's weeks go to, by kind of work. Minutes; nothing of any student. */

export const workloadWeek = z.object({
  monday: day,
  kinds: z.array(z.object({ kind: z.enum(workloadKinds), planned: z.int(), done: z.int() })),
  atSchool: z.int(),
  free: z.int(),
});
export type WorkloadWeekLine = z.infer<typeof workloadWeek>;

export const readWorkload = operation({
  name: 'workload.read',
  method: 'GET',
  path: '/api/me/workload',
  summary:
    'The reader’s last weeks and the present one by kind of work: as planned, and as recorded, held or set down.',
  act: 'self.read',
  logged: false,
  output: z.object({ weeks: z.array(workloadWeek) }),
});
