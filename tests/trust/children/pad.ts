import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** What a suite does on the recording screen, and what it reads there. */

/** Marks of the selected student as the pad counts them: only what is on the disk is counted. */
export function marksShown(page: Page): Promise<number> {
  return page.evaluate(() => {
    const chip = document.querySelector('li > button[aria-pressed="true"]');
    return Number(/(\d+) marks?\b/.exec(chip?.getAttribute('aria-label') ?? '')?.[1] ?? 0);
  });
}

/**
 * Presses a key of the pad, as fast as a script can: the outcomes alternate, so that no press is taken for a bounce.
 * @param label whose; whoever is selected, if nobody is named
 */
export function press(page: Page, mark: string, label?: string): Promise<void> {
  return page.evaluate(
    async ({ ending, beginning }) => {
      // The pad of a student who was selected just now comes with the next frames.
      for (let frame = 0; frame < 30; frame += 1) {
        const keys = [...document.querySelectorAll('button[aria-label]')] as HTMLButtonElement[];
        const key = keys.find((one) => {
          const name = one.getAttribute('aria-label')!;
          return name.endsWith(ending) && name.startsWith(beginning);
        });
        if (key !== undefined) return key.click();
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      throw new Error(`No key ${beginning}${ending}`);
    },
    { ending: `: ${mark}`, beginning: label === undefined ? '' : `${label},` },
  );
}

export const marks = ['on their own', 'not yet'] as const;

/** Waits for the pad, beginning the session where nobody has yet. */
export async function padOf(page: Page): Promise<void> {
  const begin = page.getByRole('button', { name: /^Start/ });
  const strip = page.getByRole('list', { name: 'Students' });
  const onPad = page.getByRole('button', { name: 'last five' });
  await begin.or(onPad).first().waitFor();
  if (await begin.isVisible()) await begin.click();
  await onPad.waitFor();
  await strip.waitFor();
}

export async function allSent(page: Page): Promise<void> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    if (await page.getByText('stored here · all sent').isVisible()) return;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await wait(1_000);
  }
  throw new Error(`Not all was sent: ${await page.locator('footer').textContent()}`);
}
