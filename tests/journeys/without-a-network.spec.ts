import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, picture, signInAs } from './story.ts';

// A room without Wi-Fi: the tablet starts, records, locks; later everything is there once, and nothing could be read meanwhile.

const pin = '240613';

interface SentEvent {
  readonly id: string;
  readonly kind: string;
}

/** All that this browser keeps of the site, as text: databases, caches, storage, addresses, titles. */
async function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const said: string[] = [document.title, location.href, JSON.stringify({ ...localStorage, ...sessionStorage })];
    const latin = (bytes: ArrayBuffer) =>
      Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
    const tell = (value: unknown): void => {
      if (value instanceof ArrayBuffer) said.push(latin(value));
      else if (ArrayBuffer.isView(value)) said.push(latin(value.buffer.slice(0) as ArrayBuffer));
      else if (value instanceof CryptoKey) said.push(`key ${value.extractable}`);
      else if (Array.isArray(value)) value.forEach(tell);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(tell);
      else said.push(String(value));
    };
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
        said.push(`${store}: ${rows.length}`);
        tell(rows);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) said.push(url);
    }
    return said.join('\n');
  });
}

async function unlock(page: Page, with_ = pin): Promise<void> {
  await page.getByRole('textbox', { name: 'PIN' }).fill(with_);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

async function eventsOf(page: Page, sessionId: string): Promise<readonly SentEvent[]> {
  const response = await page.request.get(`/api/sessions/${sessionId}/events`);
  return response.ok() ? (await response.json()).events : [];
}

/** A tablet with the app and the day on it. */
async function takenAlong(page: Page): Promise<void> {
  await signInAs(page, 'therapist', '/preferences');
  await page.getByRole('textbox', { name: 'New PIN' }).fill('123456');
  await page.getByRole('button', { name: 'Use this PIN' }).click();
  await page.getByText('That PIN is tried first').waitFor();
  await page.getByRole('textbox', { name: 'New PIN' }).fill(pin);
  await page.getByRole('button', { name: 'Use this PIN' }).click();
  await page.getByText('The PIN is set').first().waitFor();
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByText(/Your day is on this device/).waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
}

describe('without a network', () => {
  const school = demoSchool();

  test('starts cold, records, and has everything on the server once', async () => {
    const page = await school.open('tablet', { installed: true });
    await takenAlong(page);
    const students = await (await page.request.get('/api/students')).json();
    // Shorter ones could stand in encrypted text by chance.
    const names: string[] = students.items
      .flatMap(({ givenName, familyName }: { givenName: string; familyName: string }) => [givenName, familyName])
      .filter((name: string) => name.length >= 6);
    expect(names.length).toBeGreaterThan(3);

    await page.context().setOffline(true);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await checkScreen(page, 'locked');
    await unlock(page, '111119');
    await page.getByText('4 tries are left').waitFor();
    await unlock(page);
    await page.getByText('No network. Sessions can be recorded').waitFor();
    await checkScreen(page, 'day');

    await page
      .getByRole('link', { name: /^Start .*Writing/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.getByRole('button', { name: /, .*: on their own/ }).click();
    await page.getByRole('button', { name: /1 mark/ }).waitFor();
    await page.getByRole('button', { name: /, .*: not yet/ }).click();
    await page.getByRole('button', { name: /2 marks/ }).waitFor();
    await picture(page, 'pad');
    const sessionId = new URL(page.url()).pathname.split('/').at(-1)!;

    const kept = await everythingKept(page);
    expect(kept).toContain('events: ');
    expect(kept).toContain('key false');
    expect(kept).not.toContain('key true');
    for (const canary of [...names, 'independent', 'not_yet', 'Writing']) expect(kept, canary).not.toContain(canary);

    // The power goes: the page is gone, and so is the key.
    const again = await page.context().newPage();
    await page.close();
    await again.goto(`/classroom/${sessionId}`);
    await unlock(again);
    await again.getByRole('button', { name: /2 marks/ }).waitFor();

    await again.context().setOffline(false);
    await expect.poll(async () => (await eventsOf(again, sessionId)).length, { timeout: 30_000 }).toBeGreaterThan(2);
    const sent = await eventsOf(again, sessionId);
    expect(sent.map((event) => event.kind).toSorted()).toEqual(['opened', 'trial', 'trial']);
    expect(new Set(sent.map((event) => event.id)).size).toBe(3);
  });

  test('a device signed out from elsewhere delivers what it has, and then keeps nothing', async () => {
    const tablet = await school.open('tablet', { installed: true });
    await takenAlong(tablet);
    await tablet
      .getByRole('link', { name: /^Start .*Speech room|^Start / })
      .first()
      .click();
    await tablet.getByRole('button', { name: 'Start now' }).click();
    await tablet.context().setOffline(true);
    await tablet.getByRole('button', { name: /, .*: on their own/ }).click();
    await tablet.getByRole('button', { name: /1 mark/ }).waitFor();
    const sessionId = new URL(tablet.url()).pathname.split('/').at(-1)!;

    const desk = await school.open('desktop');
    await signInAs(desk, 'therapist', '/preferences');
    await desk.getByRole('button', { name: 'Sign out everywhere' }).click();
    await desk.waitForURL('**/sign-in');

    await tablet.context().setOffline(false);
    await tablet.waitForURL('**/sign-in', { timeout: 30_000 });
    const kept = await everythingKept(tablet);
    expect(kept).toContain('packs: 0');
    expect(kept).toContain('days: 0');
    expect(kept).toContain('vaults: 0');

    await signInAs(desk, 'therapist', '/today');
    const sent = await eventsOf(desk, sessionId);
    expect(sent.filter((event) => event.kind === 'trial').length).toBe(1);
  });

  test('five wrong PINs remove what is readable and sign the device out; what was recorded stays, sealed, and arrives', async () => {
    const page = await school.open('phone', { installed: true });
    await takenAlong(page);
    await page.context().setOffline(true);
    await page
      .getByRole('link', { name: /^Start / })
      .last()
      .click();
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.getByRole('button', { name: /: on their own$/ }).click();
    await page.getByText('stored here · 2 waiting').waitFor();
    const sessionId = new URL(page.url()).pathname.split('/').at(-1)!;

    await page.goto('/');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    for (const left of [4, 3, 2, 1]) {
      await unlock(page, '000001');
      await page.getByText(left === 1 ? 'One try is left' : `${left} tries are left`).waitFor();
    }
    await unlock(page, '000001');
    await page.getByText('The PIN was wrong five times').waitFor();
    const kept = await everythingKept(page);
    expect(kept).toContain('packs: 0');
    expect(kept).toContain('days: 0');
    expect(kept).toContain('vaults: 0');
    expect(kept).toContain('events: 2');

    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Look around the demo school' }).waitFor();
    expect((await page.request.get('/api/me')).status()).toBe(401);
    await page.getByRole('button', { name: /Dana Whitfield/ }).click();
    await page.getByRole('navigation').first().waitFor();
    await expect.poll(async () => (await eventsOf(page, sessionId)).length, { timeout: 30_000 }).toBe(2);
  });
});
