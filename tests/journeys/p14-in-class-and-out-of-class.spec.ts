import { describe, expect, test } from 'vitest';
import { checkAxe, checkReflow, demoSchool, picture, signInAs } from './story.ts';

// P14: keep the student in the classroom as much as possible, and see whether one does.

describe('minutes in class and out of class', () => {
  const school = demoSchool();

  test('the therapist reads what was asked for, what was given and where, and what is open', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/caseload');
    await page
      .getByRole('link', { name: /^Ana\b/ })
      .first()
      .click();
    const band = page.getByRole('region', { name: 'Minutes this school year' });
    await band.getByText(/^Direct: [\d,/ ]+ of [\d,/ ]+ minutes to date/).waitFor();
    await band.getByText(/How they were given · .*in class.*minutes/).waitFor();
    // By week, in class and out of class, as a picture that can be read by key.
    expect(await band.getByRole('img').count()).toBeGreaterThan(0);
    await checkAxe(page);
    await checkReflow(page);
    await picture(page, 'minutes');
  });
});
