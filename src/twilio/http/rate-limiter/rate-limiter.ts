import type { Clock } from '../../clock.ts';
import { readErrorBody } from '../../errors.ts';
import {
  type Middleware,
  NotSentError,
  type TwilioRequest,
  type TwilioResponse,
  type Waiter,
} from '../request.ts';
import { type Bucket, Buckets, type Waiting } from './buckets.ts';
import { accountMay, Connections, type Running } from './connections.ts';
import { WINDOW_MS } from './sliding-window.ts';
import { type Admission, deadlineOf, Turns } from './fair-queue.ts';

export interface RateLimiterOptions {
  /** Requests in flight at the same time. */
  readonly maxConcurrency: number;
  /** Requests that wait; more are refused. */
  readonly maxWaiting: number;
  /** Whether Twilio's rate window is kept before Twilio says so. */
  readonly rateLimit: boolean;
  readonly clock: Clock;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** How long a response asks to wait, in milliseconds. */
  readonly retryAfter: (response: TwilioResponse) => number | null;
  /** Called for each request that could not start at once, when it starts. */
  readonly onWaited?: (endpoint: string, milliseconds: number) => void;
  /** Called for each request that is refused because too many wait. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface RateLimiter {
  readonly limit: Middleware;
  /** A waiting read has one more caller: it takes the turn of the one with fewer waiting requests. */
  share(waiter: Waiter, caller: string): void;
  readonly inFlight: number;
  readonly waiting: number;
  /** Resolves when nothing is in flight and nothing waits, or when the signal aborts. */
  idle(signal?: AbortSignal): Promise<void>;
}

/** Twilio's code for too many concurrent requests of the account: https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY_CONCURRENT = 20429;

/** When callers of a full queue may come again. */
const RETRY_AFTER_SECONDS = 2;

const overloaded = () =>
  new NotSentError('overloaded', 'Too many requests to Twilio are waiting already.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const ended = () => new NotSentError('aborted', 'The operation ended before the request was sent.');

const rateLimited = (milliseconds: number) =>
  new NotSentError('rate-limited', 'Not sent: Twilio takes no more calls of this kind before the deadline.', {
    retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)),
  });

/**
 * Lets requests through as fast as Twilio allows, and lets the others wait. They take turns by caller, then by Service,
 * then by bucket; when too many wait, the caller with the most of them loses its latest. After a 429 a bucket rests and
 * starts again slowly.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { maxConcurrency, maxWaiting, rateLimit, clock, random, retryAfter } = options;
  const buckets = new Buckets(maxConcurrency, rateLimit);
  const turns = new Turns();
  const connections = new Connections(maxConcurrency);
  const waitingOf = new Map<Waiter, Waiting>();
  const idleListeners = new Set<() => void>();
  let cancelWake: (() => void) | null = null;
  let drainsSoon = false;

  const isIdle = () => connections.size === 0 && turns.size === 0;

  const may: Admission = {
    caller: (name) => connections.callerMay(name, turns.hasOthers(name)),
    service: (service, now) => connections.serviceMay(service, now),
    bucket: ({ window, slowStart }, deadlineAt, now) =>
      slowStart.admits(now) && (window === null || window.admits(now, deadlineAt)),
  };

  function remove(waiting: Waiting): void {
    const { waiter } = waiting.request;
    turns.remove(waiting);
    if (waitingOf.get(waiter) === waiting) waitingOf.delete(waiter);
  }

  function freeAt({ service: { account }, slowStart, window }: Bucket, now: number): number {
    if (now < account.pausedUntil) return account.pausedUntil;
    if (!accountMay(account, now)) return account.concurrency.risesAt(now);
    if (now < slowStart.restsUntil) return slowStart.restsUntil;
    return window?.room(now) === 0 ? window.roomAt(now) : Infinity;
  }

  /** When time alone lets a waiting request start; `Infinity` when only a response can. */
  function wakeAt(now: number): number {
    let earliest = Infinity;
    for (const bucket of turns.buckets) earliest = Math.min(earliest, freeAt(bucket, now));
    return earliest;
  }

  /** Starts all waiting requests that may start. */
  function drain(): void {
    cancelWake?.();
    cancelWake = null;
    const now = clock.now();
    for (let waiting = turns.next(may, now); waiting; waiting = turns.next(may, now)) {
      remove(waiting);
      waiting.start();
    }
    if (connections.isFull) return;
    const at = wakeAt(now);
    if (at < Infinity) cancelWake = clock.after(Math.max(1, Math.ceil(at - now)), drain);
  }

  /** When many operations end at the same moment, what they leave waiting must not be sent just before its own end. */
  function drainSoon(): void {
    if (drainsSoon) return;
    drainsSoon = true;
    setImmediate(() => {
      drainsSoon = false;
      drain();
    });
  }

  /** Refuses what cannot be sent before its deadline, as its bucket rests for longer. */
  function giveUp({ slowStart: { restsUntil }, waiting }: Bucket, now: number): void {
    for (const each of waiting) {
      if (deadlineOf(each.request) <= restsUntil) each.reject(rateLimited(restsUntil - now));
    }
  }

  /** After a 429 a bucket starts again slowly, and the account or the window gets narrower for a while. */
  function slowDown({ bucket, place, round }: Running, response: TwilioResponse): void {
    const now = clock.now();
    const askedMs = Math.min(retryAfter(response) ?? 0, WINDOW_MS);
    bucket.slowStart.refuse(round, now, askedMs, random());
    const { account } = bucket.service;
    if (readErrorBody(response.status, response.body, null).code === TOO_MANY_CONCURRENT) {
      account.concurrency.shrink(now, account.inFlight);
      account.pausedUntil = Math.max(account.pausedUntil, now + askedMs);
    } else if (place) bucket.window?.refused(place, now);
    giveUp(bucket, now);
  }

  function leave(running: Running, response: TwilioResponse | null, isAborted: boolean): void {
    const { bucket, place, round } = running;
    if (response?.status === 429) slowDown(running, response);
    else bucket.slowStart.end(round, response !== null);
    if (place) bucket.window?.answered(place, clock.now());
    connections.leave(running);
    if (turns.size > 0) (isAborted ? drainSoon : drain)();
    if (isIdle()) idleListeners.forEach((listener) => listener());
  }

  /** Makes room for one more of that caller and bucket, if another one is to go. */
  function evict(caller: string, bucket: Bucket): boolean {
    const evicted = turns.evict(caller, bucket);
    evicted?.reject(refused(evicted.request));
    return evicted !== null;
  }

  function refused({ endpoint }: TwilioRequest): NotSentError {
    options.onRefused?.(endpoint);
    return overloaded();
  }

  /** Waits until the request may start. Throws when its operation ends before, or cannot wait so long. */
  function turn(request: TwilioRequest, caller: string, bucket: Bucket, now: number): Promise<Running> {
    const { signal, waiter } = request;
    const { restsUntil } = bucket.slowStart;
    if (signal.aborted) throw ended();
    if (restsUntil > now && restsUntil >= deadlineOf(request)) throw rateLimited(restsUntil - now);
    if (turns.size >= maxWaiting && !evict(caller, bucket)) throw refused(request);
    return new Promise((resolve, reject) => {
      const onAbort = () => waiting.reject(ended());
      const waiting: Waiting = {
        caller,
        bucket,
        request,
        start() {
          signal.removeEventListener('abort', onAbort);
          resolve(connections.enter(waiting.caller, bucket, clock.now()));
        },
        reject(error) {
          signal.removeEventListener('abort', onAbort);
          remove(waiting);
          reject(error);
        },
      };
      turns.add(waiting);
      waitingOf.set(waiter, waiting);
      signal.addEventListener('abort', onAbort, { once: true });
      drain();
    });
  }

  return {
    get inFlight() {
      return connections.size;
    },

    get waiting() {
      return turns.size;
    },

    async limit(request, next) {
      const now = clock.now();
      const bucket = buckets.of(request, now);
      const { caller = '' } = request.waiter;
      const startsNow =
        bucket.waiting.size === 0 &&
        may.caller(caller) &&
        may.service(bucket.service, now) &&
        may.bucket(bucket, deadlineOf(request), now);
      const running = startsNow
        ? connections.enter(caller, bucket, now)
        : await turn(request, caller, bucket, now);
      let response: TwilioResponse | null = null;
      try {
        if (!startsNow) options.onWaited?.(request.endpoint, clock.now() - now);
        response = await next(request);
        return response;
      } finally {
        leave(running, response, request.signal.aborted);
      }
    },

    share(waiter, caller) {
      const waiting = waitingOf.get(waiter);
      if (!waiting || turns.sizeOf(caller) + 1 >= turns.sizeOf(waiting.caller)) return;
      turns.remove(waiting);
      waiting.caller = caller;
      turns.add(waiting);
      drain();
    },

    idle: (signal) =>
      new Promise((resolve) => {
        const finish = () => {
          idleListeners.delete(finish);
          signal?.removeEventListener('abort', finish);
          resolve();
        };
        idleListeners.add(finish);
        signal?.addEventListener('abort', finish, { once: true });
        if (isIdle() || signal?.aborted) finish();
      }),
  };
}
