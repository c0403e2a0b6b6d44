import { describe, expect, it } from 'vitest';
import { RedisError } from '../../../src/redis/connection.ts';
import type { Lease, LeaseRequest, LeaseStore, Marker } from '../../../src/redis/lease-store.ts';
import { HOLD_MS, QuotaLease } from '../../../src/redis/quota-lease.ts';
import { SlidingWindow } from '../../../src/twilio/http/rate-limiter/sliding-window.ts';
import { ManualClock, settle } from '../../support/manual-clock.ts';

/** A Redis that answers as a test says. */
class FakeStore implements LeaseStore {
  readonly requests: LeaseRequest[] = [];
  markers = 0;
  id = 'first';
  isNew = false;
  peers = 1;
  registered = 1;
  /** What it grants at most. */
  left = Infinity;
  freeInMs = 1000;
  failure: RedisError | null = null;
  failingLane: string | null = null;
  readonly #open: (() => void)[] = [];
  isSlow = false;

  async lease(bucket: string, request: LeaseRequest): Promise<Lease & { marker: Marker }> {
    this.requests.push(request);
    await this.#answer();
    if (bucket === this.failingLane) throw new RedisError('WRONGTYPE', false);
    const granted = Math.min(request.want, this.left);
    this.left -= granted;
    const { freeInMs, peers } = this;
    return { granted, freeInMs, peers, marker: this.#marker };
  }

  async marker(): Promise<Marker> {
    this.markers += 1;
    await this.#answer();
    return this.#marker;
  }

  get #marker(): Marker {
    return { id: this.id, isNew: this.isNew, replicas: this.registered };
  }

  async #answer(): Promise<void> {
    if (this.isSlow) await new Promise<void>((resolve) => this.#open.push(resolve));
    if (this.failure) throw this.failure;
  }

  answer(): Promise<void> {
    this.#open.splice(0).forEach((run) => run());
    return settle();
  }
}

const timeout = new RedisError('TIMEOUT', true);
const refusedConnection = new RedisError('ECONNREFUSED', false);

async function start({ replicas = 1, limit = 150, isFlushed = false } = {}) {
  const clock = new ManualClock();
  const store = new FakeStore();
  const states: [state: string, reason: string | null][] = [];
  const observer = {
    onState: (state: string, reason: string | null) => void states.push([state, reason]),
    onLease: () => undefined,
  };
  const quota = new QuotaLease({ store, limit, replicas, clock, observer });
  const own = () => new SlidingWindow(quota.limit, (now) => quota.divisor(now));
  const windowOf = (bucket: string) => quota.shareWindow(bucket, own());
  store.isNew = isFlushed;
  await quota.check();
  store.isNew = false;
  return { clock, store, states, quota, windowOf };
}

/** Starts as many requests as the window lets through. */
function takeAll(window: ReturnType<QuotaLease['shareWindow']>, now: number): number {
  let count = 0;
  for (; window.admits(now, Infinity); count += 1) window.answered(window.take(now), now);
  return count;
}

describe('a window that replicas share', () => {
  it('has no room until Redis has granted places, at most 32 for all that wait', async () => {
    const { store, windowOf } = await start();
    const window = windowOf('a');
    expect(window.room(0)).toBe(0);
    window.request(100, 0);
    await settle();
    expect(store.requests).toEqual([{ want: 32, own: null, isRefused: false }]);
    expect(takeAll(window, 0)).toBe(32);
  });

  it('asks one question at a time, and the next one not sooner than after 20 ms', async () => {
    const { clock, store, windowOf } = await start();
    const window = windowOf('a');
    store.isSlow = true;
    window.request(1, 0);
    window.request(5, 0);
    expect(window.roomAt(0)).toBe(Infinity);
    await store.answer();
    takeAll(window, 0);
    window.request(5, 0);
    expect(store.requests).toHaveLength(1);
    expect(window.roomAt(0)).toBe(20);
    await clock.advance(20);
    window.request(5, 20);
    expect(store.requests.map(({ want }) => want)).toEqual([1, 5]);
  });

  it('waits for the time when a place is free after it got fewer than it wanted', async () => {
    const { store, windowOf } = await start();
    const window = windowOf('a');
    store.left = 3;
    window.request(10, 0);
    await settle();
    expect(takeAll(window, 0)).toBe(3);
    expect(window.roomAt(0)).toBe(1000);
    window.request(7, 999);
    expect(store.requests).toHaveLength(1);
    window.request(7, 1000);
    expect(store.requests).toHaveLength(2);
  });

  it('does not use places 250 ms after the question', async () => {
    const { clock, store, windowOf } = await start();
    const window = windowOf('a');
    store.isSlow = true;
    window.request(10, 0);
    await clock.advance(200);
    await store.answer();
    expect(window.room(249)).toBe(10);
    expect(window.room(250)).toBe(0);
    expect(window.admits(250, Infinity)).toBe(false);
  });

  it('tells Redis of a refusal once, also of one during a question', async () => {
    const { store, windowOf } = await start();
    const window = windowOf('a');
    window.request(2, 0);
    await settle();
    const [first, second] = [window.take(0), window.take(0)];
    store.isSlow = true;
    window.refused(first, 0);
    window.refused(second, 0);
    await store.answer();
    await store.answer();
    expect(store.requests.slice(1)).toEqual([
      { want: 0, own: null, isRefused: true },
      { want: 0, own: null, isRefused: true },
    ]);
    store.isSlow = false;
    window.request(1, 1000);
    await settle();
    expect(store.requests.at(-1)).toMatchObject({ isRefused: false });
  });
});

describe('when Redis fails', () => {
  it.each([
    ['REPLICAS', 3, 1, 50],
    ['the replicas that were seen', 1, 4, 37],
    ['the larger number', 2, 5, 30],
    ['at least one request', 200, 1, 1],
  ])('a replica goes on with its part by %s', async (_, replicas, peers, part) => {
    const { store, windowOf, quota, states } = await start({ replicas });
    store.peers = peers;
    const window = windowOf('a');
    window.request(1, 0);
    await settle();
    quota.onConnection({ isReady: false, reason: 'ECONNRESET' });
    expect(states).toEqual([['local', 'ECONNRESET']]);
    expect(takeAll(window, 0)).toBe(part);
    expect(quota.share(0)).toBe(part);
  });

  it('it counts those that had no requests yet, because all are registered', async () => {
    const { clock, store, quota, windowOf } = await start();
    store.registered = 4;
    await clock.advance(5000);
    quota.onConnection({ isReady: false, reason: 'ECONNRESET' });
    expect(takeAll(windowOf('a'), 5000)).toBe(37);
  });

  it('while it settles with a new Redis, it counts those that have come since', async () => {
    const { store, quota, windowOf } = await start({ isFlushed: true });
    store.registered = 4;
    windowOf('a').request(1, 0);
    await settle();
    quota.onConnection({ isReady: false, reason: 'ECONNRESET' });
    expect(quota.share(0)).toBe(37);
  });

  it('it keeps that number of replicas until Redis is back, however long that takes', async () => {
    const { clock, store, quota, windowOf } = await start();
    store.peers = 4;
    windowOf('a').request(1, 0);
    await settle();
    store.failure = refusedConnection;
    quota.onConnection({ isReady: false, reason: 'CLOSED' });
    await clock.advance(60_000);
    expect(quota.share(60_000)).toBe(37);
  });

  it.each([
    ['counts', timeout, 118],
    ['does not count', refusedConnection, 150],
  ])('it %s the places of a question that may have been granted or not', async (_, failure, left) => {
    const { store, windowOf } = await start();
    const window = windowOf('a');
    store.failure = failure;
    window.request(100, 0);
    await settle();
    expect(takeAll(window, 0)).toBe(left);
  });

  it('it asks once a second, and says once that Redis has failed', async () => {
    const { clock, store, states, windowOf } = await start();
    const window = windowOf('a');
    store.failure = timeout;
    window.request(1, 0);
    await clock.advance(5000);
    window.request(1, 5000);
    await settle();
    // The question that failed, and the same bucket again, for no place.
    expect(store.requests.map(({ want }) => want)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(states).toEqual([['local', 'TIMEOUT']]);
  });

  it('for one bucket only, Redis counts as failed until that bucket works', async () => {
    const { clock, store, states, windowOf } = await start();
    store.failingLane = 'broken';
    windowOf('broken').request(1, 0);
    await clock.advance(3000);
    const healthy = windowOf('healthy');
    expect(takeAll(healthy, 3000)).toBe(150);
    expect(states).toEqual([['local', 'WRONGTYPE']]);
    store.failingLane = null;
    await clock.advance(1000);
    expect(states.at(-1)).toEqual(['settling', null]);
  });
});

describe('when Redis is back', () => {
  it('a replica settles for one hold: it asks Redis, and keeps to its part as well', async () => {
    const { clock, store, states, quota, windowOf } = await start({ replicas: 3 });
    const window = windowOf('a');
    store.failure = refusedConnection;
    quota.onConnection({ isReady: false, reason: 'CLOSED' });
    expect(takeAll(window, 0)).toBe(50);
    store.failure = null;
    await clock.advance(1000);
    expect(states.map(([state]) => state)).toEqual(['local', 'settling']);
    window.request(10, 1000);
    await settle();
    expect(store.requests).toEqual([]);
    await clock.advance(4000);
    window.request(10, 5000);
    await settle();
    expect(takeAll(window, 5000)).toBe(10);
    await clock.advance(1000 + HOLD_MS - 5000 - 1);
    expect(quota.state).toBe('settling');
    await clock.advance(1);
    expect(states.map(([state]) => state)).toEqual(['local', 'settling', 'shared']);
  });

  it('it tells Redis first how many requests it has in its window', async () => {
    const { clock, store, quota, windowOf } = await start({ replicas: 3 });
    const window = windowOf('a');
    quota.onConnection({ isReady: false, reason: 'CLOSED' });
    for (let count = 0; count < 20; count += 1) window.answered(window.take(0), 0);
    await clock.advance(1000);
    window.request(5, 1000);
    await settle();
    takeAll(window, 1000);
    window.request(5, 1500);
    await settle();
    expect(store.requests.map(({ own }) => own)).toEqual([20, null]);
  });

  it('and has lost its data, which its marker shows, the same happens', async () => {
    const { clock, store, states, windowOf } = await start({ replicas: 2 });
    const window = windowOf('a');
    window.request(32, 0);
    await settle();
    takeAll(window, 0);
    store.id = 'second';
    await clock.advance(20);
    window.request(32, 20);
    await settle();
    expect(states).toEqual([['settling', null]]);
    expect(takeAll(window, 20)).toBe(32);
    await clock.advance(20);
    window.request(32, 40);
    await settle();
    expect(store.requests.at(-1)).toEqual({ want: 11, own: 64, isRefused: false });
    expect(takeAll(window, 40)).toBe(11);
    await clock.advance(HOLD_MS);
    expect(states).toEqual([
      ['settling', null],
      ['shared', null],
    ]);
  });

  it('a lost marker is noticed without a request, too', async () => {
    const { clock, store, states } = await start();
    store.id = 'second';
    await clock.advance(5000);
    expect(states).toEqual([['settling', null]]);
    expect(store.markers).toBe(2);
  });
});

describe('a new Redis', () => {
  it('is settled in the same way', async () => {
    const { clock, states, windowOf, quota } = await start({ replicas: 5, isFlushed: true });
    expect(states).toEqual([['settling', null]]);
    expect(quota.share(0)).toBe(30);
    windowOf('a').request(1, 0);
    await clock.advance(HOLD_MS);
    expect(quota.state).toBe('shared');
  });

  it('leaves no timer behind when the gateway closes', async () => {
    const { clock, quota } = await start({ isFlushed: true });
    quota.close();
    expect(clock.timers).toBe(0);
  });
});

describe('replicas', () => {
  it('are those of the bucket with most within the last hold, and share is a fair part, rounded up', async () => {
    const { clock, store, quota, windowOf } = await start({ replicas: 9 });
    store.peers = 4;
    windowOf('a').request(1, 0);
    await clock.advance(1000);
    store.peers = 2;
    windowOf('b').request(1, 1000);
    await settle();
    expect([quota.replicas(1000), quota.share(1000)]).toEqual([4, 38]);
    expect([quota.replicas(HOLD_MS), quota.share(HOLD_MS)]).toEqual([2, 75]);
    expect([quota.replicas(HOLD_MS + 1000), quota.share(HOLD_MS + 1000)]).toEqual([1, 150]);
    expect(quota.placesHeld).toBe(2);
    await clock.advance(HOLD_MS);
    expect(quota.placesHeld).toBe(0);
  });
});
