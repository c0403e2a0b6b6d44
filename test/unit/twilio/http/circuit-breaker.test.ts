import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../../../src/twilio/http/circuit-breaker.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { outcome, request, type SomeRequest, StubTransport } from '../../../support/stub-transport.ts';

function start() {
  const transport = new StubTransport();
  const clock = new ManualClock();
  const changes: string[] = [];
  const refusals: string[] = [];
  const breaker = createCircuitBreaker({
    clock,
    onChange: (endpoint, isOpen) => changes.push(`${endpoint} ${isOpen ? 'open' : 'closed'}`),
    onRefused: (endpoint) => refusals.push(endpoint),
  });
  const guard = (some: SomeRequest = {}) => breaker.guard(request(some), transport.send);
  const send = (some: SomeRequest = {}) => outcome(guard(some));
  const fail = async (some: SomeRequest = {}) => {
    const end = send(some);
    transport.at(-1).answer(503);
    await end;
  };
  const failTimes = async (count: number, some: SomeRequest = {}) => {
    for (let index = 0; index < count; index += 1) await fail(some);
  };
  return { transport, clock, changes, refusals, breaker, guard, send, fail, failTimes };
}

const refused = { kind: 'unavailable', maySent: false };

describe('the circuit breaker', () => {
  it.each([
    ['a 500', (transport: StubTransport) => transport.at(-1).answer(500)],
    ['a 503', (transport: StubTransport) => transport.at(-1).answer(503)],
    ['a timeout', (transport: StubTransport) => transport.at(-1).fail('timeout')],
    ['a reset', (transport: StubTransport) => transport.at(-1).fail('unavailable')],
    ['a refused connection', (transport: StubTransport) => transport.at(-1).fail('unavailable', false)],
    ['broken HTTP', (transport: StubTransport) => transport.at(-1).fail('bad-response')],
  ])('opens after five times %s in a row: nothing is sent any more', async (_, end) => {
    const { transport, changes, send } = start();
    for (let count = 0; count < 5; count += 1) {
      const result = send();
      end(transport);
      await result;
    }
    expect(await send()).toMatchObject({ ...refused, retryAfterSeconds: 5 });
    expect(transport.attempts).toHaveLength(5);
    expect(changes).toEqual(['GET /v1/Services open']);
  });

  it.each([400, 401, 403, 404, 409, 429])('does not open on a %d', async (status) => {
    const { transport, send } = start();
    for (let count = 0; count < 20; count += 1) {
      const result = send();
      transport.at(-1).answer(status);
      await result;
    }
    expect(transport.attempts).toHaveLength(20);
  });

  it('does not open on callers who go', async () => {
    const { transport, send } = start();
    for (let count = 0; count < 20; count += 1) {
      const caller = new AbortController();
      const result = send({ signal: caller.signal });
      caller.abort();
      expect(await result).toMatchObject({ kind: 'aborted' });
    }
    expect(transport.attempts).toHaveLength(20);
  });

  it('starts counting again after a success', async () => {
    const { transport, send, failTimes } = start();
    await failTimes(4);
    const good = send();
    transport.at(-1).answer(200);
    await good;
    await failTimes(4);
    void send();
    expect(transport.attempts).toHaveLength(10);
  });

  it('counts the parallel failures of one operation once', async () => {
    const { transport, send, failTimes } = start();
    const operation = { requestId: '1' };
    const results = Array.from({ length: 50 }, () => send({ context: { operation } }));
    transport.attempts.forEach((attempt) => attempt.answer(500));
    await Promise.all(results);
    await failTimes(3);
    void send();
    expect(transport.attempts).toHaveLength(54);
    transport.at(-1).answer(500);
    await send({ endpoint: 'other' });
    expect(await send()).toMatchObject(refused);
  });

  it('leaves other endpoints alone', async () => {
    const { transport, send, failTimes } = start();
    await failTimes(5);
    const other = send({ endpoint: 'GET other' });
    transport.at(-1).answer(200);
    expect(await other).toMatchObject({ status: 200 });
    expect(await send()).toMatchObject(refused);
  });

  it('lets one request through after 5 seconds, and only one', async () => {
    const { transport, clock, changes, guard, send, failTimes } = start();
    await failTimes(5);
    await clock.advance(4999);
    expect(await send()).toMatchObject({ ...refused, retryAfterSeconds: 1 });
    await clock.advance(1);
    const probe = guard();
    expect(await send()).toMatchObject(refused);
    expect(transport.attempts).toHaveLength(6);
    transport.at(-1).answer(200);
    expect(await probe).toMatchObject({ status: 200 });
    void send();
    void send();
    expect(transport.attempts).toHaveLength(8);
    expect(changes.at(-1)).toBe('GET /v1/Services closed');
  });

  it('stays open for 5 seconds more when the one fails', async () => {
    const { clock, send, fail, failTimes, transport } = start();
    await failTimes(5);
    await clock.advance(5000);
    await fail();
    await clock.advance(4999);
    expect(await send()).toMatchObject(refused);
    await clock.advance(1);
    void send();
    expect(transport.attempts).toHaveLength(7);
  });

  it('tries with another one when the caller of the one goes', async () => {
    const { transport, clock, send, failTimes } = start();
    await failTimes(5);
    await clock.advance(5000);
    const caller = new AbortController();
    const probe = send({ signal: caller.signal });
    caller.abort();
    await probe;
    void send();
    expect(transport.attempts).toHaveLength(7);
  });

  it('does not stay open longer because of requests that were under way when it opened', async () => {
    const { transport, clock, send, failTimes } = start();
    const slow = send();
    const first = transport.at(0);
    await failTimes(5);
    await clock.advance(4000);
    first.fail('timeout');
    await slow;
    await clock.advance(1000);
    void send();
    expect(transport.attempts).toHaveLength(7);
  });
});

describe('the upstream', () => {
  it('is down while an endpoint is refused and nothing else answers', async () => {
    const { transport, clock, breaker, send, failTimes } = start();
    expect(breaker.isUpstreamDown()).toBe(false);
    await failTimes(5);
    expect(breaker.isUpstreamDown()).toBe(true);
    await clock.advance(1);
    const other = send({ endpoint: 'GET other' });
    transport.at(-1).answer(404);
    await other;
    expect(breaker.isUpstreamDown()).toBe(false);
  });

  it('is worth a try after 5 seconds: else nobody would ever come to try', async () => {
    const { clock, breaker, failTimes } = start();
    await failTimes(5);
    await clock.advance(5000);
    expect(breaker.isUpstreamDown()).toBe(false);
  });
});

describe('a defect below the circuit breaker', () => {
  it('is no outcome of the probe: the next request is one', async () => {
    const { transport, clock, breaker, send, failTimes } = start();
    await failTimes(5);
    await clock.advance(5000);
    const defect = new TypeError('ours');
    await expect(breaker.guard(request(), () => Promise.reject(defect))).rejects.toBe(defect);
    const probe = send();
    transport.at(-1).answer(200);
    expect(await probe).toMatchObject({ status: 200 });
    expect(transport.attempts).toHaveLength(6);
  });
});

describe('before the queue', () => {
  it('a request to a failing endpoint is refused, and nothing is learnt of one that passes', async () => {
    const { clock, refusals, breaker, failTimes } = start();
    const answer = (status: number) => async () => ({ status, headers: {}, body: '' });
    for (let count = 0; count < 20; count += 1) await breaker.refuse(request(), answer(503));
    await failTimes(5);
    await expect(breaker.refuse(request(), answer(200))).rejects.toMatchObject(refused);
    expect(refusals).toEqual(['GET /v1/Services']);
    await clock.advance(5000);
    expect(await breaker.refuse(request(), answer(200))).toMatchObject({ status: 200 });
    expect(await breaker.refuse(request(), answer(200))).toMatchObject({ status: 200 });
  });
});
