import type { TwilioRequest } from '../request.ts';
import type { Bucket, Service, Waiting } from './buckets.ts';

/** Whether the limits allow a request to start now. */
export interface Admission {
  caller(callerId: string): boolean;
  service(service: Service, now: number): boolean;
  bucket(bucket: Bucket, deadlineAt: number, now: number): boolean;
}

/** The deadline of a request's operation. */
export const deadlineOf = ({ context }: TwilioRequest): number => context.deadlineAt ?? Infinity;

/** The keys of a request on each level: caller, Service, bucket. */
type Path = readonly unknown[];

const pathOf = ({ callerId, bucket }: Pick<Waiting, 'callerId' | 'bucket'>): Path => [
  callerId,
  bucket.service,
  bucket,
];

/** One level of the queue. The last level has requests. The others have the levels below, the next one first. */
class Level {
  readonly levels = new Map<unknown, Level>();
  /** By deadline, so that a request that is repeated after a 429 comes back to the front. */
  readonly requests: Waiting[] = [];
  size = 0;

  add(waiting: Waiting, path: Path, depth = 0): void {
    this.size += 1;
    if (depth === path.length) {
      const deadlineAt = deadlineOf(waiting.request);
      const before = this.requests.findLastIndex(({ request }) => deadlineOf(request) <= deadlineAt);
      this.requests.splice(before + 1, 0, waiting);
      return;
    }
    const key = path[depth];
    const level = this.levels.get(key) ?? new Level();
    this.levels.set(key, level);
    level.add(waiting, path, depth + 1);
  }

  remove(waiting: Waiting, path: Path, depth = 0): void {
    this.size -= 1;
    if (depth === path.length) {
      this.requests.splice(this.requests.indexOf(waiting), 1);
      return;
    }
    const key = path[depth];
    const level = this.levels.get(key);
    level?.remove(waiting, path, depth + 1);
    if (level?.size === 0) this.levels.delete(key);
  }

  /** The next request that may start. The levels above it move to the end. */
  next(mayStart: (key: unknown, level: Level) => boolean): Waiting | null {
    for (const [key, level] of this.levels) {
      if (!mayStart(key, level)) continue;
      const found = level.requests[0] ?? level.next(mayStart);
      if (!found) continue;
      this.levels.delete(key);
      this.levels.set(key, level);
      return found;
    }
    return null;
  }

  /** The latest request of the longest level, to make room for a new one at that path; null when the new one is it. */
  evict(path: Path, depth = 0): Waiting | null {
    if (depth === path.length) return null;
    const own = this.levels.get(path[depth]);
    const longest = this.#longest(2 + (own?.size ?? 0), own);
    return longest ? longest.#latest() : (own?.evict(path, depth + 1) ?? null);
  }

  /** The longest level; the last in order when several are equal. */
  #longest(atLeast: number, except?: Level): Level | null {
    let longest: Level | null = null;
    for (const level of this.levels.values()) {
      if (level !== except && level.size >= (longest?.size ?? atLeast)) longest = level;
    }
    return longest;
  }

  #latest(): Waiting | null {
    const longest = this.#longest(1);
    return longest ? longest.#latest() : (this.requests.at(-1) ?? null);
  }
}

/**
 * The requests that wait, in a round robin of callers, then of Services, then of buckets. So a caller gets the same share as
 * any other, for any number of requests and Services.
 */
export class FairQueue {
  readonly #callers = new Level();
  readonly #buckets = new Set<Bucket>();

  /** The number of requests. */
  get size(): number {
    return this.#callers.size;
  }

  /** The buckets of these requests. */
  get buckets(): ReadonlySet<Bucket> {
    return this.#buckets;
  }

  /** Whether another caller waits. */
  hasOthers(callerId: string): boolean {
    return this.#callers.levels.size > (this.#callers.levels.has(callerId) ? 1 : 0);
  }

  /** The number of requests of that caller. */
  sizeOf(callerId: string): number {
    return this.#callers.levels.get(callerId)?.size ?? 0;
  }

  add(waiting: Waiting): void {
    const { bucket } = waiting;
    bucket.waiting.add(waiting);
    this.#buckets.add(bucket);
    this.#callers.add(waiting, pathOf(waiting));
  }

  remove(waiting: Waiting): void {
    const { bucket } = waiting;
    bucket.waiting.delete(waiting);
    if (bucket.waiting.size === 0) this.#buckets.delete(bucket);
    this.#callers.remove(waiting, pathOf(waiting));
  }

  /** The next request that may start. */
  next(may: Admission, now: number): Waiting | null {
    return this.#callers.next((key, { requests: [first] }) => {
      if (typeof key === 'string') return may.caller(key);
      if (first) return may.bucket(first.bucket, deadlineOf(first.request), now);
      return may.service(key as Service, now);
    });
  }

  /**
   * Finds the request to drop for a new one of that caller in that bucket: the latest of the caller with the most requests, in
   * the longest bucket of its Service with the most. Null when the new request is the one to drop.
   */
  evict(callerId: string, bucket: Bucket): Waiting | null {
    return this.#callers.evict(pathOf({ callerId, bucket }));
  }
}
