import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword, lockMinutes, weakness } from './passwords.ts';

describe('a password', () => {
  it.each([
    ['three quiet otters', null],
    ['correct horse battery staple', 'password_common'],
    ['Password 1234', 'password_common'],
    ['aaaaaaaaaaaaaaaa', 'password_common'],
    ['abcabcabcabcabc', 'password_common'],
    ['121212121212', 'password_common'],
    ['my name is Dana', 'password_names_you'],
    ['WHITFIELD-2026-school', 'password_names_you'],
    ['d.whitfield rocks!', 'password_names_you'],
    ['go cedarhill eagles', 'password_names_you'],
  ])('%j: %s', (password, found) => {
    expect(weakness(password, { name: 'Dana Whitfield', email: 'd.whitfield@cedarhill.example' })).toBe(found);
  });

  it('is the same however its accents were typed', async () => {
    expect(await isPassword(await hashPassword('tres niñas café'), 'tres nin\u0303as cafe\u0301')).toBe(true);
  });

  it.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [10, 32],
    [11, 60],
    [500, 60],
  ])('is locked after %i wrong tries for %i minutes', (count, minutes) => {
    expect(lockMinutes(count)).toBe(minutes);
  });
});
