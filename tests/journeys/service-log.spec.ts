import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { ServiceLogWeek } from '#contract/service-log.ts';
import { checkScreen, demoSchool, picture, signInAs } from './story.ts';

describe('the service log', () => {
  const school = demoSchool();

  test('is signed by the week, countersigned, corrected and taken out for those of whom a parent has agreed', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/week');
    await page.getByRole('link', { name: 'Service log' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service log' }).waitFor();

    // The assistant's records wait for the supervisor.
    const waiting = page.getByRole('region', { name: 'Waits for your signature as supervisor' });
    await waiting
      .getByText(/^Signed by Luz Ortega/)
      .first()
      .waitFor();
    await checkScreen(page, 'service-log');
    await waiting.getByRole('button', { name: /^Sign (all \d+|it) as supervisor$/ }).click();
    await waiting.waitFor({ state: 'detached' });

    // Nobody signs what says nothing: a note first.
    const ofAna = page.getByRole('button', { name: /^Open Ana / }).first();
    await ofAna.waitFor();
    const day = page.getByRole('region').filter({ has: ofAna }).first();
    const heading = await day.getByRole('heading', { level: 2 }).innerText();
    const signed = page.getByRole('region', { name: heading });
    await ofAna.click();
    const dialog = page.getByRole('dialog', { name: /^Sign Ana / });
    await dialog.getByLabel('Note').fill('Gave reasons in writing, two of them unprompted.');
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await signed.getByText('Gave reasons in writing, two of them unprompted.').waitFor();
    // The focus stays on the contact, whose button now corrects.
    const correct = signed.getByRole('button', { name: /^Correct Ana / });
    await expect.poll(() => correct.evaluate((button) => button === document.activeElement)).toBe(true);

    await correct.click();
    const correction = page.getByRole('dialog', { name: /^Correct Ana / });
    await correction.getByLabel('Note').fill('=Gave three reasons in writing.');
    await correction.getByLabel('Why it is corrected').fill('Counted again.');
    await picture(page, 'correction', false);
    await correction.getByRole('button', { name: 'Sign', exact: true }).click();
    await correction.waitFor({ state: 'detached' });
    await signed.getByText('Correction: Counted again.').waitFor();
    // The first one stays readable.
    await signed.getByText('Gave reasons in writing, two of them unprompted.').waitFor();

    // The note of the session is changed in class after the signature: the log says so, and signs nothing by itself.
    const me = await (await page.request.get('/api/me')).json();
    const log = (await (await page.request.get('/api/service-log/2026-03-12')).json()) as ServiceLogWeek;
    const entry = log.signed.find(({ note }) => note === '=Gave three reasons in writing.')!;
    const at = new Date(Date.parse(entry.signedAt) + 1000).toISOString();
    const deviceId = '0190a000-0000-7000-8000-00000000000d';
    const note = {
      ...{ id: v7(), kind: 'service_note', schemaVersion: 1, sessionId: entry.sessionId, studentId: entry.studentId },
      ...{ recorderId: me.adultId, deviceId, occurredAt: at, enteredAt: at, captureMode: 'later' },
      text: '=Gave four reasons in writing.',
    };
    const sent = await page.request.post('/api/events', { data: { deviceId, sentAt: at, events: [note] } });
    expect(await sent.json()).toMatchObject({ results: [{ result: 'accepted' }] });
    await page.reload();
    await signed.getByText('The note was changed after signing. It says now:').waitFor();
    await signed.getByText('=Gave three reasons in writing.').waitFor();
    await page.getByText(/^To sign or correct/).click();
    await picture(page, 'note-changed');
    await signed.getByRole('button', { name: /^Correct from the note: Ana / }).click();
    const fromNote = page.getByRole('dialog', { name: /^Correct Ana / });
    await expect.poll(() => fromNote.getByLabel('Note').inputValue()).toBe('=Gave four reasons in writing.');
    await fromNote.getByRole('button', { name: 'Sign', exact: true }).click();
    await fromNote.waitFor({ state: 'detached' });
    await signed.getByText('The note was changed after signing.').waitFor({ state: 'detached' });

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the table' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('service-log.csv');
    const table = await readFile((await file.path())!, 'utf8');
    expect(table).toContain("'=Gave four reasons in writing.");
    expect(table).not.toMatch(/Gave three reasons|two of them unprompted/);
    expect(table).toContain('DEMO');

    // A parent takes the consent back: from that day on nothing of the student is in a table.
    await page.goto('/caseload');
    await page.getByRole('row', { name: /^Ana / }).getByRole('link', { name: /^Ana / }).click();
    const consent = page.getByRole('region', { name: 'Consent to billing' });
    await consent.getByText('A parent has agreed.').waitFor();
    await consent.getByRole('button', { name: 'Note that it was taken back' }).click();
    const back = page.getByRole('dialog', { name: 'Note that it was taken back' });
    await back.getByLabel('From this day on').fill('2026-03-09');
    await back.getByRole('button', { name: 'Save' }).click();
    await consent.getByText(/^No parent has agreed/).waitFor();
    await page.goto('/service-log');
    await signed.getByText('Correction: The note of the session was changed.').waitFor();
    const [later] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the table' }).click(),
    ]);
    expect(await readFile((await later.path())!, 'utf8')).not.toContain('Gave four reasons');
  });

  test('is signed a day at a time, by keys alone, with all of the day in sight', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/service-log');
    await page
      .getByRole('button', { name: /^Open / })
      .first()
      .waitFor();
    // Two notes kept in class make two contacts of one day ready.
    const me = await (await page.request.get('/api/me')).json();
    const log = (await (await page.request.get('/api/service-log/2026-03-12')).json()) as ServiceLogWeek;
    const given = log.toSign.filter(({ missed }) => missed === null);
    const [date] = [...Map.groupBy(given, (one) => one.date)].find(([, of]) => of.length > 2)!;
    const two = given.filter((one) => one.date === date && one.note === '').slice(0, 2);
    const deviceId = '0190a000-0000-7000-8000-00000000000d';
    const at = '2026-03-12T12:30:00.000Z';
    const events = two.map(({ sessionId, studentId }, n) => ({
      ...{ id: v7(), kind: 'service_note', schemaVersion: 1, sessionId, studentId, text: `Said in class ${n + 1}.` },
      ...{ recorderId: me.adultId, deviceId, occurredAt: at, enteredAt: at, captureMode: 'later' },
    }));
    await page.request.post('/api/events', { data: { deviceId, sentAt: at, events } });
    await page.reload();
    const signDay = page.getByRole('button', { name: /^Sign \d+ of / }).first();
    await signDay.waitFor();
    const name = (await signDay.getAttribute('aria-label'))!;
    await signDay.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name });
    await dialog.getByText('Said in class 1.').waitFor();
    await dialog.getByText('Said in class 2.').waitFor();
    await picture(page, 'sign-a-day', false);
    await dialog.getByRole('button', { name: /^Sign these \d+$/ }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const day = page.getByRole('region', { name: name.replace(/^Sign \d+ of /, '') });
    await day
      .getByText(/^Signed by Dana Whitfield/)
      .nth(1)
      .waitFor();
    // The button is gone; the focus is on its day.
    const heading = day.getByRole('heading', { level: 2 });
    await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
    await checkScreen(page, 'service-log-day');
  });

  test('a coordinator loads codes, all or nothing; reads supervision; says what minutes count as', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'coordinator', '/team');
    await page.getByRole('link', { name: 'Service codes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service codes' }).waitFor();
    await page.getByRole('heading', { name: 'DEMO1' }).waitFor();
    await page.getByRole('button', { name: 'Load a table' }).click();
    const dialog = page.getByRole('dialog', { name: 'Load a table' });
    const headings = 'code,discipline,size,rule,from';
    await dialog.getByLabel('Or paste it here').fill(`${headings}\nD1,speech,individual,encounter,2026-01-01`);
    await dialog.getByLabel('Reason').fill('New year');
    await dialog.getByRole('button', { name: 'Load a table' }).click();
    await dialog.getByText('Row 2, column code: “D1” is no code. Use 4 to 7 letters and digits.').waitFor();
    await picture(page, 'codes-with-a-fault', false);
    await dialog.getByLabel('Or paste it here').fill(`${headings}\nDEMO9,speech,individual,midpoint,2026-01-01`);
    await dialog.getByRole('button', { name: 'Load a table' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'DEMO9' }).waitFor();
    await checkScreen(page, 'service-codes');

    await page.goto('/supervision');
    const pairs = page.getByRole('region', { name: 'Who supervises whom' });
    await pairs.getByRole('heading', { name: 'Dana Whitfield supervises Luz Ortega' }).waitFor();
    await picture(page, 'supervision');

    await page.goto('/team');
    await page.getByRole('link', { name: 'Rules of minutes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rules of minutes' }).waitFor();
    await page.getByRole('button', { name: 'Set them anew' }).click();
    const rules = page.getByRole('dialog', { name: 'Set them anew' });
    await rules.getByText('the minutes are shared between the disciplines').click();
    await rules.getByLabel('Reason').fill('Agreed with the state');
    await rules.getByRole('button', { name: 'Save' }).click();
    await rules.waitFor({ state: 'detached' });
    await page.getByText(/^Agreed with the state \(/).waitFor();
    await picture(page, 'minute-rules');
  });
});
