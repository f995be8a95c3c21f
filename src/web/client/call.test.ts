import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { operation } from '#contract/operation.ts';
import { addressOf, call } from './call.ts';
import { CallFault, fieldFaults } from './call-fault.ts';

const read = operation({
  name: 'thing.read',
  method: 'GET',
  path: '/api/things/:thingId/parts/:part',
  summary: '',
  act: 'public',
  logged: false,
  params: z.object({ thingId: z.string(), part: z.string() }),
  query: z.object({ limit: z.int().optional(), cursor: z.string().optional() }),
  output: z.object({ id: z.string() }),
});
const change = operation({
  name: 'thing.change',
  method: 'PUT',
  path: '/api/thing',
  summary: '',
  act: 'public',
  logged: false,
  body: z.object({ label: z.string() }),
  output: z.object({ done: z.literal(true) }),
});

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: unknown) => {
  const fetched = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

describe('call', () => {
  test('fills the address, and leaves out what is not asked', () => {
    expect(addressOf(read, { params: { thingId: 'a/b', part: 'x' }, query: { limit: 5, cursor: undefined } })).toBe(
      '/api/things/a%2Fb/parts/x?limit=5',
    );
  });

  test('sends a body only where there is one', async () => {
    const fetched = answering(200, { id: '1' });
    await call(read, { params: { thingId: '1', part: 'x' } });
    expect(fetched).toHaveBeenCalledWith('/api/things/1/parts/x', { method: 'GET', headers: {} });
    await call(change, { body: { label: 'L' } });
    expect(fetched).toHaveBeenLastCalledWith('/api/thing', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"label":"L"}',
    });
  });

  test('throws what the server answered, with its fields', async () => {
    answering(400, {
      code: 'bad_input',
      message: 'Look again.',
      field: 'label',
      fields: [
        { field: 'label', code: 'x', message: 'Too long.' },
        { field: 'members.2.label', code: 'x', message: 'Taken.' },
      ],
    });
    const fault = await call(change, { body: { label: '' } }).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(CallFault);
    expect(fault).toMatchObject({ code: 'bad_input', status: 400, message: 'Look again.' });
    expect(fieldFaults(fault)).toEqual({ label: 'Look again.', 'members.2.label': 'Taken.' });
  });

  test('says offline when nobody answers, unexpected when the answer makes no sense', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await expect(call(change, { body: { label: '' } })).rejects.toMatchObject({ code: 'offline', status: 0 });
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }));
    await expect(call(change, { body: { label: '' } })).rejects.toMatchObject({ code: 'unexpected', status: 502 });
  });
});
