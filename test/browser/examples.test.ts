import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
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
  let test: TestGateway;
  let visited: Visit;
  let panel: Locator;
  beforeAll(async () => {
    browser = await launchChromium();
    test = await startGateway({ env: { GRAPHIQL: 'on', UPSTREAM_TRACE: 'on' } });
    visited = await visit(browser, test.gateway.url);
    await visited.page.getByRole('button', { name: 'Show REST calls' }).click();
    panel = visited.page.getByRole('region', { name: 'REST calls' });
  }, 60_000);
  beforeEach(() => void test.takeRequests());
  afterAll(async () => {
    await browser.close();
    await test[Symbol.asyncDispose]();
  });

  const open = async (index: number) => {
    await visited.page.locator(`#graphiql-session-tab-${index}`).click();
    await expect.poll(() => editorContent(visited.page, 'operation'), patiently).toBe(examples[index]?.query);
  };

  it.each(examples.map((example, index) => [example.title, operationNameOf(example), index] as const))(
    '"%s" can be planned and run, and the panel shows what it cost',
    async (_title, name, index) => {
      await open(index);

      await panel.getByRole('button', { name: 'Plan' }).click();
      await panel.getByText(`${name} would make`).waitFor();
      expect(await panel.locator('.plan-tree').first().innerText()).toMatch(/(GET|POST) \/v1\/Services/);
      expect(test.takeRequests()).toEqual([]);

      const answer = (await runOperation(visited.page)) as Answer;
      const made = test.takeRequests().length;
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
