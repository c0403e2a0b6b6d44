import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { parseExample } from '../../src/graphiql/example.ts';
import {
  editorContent,
  patiently,
  fillEditor,
  launchChromium,
  operationText,
  runOperation,
  skipWithoutChromium,
  visit,
} from './chromium.ts';

const examplesFolder = new URL('../../schema/examples/', import.meta.url);
const examples = readdirSync(examplesFolder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => parseExample(name, readFileSync(new URL(name, examplesFolder), 'utf8')));

const NARROW = { viewport: { width: 360, height: 640 } };

/** What GraphiQL has written of the tabs. It writes half a second after a change. */
const storedTabs = (page: Page) =>
  page.evaluate<string | null>(`localStorage.getItem('twilio-proxy-graphql:graphiql:tabState')`);

const stored = (page: Page) => page.evaluate<string>('JSON.stringify(localStorage)');

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

  it('may load nothing from another host', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;

    await page.evaluate(`new Image().src = 'https://example.com/image.png'`);

    await expect
      .poll(() => complaints, patiently)
      .toContain('img-src violated by https://example.com/image.png');
  });

  it('opens on the first example, with its variables, and says that the data are demo data', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;

    expect(await page.title()).toBe('twilio-proxy-graphql');
    await page.getByText('Demo data: answers come from the embedded emulator').waitFor();
    await page
      .locator('[id^="graphiql-session-tab-"]')
      .nth(examples.length - 1)
      .waitFor();
    expect(await editorContent(page, 'operation')).toBe(examples[0]?.query);
    expect(await editorContent(page, 'variables')).toBe(examples[0]?.variables ?? '');
    expect(complaints).toEqual([]);
  });

  it('shows the types of the schema in the docs', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;

    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('ProxyService', { exact: true }).click();

    await page.locator('.graphiql-doc-explorer').getByText('uniqueName', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each(examples.map(({ title }, index) => [title, index] as const))(
    'runs the example "%s"',
    async (_, index) => {
      await using visited = await visit(browser, gateway.url);
      const { page, complaints } = visited;
      await page.locator(`#graphiql-session-tab-${index}`).click();
      await expect.poll(() => editorContent(page, 'operation'), patiently).toBe(examples[index]?.query);

      const answer = await runOperation(page);

      expect(answer).not.toHaveProperty('errors');
      expect(Object.values((answer as { data: object }).data)).not.toContain(null);
      expect(complaints).toEqual([]);
    },
  );

  it('adds a field that is ticked in the explorer', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;
    await fillEditor(page, 'operation', 'query Ticked { proxyServices { __typename } }');
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();

    await page.locator('.graphiql-explorer-node').getByText('pageInfo', { exact: true }).click();

    await operationText(page).getByText('pageInfo').waitFor();
    expect(complaints).toEqual([]);
  });

  it('suggests fields while the operation is typed', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;
    await fillEditor(page, 'operation', '');
    await operationText(page).click();

    await page.keyboard.type('{ proxyServ');

    await page.locator('.suggest-widget').getByText('proxyServiceByUniqueName').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps the tabs and what was written in them over a reload', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;
    const tabs = page.locator('[id^="graphiql-session-tab-"]');
    await page.getByRole('button', { name: 'New tab' }).click();
    const count = await tabs.count();
    await expect.poll(() => storedTabs(page), patiently).toContain('activeTabIndex');
    await fillEditor(page, 'operation', 'query Kept { proxyServices { __typename } }');
    await fillEditor(page, 'variables', '{ "kept": true }');

    await page.reload();
    await operationText(page).getByText('Kept').waitFor();

    expect(await tabs.count()).toBe(count);
    expect(await editorContent(page, 'variables')).toBe('{ "kept": true }');
    expect(complaints).toEqual([]);
  });

  it('shows the open tab with its variables after a reload on which nothing was changed', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;
    const index = examples.findIndex(({ variables }) => variables !== undefined);
    await page.locator(`#graphiql-session-tab-${index}`).click();
    await expect.poll(() => storedTabs(page), patiently).toContain(`"activeTabIndex":${index}`);

    await page.reload();
    await operationText(page).waitFor();

    expect(await editorContent(page, 'operation')).toBe(examples[index]?.query);
    expect(await editorContent(page, 'variables')).toBe(examples[index]?.variables);
    expect(await page.locator('[id^="graphiql-session-tab-"]').count()).toBe(examples.length);
    expect(complaints).toEqual([]);
  });

  it('starts afresh after the storage was cleared', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page } = visited;
    await fillEditor(page, 'operation', 'query Gone { proxyServices { __typename } }');
    await expect.poll(() => storedTabs(page), patiently).toContain('query Gone');
    await page.getByRole('button', { name: 'Open settings dialog' }).click();

    await page.getByRole('button', { name: 'Clear data' }).click();
    await page.reload();
    await operationText(page).waitFor();

    expect(await editorContent(page, 'operation')).toBe(examples[0]?.query);
  });

  it('opens a closed example again', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page, complaints } = visited;
    await fillEditor(page, 'operation', '{ __typename }');
    await page.locator('#graphiql-session-tab-0', { hasText: 'untitled' }).waitFor();
    await page.getByRole('button', { name: 'Show Examples' }).click();

    await page.getByRole('region', { name: 'Examples' }).getByRole('button').first().click();

    await expect.poll(() => editorContent(page, 'operation'), patiently).toBe(examples[0]?.query);
    expect(await editorContent(page, 'variables')).toBe(examples[0]?.variables ?? '');
    expect(complaints).toEqual([]);
  });

  it('keeps no headers, which may hold a key, in the storage of the browser', async () => {
    await using visited = await visit(browser, gateway.url);
    const { page } = visited;
    await fillEditor(page, 'request-headers', '{ "x-api-key": "secret-of-the-test" }');
    await fillEditor(page, 'variables', '{ "later": true }');

    await expect.poll(() => stored(page), patiently).toContain('later');

    expect(await stored(page)).not.toContain('secret-of-the-test');
  });

  it.each(['light', 'dark'] as const)(
    'follows the %s theme of the system and lets it be switched',
    async (scheme) => {
      await using visited = await visit(browser, gateway.url, { colorScheme: scheme });
      const { page, complaints } = visited;
      const background = () =>
        page.evaluate<string>(
          `getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor`,
        );
      const own = await background();
      const other = scheme === 'light' ? 'Dark' : 'Light';

      await page.getByRole('button', { name: 'Open settings dialog' }).click();
      await page.getByRole('button', { name: other, exact: true }).click();

      await expect.poll(background, patiently).not.toBe(own);
      expect(own).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(33, 42, 59)');
      expect(complaints).toEqual([]);
    },
  );

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
