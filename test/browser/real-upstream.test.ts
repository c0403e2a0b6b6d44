import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import {
  editorContent,
  fillEditor,
  launchChromium,
  patiently,
  runOperation,
  skipWithoutChromium,
  type Visit,
  visit,
} from './chromium.ts';
import { examples } from './examples.ts';

const KEY = 'key-of-the-browser-test';

const openTab = async (page: Page, name: string) => {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click();
  await expect
    .poll(() => editorContent(page, 'operation'), patiently)
    .toMatch(new RegExp(`(query|mutation) ${name}\\b`));
};

// The upstream is an emulator too, but the gateway knows it only by address and credentials, as it knows Twilio.
describe.skipIf(skipWithoutChromium)('the explorer on a real upstream', () => {
  let browser: Browser;
  let test: TestGateway;
  let visited: Visit;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    test = await startGateway({
      env: { GRAPHIQL: 'on', UPSTREAM_TRACE: 'on', GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: KEY },
    });
  });
  beforeEach(async () => {
    visited = await visit(browser, test.gateway.url);
    page = visited.page;
    test.takeRequests();
    return () => visited[Symbol.asyncDispose]();
  });
  afterAll(async () => {
    await browser.close();
    await test[Symbol.asyncDispose]();
  });

  it('points to the Headers tab when the gateway asks for credentials, and loads the schema with them', async () => {
    const notice = page.getByRole('alert').filter({ hasText: 'The gateway requires credentials.' });
    await notice.getByText('{ "authorization": "Bearer …" }').waitFor();

    await notice.getByRole('button', { name: 'Open the Headers tab' }).click();
    await page.getByRole('region', { name: 'Headers' }).waitFor();
    await page.keyboard.type(`{ "authorization": "Bearer ${KEY}" }`);
    await notice.getByRole('button', { name: 'Load the schema' }).click();

    await notice.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('ProxyService', { exact: true }).waitFor();
  });

  it('opens on an example that needs no id and claims no demo data', async () => {
    await fillEditor(page, 'request-headers', JSON.stringify({ 'x-api-key': KEY }));

    expect(await runOperation(page)).toMatchObject({
      data: { proxyServices: { nodes: expect.any(Array) as unknown } },
    });

    expect(await editorContent(page, 'operation')).toContain('query Services');
    expect(await page.getByText('Demo data').count()).toBe(0);
  });

  it('asks for an id in the other examples, which share the headers, and sends nothing before it is there', async () => {
    await fillEditor(page, 'request-headers', JSON.stringify({ 'x-api-key': KEY }));
    await openTab(page, 'ServiceToMessage');
    expect(JSON.parse(await editorContent(page, 'variables'))).toEqual({ id: '<id of a Service>' });

    await page.getByRole('button', { name: /^Execute query/ }).click();
    await expect
      .poll(() => editorContent(page, 'response'), patiently)
      .toContain('Replace \\"<id of a Service>\\" in the Variables tab');
    await page.getByRole('button', { name: 'Show REST calls' }).click();
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await page.getByRole('alert').getByText('Replace "<id of a Service>"').waitFor();
    expect(test.takeRequests()).toEqual([]);

    const demo = examples.find(({ query }) => query.includes('query ServiceToMessage'));
    await fillEditor(page, 'variables', demo?.variables ?? '');
    expect(await runOperation(page)).not.toHaveProperty('errors');
  });

  it.each([
    ['FindSessions', { id: '<id of a Service>' }],
    ['ServiceState', { id: '<id of a Service>' }],
    ['Transcript', { id: '<id of a Session>' }],
    [
      'OpenSession',
      {
        input: {
          serviceId: '<id of a Service>',
          participants: [{ identifier: '<phone number>' }, { identifier: '<phone number>' }],
        },
      },
    ],
    ['CloseSessions', { input: { ids: ['<id of a Session>', '<id of a Session>'] } }],
  ])('asks for what %s needs', async (name, variables) => {
    await openTab(page, name);
    expect(JSON.parse(await editorContent(page, 'variables'))).toMatchObject(variables);
  });
});
