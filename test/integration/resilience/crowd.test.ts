import { afterEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type GraphqlError, startGateway, type TestGateway } from '../../support/gateway.ts';
import { createHttpClient, type HttpClient } from '../../support/http-client.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';

const CROWD = 1000;
const CONCURRENCY = 64;
const DEADLINE_MS = 10_000;

/** One answer of many: what was found, and the codes of its errors. */
interface Outcome {
  readonly found: unknown;
  readonly codes: readonly string[];
}

const clock = new ManualClock();
let test: TestGateway;
let client: HttpClient;
const start = async (env: Readonly<Record<string, string>> = {}) => {
  test = await startGateway({ testOptions: { clock }, env: { TWILIO_ATTEMPT_TIMEOUT_MS: '60000', ...env } });
  client = createHttpClient(test.gateway.url, CROWD);
};
afterEach(async () => {
  client.close();
  await test[Symbol.asyncDispose]();
});

/** Asks for a Session that nobody else asks for, each of a Service of its own, so that no call is shared. */
async function ask(position: number): Promise<Outcome> {
  const digits = String(position).padStart(32, '0');
  const query = 'query ($id: ID!) { found: proxySession(id: $id) { status } }';
  const { body } = await client.post(query, { id: `KS${digits}-KC${digits}` });
  const { data, errors = [] } = JSON.parse(body) as {
    readonly data: { readonly found: unknown };
    readonly errors?: readonly GraphqlError[];
  };
  return { found: data.found, codes: errors.map(({ extensions }) => extensions.code) };
}

/** Sends all at once, and gives their answers once the gateway has taken all of them in. Calls have to be held. */
async function crowd(): Promise<{ answers: Promise<Outcome[]> }> {
  let answered = 0;
  const answers = Promise.all(
    Array.from({ length: CROWD }, (_, position) => ask(position).finally(() => (answered += 1))),
  );
  // Each operation has a timer for its deadline, and each call that is under way one for its attempt.
  const isAllIn = () => clock.timers === CROWD - answered + CONCURRENCY;
  await until(() => test.emulator.inFlight === CONCURRENCY && isAllIn());
  return { answers };
}

function countsOf(answers: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of answers.flatMap(({ codes }) => codes)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

async function expectNothingLeft() {
  await until(() => test.emulator.inFlight === 0);
  expect(clock.timers).toBe(0);
  test.emulator.control.releaseHolds();
  test.emulator.control.clearFaults();
  test.takeRequests();
  const { data, errors } = await test.query(
    `{ proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") { uniqueName } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ proxySession: { uniqueName: demo.sessionUniqueName } });
  expect(test.takeRequests()).toHaveLength(1);
}

describe('1000 operations at once on an upstream that does not answer', () => {
  it.each([
    ['as many as may wait', 2000, { DEADLINE_EXCEEDED: CROWD }],
    [
      'more than may wait',
      500,
      { DEADLINE_EXCEEDED: CONCURRENCY + 500, OVERLOADED: CROWD - CONCURRENCY - 500 },
    ],
  ])('are each answered by their deadline, and nothing is left of them: %s', async (_, room, codes) => {
    await start({ TWILIO_MAX_QUEUE: String(room) });
    test.emulator.control.hold({});
    const { answers } = await crowd();
    await clock.advance(DEADLINE_MS);
    const answered = await answers;
    expect(answered.every(({ found }) => found === null)).toBe(true);
    expect(countsOf(answered)).toEqual(codes);
    await expectNothingLeft();
  });

  it('are answered earlier once the endpoint is known to fail', async () => {
    await start({ TWILIO_ATTEMPT_TIMEOUT_MS: '1000', MAX_RETRIES: '0' });
    test.emulator.control.hold({});
    const { answers } = await crowd();
    // The first ones run out of time, and those that took their places before the breaker knew.
    await clock.advance(2000);
    const answered = await answers;
    expect(countsOf(answered)).toEqual({
      UPSTREAM_TIMEOUT: expect.any(Number) as number,
      UPSTREAM_UNAVAILABLE: expect.any(Number) as number,
    });
    expect(test.emulator.requests.length).toBeLessThan(3 * CONCURRENCY);
    // The breaker lets one call through after a moment.
    await clock.advance(5000);
    await expectNothingLeft();
  });

  it('are answered in full when it answers in time after all', async () => {
    await start();
    const hold = test.emulator.control.hold({});
    const { answers } = await crowd();
    hold.release();
    const answered = await answers;
    expect(countsOf(answered)).toEqual({});
    expect(test.emulator.requests).toHaveLength(CROWD);
    await expectNothingLeft();
  });
});
