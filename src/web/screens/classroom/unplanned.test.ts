import { describe, expect, it } from 'vitest';
import { readPack, type SessionPack } from '#contract/session.ts';
import { opening } from './session-moves.ts';
import { knownPlaces, unplannedPack } from './unplanned.ts';

const id = (last: number) => `019c9a64-7200-715b-8c6d-${String(last).padStart(12, '0')}`;
const member = (last: number, label: string) => ({ studentId: id(last), label, absent: false, goals: [] });

const writing: SessionPack = {
  sessionId: id(1),
  madeAt: '2026-03-12T13:00:00.000Z',
  date: '2026-03-12',
  starts: '09:40',
  ends: '10:10',
  zone: 'America/Chicago',
  schoolId: id(2),
  classId: id(3),
  roomId: null,
  roomName: 'Room 7',
  routineName: 'Writing',
  activity: 'opinions',
  openedAt: null,
  closedAt: null,
  context: {
    setting: 'classroom',
    routineId: id(20),
    delivery: 'push_in',
    coTeachingFormat: 'station',
    present: [id(10), id(11)],
    therapistPart: 'helping',
    purpose: 'incidental',
    groupSize: 2,
  },
  recorderId: id(10),
  adults: [{ adultId: id(11), shortName: 'Mr. Ortiz', as: 'teacher' }],
  routines: [
    { routineId: id(20), name: 'Writing', setting: 'classroom', starts: '09:40', ends: '10:20' },
    { routineId: id(21), name: 'Recess', setting: 'playground', starts: '10:20', ends: '10:40' },
  ],
  places: [],
  members: [member(30, 'An'), member(31, 'Be')],
  mayJoin: [member(32, 'Cy')],
  cueSets: [],
  carryBack: [],
};
/** 10:25 at the school: recess. */
const atRecess = Date.parse('2026-03-12T15:25:00.000Z');

describe('a session nobody planned', () => {
  it('knows each place once, by its latest pack, with everybody any of its packs knows', () => {
    const earlier = { ...writing, sessionId: id(4), date: '2026-03-10', members: [member(33, 'Da')], mayJoin: [] };
    const room = { ...writing, sessionId: id(5), classId: null, roomId: id(6) };
    const places = knownPlaces([earlier, writing, room]);
    expect(places.map(({ key }) => key)).toEqual([id(3), id(6)]);
    expect(places[0]!.pack).toBe(writing);
    expect(places[0]!.students.map(({ label }) => label)).toEqual(['An', 'Be', 'Cy', 'Da']);
  });

  it('is where the class is now, with whom was chosen, and a pack like any other', () => {
    const [place] = knownPlaces([writing]);
    const pack = unplannedPack(place!, new Set([id(32)]), 'observation', id(99), atRecess);
    expect(readPack.output.parse(pack)).toEqual(pack);
    expect(pack).toMatchObject({
      date: '2026-03-12',
      starts: '10:25',
      ends: '10:55',
      routineName: 'Recess',
      activity: '',
    });
    expect(pack.context).toMatchObject({
      setting: 'playground',
      routineId: id(21),
      delivery: 'observation',
      therapistPart: 'watching',
      purpose: 'incidental',
      groupSize: 1,
    });
    expect(pack.context.coTeachingFormat).toBeUndefined();
    expect(pack.members.map(({ label }) => label)).toEqual(['Cy']);
    expect(pack.mayJoin.map(({ label }) => label)).toEqual(['An', 'Be']);
  });

  it('takes no routine from another day, and treats in the therapy room', () => {
    const [place] = knownPlaces([{ ...writing, date: '2026-03-11' }]);
    const inClass = unplannedPack(place!, new Set([id(30)]), 'push_in', id(99), atRecess);
    expect(inClass.context.routineId).toBeUndefined();
    expect(inClass.routines).toEqual([]);
    const pulledOut = unplannedPack(place!, new Set([id(30)]), 'pull_out', id(99), atRecess);
    expect(pulledOut.context).toMatchObject({ setting: 'therapy_room', purpose: 'treatment' });
  });

  it('ends before midnight', () => {
    const [place] = knownPlaces([writing]);
    const late = Date.parse('2026-03-13T04:50:00.000Z');
    expect(unplannedPack(place!, new Set([id(30)]), 'push_in', id(99), late)).toMatchObject({
      date: '2026-03-12',
      starts: '23:50',
      ends: '23:59',
    });
  });
});

describe('what begins a session', () => {
  it('names the plan where there is one, and the moment it was planned for where it is entered afterwards', () => {
    const live = opening(writing, writing.context, 'live', atRecess);
    expect(live).toMatchObject({
      body: { startsAt: '10:25', plannedSessionId: writing.sessionId },
      how: { captureMode: 'live' },
    });
    expect('plannedSessionId' in opening(writing, writing.context, 'live', atRecess, true).body).toBe(false);
    const paper = opening(writing, writing.context, 'paper', atRecess);
    expect(paper.body).toMatchObject({ startsAt: '09:40' });
    expect(paper.how).toEqual({ captureMode: 'paper', occurredAt: '2026-03-12T14:40:00.000Z' });
  });
});
