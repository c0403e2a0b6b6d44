import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../src/twilio/breaker.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { asking, outcome, request, type SomeRequest, StubWire } from '../support/stub-wire.ts';

function start() {
  const wire = new StubWire();
  const clock = new ManualClock();
  const changes: string[] = [];
  const breaker = createBreaker(wire.send, {
    clock,
    onChange: (endpoint, isOpen) => changes.push(`${endpoint} ${isOpen ? 'open' : 'closed'}`),
  });
  const send = (some: SomeRequest = {}) => outcome(asking(breaker.send)(request(some)));
  const fail = async (some: SomeRequest = {}) => {
    const end = send(some);
    wire.at(-1).answer(503);
    await end;
  };
  const failTimes = async (count: number, some: SomeRequest = {}) => {
    for (let index = 0; index < count; index += 1) await fail(some);
  };
  return { wire, clock, changes, breaker, send, fail, failTimes };
}

const refused = { kind: 'unavailable', maySent: false };

describe('the breaker', () => {
  it.each([
    ['a 500', (wire: StubWire) => wire.at(-1).answer(500)],
    ['a 503', (wire: StubWire) => wire.at(-1).answer(503)],
    ['a timeout', (wire: StubWire) => wire.at(-1).fail('timeout')],
    ['a reset', (wire: StubWire) => wire.at(-1).fail('unavailable')],
    ['a refused connection', (wire: StubWire) => wire.at(-1).fail('unavailable', false)],
    ['broken HTTP', (wire: StubWire) => wire.at(-1).fail('bad-response')],
  ])('opens after five times %s in a row: nothing is sent any more', async (_, end) => {
    const { wire, changes, send } = start();
    for (let count = 0; count < 5; count += 1) {
      const result = send();
      end(wire);
      await result;
    }
    expect(await send()).toMatchObject({ ...refused, retryAfterSeconds: 5 });
    expect(wire.attempts).toHaveLength(5);
    expect(changes).toEqual(['GET /v1/Services open']);
  });

  it.each([400, 401, 403, 404, 409, 429])('does not open on a %d', async (status) => {
    const { wire, send } = start();
    for (let count = 0; count < 20; count += 1) {
      const result = send();
      wire.at(-1).answer(status);
      await result;
    }
    expect(wire.attempts).toHaveLength(20);
  });

  it('does not open on callers who go', async () => {
    const { wire, send } = start();
    for (let count = 0; count < 20; count += 1) {
      const caller = new AbortController();
      const result = send({ signal: caller.signal });
      caller.abort();
      expect(await result).toMatchObject({ kind: 'aborted' });
    }
    expect(wire.attempts).toHaveLength(20);
  });

  it('starts counting again after a success', async () => {
    const { wire, send, failTimes } = start();
    await failTimes(4);
    const good = send();
    wire.at(-1).answer(200);
    await good;
    await failTimes(4);
    void send();
    expect(wire.attempts).toHaveLength(10);
  });

  it('counts the parallel failures of one operation once', async () => {
    const { wire, send, failTimes } = start();
    const operation = { requestId: '1' };
    const results = Array.from({ length: 50 }, () => send({ waiter: { operation } }));
    wire.attempts.forEach((attempt) => attempt.answer(500));
    await Promise.all(results);
    await failTimes(3);
    void send();
    expect(wire.attempts).toHaveLength(54);
    wire.at(-1).answer(500);
    await send({ endpoint: 'other' });
    expect(await send()).toMatchObject(refused);
  });

  it('leaves other endpoints alone', async () => {
    const { wire, send, failTimes } = start();
    await failTimes(5);
    const other = send({ endpoint: 'GET other' });
    wire.at(-1).answer(200);
    expect(await other).toMatchObject({ status: 200 });
    expect(await send()).toMatchObject(refused);
  });

  it('lets one request through after 5 seconds, and only one', async () => {
    const { wire, clock, changes, breaker, send, failTimes } = start();
    await failTimes(5);
    await clock.advance(4999);
    expect(await send()).toMatchObject({ ...refused, retryAfterSeconds: 1 });
    await clock.advance(1);
    const probe = asking(breaker.send)(request());
    expect(await send()).toMatchObject(refused);
    expect(wire.attempts).toHaveLength(6);
    wire.at(-1).answer(200);
    expect(await probe).toMatchObject({ status: 200 });
    void send();
    void send();
    expect(wire.attempts).toHaveLength(8);
    expect(changes.at(-1)).toBe('GET /v1/Services closed');
  });

  it('stays open for 5 seconds more when the one fails', async () => {
    const { clock, send, fail, failTimes, wire } = start();
    await failTimes(5);
    await clock.advance(5000);
    await fail();
    await clock.advance(4999);
    expect(await send()).toMatchObject(refused);
    await clock.advance(1);
    void send();
    expect(wire.attempts).toHaveLength(7);
  });

  it('tries with another one when the caller of the one goes', async () => {
    const { wire, clock, send, failTimes } = start();
    await failTimes(5);
    await clock.advance(5000);
    const caller = new AbortController();
    const probe = send({ signal: caller.signal });
    caller.abort();
    await probe;
    void send();
    expect(wire.attempts).toHaveLength(7);
  });

  it('does not stay open longer because of requests that were under way when it opened', async () => {
    const { wire, clock, send, failTimes } = start();
    const slow = send();
    const first = wire.at(0);
    await failTimes(5);
    await clock.advance(4000);
    first.fail('timeout');
    await slow;
    await clock.advance(1000);
    void send();
    expect(wire.attempts).toHaveLength(7);
  });
});

describe('the upstream', () => {
  it('is down while an endpoint is refused and nothing else answers', async () => {
    const { wire, clock, breaker, send, failTimes } = start();
    expect(breaker.isUpstreamDown()).toBe(false);
    await failTimes(5);
    expect(breaker.isUpstreamDown()).toBe(true);
    await clock.advance(1);
    const other = send({ endpoint: 'GET other' });
    wire.at(-1).answer(404);
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

describe('a defect below the breaker', () => {
  it('is no end of the probe: the next request is one', async () => {
    const wire = new StubWire();
    const clock = new ManualClock();
    let isBroken = false;
    const breaker = createBreaker(
      (...sent) => {
        if (isBroken) throw new TypeError('ours');
        wire.send(...sent);
      },
      { clock, onChange: () => undefined },
    );
    const send = () => outcome(asking(breaker.send)(request()));
    for (let count = 0; count < 5; count += 1) {
      const end = send();
      wire.at(-1).answer(503);
      await end;
    }
    await clock.advance(5000);
    isBroken = true;
    expect(await send()).toBeInstanceOf(TypeError);
    isBroken = false;
    const probe = send();
    wire.at(-1).answer(200);
    expect(await probe).toMatchObject({ status: 200 });
    expect(wire.attempts).toHaveLength(6);
  });

  it('does not hold the result back when it is told of a change in vain', async () => {
    const wire = new StubWire();
    const { send } = createBreaker(wire.send, {
      clock: new ManualClock(),
      onChange: () => {
        throw new TypeError('ours');
      },
    });
    for (let count = 1; count < 5; count += 1) {
      const end = outcome(asking(send)(request()));
      wire.at(-1).answer(503);
      await end;
    }
    const last = asking(send)(request());
    expect(() => wire.at(-1).answer(503)).toThrow('ours');
    expect(await last).toMatchObject({ status: 503 });
  });
});
