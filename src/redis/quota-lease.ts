import type { Clock } from '../twilio/clock.ts';
import type { Quota, RateWindow } from '../twilio/http/rate-limiter/quota.ts';
import type { SlidingWindow } from '../twilio/http/rate-limiter/sliding-window.ts';
import { RedisError, type RedisState } from './connection.ts';
import type { Lease, LeaseRequest, LeaseStore, Marker } from './lease-store.ts';
import { LeasedWindow, type LeaseSource } from './leased-window.ts';

/**
 * How long a place is held: Twilio's window of 5 seconds, and the time that the request may need from Redis to Twilio, as the
 * place can be used for 250 ms.
 */
export const HOLD_MS = 5300;

/** How often Redis is asked without a need: while it fails, and while all is well. */
const RETRY_MS = 1000;
const CHECK_MS = 5000;

/**
 * - shared: all places are those of Redis
 * - local: Redis does not answer, each replica uses its own part
 * - settling: Redis may not know all places yet, so they are shared, and no replica uses more than its own part
 */
export type QuotaState = 'shared' | 'local' | 'settling';

export interface QuotaObserver {
  /** Called for each change of state. `reason` is a code: see RedisError. */
  onState(state: QuotaState, reason: string | null): void;
  /** Called for each answer of Redis. */
  onLease(milliseconds: number): void;
}

export interface QuotaLeaseOptions {
  readonly store: LeaseStore;
  /** The most requests of one Service and endpoint in a window, of all replicas. */
  readonly limit: number;
  /** The number of replicas that the options tell. */
  readonly replicas: number;
  readonly clock: Clock;
  readonly observer: QuotaObserver;
}

/** Twilio's limits as a lease: the replicas take places in Redis. Goes on with a fixed part when Redis fails. */
export class QuotaLease implements Quota, LeaseSource {
  readonly limit: number;
  readonly #options: QuotaLeaseOptions;
  #state: QuotaState = 'shared';
  #generation = 0;
  #marker: string | null = null;
  /** The bucket whose request failed, which has to succeed before Redis counts as well. */
  #failedBucket: string | null = null;
  #isChecking = false;
  #cancelCheck: () => void = () => undefined;
  #cancelSettling: () => void = () => undefined;
  #isClosed = false;
  /** How many replicas there were, at least, when the places were last those of Redis alone. */
  #knownReplicas: number;
  /** How many replicas are registered in Redis, with or without requests. */
  #registered = 1;
  /** Numbers of replicas, with the time when a bucket had them last. */
  readonly #peers = new Map<number, number>();
  readonly #held: { readonly count: number; readonly until: number }[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(options: QuotaLeaseOptions) {
    this.#options = options;
    this.limit = options.limit;
    this.#knownReplicas = options.replicas;
  }

  get state(): QuotaState {
    return this.#state;
  }

  get isShared(): boolean {
    return this.#state !== 'local';
  }

  get generation(): number {
    return this.#generation;
  }

  /** How many places this process holds, of all buckets. */
  get placesHeld(): number {
    this.#dropExpired(this.#options.clock.now());
    return this.#held.reduce((sum, { count }) => sum + count, 0);
  }

  /** The most replicas that a bucket had within the last hold, at least 1. */
  peers(now: number): number {
    let most = 1;
    for (const [count, seenAt] of this.#peers) {
      if (seenAt <= now - HOLD_MS) this.#peers.delete(count);
      else most = Math.max(most, count);
    }
    return most;
  }

  replicas(now: number): number {
    const peers = this.peers(now);
    return this.#state === 'shared' ? peers : Math.max(peers, this.#knownReplicas, this.#registered);
  }

  divisor(now: number): number {
    return this.#state === 'shared' ? 1 : this.replicas(now);
  }

  share(now: number): number {
    const replicas = this.replicas(now);
    if (this.#state === 'shared') return Math.ceil(this.limit / replicas);
    return Math.max(1, Math.floor(this.limit / replicas));
  }

  shareWindow(name: string, own: SlidingWindow): RateWindow {
    return new LeasedWindow(name, own, this, this.#options.clock);
  }

  onRoom(listener: () => void): void {
    this.#listeners.add(listener);
  }

  announceRoom(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Tells that the connection to Redis has opened or closed. */
  onConnection(state: RedisState): void {
    if (state.isReady) void this.check();
    else this.#fail(state.reason, null);
  }

  async lease(bucket: string, request: LeaseRequest): Promise<Lease | { readonly mayBeTaken: boolean }> {
    try {
      const { marker, ...lease } = await this.#measure(() => this.#options.store.lease(bucket, request));
      this.#count(lease);
      if (this.isShared) this.#compare(marker);
      return lease;
    } catch (error) {
      this.#fail(reasonOf(error), bucket);
      return { mayBeTaken: error instanceof RedisError && error.mayHaveRun };
    }
  }

  /** Asks Redis whether it works and has all places. Repeats that from then on. */
  async check(): Promise<void> {
    if (this.#isChecking || this.#isClosed) return;
    this.#isChecking = true;
    this.#cancelCheck();
    const bucket = this.#failedBucket;
    const { store } = this.#options;
    try {
      const nothing = { want: 0, own: null, isRefused: false };
      const marker = await this.#measure(async () =>
        bucket === null ? store.marker() : (await store.lease(bucket, nothing)).marker,
      );
      this.#failedBucket = null;
      if (this.isShared) this.#compare(marker);
      else this.#settle(marker);
    } catch (error) {
      this.#fail(reasonOf(error), bucket);
    }
    this.#isChecking = false;
    this.#checkIn(this.isShared ? CHECK_MS : RETRY_MS);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelCheck();
    this.#cancelSettling();
  }

  async #measure<T>(ask: () => Promise<T>): Promise<T> {
    const { clock, observer } = this.#options;
    const startedAt = clock.now();
    const answer = await ask();
    observer.onLease(clock.now() - startedAt);
    return answer;
  }

  #count({ granted, peers }: Lease): void {
    const now = this.#options.clock.now();
    this.#peers.set(peers, now);
    this.#dropExpired(now);
    if (granted > 0) this.#held.push({ count: granted, until: now + HOLD_MS });
  }

  #dropExpired(now: number): void {
    while (this.#held[0] !== undefined && this.#held[0].until <= now) this.#held.shift();
  }

  /** Notices that Redis has lost its data. A new process has nothing to compare with. */
  #compare(marker: Marker): void {
    const isLost = marker.isNew || (this.#marker !== null && this.#marker !== marker.id);
    if (isLost) this.#settle(marker);
    else this.#see(marker);
  }

  #see({ id, replicas }: Marker): void {
    this.#marker = id;
    this.#registered = replicas;
  }

  #settle(marker: Marker): void {
    this.#generation += 1;
    this.#cancelSettling();
    this.#cancelSettling = this.#options.clock.after(HOLD_MS, () => this.#change('shared', null));
    this.#change('settling', null);
    this.#see(marker);
  }

  #fail(reason: string, bucket: string | null): void {
    if (this.#isClosed) return;
    this.#failedBucket = bucket ?? this.#failedBucket;
    this.#cancelSettling();
    if (!this.isShared) return;
    this.#change('local', reason);
    if (!this.#isChecking) this.#checkIn(RETRY_MS);
  }

  #checkIn(milliseconds: number): void {
    this.#cancelCheck();
    if (!this.#isClosed) this.#cancelCheck = this.#options.clock.after(milliseconds, () => void this.check());
  }

  #change(state: QuotaState, reason: string | null): void {
    if (state === this.#state) return;
    if (this.#state === 'shared') {
      const peers = this.peers(this.#options.clock.now());
      this.#knownReplicas = Math.max(this.#options.replicas, peers, this.#registered);
    }
    this.#state = state;
    this.#options.observer.onState(state, reason);
    this.announceRoom();
  }
}

const reasonOf = (error: unknown) => (error instanceof RedisError ? error.reason : 'ERROR');
