import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SETTLE_ANIMATIONS = `Promise.allSettled(
  document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
    .map(({ finished }) => finished),
)`;

/** What axe-core finds on the page, as `rule: selector`, apart from the elements of the selectors. */
export const findViolations = async (page: Page, exclude: readonly string[] = []): Promise<string[]> => {
  await page.evaluate(axeSource);
  // Colors are judged when they no longer change.
  await page.evaluate(SETTLE_ANIMATIONS);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(
      { exclude: ${JSON.stringify(exclude.map((selector) => [selector]))} },
      { resultTypes: ['violations'] },
    )`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};
