// Makes docs/images/explorer.png for the README: a query, its response and its REST calls. Run it by `npm run screenshot`.

import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { launchChromium, runOperation, visit } from './chromium.ts';

const path = fileURLToPath(new URL('../../docs/images/explorer.png', import.meta.url));

const gateway = await createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' }));
const browser = await launchChromium();
try {
  const { page } = await visit(browser, gateway.url, {
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 640 },
  });
  await page.getByRole('banner').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Show REST calls' }).click();
  await runOperation(page);
  await page.getByRole('region', { name: 'Last operation' }).getByRole('table').waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled' });
} finally {
  await browser.close();
  await gateway.stop();
}
