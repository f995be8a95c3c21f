import { afterEach, expect, test, vi } from 'vitest';
import { saveDays } from './save-days.ts';

afterEach(() => vi.unstubAllGlobals());

const snack = {
  routine: { kind: 'snack' as const, name: 'Snack' },
  starts: '09:00',
  ends: '09:15',
  pullOut: 'allowed' as const,
  pushIn: 'open' as const,
};

test('a new routine on several days is made once', async () => {
  const sent: { path: string; routine: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method === 'GET') return Response.json({ routines: [{ id: 'r1', kind: 'snack', name: 'Snack' }] });
    sent.push({ path, routine: JSON.parse(body ?? '').blocks[0].routine });
    return Response.json({ done: true });
  });
  await saveDays('c1', '2026-03-12', [
    { weekday: 1, rotationDay: null, blocks: [snack] },
    { weekday: 2, rotationDay: null, blocks: [snack] },
  ]);
  expect(sent).toEqual([
    { path: '/api/classes/c1/days/1', routine: { kind: 'snack', name: 'Snack' } },
    { path: '/api/classes/c1/days/2', routine: { id: 'r1' } },
  ]);
});
