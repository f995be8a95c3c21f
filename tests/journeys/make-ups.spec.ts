import { describe, test } from 'vitest';
import { checkScreen, demoSchool, signInAs } from './story.ts';

const school = demoSchool();

describe('a missed session is made up without harm', () => {
  test('what was missed, a proposal, and the session that is planned for it', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/make-ups');
    await page.getByRole('heading', { name: 'Make-ups' }).waitFor();
    const student = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^Plan it: / }) })
      .first();
    await student.getByText(/minutes missed/).waitFor();
    await checkScreen(page, 'make-ups');

    const plan = student.getByRole('button', { name: /^Plan it: / }).first();
    const said = (await plan.getAttribute('aria-label')) ?? '';
    const missed = (await student.getByText(/^For the one on /).textContent()) ?? '';
    const name = (await student.getByRole('link').first().textContent()) ?? '';
    await plan.click();
    // The one that is planned for waits no longer: another one of that student does, or none.
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name, exact: true }) })
      .getByText(missed, { exact: true })
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: said, exact: true }).waitFor({ state: 'detached' });
  });
});
