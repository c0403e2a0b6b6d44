// Makes the images of the docs: docs/images/explorer.png, a query with its response and its REST calls, and
// docs/images/console.png, a live transcript. Run it by `npm run screenshot`.

import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { readConfig } from '../../src/config/config.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../src/gateway.ts';
import { controlEmulator, moveClock } from '../support/emulator-control.ts';
import { launchChromium, openPage, runOperation, visit } from './chromium.ts';
import { serveConsole } from './serve-console.ts';

const pathOf = (image: string) => fileURLToPath(new URL(`../../docs/images/${image}`, import.meta.url));

const options: BrowserContextOptions = {
  colorScheme: 'light',
  reducedMotion: 'reduce',
  timezoneId: 'UTC',
  viewport: { width: 1280, height: 720 },
};

const gateway = await createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' }));
const browser = await launchChromium();

async function photographExplorer(): Promise<void> {
  await using visited = await visit(browser, gateway.url, options);
  const { page } = visited;
  await page.getByRole('banner').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Show REST calls' }).click();
  await runOperation(page);
  await page.getByRole('region', { name: 'Last operation' }).getByRole('table').waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: pathOf('explorer.png'), animations: 'disabled' });
}

async function photographConsole(): Promise<void> {
  await using served = await serveConsole({ GATEWAY_URL: gateway.url });
  await served.build();
  await moveClock(gateway, { set: '2026-05-01T12:00:00Z' });
  await using visited = await openPage(browser, served.url, {
    ...options,
    viewport: { width: 820, height: 620 },
  });
  const { page } = visited;
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: demo.serviceUniqueName });
  await page.getByRole('link', { name: 'order-1058' }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  const to = page.getByRole('combobox', { name: 'To' });
  await to.selectOption('customer');
  await page.getByRole('textbox', { name: 'Message' }).fill('Your courier is two stops away.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('QUEUED', { exact: true }).waitFor();
  await moveClock(gateway, { advanceMs: 6000 });
  await page.getByText('QUEUED', { exact: true }).waitFor({ state: 'detached' });
  const participantSid = (await to.inputValue()).split('-').at(-1);
  const message = { participantSid, body: 'Thank you, I am coming down.' };
  await controlEmulator(gateway, 'POST inbound-messages', message);
  await page.getByText(message.body).waitFor();
  await page.screenshot({ path: pathOf('console.png'), animations: 'disabled' });
}

try {
  await photographExplorer();
  await photographConsole();
} finally {
  await browser.close();
  await gateway.stop();
}
