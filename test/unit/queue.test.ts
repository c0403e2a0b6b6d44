import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/twilio/http.ts';
import { Lanes } from '../../src/twilio/lanes.ts';
import { createQueue, type QueueOptions } from '../../src/twilio/queue.ts';
import { retryAfterMs } from '../../src/twilio/retry-after.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { asking, outcome, request, StubWire } from '../support/stub-wire.ts';

function start(options: Partial<QueueOptions> = {}) {
  const wire = new StubWire();
  const clock = new ManualClock();
  const queue = createQueue(wire.send, {
    maxConcurrency: 64,
    maxWaiting: 2000,
    rateLimit: true,
    clock,
    random: () => 0,
    retryAfter: (answer) => retryAfterMs(answer, () => 0),
    ...options,
  });
  const ask = (service: string, some: Partial<HttpRequest> = {}) =>
    asking(queue.send)(request({ service, endpoint: 'GET Sessions', ...some }));
  /** Asks so many times; failures are looked at elsewhere. */
  const askMany = (count: number, service: string, some: Partial<HttpRequest> = {}) =>
    Array.from({ length: count }, () => {
      const answer = ask(service, some);
      answer.catch(() => undefined);
      return answer;
    });
  /** Answers all attempts that are open, and those that start because of it. */
  const open: StubWire['attempts'] = [];
  let seen = 0;
  const answerOpen = async (status = 200) => {
    await settle();
    open.push(...wire.attempts.slice(seen));
    seen = wire.attempts.length;
    open.splice(0).forEach((attempt) => attempt.answer(status));
    await settle();
  };
  const answerAll = async () => {
    for (let before = -1; before !== wire.attempts.length;) {
      before = wire.attempts.length;
      await answerOpen();
    }
  };
  const services = () => wire.attempts.map(({ request: { service } }) => service);
  return { wire, clock, queue, ask, askMany, answerOpen, answerAll, services };
}

const off = { rateLimit: false };

describe('a defect below the queue', () => {
  it('is told to whoever waits for that request, and the others have their turn', async () => {
    const defect = new TypeError('ours');
    const sent: string[] = [];
    const dones: (() => void)[] = [];
    const queue = createQueue(
      ({ service }, done) => {
        sent.push(service);
        if (service === 'broken') throw defect;
        dones.push(() => done({ status: 200, headers: {}, body: '' }));
      },
      {
        ...off,
        maxConcurrency: 1,
        maxWaiting: 10,
        clock: new ManualClock(),
        random: () => 0,
        retryAfter: () => null,
      },
    );
    const answers = ['first', 'broken', 'last'].map((service) =>
      asking(queue.send)(request({ service })).catch((error: unknown) => error),
    );
    dones[0]?.();
    await settle();
    expect(sent).toEqual(['first', 'broken', 'last']);
    dones[1]?.();
    expect(await Promise.all(answers)).toMatchObject([{ status: 200 }, defect, { status: 200 }]);
    expect(queue.inFlight).toBe(0);
  });
});

describe('an observer of waiting that throws', () => {
  it('fails that request and stops no other', async () => {
    const defect = new TypeError('ours');
    let isBroken = true;
    const { wire, queue, ask, answerOpen } = start({
      ...off,
      maxConcurrency: 1,
      onWaited: () => {
        if (isBroken) throw defect;
      },
    });
    const first = ask('KS1');
    const broken = ask('KS1').catch((error: unknown) => error);
    await answerOpen();
    expect(await first).toMatchObject({ status: 200 });
    expect(await broken).toBe(defect);
    isBroken = false;
    const later = [ask('KS1'), ask('KS1')];
    await answerOpen();
    await answerOpen();
    expect(await Promise.all(later)).toHaveLength(2);
    expect(wire.attempts).toHaveLength(3);
    expect(queue.inFlight).toBe(0);
  });
});

describe('concurrency', () => {
  it('never has more requests in flight than allowed', async () => {
    const { wire, askMany, answerOpen } = start({ ...off, maxConcurrency: 4 });
    void askMany(10, 'KS1');
    expect(wire.attempts).toHaveLength(4);
    await answerOpen();
    expect(wire.attempts).toHaveLength(8);
    await answerOpen();
    expect(wire.attempts).toHaveLength(10);
  });

  it('keeps connections free of one Service, so that its neighbour starts at once', () => {
    const { askMany, services } = start({ ...off, maxConcurrency: 64 });
    void askMany(500, 'hot');
    expect(services()).toHaveLength(56);
    void askMany(1, 'calm');
    expect(services().at(-1)).toBe('calm');
  });

  it('gives each Service its turn, whatever number of requests waits for another', async () => {
    const { askMany, answerOpen, services } = start({ ...off, maxConcurrency: 2 });
    void askMany(6, 'hot');
    void askMany(3, 'calm');
    void askMany(3, 'third');
    for (let count = 0; count < 6; count += 1) await answerOpen();
    expect(services().slice(2, 8)).toEqual(['hot', 'calm', 'third', 'hot', 'calm', 'third']);
    expect(services()).toHaveLength(12);
  });

  it('gives each endpoint of a Service its turn', async () => {
    const { wire, askMany, answerOpen } = start({ ...off, maxConcurrency: 1 });
    void askMany(3, 'KS', { endpoint: 'a' });
    void askMany(2, 'KS', { endpoint: 'b' });
    for (let count = 0; count < 5; count += 1) await answerOpen();
    expect(wire.attempts.map(({ request: { endpoint } }) => endpoint)).toEqual(['a', 'a', 'b', 'a', 'b']);
  });

  it('gives the place of a failed or aborted request to the next', async () => {
    const { wire, ask, askMany } = start({ ...off, maxConcurrency: 1 });
    void askMany(1, 'KS1');
    const caller = new AbortController();
    const aborted = ask('KS1', { signal: caller.signal });
    void askMany(1, 'KS1');
    wire.at(0).fail('timeout');
    await settle();
    expect(wire.attempts).toHaveLength(2);
    caller.abort();
    expect(await outcome(aborted)).toMatchObject({ kind: 'aborted' });
    await settle();
    expect(wire.attempts).toHaveLength(3);
  });

  it('sends nothing of operations that end at the same moment as the one that makes room', async () => {
    const { wire, ask, askMany } = start({ ...off, maxConcurrency: 1 });
    const callers = Array.from({ length: 50 }, () => new AbortController());
    const crowd = callers.map(({ signal }) => outcome(ask('KS1', { signal })));
    void askMany(1, 'KS2');
    // Each of them ends in a turn of its own, as timers do that are due at the same time.
    for (const caller of callers) {
      caller.abort();
      await Promise.resolve();
    }
    expect(await Promise.all(crowd)).toMatchObject(callers.map(() => ({ kind: 'aborted' })));
    await settle();
    expect(wire.attempts.map(({ request: { service } }) => service)).toEqual(['KS1', 'KS2']);
  });
});

describe('a waiting request', () => {
  it('leaves the queue at once when its caller goes, and is never sent', async () => {
    const { wire, ask, askMany, answerAll } = start({ ...off, maxConcurrency: 1 });
    void askMany(1, 'KS1');
    const caller = new AbortController();
    const answer = ask('KS1', { signal: caller.signal });
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    await answerAll();
    expect(wire.attempts).toHaveLength(1);
  });

  it('is refused when its caller has gone before it came', async () => {
    const { wire, ask, askMany } = start({ ...off, maxConcurrency: 1 });
    void askMany(1, 'KS1');
    const answer = ask('KS1', { signal: AbortSignal.abort() });
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    expect(wire.attempts).toHaveLength(1);
  });
});

describe('a full queue', () => {
  it('refuses with overloaded and says when to come again; nothing was sent', async () => {
    const { wire, ask, askMany, answerAll } = start({ ...off, maxConcurrency: 1, maxWaiting: 3 });
    void askMany(4, 'KS1');
    expect(await outcome(ask('KS1'))).toMatchObject({
      kind: 'overloaded',
      maySent: false,
      retryAfterSeconds: 2,
    });
    await answerAll();
    expect(wire.attempts).toHaveLength(4);
    const later = ask('KS1');
    await answerAll();
    expect(await outcome(later)).toMatchObject({ status: 200 });
  });

  it('takes the latest request of the Service that has the most, when another Service asks', async () => {
    const { ask, askMany, answerAll, services } = start({ ...off, maxConcurrency: 1, maxWaiting: 3 });
    const hot = askMany(4, 'hot');
    const calm = ask('calm');
    expect(await outcome(hot[3] ?? calm)).toMatchObject({ kind: 'overloaded' });
    await answerAll();
    expect(await outcome(calm)).toMatchObject({ status: 200 });
    expect(services()).toEqual(['hot', 'hot', 'calm', 'hot']);
  });
});

describe('the rate of a lane', () => {
  it('is 150 requests in 5 seconds; the others go when the window has moved on', async () => {
    const { wire, clock, askMany, answerAll } = start();
    void askMany(200, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(150);
    await clock.advance(4999);
    expect(wire.attempts).toHaveLength(150);
    await clock.advance(1);
    await answerAll();
    expect(wire.attempts).toHaveLength(200);
    expect(clock.timers).toBe(0);
  });

  it.each([
    ['another Service', { service: 'KS2' }],
    ['another endpoint of the Service', { endpoint: 'POST Sessions' }],
    ['the same Service with other credentials', { authorization: 'Basic y' }],
  ])('is not that of %s', async (_, other) => {
    const { wire, ask, askMany, answerAll } = start();
    void askMany(300, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(150);
    void ask('KS1', other);
    expect(wire.attempts).toHaveLength(151);
  });

  it('halves on a 429 and comes back', async () => {
    const { wire, clock, ask, askMany, answerAll } = start();
    void ask('KS1');
    wire.at(0).answer(429, { body: '{"code":80621}' });
    await settle();
    void askMany(200, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(75);
    await clock.advance(5000);
    await answerAll();
    expect(wire.attempts).toHaveLength(75 + 90);
    await clock.advance(60_000);
    await answerAll();
    const before = wire.attempts.length;
    void askMany(200, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(before + 150);
  });

  it('rests as long as a 429 asks, and never longer than the window lasts', async () => {
    const { wire, clock, ask } = start();
    void ask('KS1');
    wire.at(0).answer(429, { headers: { 'retry-after': '99999999' } });
    await settle();
    void ask('KS1');
    void ask('KS2');
    expect(wire.attempts).toHaveLength(2);
    await clock.advance(4999);
    expect(wire.attempts).toHaveLength(2);
    await clock.advance(1);
    expect(wire.attempts).toHaveLength(3);
  });

  it('is not kept when that is switched off', async () => {
    const { wire, askMany, answerAll } = start(off);
    void askMany(1000, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(1000);
  });
});

describe('the lanes', () => {
  const ask = (lanes: Lanes, service: number, now: number) =>
    lanes.of(request({ service: `KS${service}`, authorization: `Basic ${service % 10}` }), now);

  it('are forgotten when they are idle, however many Services callers make up', () => {
    const lanes = new Lanes(64, true);
    let most = 0;
    for (let now = 0; now < 50_000; now += 1) {
      const place = ask(lanes, now, now).window?.take(now);
      if (place) place.until = now + 100;
      most = Math.max(most, lanes.size);
    }
    expect(most).toBeLessThanOrEqual(1000);
  });

  it('are kept while they have something to remember', () => {
    const lanes = new Lanes(64, true);
    const refused = ask(lanes, 1, 0);
    refused.window?.refused(refused.window.take(0), 0);
    const busy = ask(lanes, 2, 0);
    busy.service.inFlight = 1;
    for (let service = 10; service < 5000; service += 1) ask(lanes, service, 100);
    expect(ask(lanes, 1, 100)).toBe(refused);
    expect(ask(lanes, 2, 100)).toBe(busy);
  });
});

describe('the account-wide 429 (20429)', () => {
  it('slows every Service of the account and no other account, and comes back', async () => {
    const { wire, clock, ask, askMany, answerOpen, answerAll } = start(off);
    void askMany(40, 'KS1');
    wire.at(0).answer(429, { body: '{"code":20429}' });
    await answerOpen();
    const before = wire.attempts.length;
    void askMany(40, 'KS1');
    void askMany(40, 'KS2');
    expect(wire.attempts).toHaveLength(before + 20);
    void ask('KS1', { authorization: 'Basic other' });
    expect(wire.attempts).toHaveLength(before + 21);
    await answerAll();
    expect(wire.attempts).toHaveLength(before + 81);
    await clock.advance(60_000);
    void askMany(100, 'KS1');
    expect(wire.attempts).toHaveLength(before + 81 + 56);
  });

  it('lets the account rest as long as it asks', async () => {
    const { wire, clock, ask } = start(off);
    void ask('KS1');
    wire.at(0).answer(429, { body: '{"code":20429}', headers: { 'retry-after': '2' } });
    await settle();
    void ask('KS2');
    expect(wire.attempts).toHaveLength(1);
    await clock.advance(2000);
    expect(wire.attempts).toHaveLength(2);
  });
});

describe('idle', () => {
  it('comes when nothing is in flight and nothing waits', async () => {
    const { wire, queue, askMany } = start({ ...off, maxConcurrency: 1 });
    await queue.idle();
    void askMany(2, 'KS1');
    const idle = queue.idle().then(() => 'idle');
    wire.at(0).answer(200);
    expect(await outcome(idle)).toBe('pending');
    wire.at(1).answer(200);
    expect(await outcome(idle)).toBe('idle');
  });

  it('is waited for no longer than the signal says', async () => {
    const { queue, askMany } = start(off);
    void askMany(1, 'KS1');
    const late = new AbortController();
    const idle = queue.idle(late.signal).then(() => 'given up');
    late.abort();
    expect(await outcome(idle)).toBe('given up');
  });
});
