import type { Clock } from '../twilio/clock.ts';
import type { RateWindow } from '../twilio/http/rate-limiter/quota.ts';
import type { Place, SlidingWindow } from '../twilio/http/rate-limiter/sliding-window.ts';
import type { Lease, LeaseRequest } from './lease-store.ts';

/** The most places of one request to Redis. */
const MAX_PLACES = 32;

/** The shortest time between two requests to Redis. */
const PAUSE_MS = 20;

/** How long after the request its places can be used. Redis holds them for longer than Twilio's window by that. */
const USABLE_MS = 250;

/** What the windows of a process have in common. */
export interface LeaseSource {
  /** Whether the places of Redis count. Otherwise each window is on its own. */
  readonly isShared: boolean;
  /** Changes when Redis may have lost places. */
  readonly generation: number;
  /** Asks Redis. Resolves with whether the places may have been taken if there is no answer. */
  lease(bucket: string, request: LeaseRequest): Promise<Lease | { readonly mayBeTaken: boolean }>;
  /** Says that there may be room. */
  announceRoom(): void;
}

/**
 * A window that several replicas share. A request needs a place of Redis, and room in the window of this process, which counts
 * all of its requests. Without Redis the window of this process alone decides.
 */
export class LeasedWindow implements RateWindow {
  readonly #bucket: string;
  readonly #own: SlidingWindow;
  readonly #source: LeaseSource;
  readonly #clock: Clock;
  #places = 0;
  #usableUntil = 0;
  #isAsking = false;
  #askAt = 0;
  #isRefused = false;
  /** The generation of the places that Redis knows. */
  #generation: number;

  constructor(bucket: string, own: SlidingWindow, source: LeaseSource, clock: Clock) {
    this.#bucket = bucket;
    this.#own = own;
    this.#source = source;
    this.#clock = clock;
    this.#generation = source.generation;
  }

  #usable(now: number): number {
    return now < this.#usableUntil ? this.#places : 0;
  }

  room(now: number): number {
    const room = this.#own.room(now);
    return this.#source.isShared ? Math.min(room, this.#usable(now)) : room;
  }

  admits(now: number, deadlineAt: number): boolean {
    return this.#source.isShared ? this.room(now) > 0 : this.#own.admits(now, deadlineAt);
  }

  roomAt(now: number): number {
    if (!this.#source.isShared || this.#own.room(now) === 0) return this.#own.roomAt(now);
    return this.#isAsking ? Infinity : Math.max(now, this.#askAt);
  }

  /** Asks Redis for places for requests that wait. One question at a time, for all of them. */
  request(count: number, now: number): void {
    if (!this.#source.isShared || this.#isAsking || now < this.#askAt || this.#usable(now) > 0) return;
    const want = Math.min(MAX_PLACES, count, this.#own.room(now));
    if (want > 0) void this.#ask(want);
  }

  take(now: number): Place {
    this.#places = Math.max(0, this.#usable(now) - 1);
    return this.#own.take(now);
  }

  answered(place: Place, now: number): void {
    this.#own.answered(place, now);
  }

  refused(place: Place, now: number): void {
    this.#own.refused(place, now);
    this.#isRefused = this.#source.isShared;
    this.#tellRefusal();
  }

  isFresh(now: number): boolean {
    return this.#own.isFresh(now) && !this.#isAsking && now >= this.#askAt && this.#usable(now) === 0;
  }

  /** Halves the limit of all replicas. A refusal during a question is told after it. */
  #tellRefusal(): void {
    if (this.#isRefused && this.#source.isShared && !this.#isAsking) void this.#ask(0);
  }

  async #ask(want: number): Promise<void> {
    const startedAt = this.#clock.now();
    const { generation } = this.#source;
    const own = generation === this.#generation ? null : this.#own.used(startedAt) + this.#usable(startedAt);
    const isRefused = this.#isRefused;
    this.#isRefused = false;
    this.#isAsking = true;
    const answer = await this.#source.lease(this.#bucket, { want, own, isRefused });
    this.#isAsking = false;
    const now = this.#clock.now();
    if ('granted' in answer) {
      this.#generation = generation;
      if (want > 0) this.#accept(answer, want, startedAt, now);
    } else if (answer.mayBeTaken) {
      for (let count = 0; count < want; count += 1) this.#own.answered(this.#own.take(now), now);
    }
    this.#tellRefusal();
    this.#source.announceRoom();
  }

  #accept({ granted, freeInMs }: Lease, want: number, startedAt: number, now: number): void {
    this.#places = granted;
    this.#usableUntil = startedAt + USABLE_MS;
    this.#askAt = startedAt + PAUSE_MS;
    if (granted < want) this.#askAt = Math.max(this.#askAt, now + freeInMs);
  }
}
