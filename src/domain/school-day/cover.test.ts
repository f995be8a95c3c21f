import { describe, expect, it } from 'vitest';
import { type ColleagueDay, coverChoices } from './cover.ts';

const session = { id: 's', schoolId: 'north', discipline: 'speech', starts: '09:40', ends: '10:20' };
const colleague = (adultId: string, more: Partial<ColleagueDay> = {}): ColleagueDay => ({
  adultId,
  discipline: 'speech',
  out: false,
  sessions: [],
  otherWork: [],
  at: [],
  ...more,
});
const against = (more: Partial<ColleagueDay>) => coverChoices(session, [colleague('c', more)])[0]!.against;

describe('who could take a session over', () => {
  it.each([
    ['free, since nothing else is said of the day', {}, null],
    ['out', { out: true }, 'out'],
    [
      'in a session that begins before its end',
      { sessions: [{ id: 'o', starts: '10:15', ends: '10:45' }] },
      'in_session',
    ],
    ['free from the minute the other session ends', { sessions: [{ id: 'o', starts: '09:00', ends: '09:40' }] }, null],
    ['free where it is this session that is covered already', { sessions: [{ ...session }] }, null],
    ['at lunch', { otherWork: [{ starts: '10:00', ends: '10:30' }] }, 'other_work'],
    ['at the other school', { at: [{ schoolId: 'south', starts: '08:00', ends: '15:00' }] }, 'elsewhere'],
    ['here only until the middle of it', { at: [{ schoolId: 'north', starts: '08:00', ends: '10:00' }] }, 'elsewhere'],
    ['here', { at: [{ schoolId: 'north', starts: '08:00', ends: '12:00' }] }, null],
  ] as const)('%s', (_, more, expected) => {
    expect(against(more)).toBe(expected);
  });

  it('the free ones come first, and of those the same discipline', () => {
    const order = coverChoices(session, [
      colleague('busy', { out: true }),
      colleague('other', { discipline: 'physical' }),
      colleague('same'),
      colleague('busy other', { out: true, discipline: null }),
    ]);
    expect(order.map(({ adultId }) => adultId)).toEqual(['same', 'other', 'busy', 'busy other']);
  });
});
