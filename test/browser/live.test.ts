import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { moveClock } from '../support/emulator-control.ts';
import { readFigures, scrape } from '../support/figures.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startLiveGateway } from '../support/live-gateway.ts';
import {
  editorContent,
  fillEditor,
  launchChromium,
  patiently,
  skipWithoutChromium,
  type Visit,
  visit,
} from './chromium.ts';

const openLive = async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name: 'Live', exact: true }).click();
  await expect.poll(() => editorContent(page, 'operation'), patiently).toContain('subscription Live');
};

const execute = (page: Page) => page.getByRole('button', { name: /^Execute query/ });
const stop = (page: Page) => page.getByRole('button', { name: /^Stop query/ });

/** Waits until the response editor shows that text. */
const shows = (page: Page, text: string) =>
  expect.poll(() => editorContent(page, 'response'), patiently).toContain(text);

const openSubscriptions = async (url: string) =>
  readFigures(await scrape(url)).get('proxy_gateway_subscriptions');

describe.skipIf(skipWithoutChromium)('the tab "Live"', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchChromium()), 60_000);
  afterAll(() => browser.close());

  describe('on the emulator with its simulated conversation', () => {
    let gateway: Gateway;
    let visited: Visit;
    let page: Page;
    beforeAll(async () => {
      gateway = await createGateway(
        readConfig({ PORT: '0', EMULATOR_PORT: '0', EMULATOR_TRAFFIC: 'on', LOG_LEVEL: 'silent' }),
      );
      // The clock stands still unless a test moves it.
      await moveClock(gateway, { set: new Date().toISOString() });
    });
    beforeEach(async () => {
      visited = await visit(browser, gateway.url);
      page = visited.page;
      await page.getByRole('button', { name: 'Show REST calls' }).click();
      await openLive(page);
      return () => visited[Symbol.asyncDispose]();
    });
    afterAll(() => gateway.stop());

    it('shows each event until it is stopped', async () => {
      await execute(page).click();
      await shows(page, '"kind": "STARTED"');
      await page.getByText('Live: 1 event', { exact: true }).waitFor();

      await moveClock(gateway, { advanceMs: 8000 });
      await shows(page, 'Your courier is two stops away.');
      await shows(page, '"kind": "CHANGED"');
      await moveClock(gateway, { advanceMs: 8000 });
      await shows(page, 'Hello, I am on my way to you.');
      const panel = page.getByRole('region', { name: 'Last operation' });
      await panel.getByText(/Live received \d+ events/).waitFor();
      expect(await openSubscriptions(gateway.url)).toBe(1);

      await stop(page).click();
      await execute(page).waitFor();
      await expect.poll(() => openSubscriptions(gateway.url), patiently).toBe(0);
      await moveClock(gateway, { advanceMs: 8000 });
      expect(await editorContent(page, 'response')).toContain('Hello, I am on my way to you.');
      expect(visited.complaints).toEqual([]);
    });

    it('is stopped by another tab', async () => {
      await execute(page).click();
      await shows(page, '"kind": "STARTED"');

      await page.getByRole('main').getByRole('button', { name: 'Services', exact: true }).click();

      await expect.poll(() => openSubscriptions(gateway.url), patiently).toBe(0);
    });

    it('has a plan for an event', async () => {
      await page.getByRole('button', { name: 'Plan', exact: true }).click();

      await page.getByText('Live would make 0 REST calls for each event, and 1 at its start.').waitFor();
    });

    it('shows why a subscription is refused', async () => {
      await fillEditor(page, 'variables', '{ "of": "KS1" }');
      await execute(page).click();

      await shows(page, '"code": "BAD_USER_INPUT"');
      await execute(page).waitFor();
      await page.getByText('Live: 0 REST calls', { exact: true }).waitFor();
    });

    it('says so when the connection is lost', async () => {
      const body = 'event: next\ndata: {"data":{"proxyInteractionChanged":null}}\n\n';
      await page.route('**/graphql', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
      await execute(page).click();

      await shows(page, 'The connection to the gateway was lost.');
      await execute(page).waitFor();
    });
  });

  // The upstream is an emulator too, but the gateway knows it only by address and credentials, as it knows Twilio.
  describe('on a real upstream', () => {
    const KEY = 'key-of-the-live-test';
    const env = { GRAPHIQL: 'on', UPSTREAM_TRACE: 'on', GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: KEY };

    const openOn = async ({ gateway }: TestGateway): Promise<Visit> => {
      const visited = await visit(browser, gateway.url);
      await openLive(visited.page);
      await fillEditor(visited.page, 'variables', JSON.stringify({ of: demo.serviceSid }));
      return visited;
    };

    it('sends the credentials of the Headers tab', async () => {
      await using test = await startLiveGateway({ env });
      await using visited = await openOn(test);
      const { page } = visited;
      await execute(page).click();
      await shows(page, '"code": "UNAUTHENTICATED"');

      await fillEditor(page, 'request-headers', JSON.stringify({ 'x-api-key': KEY }));
      await execute(page).click();
      await shows(page, '"kind": "STARTED"');
      test.emulator.control.inboundMessage({ participantSid: demo.courierSid, body: 'I am at the door' });
      await shows(page, '"messageBody": "I am at the door"');
    });

    it('says what is missing when the gateway receives no webhooks', async () => {
      await using test = await startGateway({ env });
      await using visited = await openOn(test);
      await fillEditor(visited.page, 'request-headers', JSON.stringify({ 'x-api-key': KEY }));
      await execute(visited.page).click();

      await shows(visited.page, 'Set WEBHOOK_URL to receive them.');
    });
  });
});
