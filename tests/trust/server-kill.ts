// SIGKILL of the server at random moments, most of them while two devices send: while it starts and recovers, while it takes events in,
// while it answers. Whatever it has acknowledged is there once afterwards, and so is all that was sent again.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { SessionEvent } from '../../src/domain/trials/event.ts';
import { demoTemplate } from '../journeys/demo-template.ts';
import { launchServer, storyNow } from '../journeys/server.ts';
import { ask, type DemoSession, eventsOf, signIn } from './children/demo-day.ts';
import { chancesFrom, Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'server-kill';

/** A tablet without a browser: it makes events, sends what has not been answered for, and forgets nothing. */
class Device {
  readonly deviceId = v7();
  readonly made: SessionEvent[] = [];
  readonly acknowledged = new Set<string>();
  readonly #frame: Pick<SessionEvent, 'sessionId' | 'recorderId'> & { studentId: string };
  readonly #chance: () => number;
  unclear = 0;
  constructor(frame: { sessionId: string; recorderId: string; studentId: string }, chance: () => number) {
    this.#frame = frame;
    this.#chance = chance;
  }

  #make(): void {
    const at = new Date(Date.parse(storyNow) - 3_600_000 + this.made.length * 100).toISOString();
    this.made.push({
      id: v7(),
      schemaVersion: 1,
      deviceId: this.deviceId,
      occurredAt: at,
      enteredAt: at,
      captureMode: 'live',
      ...this.#frame,
      kind: 'note',
      text: `${this.made.length}`,
    });
  }

  waiting(): SessionEvent[] {
    return this.made.filter((event) => !this.acknowledged.has(event.id));
  }

  /** One batch. What is not answered for stays to be sent again. */
  async send(
    origin: string,
    cookie: { name: string; value: string },
    events: readonly SessionEvent[],
  ): Promise<string[]> {
    const response = await fetch(`${origin}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `${cookie.name}=${cookie.value}`, origin },
      body: JSON.stringify({ deviceId: this.deviceId, sentAt: storyNow, events }),
    });
    if (!response.ok) throw new Error(`${response.status}`);
    const { results } = (await response.json()) as { results: { id: string; result: string; code?: string }[] };
    for (const { id, result } of results) if (result !== 'refused') this.acknowledged.add(id);
    return results.flatMap(({ result, code }) => (result === 'refused' ? [code ?? '?'] : []));
  }

  async sendUntil(origin: string, cookie: { name: string; value: string }, isOver: () => boolean): Promise<string[]> {
    const refused: string[] = [];
    while (!isOver()) {
      const fresh = 1 + Math.floor(this.#chance() * 6);
      for (let count = 0; count < fresh; count += 1) this.#make();
      try {
        refused.push(...(await this.send(origin, cookie, this.waiting().slice(0, 200))));
      } catch {
        this.unclear += 1;
        await wait(20);
      }
    }
    return refused;
  }
}

export async function run({ quick, seed, log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const chance = chancesFrom(seed);
  const home = await mkdtemp(join(tmpdir(), 'carryover-server-kill-'));
  const data = join(home, 'school');
  await cp(await demoTemplate(), data, { recursive: true });
  const start = () => launchServer(data, '--demo', '--now', storyNow);
  try {
    let server = await start();
    await server.answers();
    const cookie = await signIn(server.origin);
    const { adultId } = await ask<{ adultId: string }>(server.origin, cookie, '/api/me');
    const { sessions } = await ask<{ sessions: readonly DemoSession[] }>(server.origin, cookie, '/api/today');
    const session = sessions.find((one) => one.members.length >= 2)!;
    const before = new Set((await eventsOf(server.origin, cookie, session.id)).map((event) => event.id));
    const devices = session.members
      .slice(0, 2)
      .map(({ studentId }) => new Device({ sessionId: session.id, recorderId: adultId, studentId }, chance));
    const answered = () => devices.reduce((sum, device) => sum + device.acknowledged.size, 0);
    const rounds = quick ? 3 : 200;
    const kills = { starting: 0, sending: 0 };
    for (let round = 0; round < rounds; round += 1) {
      if (round > 0) server = await start();
      // The first sending tells that one may be killed at it.
      if (round > 0 && chance() < 0.2) {
        await wait(chance() * 3_000);
        kills.starting += 1;
        await server.kill();
        continue;
      }
      await server.answers();
      let over = false;
      const answeredBefore = answered();
      const sending = devices.map((device) => device.sendUntil(server.origin, cookie, () => over));
      // Killed at work, not before it: something has been answered for since the start, and something more is on its way.
      for (let waited = 0; answered() === answeredBefore && waited < 60_000; waited += 20) await wait(20);
      await wait(chance() * 600);
      await server.kill();
      over = true;
      const refused = (await Promise.all(sending)).flat();
      score.check(`nothing is refused (${round}: ${refused.slice(0, 3).join()})`, refused.length === 0);
      kills.sending += 1;
    }

    server = await start();
    await server.answers();
    const there = async () =>
      (await eventsOf(server.origin, cookie, session.id)).filter((event) => !before.has(event.id));
    const kept = new Set((await there()).map((event) => event.id));
    const acknowledged = devices.flatMap((device) => [...device.acknowledged]);
    score.check('something was acknowledged', acknowledged.length > 0);
    const lost = acknowledged.filter((id) => !kept.has(id));
    score.check(`${lost.length} of ${acknowledged.length} acknowledged events are lost`, lost.length === 0);
    for (const device of devices) {
      for (let left = device.waiting(); left.length > 0; left = device.waiting())
        await device.send(server.origin, cookie, left.slice(0, 200));
    }
    const after = await there();
    const made = devices.flatMap((device) => device.made.map((event) => event.id));
    score.check(`${made.length} made, ${after.length} there`, after.length === made.length);
    score.check('none twice', new Set(after.map((event) => event.id)).size === after.length);
    for (const device of devices) {
      const own = new Map(device.made.map((event, place) => [event.id, place]));
      const places = after.flatMap((event) => own.get(event.id) ?? []);
      score.check(
        'in the order they were made',
        places.every((place, index) => place === index),
      );
    }
    const unclear = devices.reduce((sum, device) => sum + device.unclear, 0);
    log(
      `${rounds} kills (starting ${kills.starting}, sending ${kills.sending}): ${made.length} events, ${acknowledged.length} acknowledged before the last start, ${unclear} batches without an answer; ${lost.length} lost, ${after.length - new Set(after.map((event) => event.id)).size} double`,
    );
    await server.stop();
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return score.tally;
}
