import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import {
  editorContent,
  launchChromium,
  patiently,
  runOperation,
  skipWithoutChromium,
  type Visit,
  visit,
} from './chromium.ts';
import { examples, operationNameOf } from './examples.ts';

interface Answer {
  readonly data: object;
  readonly errors?: unknown;
  readonly extensions: { readonly upstream: { readonly calls: number } };
}

const restCalls = (calls: number) => `${calls} REST call${calls === 1 ? '' : 's'}`;

describe.skipIf(skipWithoutChromium)('the tabs with examples', { timeout: 60_000 }, () => {
  let browser: Browser;
  let gateway: Gateway;
  let visited: Visit;
  let panel: Locator;
  beforeAll(async () => {
    browser = await launchChromium();
    gateway = await createGateway(
      readConfig({ PORT: '0', EMULATOR_PORT: '0', TWILIO_RATE_LIMIT: 'off', LOG_LEVEL: 'silent' }),
    );
    visited = await visit(browser, gateway.url);
    await visited.page.getByRole('button', { name: 'Show REST calls' }).click();
    panel = visited.page.getByRole('region', { name: 'REST calls' });
  }, 60_000);
  beforeEach(() => takeRequests());
  afterAll(async () => {
    await browser.close();
    await gateway.stop();
  });

  /** The requests that reached the embedded emulator since the last call. */
  const takeRequests = async (): Promise<string[]> => {
    const log = `${gateway.emulatorUrl ?? ''}/__emulator/requests`;
    const { requests } = (await (await fetch(log)).json()) as { requests: string[] };
    await fetch(log, { method: 'DELETE' });
    return requests;
  };

  const open = async (index: number) => {
    await visited.page.locator(`#graphiql-session-tab-${index}`).click();
    await expect.poll(() => editorContent(visited.page, 'operation'), patiently).toBe(examples[index]?.query);
  };

  // test/browser/live.test.ts has the subscription.
  const answered = examples
    .map((example, index) => [example.title, operationNameOf(example), index] as const)
    .filter(([, name]) => name !== '');
  it.each(answered)(
    '"%s" can be planned and run, and the panel shows what it cost',
    async (_title, name, index) => {
      await open(index);

      await panel.getByRole('button', { name: 'Plan' }).click();
      await panel.getByText(`${name} would make`).waitFor();
      expect(await panel.locator('.plan-tree').first().innerText()).toMatch(/(GET|POST) \/v1\/Services/);
      expect(await takeRequests()).toEqual([]);

      const answer = (await runOperation(visited.page)) as Answer;
      const made = (await takeRequests()).length;
      expect(answer).not.toHaveProperty('errors');
      expect(Object.values(answer.data)).not.toContain(null);
      expect(answer.extensions.upstream.calls).toBe(made);
      await panel.getByText(`${name} made ${restCalls(made)}`).waitFor();
      const rows = await panel.getByRole('row').locator('.calls-count').allInnerTexts();
      expect(rows.map(Number).reduce((sum, calls) => sum + calls, 0)).toBe(made);
      await visited.page.getByText(`${name}: ${restCalls(made)}`, { exact: true }).waitFor();
    },
  );

  it('broke no rule of the content security policy and asked no other host', () => {
    expect(visited.complaints).toEqual([]);
  });
});
