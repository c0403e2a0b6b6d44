import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { findViolations } from './axe.ts';
import { launchChromium, runOperation, skipWithoutChromium, visit } from './chromium.ts';

/** Elements of libraries that are not judged. */
const NOT_OURS = [
  // The editors' text: a CSS filter makes its dark colors brighter, and axe does not see filters.
  '.view-lines',
  '.margin',
  // A button of GraphiQL whose label is not its text.
  '.graphiql-history-item-label',
  // The plugin "GraphiQL Explorer" has fields without labels. The editor's suggestions offer the same.
  '.docExplorerWrap',
];

/** The name of the element that has the focus. */
const focused = (page: Page) =>
  page.evaluate<string>(
    `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()`,
  );

/** Presses Tab until the element of that name has the focus; gives the names on the way. */
const tabTo = async (page: Page, name: string): Promise<string[]> => {
  const names: string[] = [];
  do {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
  } while (names.at(-1) !== name && names.length < 50);
  return names;
};

describe.skipIf(skipWithoutChromium)('the accessibility of the explorer', () => {
  let browser: Browser;
  let gateway: Gateway;
  beforeAll(async () => {
    browser = await launchChromium();
    gateway = await createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' }));
  });
  afterAll(async () => {
    await browser.close();
    await gateway.stop();
  });

  it.each([
    ['light', 1400],
    ['dark', 1400],
    ['light', 390],
  ] as const)('has no violation that axe-core finds: %s, %i pixels wide', async (colorScheme, width) => {
    await using visited = await visit(browser, gateway.url, {
      colorScheme,
      viewport: { width, height: 850 },
      reducedMotion: 'reduce',
    });
    const { page } = visited;
    const found: Record<string, string[]> = { 'first visit': await findViolations(page, NOT_OURS) };
    await runOperation(page);
    for (const panel of [
      'Documentation Explorer',
      'GraphiQL Explorer',
      'History',
      'Examples',
      'REST calls',
    ]) {
      await page.getByRole('button', { name: new RegExp(`^(Show|Hide) ${panel}$`) }).click();
      found[panel] = await findViolations(page, NOT_OURS);
    }
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByRole('dialog').waitFor();
    found['settings'] = await findViolations(page, NOT_OURS);

    expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
  });

  it('can be used with the keyboard alone, in the order of the page', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page } = visited;

    const before = await tabTo(page, 'Operation: press Enter to edit');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Operation');
    const after = await tabTo(page, 'Variables: press Enter to edit');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText('ServiceToMessage: 5 REST calls').waitFor();

    expect(before[0]).toBe('Close');
    expect(before).toContain('Show REST calls');
    expect(before.indexOf('Show REST calls')).toBeLessThan(before.indexOf('ServiceToMessage'));
    expect(before.at(-2)).toBe('New tab');
    expect(after[0]).toMatch(/^Execute query/);
    expect(after).toContain('Headers');
  });
});
