import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { createHttpClient } from '../../support/http-client.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import {
  closedIn,
  closingSeed,
  faults,
  isClosedBefore,
  mutation,
  type Result,
  sendsOf,
  sessionId,
  sessionUrl,
  upTo,
} from './closing.ts';

const ids = upTo(300).map(sessionId);
const posts = { method: 'POST' };

async function startOnClock(env: Readonly<Record<string, string>> = {}) {
  const clock = new ManualClock();
  const test = await startGateway({
    emulator: { seed: closingSeed },
    testOptions: { clock },
    env: { TWILIO_ATTEMPT_TIMEOUT_MS: '3000', ...env },
  });
  return { ...test, clock, close: () => test.query(mutation, { ids }) };
}

const resultsOf = (data: { closeProxySessions: { results: readonly Result[] } }) =>
  data.closeProxySessions.results;

/** Nothing was sent twice, and what was reported is true. */
async function expectTrue(test: TestGateway, results: readonly Result[] | null): Promise<void> {
  await test.emulator.control.idle();
  const sends = sendsOf(test);
  for (const [path, times] of sends) expect([path, times]).toEqual([path, 1]);
  test.emulator.control.clearFaults();
  const closed = await closedIn(test.emulator);
  results?.forEach(({ id, outcome, session, userErrors }, position) => {
    const isClosed = closed.has(position);
    const wasSent = sends.has(sessionUrl(position));
    expect(id).toBe(ids[position]);
    if (outcome === 'DONE') expect([position, isClosed]).toEqual([position, true]);
    if (outcome === 'NOT_ATTEMPTED') expect([position, wasSent]).toEqual([position, false]);
    if (outcome === 'REFUSED') expect([position, userErrors.length]).toEqual([position, 1]);
    if (outcome !== 'DONE') expect(session).toBeNull();
    if (outcome === 'NOT_ATTEMPTED' || outcome === 'REFUSED') expect(isClosed).toBe(isClosedBefore(position));
    // What is not reported as done or unknown is as it was.
    if (isClosed && !isClosedBefore(position)) expect(['DONE', 'OUTCOME_UNKNOWN']).toContain(outcome);
  });
}

const count = (results: readonly Result[], outcome: string) =>
  results.filter((result) => result.outcome === outcome).length;

describe('closing 300 Sessions under chaos', () => {
  it.each([0, 3, 7])('sends none twice, and reports what is true (faults from %i on)', async (shift) => {
    await using test = await startOnClock({ OPERATION_DEADLINE_MS: '600000' });
    ids.forEach((_, position) => {
      const fault = faults[(position + shift) % faults.length];
      // Closed already: Twilio's 80607 is true of no other.
      const isTrue = fault?.code !== 80607 || isClosedBefore(position);
      if (fault && isTrue) test.emulator.control.fault({ ...posts, path: sessionUrl(position), ...fault });
    });
    const { data, errors } = await test.clock.runUntil(test.close(), 5);
    expect(errors).toBeUndefined();
    const results = resultsOf(data);
    test.emulator.control.releaseHolds();
    await test.gateway.stop();
    await expectTrue(test, results);
    expect(count(results, 'DONE')).toBeGreaterThan(90);
    expect(count(results, 'OUTCOME_UNKNOWN')).toBeGreaterThan(90);
    expect(count(results, 'REFUSED')).toBeGreaterThan(15);
  });

  it('attempts no more than the rate limit lets through before the deadline, and refuses nothing beforehand', async () => {
    await using test = await startOnClock({ OPERATION_DEADLINE_MS: '4000', TWILIO_RATE_LIMIT: 'on' });
    const { data, errors } = await test.clock.runUntil(test.close(), 5, () => test.emulator.inFlight > 0);
    expect(errors).toBeUndefined();
    const results = resultsOf(data);
    expect(count(results, 'DONE')).toBe(150);
    expect(count(results, 'NOT_ATTEMPTED')).toBe(150);
    await expectTrue(test, results);
  });

  it('reports at the deadline what is on the wire as unknown, and what waits as not attempted', async () => {
    await using test = await startOnClock({
      OPERATION_DEADLINE_MS: '2000',
      TWILIO_MAX_CONCURRENCY: '32',
    });
    const hold = test.emulator.control.hold({ ...posts, at: 'answer' });
    const answer = test.close();
    // One Service has seven of eight connections.
    await test.emulator.control.arrived(28, posts);
    hold.release(10);
    await test.emulator.control.arrived(38, posts);
    await test.clock.advance(2000);
    const results = resultsOf((await answer).data);
    hold.release();
    expect(count(results, 'DONE')).toBe(10);
    expect(count(results, 'OUTCOME_UNKNOWN')).toBe(28);
    expect(count(results, 'NOT_ATTEMPTED')).toBe(262);
    await expectTrue(test, results);
  });

  it('is not attempted while the breaker is open', async () => {
    await using test = await startOnClock();
    const fault = test.emulator.control.fault({ ...posts, path: /Sessions\//, status: 500 });
    for (let failed = 0; failed < 5; failed += 1) {
      await test.query(
        `mutation { updateProxySession(input: { id: "${sessionId(299)}", ttl: 60 }) { session { id } } }`,
      );
    }
    fault.clear();
    test.takeRequests();
    const results = resultsOf((await test.close()).data);
    expect(count(results, 'NOT_ATTEMPTED')).toBe(300);
    expect(test.takeRequests()).toEqual([]);
  });

  it('is not attempted without a connection', async () => {
    await using test = await startOnClock();
    const { emulator } = test;
    await emulator.stop();
    const { data, errors } = await test.clock.runUntil(test.close(), 5);
    expect(errors).toBeUndefined();
    expect(count(resultsOf(data), 'NOT_ATTEMPTED')).toBe(300);
  });

  it('does not attempt what Twilio answers with 429 until the deadline', async () => {
    await using test = await startOnClock({ OPERATION_DEADLINE_MS: '4000' });
    test.emulator.control.fault({ ...posts, code: 80621 });
    const { data } = await test.clock.runUntil(test.close(), 5, () => test.emulator.inFlight > 0);
    const results = resultsOf(data);
    expect(count(results, 'NOT_ATTEMPTED')).toBe(300);
    await expectTrue(test, results);
  });

  it('ends with its caller: what is on the wire ends, and nothing more is sent', async () => {
    await using test = await startOnClock({ TWILIO_MAX_CONCURRENCY: '32' });
    const hold = test.emulator.control.hold({ ...posts, at: 'answer' });
    const list = ids.map((id) => JSON.stringify(id)).join();
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(
      `mutation { closeProxySessions(input: { ids: [${list}] }) { results { outcome } } }`,
    );
    await test.emulator.control.arrived(28, posts);
    outgoing.destroy();
    // Its deadline is unset when it has ended; each call on the wire keeps its own.
    await until(() => test.clock.timers === 28);
    hold.release();
    await test.emulator.control.idle();
    expect(test.emulator.log.filter(({ method, aborted }) => method === 'POST' && !aborted)).toHaveLength(28);
    await expectTrue(test, null);
    client.close();
  });

  it('is answered when the gateway drains, with what has become of each', async () => {
    await using test = await startOnClock({
      OPERATION_DEADLINE_MS: '60000',
      TWILIO_ATTEMPT_TIMEOUT_MS: '60000',
      TWILIO_MAX_CONCURRENCY: '32',
    });
    const hold = test.emulator.control.hold({ ...posts, at: 'answer' });
    const answer = test.close();
    await test.emulator.control.arrived(28, posts);
    const drained = test.gateway.drain();
    hold.release(20);
    await test.emulator.control.arrived(48, posts);
    await test.clock.advance(8000);
    const results = resultsOf((await answer).data);
    hold.release();
    await test.clock.advance(2000);
    await drained;
    expect(count(results, 'DONE')).toBe(20);
    expect(count(results, 'OUTCOME_UNKNOWN')).toBe(28);
    expect(count(results, 'NOT_ATTEMPTED')).toBe(252);
    await expectTrue(test, results);
  });
});
