import { describe, expect, it } from 'vitest';
import { type HttpRequest, Refusal } from '../../src/twilio/http.ts';
import { retryAfterMs } from '../../src/twilio/retry-after.ts';
import { retrying } from '../../src/twilio/retry.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { asking, outcome, request, StubWire } from '../support/stub-wire.ts';

function start(options: { random?: () => number; maxRetries?: number } = {}) {
  const wire = new StubWire();
  const clock = new ManualClock();
  const repeating = retrying(wire.send, {
    clock,
    maxRetries: options.maxRetries ?? 2,
    random: options.random ?? (() => 0),
    retryAfter: (answer) => retryAfterMs(answer, () => 0),
  });
  return { wire, clock, send: asking(repeating) };
}

describe.each(['GET', 'DELETE'] as const)('a failed %s', (method) => {
  it.each([
    ['a 500', (wire: StubWire) => wire.at(-1).answer(500)],
    ['a 503', (wire: StubWire) => wire.at(-1).answer(503)],
    ['a timeout', (wire: StubWire) => wire.at(-1).fail('timeout')],
    ['a reset', (wire: StubWire) => wire.at(-1).fail('unavailable')],
  ])('is repeated twice at most after %s', async (_, fail) => {
    const { wire, clock, send } = start();
    const answer = send(request({ method })).catch((error: unknown) => error);
    for (const attempts of [1, 2, 3]) {
      await clock.advance(0);
      expect(wire.attempts).toHaveLength(attempts);
      fail(wire);
    }
    await clock.advance(100_000);
    expect(wire.attempts).toHaveLength(3);
    expect(await outcome(answer)).not.toBe('pending');
  });

  it.each([
    ['a 400', (wire: StubWire) => wire.at(0).answer(400)],
    ['a 404', (wire: StubWire) => wire.at(0).answer(404)],
    ['a broken answer', (wire: StubWire) => wire.at(0).fail('bad-response')],
  ])('is not repeated after %s', async (_, fail) => {
    const { wire, clock, send } = start();
    const answer = send(request({ method }));
    answer.catch(() => undefined);
    fail(wire);
    await clock.advance(100_000);
    expect(wire.attempts).toHaveLength(1);
  });
});

describe.each(['GET', 'DELETE', 'POST'] as const)('a %s that is refused with 429', (method) => {
  it('is repeated until its deadline, and uses up neither retries nor their budget', async () => {
    const { wire, clock, send } = start({ maxRetries: 1 });
    const deadlineAt = 100_000;
    const answer = send(request({ method, waiter: { deadlineAt } }));
    for (let attempts = 1; attempts <= 8; attempts += 1) {
      expect(wire.attempts).toHaveLength(attempts);
      wire.at(-1).answer(429, { headers: { 'retry-after': '1' } });
      await clock.advance(1000);
    }
    // Failures count as before.
    wire.at(-1).fail('unavailable', false);
    await clock.advance(1000);
    expect(wire.attempts).toHaveLength(10);
    wire.at(-1).answer(429, { headers: { 'retry-after': '91' } });
    expect(await outcome(answer)).toMatchObject({ status: 429 });
    expect(clock.timers).toBe(0);
  });
});

describe('a failed POST', () => {
  it.each([
    ['a 500', (wire: StubWire) => wire.at(0).answer(500)],
    ['a 503', (wire: StubWire) => wire.at(0).answer(503)],
    ['a timeout after it was written', (wire: StubWire) => wire.at(0).fail('timeout')],
    ['a reset after it was written', (wire: StubWire) => wire.at(0).fail('unavailable')],
  ])('is never sent again after %s', async (_, fail) => {
    const { wire, clock, send } = start();
    const answer = send(request({ method: 'POST' }));
    answer.catch(() => undefined);
    fail(wire);
    await clock.advance(100_000);
    expect(wire.attempts).toHaveLength(1);
  });

  it.each([
    ['no connection', (wire: StubWire) => wire.at(0).fail('unavailable', false)],
    ['no connection in time', (wire: StubWire) => wire.at(0).fail('timeout', false)],
    ['a 429, which Twilio never processes', (wire: StubWire) => wire.at(0).answer(429)],
  ])('is sent again after %s', async (_, fail) => {
    const { wire, clock, send } = start();
    const answer = send(request({ method: 'POST' }));
    fail(wire);
    await clock.advance(0);
    wire.at(1).answer(201);
    expect(await answer).toMatchObject({ status: 201 });
  });

  it('is not sent a third time when the second one may have been processed', async () => {
    const { wire, clock, send } = start();
    const answer = send(request({ method: 'POST' }));
    wire.at(0).answer(429);
    await clock.advance(0);
    wire.at(1).fail('unavailable');
    expect(await outcome(answer)).toMatchObject({ kind: 'unavailable', maySent: true });
    await clock.advance(100_000);
    expect(wire.attempts).toHaveLength(2);
  });
});

describe('a DELETE that finds nothing', () => {
  it('has done its work when an earlier attempt may have been carried out', async () => {
    const { wire, clock, send } = start();
    const answer = send(request({ method: 'DELETE' }));
    wire.at(0).fail('unavailable');
    await clock.advance(0);
    wire.at(1).answer(404);
    expect(await answer).toMatchObject({ status: 204 });
  });

  it.each([
    ['it is the first attempt', null],
    ['the attempt before was refused by Twilio', 429],
  ])('is a 404 when %s', async (_, before) => {
    const { wire, clock, send } = start();
    const answer = send(request({ method: 'DELETE' }));
    if (before !== null) wire.at(0).answer(before);
    await clock.advance(0);
    wire.at(-1).answer(404);
    expect(await answer).toMatchObject({ status: 404 });
  });
});

describe('the pause before a retry', () => {
  it('is a random part of a time that doubles', async () => {
    const { wire, clock, send } = start({ random: () => 0.5 });
    void send(request());
    wire.at(0).answer(500);
    await clock.advance(99);
    expect(wire.attempts).toHaveLength(1);
    await clock.advance(1);
    expect(wire.attempts).toHaveLength(2);
    wire.at(1).answer(500);
    await clock.advance(199);
    expect(wire.attempts).toHaveLength(2);
    await clock.advance(1);
    expect(wire.attempts).toHaveLength(3);
  });

  it('is never shorter than Twilio asks, and random beyond that', async () => {
    const { wire, clock, send } = start({ random: () => 0.5 });
    void send(request());
    wire.at(0).answer(429, { headers: { 'retry-after': '3' } });
    await clock.advance(3099);
    expect(wire.attempts).toHaveLength(1);
    await clock.advance(1);
    expect(wire.attempts).toHaveLength(2);
  });

  it.each(['soon', '-7', 'Mon, 99 Foo 2026 09:00:07 GMT'])('disregards %j', async (value) => {
    const { wire, clock, send } = start();
    void send(request());
    wire.at(0).answer(503, { headers: { 'retry-after': value } });
    await clock.advance(0);
    expect(wire.attempts).toHaveLength(2);
  });

  it('is not waited for when it would end after the deadline', async () => {
    const { wire, clock, send } = start();
    const answer = send(request({ waiter: { deadlineAt: 10_000 } }));
    wire.at(0).answer(429, { headers: { 'retry-after': '99999999999' } });
    await settle();
    expect(await outcome(answer)).toMatchObject({ status: 429 });
    expect(clock.timers).toBe(0);
  });

  it('ends at once when the caller goes, without another attempt and without a timer', async () => {
    const { wire, clock, send } = start();
    const caller = new AbortController();
    const answer = send(request({ signal: caller.signal }));
    wire.at(0).answer(429, { headers: { 'retry-after': '60' } });
    await settle();
    expect(clock.timers).toBe(1);
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ status: 429 });
    expect(clock.timers).toBe(0);
    await clock.advance(100_000);
    expect(wire.attempts).toHaveLength(1);
  });
});

describe('a retry whose caller goes', () => {
  it.each(['GET', 'DELETE'] as const)('leaves a %s with the failure before it', async (method) => {
    const { wire, clock, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method, signal: caller.signal }));
    wire.at(0).fail('timeout');
    await clock.advance(0);
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'timeout' });
    expect(wire.attempts).toHaveLength(2);
  });

  it('leaves a POST that was written without an answer', async () => {
    const { wire, clock, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method: 'POST', signal: caller.signal }));
    wire.at(0).answer(429);
    await clock.advance(0);
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: true });
  });
});

describe('the retry budget', () => {
  it('allows 10 retries, and one more for every 5 first attempts', async () => {
    const { wire, clock, send } = start({ maxRetries: 1 });
    const failing = async (some: Partial<HttpRequest> = {}) => {
      const before = wire.attempts.length;
      const answer = send(request(some));
      wire.at(-1).answer(500);
      await clock.advance(0);
      if (wire.attempts.length > before + 1) wire.at(-1).answer(500);
      await answer;
    };
    for (let count = 0; count < 100; count += 1) await failing();
    // 10 at the start, and 0.2 for each of 100 first attempts but those that found the bucket full.
    expect(wire.attempts.length - 100).toBeGreaterThanOrEqual(29);
    expect(wire.attempts.length - 100).toBeLessThanOrEqual(30);
  });
});

describe('an attempt of which nothing was sent', () => {
  it('is not repeated when the gateway itself refused it', async () => {
    const { clock } = start();
    let attempts = 0;
    const send = retrying(
      (_, done) => {
        attempts += 1;
        done(new Refusal('unavailable', 'open'));
      },
      { clock, maxRetries: 2, random: () => 0, retryAfter: () => null },
    );
    expect(await outcome(asking(send)(request()))).toBeInstanceOf(Refusal);
    expect(attempts).toBe(1);
  });

  it('is paid before it is made, and is not made when that throws', async () => {
    const { wire, clock, send } = start();
    const told: number[] = [];
    const onCall = () => {
      told.push(wire.attempts.length);
      if (told.length === 3) throw new Error('No more calls.');
    };
    const answer = send(request({ waiter: { onCall } }));
    wire.at(0).answer(500);
    await clock.advance(0);
    wire.at(1).answer(502);
    await clock.advance(0);
    expect(await outcome(answer)).toMatchObject({ status: 502 });
    expect(told).toEqual([0, 1, 2]);
    expect(wire.attempts).toHaveLength(2);
  });

  it('fails with what its first payment throws, and nothing is sent', async () => {
    const { wire, send } = start();
    const refusal = new Error('no budget');
    const onCall = () => {
      throw refusal;
    };
    await expect(send(request({ waiter: { onCall } }))).rejects.toBe(refusal);
    expect(wire.attempts).toEqual([]);
  });
});

describe('a defect in a repetition', () => {
  it('is told to whoever waits', async () => {
    const { clock } = start();
    const defect = new TypeError('ours');
    const send = retrying(
      ({ repetition }, done) => {
        if (repetition) throw defect;
        done({ status: 500, headers: {}, body: '' });
      },
      { clock, maxRetries: 2, random: () => 0, retryAfter: () => null },
    );
    const answer = asking(send)(request());
    answer.catch(() => undefined);
    await clock.advance(0);
    await expect(answer).rejects.toBe(defect);
  });
});
