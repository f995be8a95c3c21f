import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '#store/open-store.ts';
import { wordsFor } from '#words/words-for.ts';
import { type FreshStore, freshPglite } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { buildFixtureSchool, canaries, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import { handlers } from './handlers.ts';
import { mailNotices, mailThrough, messageOf } from './notice-mail.ts';

/** A mail server on this machine that takes what it is given and delivers nothing. */
class MailSink {
  readonly #server: Server;
  readonly messages: { readonly to: string; readonly data: string }[] = [];
  refuses = false;

  constructor() {
    this.#server = createServer((socket) => {
      let [to, data, inData, rest] = ['', '', false, ''];
      socket.setEncoding('utf8');
      socket.on('error', () => socket.destroy());
      socket.write('220 sink\r\n');
      socket.on('data', (chunk: string) => {
        rest += chunk;
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const line = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (inData) {
            if (line === '.') {
              inData = false;
              this.messages.push({ to, data });
              socket.write('250 taken\r\n');
            } else data += `${line}\n`;
          } else if (/^RCPT TO/i.test(line)) {
            to = line;
            socket.write(this.refuses ? '550 no\r\n' : '250 ok\r\n');
          } else if (/^DATA/i.test(line)) {
            [data, inData] = ['', true];
            socket.write('354 go on\r\n');
          } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
          else socket.write('250 ok\r\n');
        }
      });
    });
  }
  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        resolve(`smtp://127.0.0.1:${(this.#server.address() as { port: number }).port}`);
      });
    });
  }
  close(): void {
    this.#server.close();
  }
}

describe('notices by e-mail', () => {
  let fresh: FreshStore;
  let store: Store;
  let school: FixtureSchool;
  let server: TestApp;
  const sink = new MailSink();
  let url: string;

  beforeAll(async () => {
    fresh = await freshPglite();
    store = fresh.store;
    school = await buildFixtureSchool(store);
    server = await testApp(store, { handlers, mails: true });
    url = await sink.listen();
    const { districtId, adultId } = school.adults['teacher.own'];
    await store.asOwner(async (db) => {
      const known = { district_id: districtId, adult_id: adultId, hash: 'x', set_at: fixtureNow };
      await db.insertInto('password').values(known).execute();
      await db
        .updateTable('adult')
        .set({ email: 'teacher@example.org' })
        .where('district_id', '=', districtId)
        .where('id', '=', adultId)
        .execute();
    });
  });
  afterAll(async () => {
    sink.close();
    await server?.close();
    await fresh?.close();
  });

  const run = (now = fixtureNow) =>
    mailNotices(mailThrough({ url, from: 'carryover@example.org' }), 'https://carryover.example.org').run({
      store,
      now: new Date(now),
      districtId: school.target.districtId,
    });
  const teacher = () => school.adults['teacher.own'];

  it('are sent to nobody who has not asked for them', async () => {
    expect(await run()).toBe('0 sent, 0 not');
    const before = await server.ask(teacher(), 'GET', '/api/notices');
    expect(before.body).toMatchObject({ items: [{ kind: 'cards_to_read', count: 1 }], mail: false });
  });

  it('say how many and where, in the reader’s language, and name no student', async () => {
    await server.ask(teacher(), 'PUT', '/api/me', { mail: true, language: 'es' });
    expect((await server.ask(teacher(), 'GET', '/api/notices')).body.mail).toBe(true);
    sink.refuses = true;
    expect(await run()).toBe('0 sent, 1 not');
    sink.refuses = false;
    expect(await run()).toBe('1 sent, 0 not');
    const [message] = sink.messages;
    expect(message!.to).toContain('teacher@example.org');
    const text = Buffer.from(message!.data.replaceAll(/=\n/g, '').replaceAll('=C3=A9', 'é')).toString();
    expect(text).toContain('Una ficha por leer');
    expect(text).toContain('https://carryover.example.org/notices');
    for (const canary of Object.values(canaries).flat()) expect(message!.data).not.toContain(canary);
  });

  it('are not sent again about what was said, nor at the weekend', async () => {
    expect(await run('2026-10-15T14:00:00.000Z')).toBe('0 sent, 0 not');
    const { districtId, adultId } = teacher();
    await store.asOwner((db) =>
      db.deleteFrom('notice_mail').where('district_id', '=', districtId).where('adult_id', '=', adultId).execute(),
    );
    expect(await run('2026-10-17T14:00:00.000Z')).toBe('0 sent, 0 not');
    expect(await run('2026-10-19T14:00:00.000Z')).toBe('1 sent, 0 not');
  });

  it('have one sentence for every kind, and no address where the server has none', () => {
    const { subject, text } = messageOf([{ kind: 'thanks', count: 2, newest: null }], wordsFor('en'), null);
    expect(subject).toBe('Carryover: 2 things await you');
    expect(text).toContain('- 2 thank-yous for you');
    expect(text).not.toContain('http');
  });
});
