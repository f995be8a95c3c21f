import { describe, expect, test } from 'vitest';
import { checkAxe, checkScreen, demoSchool, signInAs, tabTo } from './story.ts';

describe('coming in', () => {
  const school = demoSchool();

  test('the demo says that it is one, and lets anybody look around', async () => {
    const page = await school.open('phone');
    await page.goto('/');
    await page.getByRole('heading', { name: 'Look around the demo school' }).waitFor();
    await checkScreen(page, 'sign-in');

    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Recorra la escuela de demostración' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    await page.getByRole('button', { name: 'English' }).click();

    await page.getByRole('button', { name: /Rafael Ortiz/ }).click();
    await page.getByRole('link', { name: 'My class' }).click();
    await page.getByRole('heading', { name: 'Grade 2' }).waitFor();
  });

  test('by keyboard alone: in, to the preferences, and out again', async () => {
    const page = await school.open('desktop');
    await page.goto('/sign-in');
    await tabTo(page, page.getByRole('button', { name: /Dana Whitfield/ }));
    await page.keyboard.press('Enter');
    const account = page.getByRole('button', { name: 'Ms. Whitfield, account' });
    await account.waitFor();
    await tabTo(page, account);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Preferences' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();

    await page.goto('/preferences');
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Skip to content' }));
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

    await tabTo(page, account);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Look around the demo school' }).waitFor();
    await page.goto('/preferences');
    await page.waitForURL('**/sign-in');
  });

  test('a page whose program cannot be fetched says so in words, and opens when it can', async () => {
    const page = await school.open('phone');
    const program = /\/assets\/preferences-screen/;
    await page.route(program, (route) => route.abort());
    await signInAs(page, 'ot', '/preferences');
    await page.getByRole('heading', { name: 'This page did not open' }).waitFor();
    await checkAxe(page);
    await page.unroute(program);
    await page.getByRole('button', { name: 'Open it again' }).click();
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
  });

  test('language, colors and hand follow the person', async () => {
    const page = await school.open('tablet');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Priya Nair/ }).click();
    await page.getByRole('navigation').waitFor();
    await page.goto('/preferences');
    await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor();
    await checkScreen(page, 'preferences');
    await page.getByText('Dark', { exact: true }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await page.getByText('Español', { exact: true }).click();
    await page.getByRole('heading', { name: 'Preferencias', level: 1 }).waitFor();
    await page.getByText('Izquierda', { exact: true }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Preferencias', level: 1 }).waitFor();
    expect(await page.getByRole('radio', { name: 'Izquierda' }).isChecked()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });

  test('what is not here says so, and where to go', async () => {
    const page = await school.open('desktop');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Marta Duarte/ }).click();
    await page.getByRole('navigation').waitFor();
    await page.goto('/no-such-page');
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
    await checkScreen(page, 'nothing-here');
  });
});
