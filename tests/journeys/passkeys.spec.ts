import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, ownSchool } from './story.ts';

// Passkeys: made, signed in with, and opening what a device keeps; the PIN stays as the other way.

const password = 'seven gray herons wade at dusk';
const pin = '240613';

/** A passkey holder inside the browser, as a tablet with a fingerprint reader has one. */
async function authenticator(page: Page, hasPrf: boolean) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Nobody puts a finger on it any more. */
    refuse: () => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
  };
}

async function firstAccount(page: Page, said: string): Promise<void> {
  await page.goto('/sign-in');
  const token = /welcome#(\S+)/.exec(said)?.[1];
  const response = await page.request.post('/api/first-account', {
    headers: { origin: new URL(page.url()).origin },
    data: {
      token,
      name: 'Renske Vaandrager',
      email: 'renske@example.org',
      password,
      discipline: 'speech',
      districtName: 'Invented district',
      schoolName: 'Invented school',
      timeZone: 'America/Chicago',
    },
  });
  expect(response.status(), await response.text()).toBe(200);
}

async function makePasskey(page: Page, label: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of the passkey' }).fill(label);
  await page.getByRole('textbox', { name: 'Your password' }).fill(password);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByText(label, { exact: true }).waitFor();
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account/ }).click();
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
}

describe('a passkey', () => {
  const school = ownSchool();

  test('is made, signs in, and opens the device by what it derives; where it does not, the PIN does', async () => {
    const page = await school.open('tablet', { byName: true });
    await firstAccount(page, school.said());
    const holder = await authenticator(page, true);
    await page.goto('/preferences');
    await page.getByRole('textbox', { name: 'New PIN' }).fill(pin);
    await page.getByRole('button', { name: 'Use this PIN' }).click();
    await page.getByText('The PIN is set').first().waitFor();

    await page.getByRole('textbox', { name: 'Name of the passkey' }).fill('tablet');
    await page.getByRole('textbox', { name: 'Your password' }).fill('not my password at all');
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /password/ })
      .first()
      .waitFor();
    await makePasskey(page, 'tablet');
    await page.getByRole('button', { name: 'Let it unlock this device' }).click();
    await page.getByText('It unlocks this device.').waitFor();
    await checkScreen(page, 'preferences');

    await lock(page);
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();

    // It needs no network: what it derives opens the vault, and nobody has to be asked.
    await lock(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
    await page.context().setOffline(false);

    await lock(page);
    await holder.refuse();
    await page.getByRole('button', { name: 'Unlock with a passkey' }).click();
    await page.getByText('The passkey did not open it.').waitFor();
    await page.getByRole('textbox', { name: 'PIN' }).fill(pin);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
  });

  test('signs in on the same device after signing out, and is removed', async () => {
    const page = await school.open('desktop', { byName: true });
    await page.goto('/sign-in');
    await authenticator(page, false);
    await page.getByRole('textbox', { name: 'E-mail' }).fill('renske@example.org');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('navigation').first().waitFor();
    await page.goto('/preferences');
    await makePasskey(page, 'key on a ring');
    // This one derives nothing: it signs in and opens no device.
    await page
      .getByRole('listitem')
      .filter({ hasText: 'key on a ring' })
      .getByRole('button', { name: 'Let it unlock this device' })
      .click();
    await page.getByText('This passkey cannot unlock a device.').waitFor();

    await page.getByRole('button', { name: /account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('navigation').first().waitFor();
    await page.goto('/preferences');
    await page.getByText(/last used/).waitFor();
    await page.getByRole('button', { name: 'Remove passkey key on a ring' }).click();
    await page.getByText('key on a ring', { exact: true }).waitFor({ state: 'detached' });
    expect((await (await page.request.get('/api/passkeys')).json()).items).toHaveLength(1);
  });
});
