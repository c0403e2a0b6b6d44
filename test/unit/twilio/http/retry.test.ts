import { describe, expect, it } from 'vitest';
import {
  NotSentError,
  type TwilioRequest,
  type TwilioResponse,
} from '../../../../src/twilio/http/request.ts';
import { retryAfterMs } from '../../../../src/twilio/http/retry-after.ts';
import { chargeBudget } from '../../../../src/twilio/http/charge-budget.ts';
import { compose } from '../../../../src/twilio/http/compose.ts';
import { retry } from '../../../../src/twilio/http/retry.ts';
import { ManualClock, settle } from '../../../support/manual-clock.ts';
import { outcome, request, StubTransport } from '../../../support/stub-transport.ts';

function start(options: { random?: () => number; maxRetries?: number } = {}) {
  const transport = new StubTransport();
  const clock = new ManualClock();
  const middleware = retry({
    clock,
    maxRetries: options.maxRetries ?? 2,
    random: options.random ?? (() => 0),
    retryAfter: (answer) => retryAfterMs(answer, () => 0),
  });
  return { transport, clock, middleware, send: compose([middleware, chargeBudget], transport.send) };
}

describe.each(['GET', 'DELETE'] as const)('a failed %s', (method) => {
  it.each([
    ['a 500', (transport: StubTransport) => transport.at(-1).answer(500)],
    ['a 503', (transport: StubTransport) => transport.at(-1).answer(503)],
    ['a timeout', (transport: StubTransport) => transport.at(-1).fail('timeout')],
    ['a reset', (transport: StubTransport) => transport.at(-1).fail('unavailable')],
  ])('is repeated twice at most after %s', async (_, fail) => {
    const { transport, clock, send } = start();
    const answer = send(request({ method })).catch((error: unknown) => error);
    for (const attempts of [1, 2, 3]) {
      await clock.advance(0);
      expect(transport.attempts).toHaveLength(attempts);
      fail(transport);
    }
    await clock.advance(100_000);
    expect(transport.attempts).toHaveLength(3);
    expect(await outcome(answer)).not.toBe('pending');
  });

  it.each([
    ['a 400', (transport: StubTransport) => transport.at(0).answer(400)],
    ['a 404', (transport: StubTransport) => transport.at(0).answer(404)],
    ['a broken answer', (transport: StubTransport) => transport.at(0).fail('bad-response')],
  ])('is not repeated after %s', async (_, fail) => {
    const { transport, clock, send } = start();
    const answer = send(request({ method }));
    answer.catch(() => undefined);
    fail(transport);
    await clock.advance(100_000);
    expect(transport.attempts).toHaveLength(1);
  });
});

describe.each(['GET', 'DELETE', 'POST'] as const)('a %s that is refused with 429', (method) => {
  it('is repeated until its deadline, and uses up neither retries nor their budget', async () => {
    const { transport, clock, send } = start({ maxRetries: 1 });
    const deadlineAt = 100_000;
    const answer = send(request({ method, context: { deadlineAt } }));
    for (let attempts = 1; attempts <= 8; attempts += 1) {
      expect(transport.attempts).toHaveLength(attempts);
      transport.at(-1).answer(429, { headers: { 'retry-after': '1' } });
      await clock.advance(1000);
    }
    // Failures count as before.
    transport.at(-1).fail('unavailable', false);
    await clock.advance(1000);
    expect(transport.attempts).toHaveLength(10);
    transport.at(-1).answer(429, { headers: { 'retry-after': '91' } });
    expect(await outcome(answer)).toMatchObject({ status: 429 });
    expect(clock.timers).toBe(0);
  });
});

describe('a failed POST', () => {
  it.each([
    ['a 500', (transport: StubTransport) => transport.at(0).answer(500)],
    ['a 503', (transport: StubTransport) => transport.at(0).answer(503)],
    ['a timeout after it was written', (transport: StubTransport) => transport.at(0).fail('timeout')],
    ['a reset after it was written', (transport: StubTransport) => transport.at(0).fail('unavailable')],
  ])('is never sent again after %s', async (_, fail) => {
    const { transport, clock, send } = start();
    const answer = send(request({ method: 'POST' }));
    answer.catch(() => undefined);
    fail(transport);
    await clock.advance(100_000);
    expect(transport.attempts).toHaveLength(1);
  });

  it.each([
    ['no connection', (transport: StubTransport) => transport.at(0).fail('unavailable', false)],
    ['no connection in time', (transport: StubTransport) => transport.at(0).fail('timeout', false)],
    ['a 429, which Twilio never processes', (transport: StubTransport) => transport.at(0).answer(429)],
  ])('is sent again after %s', async (_, fail) => {
    const { transport, clock, send } = start();
    const answer = send(request({ method: 'POST' }));
    fail(transport);
    await clock.advance(0);
    transport.at(1).answer(201);
    expect(await answer).toMatchObject({ status: 201 });
  });

  it('is not sent a third time when the second one may have been processed', async () => {
    const { transport, clock, send } = start();
    const answer = send(request({ method: 'POST' }));
    transport.at(0).answer(429);
    await clock.advance(0);
    transport.at(1).fail('unavailable');
    expect(await outcome(answer)).toMatchObject({ kind: 'unavailable', maySent: true });
    await clock.advance(100_000);
    expect(transport.attempts).toHaveLength(2);
  });
});

describe('a DELETE that finds nothing', () => {
  it('has done its work when an earlier attempt may have been carried out', async () => {
    const { transport, clock, send } = start();
    const answer = send(request({ method: 'DELETE' }));
    transport.at(0).fail('unavailable');
    await clock.advance(0);
    transport.at(1).answer(404);
    expect(await answer).toMatchObject({ status: 204 });
  });

  it.each([
    ['it is the first attempt', null],
    ['the attempt before was refused by Twilio', 429],
  ])('is a 404 when %s', async (_, before) => {
    const { transport, clock, send } = start();
    const answer = send(request({ method: 'DELETE' }));
    if (before !== null) transport.at(0).answer(before);
    await clock.advance(0);
    transport.at(-1).answer(404);
    expect(await answer).toMatchObject({ status: 404 });
  });
});

describe('the pause before a retry', () => {
  it('is a random part of a time that doubles', async () => {
    const { transport, clock, send } = start({ random: () => 0.5 });
    void send(request());
    transport.at(0).answer(500);
    await clock.advance(99);
    expect(transport.attempts).toHaveLength(1);
    await clock.advance(1);
    expect(transport.attempts).toHaveLength(2);
    transport.at(1).answer(500);
    await clock.advance(199);
    expect(transport.attempts).toHaveLength(2);
    await clock.advance(1);
    expect(transport.attempts).toHaveLength(3);
  });

  it('is never shorter than Twilio asks, and random beyond that', async () => {
    const { transport, clock, send } = start({ random: () => 0.5 });
    void send(request());
    transport.at(0).answer(429, { headers: { 'retry-after': '3' } });
    await clock.advance(3099);
    expect(transport.attempts).toHaveLength(1);
    await clock.advance(1);
    expect(transport.attempts).toHaveLength(2);
  });

  it.each(['soon', '-7', 'Mon, 99 Foo 2026 09:00:07 GMT'])('disregards %j', async (value) => {
    const { transport, clock, send } = start();
    void send(request());
    transport.at(0).answer(503, { headers: { 'retry-after': value } });
    await clock.advance(0);
    expect(transport.attempts).toHaveLength(2);
  });

  it('is not waited for when it would end after the deadline', async () => {
    const { transport, clock, send } = start();
    const answer = send(request({ context: { deadlineAt: 10_000 } }));
    transport.at(0).answer(429, { headers: { 'retry-after': '99999999999' } });
    await settle();
    expect(await outcome(answer)).toMatchObject({ status: 429 });
    expect(clock.timers).toBe(0);
  });

  it('ends at once when the caller goes, without another attempt and without a timer', async () => {
    const { transport, clock, send } = start();
    const caller = new AbortController();
    const answer = send(request({ signal: caller.signal }));
    transport.at(0).answer(429, { headers: { 'retry-after': '60' } });
    await settle();
    expect(clock.timers).toBe(1);
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ status: 429 });
    expect(clock.timers).toBe(0);
    await clock.advance(100_000);
    expect(transport.attempts).toHaveLength(1);
  });
});

describe('a retry whose caller goes', () => {
  it.each(['GET', 'DELETE'] as const)('leaves a %s with the failure before it', async (method) => {
    const { transport, clock, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method, signal: caller.signal }));
    transport.at(0).fail('timeout');
    await clock.advance(0);
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'timeout' });
    expect(transport.attempts).toHaveLength(2);
  });

  it('leaves a POST that was written without an answer', async () => {
    const { transport, clock, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method: 'POST', signal: caller.signal }));
    transport.at(0).answer(429);
    await clock.advance(0);
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: true });
  });
});

describe('the retry budget', () => {
  it('allows 10 retries, and one more for every 5 first attempts', async () => {
    const { transport, clock, send } = start({ maxRetries: 1 });
    const failing = async (some: Partial<TwilioRequest> = {}) => {
      const before = transport.attempts.length;
      const answer = send(request(some));
      transport.at(-1).answer(500);
      await clock.advance(0);
      if (transport.attempts.length > before + 1) transport.at(-1).answer(500);
      await answer;
    };
    for (let count = 0; count < 100; count += 1) await failing();
    // 10 at the start, and 0.2 for each of 100 first attempts but those that found the bucket full.
    expect(transport.attempts.length - 100).toBeGreaterThanOrEqual(29);
    expect(transport.attempts.length - 100).toBeLessThanOrEqual(30);
  });
});

describe('an attempt of which nothing was sent', () => {
  it('is not repeated when the gateway itself refused it', async () => {
    const { middleware } = start();
    let attempts = 0;
    const next = async (): Promise<TwilioResponse> => {
      attempts += 1;
      throw new NotSentError('unavailable', 'open');
    };
    expect(await outcome(middleware(request(), next))).toBeInstanceOf(NotSentError);
    expect(attempts).toBe(1);
  });

  it('is paid before it is made, and is not made when that throws', async () => {
    const { transport, clock, send } = start();
    const told: number[] = [];
    const onCall = () => {
      told.push(transport.attempts.length);
      if (told.length === 3) throw new Error('No more calls.');
    };
    const answer = send(request({ context: { onCall } }));
    transport.at(0).answer(500);
    await clock.advance(0);
    transport.at(1).answer(502);
    await clock.advance(0);
    expect(await outcome(answer)).toMatchObject({ status: 502 });
    expect(told).toEqual([0, 1, 2]);
    expect(transport.attempts).toHaveLength(2);
  });

  it('fails with what its first payment throws, and nothing is sent', async () => {
    const { transport, send } = start();
    const refusal = new Error('no budget');
    const onCall = () => {
      throw refusal;
    };
    await expect(send(request({ context: { onCall } }))).rejects.toBe(refusal);
    expect(transport.attempts).toEqual([]);
  });
});

describe('a defect in a repetition', () => {
  it('is told to whoever waits', async () => {
    const { clock, middleware } = start();
    const defect = new TypeError('ours');
    const answer = middleware(request(), async ({ repetition }) => {
      if (repetition) throw defect;
      return { status: 500, headers: {}, body: '' };
    });
    answer.catch(() => undefined);
    await clock.advance(0);
    await expect(answer).rejects.toBe(defect);
  });
});
