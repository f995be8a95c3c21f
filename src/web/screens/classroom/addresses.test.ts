import { describe, expect, it } from 'vitest';
import { readSessionEvents } from '#contract/event.ts';
import { readPack, readToday } from '#contract/session.ts';
import { readMe } from '#contract/sign-in.ts';
import { addressOf } from '../../client/call.ts';
import { addresses } from './addresses.ts';

describe('the addresses written out for the recording screen', () => {
  it('are those of the contract', () => {
    const sessionId = '019c9a64-7200-715b-8c6d-7a17b4826e08';
    expect(addresses.pack(sessionId)).toBe(addressOf(readPack, { params: { sessionId } }));
    expect(addresses.events(sessionId)).toBe(addressOf(readSessionEvents, { params: { sessionId } }));
    expect(addresses.me).toBe(addressOf(readMe, {}));
    expect(addresses.today).toBe(addressOf(readToday, {}));
  });
});
