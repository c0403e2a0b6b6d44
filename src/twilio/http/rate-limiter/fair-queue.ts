import type { TwilioRequest } from '../request.ts';
import type { Bucket, Service, Waiting } from './buckets.ts';

/** What may start a request now. */
export interface Admission {
  caller(name: string): boolean;
  service(service: Service, now: number): boolean;
  bucket(bucket: Bucket, deadlineAt: number, now: number): boolean;
}

/** When the operation that waits for a request ends. */
export const deadlineOf = ({ waiter }: TwilioRequest): number => waiter.deadlineAt ?? Infinity;

/** The keys of the levels: caller, Service, bucket. */
type Path = readonly unknown[];

const pathOf = ({ caller, bucket }: Pick<Waiting, 'caller' | 'bucket'>): Path => [
  caller,
  bucket.service,
  bucket,
];

/** One level of turns. The last level has requests, each other one the levels below, in the order of their turns. */
class Level {
  readonly levels = new Map<unknown, Level>();
  /** By deadline, so that a request that Twilio has put off comes back to the front. */
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

  /** The next request that may start; all levels above it have then had their turn. */
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

  /**
   * The latest request of the longest level, that makes room for another one at that path. Null when that would be the
   * other one itself.
   */
  evict(path: Path, depth = 0): Waiting | null {
    if (depth === path.length) return null;
    const own = this.levels.get(path[depth]);
    const longest = this.#longest(2 + (own?.size ?? 0), own);
    return longest ? longest.#latest() : (own?.evict(path, depth + 1) ?? null);
  }

  /** Of equal ones, that whose turn comes last. */
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
 * The requests that wait. Turns go by caller, then by Service, then by bucket: a caller has one turn after the others that
 * wait, whatever number of requests it has and whatever Services they name.
 */
export class Turns {
  readonly #callers = new Level();
  readonly #buckets = new Set<Bucket>();

  /** How many requests wait. */
  get size(): number {
    return this.#callers.size;
  }

  /** The buckets in which requests wait. */
  get buckets(): ReadonlySet<Bucket> {
    return this.#buckets;
  }

  /** Whether another caller waits. */
  hasOthers(caller: string): boolean {
    return this.#callers.levels.size > (this.#callers.levels.has(caller) ? 1 : 0);
  }

  /** How many requests of that caller wait. */
  sizeOf(caller: string): number {
    return this.#callers.levels.get(caller)?.size ?? 0;
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
   * The request that makes room for another one of that caller in that bucket: the latest in the longest bucket of the
   * Service with the most, of the caller with the most. Null when that would be the other one itself.
   */
  evict(caller: string, bucket: Bucket): Waiting | null {
    return this.#callers.evict(pathOf({ caller, bucket }));
  }
}
