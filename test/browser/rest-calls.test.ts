import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fillEditor,
  launchChromium,
  runOperation,
  skipWithoutChromium,
  type Visit,
  visit,
} from './chromium.ts';
import { type StubGateway, startStubGateway } from './stub-gateway.ts';

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
  let gateway: StubGateway;
  let visited: Visit;
  let panel: Locator;

  const openPanel = async (url: string) => {
    const opened = await visit(browser, url);
    await opened.page.getByRole('button', { name: 'Show REST calls' }).click();
    await fillEditor(opened.page, 'operation', OPERATION);
    // GraphiQL reads the operation's name a moment after the text changed.
    await opened.page.locator('#graphiql-session-tab-0', { hasText: 'Greet' }).waitFor();
    return opened;
  };

  beforeAll(async () => {
    browser = await launchChromium();
    gateway = await startStubGateway({ plan: true });
    visited = await openPanel(gateway.url);
    panel = visited.page.getByRole('region', { name: 'REST calls' });
  }, 60_000);
  beforeEach(() => fillEditor(visited.page, 'variables', '{ "name": "Ada" }'));
  afterAll(async () => {
    await browser.close();
    await gateway[Symbol.asyncDispose]();
  });

  it('shows what the last operation cost', async () => {
    gateway.answerWith({ extensions: { upstream } });

    expect(await runOperation(visited.page)).toMatchObject({ data: { greeting: 'Hello Ada' } });

    await panel.getByText('Greet made 3 REST calls, planned ≈ 3 (2–12).').waitFor();
    expect(await panel.getByRole('row').allInnerTexts()).toEqual([
      'Calls\tEndpoint',
      '1\tGET /v1/Services/{ServiceSid}',
      '2\tGET /v1/Services/{ServiceSid}/Sessions',
    ]);
    await panel
      .getByText('Calls saved: 4 repeated in this operation, 1 shared with calls in flight.')
      .waitFor();
    await visited.page.getByText('Greet: 3 REST calls').waitFor();
    expect(gateway.requests).toEqual([
      { operationName: 'Greet', variables: { name: 'Ada' }, trace: 'true', plan: undefined },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['another shape', { upstream: { calls: 'three' } }],
  ])('says so when the gateway sends %s instead of a trace', async (_case, extensions) => {
    gateway.answerWith({ extensions: { upstream } });
    await runOperation(visited.page);
    await panel.getByText('Greet made 3 REST calls').waitFor();

    gateway.answerWith({ extensions });
    await runOperation(visited.page);

    await panel.getByText('The gateway reported no REST calls.').waitFor();
  });

  it('shows the plan of the operation in the editor as a tree and runs nothing', async () => {
    gateway.answerWith({ planAnswer: { extensions: { plan } } });

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
  });

  it.each([
    [
      'the errors that came instead',
      { errors: [{ message: 'Cannot query field "greting".' }] },
      'Cannot query field',
    ],
    ['that no plan came', { data: null }, 'The gateway sent no plan.'],
  ])('shows %s', async (_case, planAnswer, message) => {
    gateway.answerWith({ planAnswer });

    await panel.getByRole('button', { name: 'Plan' }).click();

    await panel.getByRole('alert').getByText(message).waitFor();
  });

  it('says which editor is wrong instead of asking for a plan', async () => {
    gateway.answerWith({});
    await fillEditor(visited.page, 'variables', '{ "name": ');

    await panel.getByRole('button', { name: 'Plan' }).click();

    await panel.getByRole('alert').getByText('Variables are invalid JSON').waitFor();
    expect(gateway.requests).toEqual([]);
  });

  it('did all of this without a complaint of the browser', () => {
    expect(visited.complaints).toEqual([]);
  });

  it('offers no plan when the gateway gives none, because it would run the operation', async () => {
    await using plain = await startStubGateway({ plan: false });
    await using opened = await openPanel(plain.url);
    const plainPanel = opened.page.getByRole('region', { name: 'REST calls' });

    expect(await plainPanel.getByRole('button', { name: 'Plan' }).isDisabled()).toBe(true);
    await plainPanel.getByText('This gateway gives no plans').waitFor();
  });
});
