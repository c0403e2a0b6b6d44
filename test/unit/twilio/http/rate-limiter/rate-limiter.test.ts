import { describe, expect, it } from 'vitest';
import type { Next, TwilioRequest } from '../../../../../src/twilio/http/request.ts';
import { Buckets } from '../../../../../src/twilio/http/rate-limiter/buckets.ts';
import { fixedQuota } from '../../../../../src/twilio/http/rate-limiter/quota.ts';
import {
  createRateLimiter,
  type RateLimiterOptions,
} from '../../../../../src/twilio/http/rate-limiter/rate-limiter.ts';
import { retryAfterMs } from '../../../../../src/twilio/http/retry-after.ts';
import { ManualClock, settle } from '../../../../support/manual-clock.ts';
import { outcome, request, StubTransport } from '../../../../support/stub-transport.ts';

function start(options: Partial<RateLimiterOptions> = {}) {
  const transport = new StubTransport();
  const clock = new ManualClock();
  const limiter = createRateLimiter({
    maxConcurrency: 64,
    maxQueue: 2000,
    rateLimit: true,
    quota: fixedQuota(150, 1),
    clock,
    random: () => 0,
    retryAfter: (answer) => retryAfterMs(answer, () => 0),
    ...options,
  });
  const ask = (service: string, some: Partial<TwilioRequest> = {}) =>
    limiter.limit(request({ service, endpoint: 'GET Sessions', ...some }), transport.send);
  /** Asks so many times; failures are looked at elsewhere. */
  const askMany = (count: number, service: string, some: Partial<TwilioRequest> = {}) =>
    Array.from({ length: count }, () => {
      const answer = ask(service, some);
      answer.catch(() => undefined);
      return answer;
    });
  /** Answers all attempts that are open, and those that start because of it. */
  const open: StubTransport['attempts'] = [];
  let seen = 0;
  const answerOpen = async (status = 200) => {
    await settle();
    open.push(...transport.attempts.slice(seen));
    seen = transport.attempts.length;
    open.splice(0).forEach((attempt) => attempt.answer(status));
    await settle();
  };
  const answerAll = async () => {
    for (let before = -1; before !== transport.attempts.length;) {
      before = transport.attempts.length;
      await answerOpen();
    }
  };
  const services = () => transport.attempts.map(({ request: { service } }) => service);
  return { transport, clock, limiter, ask, askMany, answerOpen, answerAll, services };
}

const off = { rateLimit: false };

describe('a defect below the rate limiter', () => {
  it('is told to whoever waits for that request, and the others have their turn', async () => {
    const defect = new TypeError('ours');
    const sent: string[] = [];
    const dones: (() => void)[] = [];
    const { limiter } = start({ ...off, maxConcurrency: 1 });
    const next: Next = ({ service }) => {
      sent.push(service);
      if (service === 'broken') throw defect;
      return new Promise((resolve) => dones.push(() => resolve({ status: 200, headers: {}, body: '' })));
    };
    const answers = ['first', 'broken', 'last'].map((service) =>
      limiter.limit(request({ service }), next).catch((error: unknown) => error),
    );
    dones[0]?.();
    await settle();
    expect(sent).toEqual(['first', 'broken', 'last']);
    dones[1]?.();
    expect(await Promise.all(answers)).toMatchObject([{ status: 200 }, defect, { status: 200 }]);
    expect(limiter.inFlight).toBe(0);
  });
});

describe('an observer of waiting that throws', () => {
  it('fails that request and stops no other', async () => {
    const defect = new TypeError('ours');
    let isBroken = true;
    const { transport, limiter, ask, answerOpen } = start({
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
    expect(transport.attempts).toHaveLength(3);
    expect(limiter.inFlight).toBe(0);
  });
});

describe('concurrency', () => {
  it('never has more requests in flight than allowed', async () => {
    const { transport, askMany, answerOpen } = start({ ...off, maxConcurrency: 4 });
    void askMany(10, 'KS1');
    expect(transport.attempts).toHaveLength(4);
    await answerOpen();
    expect(transport.attempts).toHaveLength(8);
    await answerOpen();
    expect(transport.attempts).toHaveLength(10);
  });

  it('is divided by the number of replicas, which may change', async () => {
    let replicas = 4;
    const quota = { ...fixedQuota(150, 1), replicas: () => replicas };
    const { transport, askMany, answerOpen } = start({ ...off, maxConcurrency: 16, quota });
    void askMany(40, 'KS1');
    expect(transport.attempts).toHaveLength(4);
    replicas = 2;
    await answerOpen();
    expect(transport.attempts).toHaveLength(4 + 7);
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
    const { transport, askMany, answerOpen } = start({ ...off, maxConcurrency: 1 });
    void askMany(3, 'KS', { endpoint: 'a' });
    void askMany(2, 'KS', { endpoint: 'b' });
    for (let count = 0; count < 5; count += 1) await answerOpen();
    expect(transport.attempts.map(({ request: { endpoint } }) => endpoint)).toEqual([
      'a',
      'a',
      'b',
      'a',
      'b',
    ]);
  });

  it('gives the place of a failed or aborted request to the next', async () => {
    const { transport, ask, askMany } = start({ ...off, maxConcurrency: 1 });
    void askMany(1, 'KS1');
    const caller = new AbortController();
    const aborted = ask('KS1', { signal: caller.signal });
    void askMany(1, 'KS1');
    transport.at(0).fail('timeout');
    await settle();
    expect(transport.attempts).toHaveLength(2);
    caller.abort();
    expect(await outcome(aborted)).toMatchObject({ kind: 'aborted' });
    await settle();
    expect(transport.attempts).toHaveLength(3);
  });

  it('sends nothing of operations that end at the same moment as the one that makes room', async () => {
    const { transport, ask, askMany } = start({ ...off, maxConcurrency: 1 });
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
    expect(transport.attempts.map(({ request: { service } }) => service)).toEqual(['KS1', 'KS2']);
  });
});

describe('callers', () => {
  const as = (caller: string, some: Partial<TwilioRequest> = {}): Partial<TwilioRequest> => ({
    ...some,
    context: { callerId: caller, onCall: () => undefined },
  });
  const callersOf = ({ attempts }: StubTransport) =>
    attempts.map(({ request: { context } }) => context.callerId);

  it('take turns, whatever number of Services each asks for', async () => {
    const { transport, ask, askMany, answerOpen } = start({ ...off, maxConcurrency: 1 });
    for (let service = 0; service < 5; service += 1) void ask(`KS${service}`, as('many'));
    void askMany(3, 'KS0', as('few'));
    void ask('KS0', as('one'));
    for (let count = 0; count < 9; count += 1) await answerOpen();
    expect(callersOf(transport)).toEqual([
      ...['many', 'many', 'few', 'one'],
      ...['many', 'few', 'many', 'few', 'many'],
    ]);
  });

  it('hold seven of eight connections at most while another one waits, and all of them when none does', async () => {
    const { transport, askMany } = start({ ...off, maxConcurrency: 16 });
    for (let service = 0; service < 40; service += 1) void askMany(1, `KS${service}`, as('many'));
    expect(callersOf(transport)).toEqual(Array(16).fill('many'));
    void askMany(4, 'KS', as('other'));
    transport.at(0).answer(200);
    transport.at(1).answer(200);
    await settle();
    expect(callersOf(transport).slice(16)).toEqual(['other', 'other']);
    transport.at(2).answer(200);
    transport.at(3).answer(200);
    await settle();
    expect(callersOf(transport).slice(18)).toEqual(['many', 'other']);
  });

  it('lose their latest when they have the most, and nobody else does', async () => {
    const { ask, askMany, answerAll } = start({ ...off, maxConcurrency: 1, maxQueue: 6 });
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
    const { transport, limiter, askMany, answerOpen } = start({ ...off, maxConcurrency: 1 });
    void askMany(20, 'KS', as('many'));
    const asked = request({ path: 'shared', service: 'KS', ...as('many') });
    const read = limiter.limit(asked, transport.send);
    limiter.share(asked.context, 'many');
    limiter.share(asked.context, 'other');
    limiter.share(asked.context, 'many');
    for (let count = 0; count < 3; count += 1) await answerOpen();
    expect(await outcome(read)).toMatchObject({ status: 200 });
    expect(transport.attempts).toHaveLength(4);
    limiter.share(asked.context, 'third');
    await answerOpen();
    expect(transport.attempts).toHaveLength(5);
  });
});

describe('a waiting request', () => {
  it('leaves the queue at once when its caller goes, and is never sent', async () => {
    const { transport, ask, askMany, answerAll } = start({ ...off, maxConcurrency: 1 });
    void askMany(1, 'KS1');
    const caller = new AbortController();
    const answer = ask('KS1', { signal: caller.signal });
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    await answerAll();
    expect(transport.attempts).toHaveLength(1);
  });

  it('is refused when its caller has gone before it came', async () => {
    const { transport, ask, askMany } = start({ ...off, maxConcurrency: 1 });
    void askMany(1, 'KS1');
    const answer = ask('KS1', { signal: AbortSignal.abort() });
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    expect(transport.attempts).toHaveLength(1);
  });
});

describe('a full queue', () => {
  it('refuses with overloaded and says when to come again; nothing was sent', async () => {
    const { transport, ask, askMany, answerAll } = start({ ...off, maxConcurrency: 1, maxQueue: 3 });
    void askMany(4, 'KS1');
    expect(await outcome(ask('KS1'))).toMatchObject({
      kind: 'overloaded',
      maySent: false,
      retryAfterSeconds: 2,
    });
    await answerAll();
    expect(transport.attempts).toHaveLength(4);
    const later = ask('KS1');
    await answerAll();
    expect(await outcome(later)).toMatchObject({ status: 200 });
  });

  it('takes the latest request of the Service that has the most, when another Service asks', async () => {
    const { ask, askMany, answerAll, services } = start({ ...off, maxConcurrency: 1, maxQueue: 3 });
    const hot = askMany(4, 'hot');
    const calm = ask('calm');
    expect(await outcome(hot[3] ?? calm)).toMatchObject({ kind: 'overloaded' });
    await answerAll();
    expect(await outcome(calm)).toMatchObject({ status: 200 });
    expect(services()).toEqual(['hot', 'hot', 'calm', 'hot']);
  });
});

describe('the rate of a bucket', () => {
  it('is 150 requests in 5 seconds; the others go when the window has moved on', async () => {
    const { transport, clock, askMany, answerAll } = start();
    void askMany(200, 'KS1');
    await answerAll();
    expect(transport.attempts).toHaveLength(150);
    await clock.advance(4999);
    expect(transport.attempts).toHaveLength(150);
    await clock.advance(1);
    await answerAll();
    expect(transport.attempts).toHaveLength(200);
    expect(clock.timers).toBe(0);
  });

  it.each([
    ['another Service', { service: 'KS2' }],
    ['another endpoint of the Service', { endpoint: 'POST Sessions' }],
    ['the same Service with other credentials', { authorization: 'Basic y' }],
  ])('is not that of %s', async (_, other) => {
    const { transport, ask, askMany, answerAll } = start();
    void askMany(300, 'KS1');
    await answerAll();
    expect(transport.attempts).toHaveLength(150);
    void ask('KS1', other);
    expect(transport.attempts).toHaveLength(151);
  });

  it('halves on a 429 and comes back', async () => {
    const { transport, clock, ask, askMany, answerAll } = start();
    void ask('KS1');
    transport.at(0).answer(429, { body: '{"code":80621}' });
    await settle();
    void askMany(200, 'KS1');
    await clock.advance(100);
    await answerAll();
    expect(transport.attempts).toHaveLength(1 + 75);
    await clock.advance(5000);
    await answerAll();
    expect(transport.attempts).toHaveLength(1 + 75 + 90);
    await clock.advance(60_000);
    await answerAll();
    const before = transport.attempts.length;
    void askMany(200, 'KS1');
    await answerAll();
    expect(transport.attempts).toHaveLength(before + 150);
  });

  it('is not kept when that is switched off', async () => {
    const { transport, askMany, answerAll } = start(off);
    void askMany(1000, 'KS1');
    await answerAll();
    expect(transport.attempts).toHaveLength(1000);
  });
});

describe('a bucket that was refused with 429', () => {
  const refuse = (transport: StubTransport, index: number, headers = {}) =>
    transport.at(index).answer(429, { body: '{"code":80621}', headers });

  it.each([
    ['with a window', {}],
    ['without one', off],
  ])('rests, then sends one, and one more for each answer: %s', async (_, options) => {
    const { transport, clock, askMany, answerOpen } = start(options);
    void askMany(1, 'KS1');
    refuse(transport, 0);
    await settle();
    void askMany(20, 'KS1');
    expect(transport.attempts).toHaveLength(1);
    await clock.advance(99);
    expect(transport.attempts).toHaveLength(1);
    await clock.advance(1);
    const lengths: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      lengths.push(transport.attempts.length - 1);
      await answerOpen();
    }
    expect(lengths).toEqual([1, 3, 7, 15, 20]);
  });

  it('rests longer each time in a row, up to a bound, and part of it is chance', async () => {
    const rests: number[] = [];
    const { transport, clock, askMany } = start({ random: () => 0.5 });
    void askMany(9, 'KS1');
    for (let index = 0; index < 9; index += 1) refuse(transport, index);
    await settle();
    void askMany(8, 'KS1');
    for (let index = 9; index < 17; index += 1) {
      const before = clock.now();
      while (transport.attempts.length === index) await clock.advance(1);
      rests.push(clock.now() - before);
      refuse(transport, index);
      await settle();
    }
    expect(rests).toEqual([150, 300, 600, 1200, 1500, 1500, 1500, 1500]);
  });

  it('learns nothing new from those that were under way at the same time', async () => {
    const { transport, clock, askMany } = start();
    void askMany(40, 'KS1');
    refuse(transport, 0);
    await settle();
    for (let index = 1; index < 30; index += 1) refuse(transport, index);
    for (let index = 30; index < 40; index += 1) transport.at(index).answer(200);
    void askMany(20, 'KS1');
    await clock.advance(100);
    expect(transport.attempts).toHaveLength(41);
  });

  it('goes on with the one that has the least time left', async () => {
    const { transport, clock, ask, answerAll } = start();
    const deadlines = [9000, 7000, undefined, 8000, 7000];
    void ask('KS1');
    refuse(transport, 0);
    await settle();
    deadlines.forEach(
      (deadlineAt, index) =>
        void ask('KS1', {
          path: String(index),
          context: { onCall: () => undefined, ...(deadlineAt !== undefined && { deadlineAt }) },
        }),
    );
    await clock.advance(100);
    await answerAll();
    expect(transport.attempts.slice(1).map(({ request: { path } }) => path)).toEqual([
      '1',
      '4',
      '3',
      '0',
      '2',
    ]);
  });

  it('says so at once to those whose time is up before it goes on', async () => {
    const { transport, clock, ask } = start();
    const context = { onCall: () => undefined, deadlineAt: 3000 };
    const hanging = ask('KS1');
    hanging.catch(() => undefined);
    void ask('KS1');
    const refused = { kind: 'rate-limited', maySent: false, retryAfterSeconds: 3 };
    refuse(transport, 1, { 'retry-after': '1' });
    await settle();
    const waiting = ask('KS1', { context });
    expect(await outcome(waiting)).toBe('pending');
    refuse(transport, 0, { 'retry-after': '3' });
    expect(await outcome(waiting)).toMatchObject(refused);
    expect(await outcome(ask('KS1', { context }))).toMatchObject(refused);
    const later = ask('KS1', { context: { ...context, deadlineAt: 3001 } });
    await clock.advance(3000);
    transport.at(-1).answer(200);
    expect(await outcome(later)).toMatchObject({ status: 200 });
  });
});

describe('the buckets', () => {
  const ask = (buckets: Buckets, service: number, now: number) =>
    buckets.of(request({ service: `KS${service}`, authorization: `Basic ${service % 10}` }), now);

  it('are forgotten when they are idle, however many Services callers make up', () => {
    const buckets = new Buckets(64, fixedQuota(150, 1));
    let most = 0;
    for (let now = 0; now < 50_000; now += 1) {
      const place = ask(buckets, now, now).window?.take(now);
      if (place) place.until = now + 100;
      most = Math.max(most, buckets.size);
    }
    expect(most).toBeLessThanOrEqual(1000);
  });

  it('are kept while they have something to remember', () => {
    const buckets = new Buckets(64, fixedQuota(150, 1));
    const refused = ask(buckets, 1, 0);
    refused.window?.refused(refused.window.take(0), 0);
    const busy = ask(buckets, 2, 0);
    busy.service.inFlight = 1;
    for (let service = 10; service < 5000; service += 1) ask(buckets, service, 100);
    expect(ask(buckets, 1, 100)).toBe(refused);
    expect(ask(buckets, 2, 100)).toBe(busy);
  });
});

describe('the account-wide 429 (20429)', () => {
  it('slows every Service of the account and no other account, and comes back', async () => {
    const { transport, clock, ask, askMany, answerOpen, answerAll } = start(off);
    void askMany(40, 'KS1');
    transport.at(0).answer(429, { body: '{"code":20429}' });
    await answerOpen();
    const before = transport.attempts.length;
    void askMany(40, 'KS1');
    void askMany(40, 'KS2');
    expect(transport.attempts).toHaveLength(before + 20);
    void ask('KS1', { authorization: 'Basic other' });
    expect(transport.attempts).toHaveLength(before + 21);
    // The bucket that was refused rests, its neighbours do not.
    await answerAll();
    expect(transport.attempts).toHaveLength(before + 41);
    await clock.advance(100);
    await answerAll();
    expect(transport.attempts).toHaveLength(before + 81);
    await clock.advance(60_000);
    void askMany(100, 'KS1');
    expect(transport.attempts).toHaveLength(before + 81 + 56);
  });

  it('lets the account rest as long as it asks', async () => {
    const { transport, clock, ask } = start(off);
    void ask('KS1');
    transport.at(0).answer(429, { body: '{"code":20429}', headers: { 'retry-after': '2' } });
    await settle();
    void ask('KS2');
    expect(transport.attempts).toHaveLength(1);
    await clock.advance(2000);
    expect(transport.attempts).toHaveLength(2);
  });
});

describe('idle', () => {
  it('comes when nothing is in flight and nothing waits', async () => {
    const { transport, limiter, askMany } = start({ ...off, maxConcurrency: 1 });
    await limiter.idle();
    void askMany(2, 'KS1');
    const idle = limiter.idle().then(() => 'idle');
    transport.at(0).answer(200);
    expect(await outcome(idle)).toBe('pending');
    transport.at(1).answer(200);
    expect(await outcome(idle)).toBe('idle');
  });

  it('is waited for no longer than the signal says', async () => {
    const { limiter, askMany } = start(off);
    void askMany(1, 'KS1');
    const late = new AbortController();
    const idle = limiter.idle(late.signal).then(() => 'given up');
    late.abort();
    expect(await outcome(idle)).toBe('given up');
  });
});
