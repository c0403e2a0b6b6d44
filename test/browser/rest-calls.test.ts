import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillEditor, launchChromium, runOperation, skipWithoutChromium, visit } from './chromium.ts';
import { startStubGateway } from './stub-gateway.ts';

const upstream = {
  planned: { min: 2, expected: 3, max: 12 },
  calls: 3,
  byEndpoint: { 'GET /v1/Services/{ServiceSid}': 1, 'GET /v1/Services/{ServiceSid}/Sessions': 2 },
  saved: { coalesced: 1, deduplicated: 4 },
};

const plan = {
  min: 2,
  expected: 52,
  max: 1002,
  calls: [
    {
      method: 'GET',
      path: '/v1/Services/{ServiceSid}',
      times: { min: 1, expected: 1, max: 1 },
      fields: ['proxyService.uniqueName'],
      children: [
        {
          method: 'GET',
          path: '/v1/Services/{ServiceSid}/Sessions',
          times: { min: 1, expected: 51, max: 1001 },
          fields: ['proxyService.sessions'],
        },
      ],
    },
  ],
};

const OPERATION = 'query Greet($name: String) { greeting(name: $name) }';

describe.skipIf(skipWithoutChromium)('the panel "REST calls"', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser.close());

  const openPanel = async (url: string) => {
    const opened = await visit(browser, url);
    await opened.page.getByRole('button', { name: 'Show REST calls' }).click();
    await fillEditor(opened.page, 'operation', OPERATION);
    await fillEditor(opened.page, 'variables', '{ "name": "Ada" }');
    // GraphiQL reads the operation's name a moment after the text changed.
    await opened.page.locator('#graphiql-session-tab-0', { hasText: 'Greet' }).waitFor();
    return { ...opened, panel: opened.page.getByRole('region', { name: 'REST calls' }) };
  };

  it('shows what the last operation cost', async () => {
    await using gateway = await startStubGateway({ plan: true, extensions: { upstream } });
    await using opened = await openPanel(gateway.url);
    const { page, panel } = opened;

    expect(await runOperation(page)).toMatchObject({ data: { greeting: 'Hello Ada' } });

    await panel.getByText('Greet made 3 REST calls, planned ≈ 3 (2–12).').waitFor();
    expect(await panel.getByRole('row').allInnerTexts()).toEqual([
      'Calls\tEndpoint',
      '1\tGET /v1/Services/{ServiceSid}',
      '2\tGET /v1/Services/{ServiceSid}/Sessions',
    ]);
    await panel.getByText('Saved: 4 that this operation had asked already, 1 that were in flight.').waitFor();
    await page.getByText('Greet: 3 REST calls').waitFor();
    expect(gateway.requests).toEqual([
      { operationName: 'Greet', variables: { name: 'Ada' }, trace: 'true', plan: undefined },
    ]);
    expect(opened.complaints).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['another shape', { upstream: { calls: 'three' } }],
  ])('says so when the gateway sends %s instead of a receipt', async (_case, extensions) => {
    await using gateway = await startStubGateway({ plan: true, ...(extensions && { extensions }) });
    await using opened = await openPanel(gateway.url);
    const { page, panel } = opened;

    await runOperation(page);

    await panel.getByText('The gateway sent no receipt.').waitFor();
    expect(opened.complaints).toEqual([]);
  });

  it('shows the plan of the operation in the editor as a tree and runs nothing', async () => {
    await using gateway = await startStubGateway({ plan: true, planAnswer: { extensions: { plan } } });
    await using opened = await openPanel(gateway.url);
    const { panel } = opened;

    await panel.getByRole('button', { name: 'Plan' }).click();

    await panel.getByText('Greet would make ≈ 52 (2–1002) REST calls.').waitFor();
    const child = panel.getByRole('listitem').getByRole('listitem');
    expect(await panel.getByRole('listitem').first().innerText()).toContain(
      '1 × GET /v1/Services/{ServiceSid}\n',
    );
    expect(await child.innerText()).toBe(
      '≈ 51 (1–1001) × GET /v1/Services/{ServiceSid}/Sessions\nfor proxyService.sessions',
    );
    expect(gateway.requests).toEqual([
      { operationName: 'Greet', variables: { name: 'Ada' }, trace: 'true', plan: 'true' },
    ]);
    expect(opened.complaints).toEqual([]);
  });

  it.each([
    [
      'the errors that came instead',
      { errors: [{ message: 'Cannot query field "greting".' }] },
      'Cannot query field',
    ],
    ['that no plan came', { data: null }, 'The gateway sent no plan.'],
  ])('shows %s', async (_case, planAnswer, message) => {
    await using gateway = await startStubGateway({ plan: true, planAnswer });
    await using opened = await openPanel(gateway.url);
    const { panel } = opened;

    await panel.getByRole('button', { name: 'Plan' }).click();

    await panel.getByRole('alert').getByText(message).waitFor();
  });

  it('says which editor is wrong instead of asking for a plan', async () => {
    await using gateway = await startStubGateway({ plan: true });
    await using opened = await openPanel(gateway.url);
    const { page, panel } = opened;
    await fillEditor(page, 'variables', '{ "name": ');

    await panel.getByRole('button', { name: 'Plan' }).click();

    await panel.getByRole('alert').getByText('Variables are invalid JSON').waitFor();
    expect(gateway.requests).toEqual([]);
  });

  it('offers no plan when the gateway gives none, because it would run the operation', async () => {
    await using gateway = await startStubGateway({ plan: false });
    await using opened = await openPanel(gateway.url);
    const { panel } = opened;

    expect(await panel.getByRole('button', { name: 'Plan' }).isDisabled()).toBe(true);
    await panel.getByText('This gateway gives no plans').waitFor();
  });
});
