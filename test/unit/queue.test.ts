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

describe('callers', () => {
  const as = (caller: string, some: Partial<HttpRequest> = {}): Partial<HttpRequest> => ({
    ...some,
    waiter: { caller, onCall: () => undefined },
  });
  const callersOf = ({ attempts }: StubWire) => attempts.map(({ request: { waiter } }) => waiter.caller);

  it('take turns, whatever number of Services each asks for', async () => {
    const { wire, ask, askMany, answerOpen } = start({ ...off, maxConcurrency: 1 });
    for (let service = 0; service < 5; service += 1) void ask(`KS${service}`, as('many'));
    void askMany(3, 'KS0', as('few'));
    void ask('KS0', as('one'));
    for (let count = 0; count < 9; count += 1) await answerOpen();
    expect(callersOf(wire)).toEqual([
      ...['many', 'many', 'few', 'one'],
      ...['many', 'few', 'many', 'few', 'many'],
    ]);
  });

  it('hold seven of eight connections at most while another one waits, and all of them when none does', async () => {
    const { wire, askMany } = start({ ...off, maxConcurrency: 16 });
    for (let service = 0; service < 40; service += 1) void askMany(1, `KS${service}`, as('many'));
    expect(callersOf(wire)).toEqual(Array(16).fill('many'));
    void askMany(4, 'KS', as('other'));
    wire.at(0).answer(200);
    wire.at(1).answer(200);
    await settle();
    expect(callersOf(wire).slice(16)).toEqual(['other', 'other']);
    wire.at(2).answer(200);
    wire.at(3).answer(200);
    await settle();
    expect(callersOf(wire).slice(18)).toEqual(['many', 'other']);
  });

  it('lose their latest when they have the most, and nobody else does', async () => {
    const { ask, askMany, answerAll } = start({ ...off, maxConcurrency: 1, maxWaiting: 6 });
    void ask('KS', as('many'));
    const many = Array.from({ length: 4 }, (_, service) => askMany(1, `KS${service}`, as('many'))).flat();
    const hot = askMany(2, 'KS', as('hot'));
    const others = ['a', 'b', 'c', 'd', 'e'].flatMap((caller) => askMany(1, 'KS', as(caller)));
    await answerAll();
    const ends = await Promise.all([...many, ...hot, ...others].map(outcome));
    const isServed = ends.map((end) => (end as { status?: number }).status === 200);
    // Each takes the place of one who has more, until nobody has more than one.
    const expected = [
      [true, false, false, false],
      [true, false],
      [true, true, true, true, false],
    ];
    expect(isServed).toEqual(expected.flat());
  });

  it('who share a waiting read have it in the turn of the one with fewer requests', async () => {
    const { wire, queue, askMany, answerOpen } = start({ ...off, maxConcurrency: 1 });
    void askMany(20, 'KS', as('many'));
    const asked = request({ path: 'shared', service: 'KS', ...as('many') });
    const read = asking(queue.send)(asked);
    queue.share(asked.waiter, 'many');
    queue.share(asked.waiter, 'other');
    queue.share(asked.waiter, 'many');
    for (let count = 0; count < 3; count += 1) await answerOpen();
    expect(await outcome(read)).toMatchObject({ status: 200 });
    expect(wire.attempts).toHaveLength(4);
    queue.share(asked.waiter, 'third');
    await answerOpen();
    expect(wire.attempts).toHaveLength(5);
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
    await clock.advance(100);
    await answerAll();
    expect(wire.attempts).toHaveLength(1 + 75);
    await clock.advance(5000);
    await answerAll();
    expect(wire.attempts).toHaveLength(1 + 75 + 90);
    await clock.advance(60_000);
    await answerAll();
    const before = wire.attempts.length;
    void askMany(200, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(before + 150);
  });

  it('is not kept when that is switched off', async () => {
    const { wire, askMany, answerAll } = start(off);
    void askMany(1000, 'KS1');
    await answerAll();
    expect(wire.attempts).toHaveLength(1000);
  });
});

describe('a lane that was refused with 429', () => {
  const refuse = (wire: StubWire, index: number, headers = {}) =>
    wire.at(index).answer(429, { body: '{"code":80621}', headers });

  it.each([
    ['with a window', {}],
    ['without one', off],
  ])('rests, then sends one, and one more for each answer: %s', async (_, options) => {
    const { wire, clock, askMany, answerOpen } = start(options);
    void askMany(1, 'KS1');
    refuse(wire, 0);
    await settle();
    void askMany(20, 'KS1');
    expect(wire.attempts).toHaveLength(1);
    await clock.advance(99);
    expect(wire.attempts).toHaveLength(1);
    await clock.advance(1);
    const lengths: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      lengths.push(wire.attempts.length - 1);
      await answerOpen();
    }
    expect(lengths).toEqual([1, 3, 7, 15, 20]);
  });

  it('rests longer each time in a row, up to a bound, and part of it is chance', async () => {
    const rests: number[] = [];
    const { wire, clock, askMany } = start({ random: () => 0.5 });
    void askMany(9, 'KS1');
    for (let index = 0; index < 9; index += 1) refuse(wire, index);
    void askMany(8, 'KS1');
    for (let index = 9; index < 17; index += 1) {
      const before = clock.now();
      while (wire.attempts.length === index) await clock.advance(1);
      rests.push(clock.now() - before);
      refuse(wire, index);
      await settle();
    }
    expect(rests).toEqual([150, 300, 600, 1200, 1500, 1500, 1500, 1500]);
  });

  it('learns nothing new from those that were under way at the same time', async () => {
    const { wire, clock, askMany } = start();
    void askMany(40, 'KS1');
    refuse(wire, 0);
    await settle();
    for (let index = 1; index < 30; index += 1) refuse(wire, index);
    for (let index = 30; index < 40; index += 1) wire.at(index).answer(200);
    void askMany(20, 'KS1');
    await clock.advance(100);
    expect(wire.attempts).toHaveLength(41);
  });

  it('goes on with the one that has the least time left', async () => {
    const { wire, clock, ask, answerAll } = start();
    const deadlines = [9000, 7000, undefined, 8000, 7000];
    void ask('KS1');
    refuse(wire, 0);
    await settle();
    deadlines.forEach(
      (deadlineAt, index) =>
        void ask('KS1', {
          path: String(index),
          waiter: { onCall: () => undefined, ...(deadlineAt !== undefined && { deadlineAt }) },
        }),
    );
    await clock.advance(100);
    await answerAll();
    expect(wire.attempts.slice(1).map(({ request: { path } }) => path)).toEqual(['1', '4', '3', '0', '2']);
  });

  it('says so at once to those whose time is up before it goes on', async () => {
    const { wire, clock, ask } = start();
    const waiter = { onCall: () => undefined, deadlineAt: 3000 };
    const hanging = ask('KS1');
    hanging.catch(() => undefined);
    void ask('KS1');
    const refused = { kind: 'rate-limited', maySent: false, retryAfterSeconds: 3 };
    refuse(wire, 1, { 'retry-after': '1' });
    await settle();
    const waiting = ask('KS1', { waiter });
    expect(await outcome(waiting)).toBe('pending');
    refuse(wire, 0, { 'retry-after': '3' });
    expect(await outcome(waiting)).toMatchObject(refused);
    expect(await outcome(ask('KS1', { waiter }))).toMatchObject(refused);
    const later = ask('KS1', { waiter: { ...waiter, deadlineAt: 3001 } });
    await clock.advance(3000);
    wire.at(-1).answer(200);
    expect(await outcome(later)).toMatchObject({ status: 200 });
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
    // The lane that was refused rests, its neighbours do not.
    await answerAll();
    expect(wire.attempts).toHaveLength(before + 41);
    await clock.advance(100);
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
