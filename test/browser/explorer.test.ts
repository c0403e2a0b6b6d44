import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import {
  editorContent,
  fillEditor,
  launchChromium,
  operationText,
  patiently,
  runOperation,
  skipWithoutChromium,
  type Visit,
  visit,
} from './chromium.ts';
import { examples } from './examples.ts';

const NARROW = { viewport: { width: 360, height: 640 } };

const stored = (page: Page) => page.evaluate<string>('JSON.stringify(localStorage)');

/** What GraphiQL has written of the tabs. It writes half a second after a change. */
const storedTabs = (page: Page) =>
  page.evaluate<string | null>(`localStorage.getItem('twilio-proxy-graphql:graphiql:tabState')`);

const boxOf = async (element: Locator) => {
  const box = await element.boundingBox();
  if (!box) throw new Error('Expected a visible element, but it has no box.');
  return box;
};

const allTabs = (page: Page) => page.locator('[id^="graphiql-session-tab-"]');

describe.skipIf(skipWithoutChromium)('the explorer page', { timeout: 60_000 }, () => {
  let browser: Browser;
  let gateway: Gateway;
  beforeAll(async () => {
    browser = await launchChromium();
    gateway = await createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' }));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await gateway.stop();
  });

  // Loading the page takes seconds, so these tests share one visit. Each brings the editors that it needs.
  describe('in one visit', () => {
    let visited: Visit;
    let page: Page;
    beforeAll(async () => {
      visited = await visit(browser, gateway.url, { colorScheme: 'light' });
      page = visited.page;
    }, 60_000);
    afterAll(() => visited[Symbol.asyncDispose]());

    it('opens on the first example, with its variables, and says that the data are demo data', async () => {
      expect(await page.title()).toBe('twilio-proxy-graphql');
      await page.getByText('Demo data: responses come from the embedded emulator.').waitFor();
      await allTabs(page)
        .nth(examples.length - 1)
        .waitFor();
      expect(await editorContent(page, 'operation')).toBe(examples[0]?.query);
      expect(await editorContent(page, 'variables')).toBe(examples[0]?.variables ?? '');
    });

    it('explains itself in one sentence until that is closed', async () => {
      const hint = page.getByText('Each tab is a GraphQL example');
      await hint.waitFor();

      await page.getByRole('banner').getByRole('button', { name: 'Close' }).click();

      await hint.waitFor({ state: 'detached' });
    });

    it.each([1400, 1000])('shows all tabs without scrolling on a screen of %i pixels', async (width) => {
      await page.setViewportSize({ width, height: 800 });
      await page.getByRole('button', { name: 'Show REST calls' }).click();
      const list = await boxOf(page.getByRole('list', { name: 'Select active operation' }));

      for (const tab of await allTabs(page).all()) {
        const { x, y, width: wide, height } = await boxOf(tab);
        expect(x).toBeGreaterThanOrEqual(list.x);
        expect(x + wide).toBeLessThanOrEqual(list.x + list.width);
        expect(y + height).toBeLessThanOrEqual(list.y + list.height);
      }
      await page.getByRole('button', { name: 'Hide REST calls' }).click();
    });

    it('shows the types of the schema in the docs', async () => {
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer').getByText('ProxyService', { exact: true }).click();

      await page.locator('.graphiql-doc-explorer').getByText('uniqueName', { exact: true }).waitFor();
    });

    it('opens a closed example again', async () => {
      await fillEditor(page, 'operation', '{ __typename }');
      await page.locator('#graphiql-session-tab-0', { hasText: 'untitled' }).waitFor();
      await page.getByRole('button', { name: 'Show Examples' }).click();

      await page.getByRole('region', { name: 'Examples' }).getByRole('button').first().click();

      await expect.poll(() => editorContent(page, 'operation'), patiently).toBe(examples[0]?.query);
      expect(await editorContent(page, 'variables')).toBe(examples[0]?.variables ?? '');
    });

    it('adds a field that is ticked in the explorer', async () => {
      await fillEditor(page, 'operation', 'query Ticked { proxyServices { __typename } }');
      await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();

      await page.locator('.graphiql-explorer-node').getByText('pageInfo', { exact: true }).click();

      await operationText(page).getByText('pageInfo').waitFor();
    });

    it('lists what was run in its history', async () => {
      await fillEditor(page, 'operation', 'query Remembered { __typename }');
      await allTabs(page).filter({ hasText: 'Remembered' }).waitFor();
      await runOperation(page);

      await page.getByRole('button', { name: 'Show History' }).click();

      await page.getByRole('region', { name: 'History' }).getByText('Remembered').waitFor();
    });

    it('suggests fields while the operation is typed', async () => {
      await fillEditor(page, 'operation', '');
      await operationText(page).click();

      await page.keyboard.type('{ proxyServ');

      await page.locator('.suggest-widget').getByText('proxyServiceByUniqueName').first().waitFor();
      await page.keyboard.press('Escape');
    });

    it('follows the theme of the system and lets it be switched', async () => {
      const background = () =>
        page.evaluate<string>(
          `getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor`,
        );
      expect(await background()).toBe('rgb(255, 255, 255)');

      await page.getByRole('button', { name: 'Open settings dialog' }).click();
      await page.getByRole('button', { name: 'Dark', exact: true }).click();

      await expect.poll(background, patiently).toBe('rgb(33, 42, 59)');
    });

    it('broke no rule of the content security policy and asked no other host', () => {
      expect(visited.complaints).toEqual([]);
    });

    it('may load nothing from another host', async () => {
      await page.evaluate(`new Image().src = 'https://example.com/image.png'`);
      await expect
        .poll(() => visited.complaints, patiently)
        .toContain('img-src violated by https://example.com/image.png');
    });

    it('may run no script that stands in the page', async () => {
      await page.evaluate(`{
        const script = document.createElement('script');
        script.textContent = 'globalThis.ran = true';
        document.body.append(script);
      }`);
      await expect.poll(() => visited.complaints, patiently).toContain('script-src-elem violated by inline');
      expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    });
  });

  it('keeps the tabs over a reload, but no headers, which may hold a key', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;
    const index = examples.findIndex(({ variables }, at) => at > 0 && variables !== undefined);
    await page.locator(`#graphiql-session-tab-${index}`).click();
    await expect.poll(() => storedTabs(page), patiently).toContain(`"activeTabIndex":${index}`);

    await page.reload();
    await operationText(page).waitFor();
    expect(await editorContent(page, 'operation')).toBe(examples[index]?.query);
    expect(await editorContent(page, 'variables')).toBe(examples[index]?.variables);
    expect(await allTabs(page).count()).toBe(examples.length);

    await page.getByRole('button', { name: 'New tab' }).click();
    await expect.poll(() => storedTabs(page), patiently).toContain(`"activeTabIndex":${examples.length}`);
    await fillEditor(page, 'request-headers', '{ "x-api-key": "secret-of-the-test" }');
    await fillEditor(page, 'operation', 'query Kept { proxyServices { __typename } }');
    await fillEditor(page, 'variables', '{ "kept": true }');
    await page.reload();
    await operationText(page).getByText('Kept').waitFor();

    expect(await page.getByText('Each tab is a GraphQL example').count()).toBe(0);
    expect(await allTabs(page).count()).toBe(examples.length + 1);
    expect(await editorContent(page, 'variables')).toBe('{ "kept": true }');
    expect(await stored(page)).not.toContain('secret-of-the-test');
    expect(complaints).toEqual([]);
  });

  it('starts afresh after the storage was cleared', async () => {
    await using visited = await visit(browser, gateway.url, { colorScheme: 'dark' });
    const { page } = visited;
    await fillEditor(page, 'operation', 'query Gone { proxyServices { __typename } }');
    await expect.poll(() => storedTabs(page), patiently).toContain('query Gone');
    await page.getByRole('button', { name: 'Open settings dialog' }).click();

    await page.getByRole('button', { name: 'Clear data' }).click();
    await page.reload();
    await operationText(page).waitFor();

    expect(await editorContent(page, 'operation')).toBe(examples[0]?.query);
  });

  it('is usable on a screen of 360 pixels', async () => {
    await using visited = await visit(browser, gateway.url, NARROW);
    const { page, complaints } = visited;

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await runOperation(page);
    await page.getByRole('button', { name: 'Show REST calls' }).click();
    await page.getByRole('region', { name: 'Last operation' }).waitFor();
    await page.getByRole('button', { name: 'Hide REST calls' }).click();
    await page.getByRole('button', { name: /^Execute query/ }).click();

    expect(complaints).toEqual([]);
  });
});
