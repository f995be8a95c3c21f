import { expect, it } from 'vitest';
import { inServiceFigures, type PlannedVisit } from './in-service.ts';

const visit = (said: Partial<PlannedVisit>): PlannedVisit => ({
  starts: '09:00',
  ends: '09:30',
  delivery: 'push_in',
  classId: 'g2',
  routineName: 'Writing',
  coTeachingFormat: 'station',
  ...said,
});

it('counts sessions and minutes of a week, never anybody in them', () => {
  expect(
    inServiceFigures([
      visit({}),
      visit({ ends: '09:45', classId: 'k', routineName: 'Arrival', coTeachingFormat: null }),
      visit({ classId: 'g3' }),
      visit({ delivery: 'pull_out', classId: null, routineName: null, coTeachingFormat: null }),
      visit({ delivery: 'observation' }),
    ]),
  ).toEqual({
    visits: 3,
    visitMinutes: 105,
    roomSessions: 1,
    roomMinutes: 30,
    classes: 3,
    routines: [
      { name: 'Writing', visits: 2 },
      { name: 'Arrival', visits: 1 },
    ],
    formats: [{ format: 'station', visits: 2 }],
  });
});
