import type { Clock } from '../../clock.ts';
import { readErrorBody } from '../../errors.ts';
import {
  type Middleware,
  NotSentError,
  type RequestContext,
  type TwilioRequest,
  type TwilioResponse,
} from '../request.ts';
import { type Bucket, Buckets, type Waiting } from './buckets.ts';
import { accountMay, Connections, type Running } from './connections.ts';
import { type Admission, deadlineOf, FairQueue } from './fair-queue.ts';
import { partOf, type Quota, WINDOW_MS } from './quota.ts';

export interface RateLimiterOptions {
  /** The most requests in flight. */
  readonly maxConcurrency: number;
  /** The most requests that wait. More are refused. */
  readonly maxQueue: number;
  /** Whether to enforce Twilio's published rate limit. Without it only 429 responses slow requests down. */
  readonly rateLimit: boolean;
  /** How the limits are shared with other replicas. */
  readonly quota: Quota;
  readonly clock: Clock;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** `Retry-After` of a response, in milliseconds. */
  readonly retryAfter: (response: TwilioResponse) => number | null;
  /** Called when a request that had to wait starts. */
  readonly onWaited?: (endpoint: string, milliseconds: number) => void;
  /** Called for each request that is refused because too many wait. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface RateLimiter {
  readonly limit: Middleware;
  /** Adds a caller to a waiting read. The read moves to the caller with fewer waiting requests. */
  share(context: RequestContext, callerId: string): void;
  readonly inFlight: number;
  readonly waiting: number;
  /** Resolves when nothing is in flight and nothing waits, or when the signal aborts. */
  idle(signal?: AbortSignal): Promise<void>;
}

/** Twilio's code for too many concurrent requests of the account: https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY_CONCURRENT = 20429;

/** When a request may be sent again after the queue was full. */
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
 * Starts requests as fast as Twilio allows. The others wait in a fair queue: by caller, then by Service, then by bucket. When
 * the queue is full, the latest request of the caller with the most is dropped. After a 429 a bucket pauses, then starts slowly.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { maxConcurrency, maxQueue, rateLimit, clock, random, retryAfter } = options;
  const { quota } = options;
  const buckets = new Buckets(maxConcurrency, rateLimit ? quota : null);
  const queue = new FairQueue();
  const connections = new Connections(() => partOf(maxConcurrency, quota.replicas(clock.now())));
  const waitingByContext = new Map<RequestContext, Waiting>();
  const idleListeners = new Set<() => void>();
  let cancelWake: (() => void) | null = null;
  let isDrainScheduled = false;

  const isIdle = () => connections.size === 0 && queue.size === 0;

  const may: Admission = {
    caller: (callerId) => connections.callerMay(callerId, queue.hasOthers(callerId)),
    service: (service, now) => connections.serviceMay(service, now),
    bucket: ({ window, slowStart }, deadlineAt, now) =>
      slowStart.admits(now) && (window === null || window.admits(now, deadlineAt)),
  };

  quota.onRoom?.(() => {
    if (queue.size > 0) drain();
  });

  function remove(waiting: Waiting): void {
    const { context } = waiting.request;
    queue.remove(waiting);
    if (waitingByContext.get(context) === waiting) waitingByContext.delete(context);
  }

  /** How many of the waiting requests of a bucket may start as soon as its window has room. */
  const startable = ({ service, slowStart, waiting }: Bucket, now: number): number =>
    Math.min(waiting.size, slowStart.room(now), connections.roomOf(service, now));

  function freeAt(bucket: Bucket, now: number): number {
    const { service, slowStart, window } = bucket;
    const { account } = service;
    if (now < account.pausedUntil) return account.pausedUntil;
    if (!accountMay(account, now)) return account.concurrency.risesAt(now);
    if (now < slowStart.restsUntil) return slowStart.restsUntil;
    if (startable(bucket, now) <= 0) return Infinity;
    return window?.room(now) === 0 ? window.roomAt(now) : Infinity;
  }

  /** When a waiting request may start without a response before; `Infinity` when it needs one. */
  function wakeAt(now: number): number {
    let earliest = Infinity;
    for (const bucket of queue.buckets) earliest = Math.min(earliest, freeAt(bucket, now));
    return earliest;
  }

  /** Starts all waiting requests that may start. */
  function drain(): void {
    cancelWake?.();
    cancelWake = null;
    const now = clock.now();
    for (let waiting = queue.next(may, now); waiting; waiting = queue.next(may, now)) {
      remove(waiting);
      waiting.start();
    }
    if (connections.isFull) return;
    for (const bucket of queue.buckets) bucket.window?.request(startable(bucket, now), now);
    const at = wakeAt(now);
    if (at < Infinity) cancelWake = clock.after(Math.max(1, Math.ceil(at - now)), drain);
  }

  /** Drains after the current tick: when many operations end in one tick, no request may start that is about to be aborted. */
  function scheduleDrain(): void {
    if (isDrainScheduled) return;
    isDrainScheduled = true;
    setImmediate(() => {
      isDrainScheduled = false;
      drain();
    });
  }

  /** Refuses requests whose deadline is before the end of their bucket's rest. */
  function rejectLate({ slowStart: { restsUntil }, waiting }: Bucket, now: number): void {
    for (const each of waiting) {
      if (deadlineOf(each.request) <= restsUntil) each.reject(rateLimited(restsUntil - now));
    }
  }

  /** Handles a 429: the bucket starts again slowly, and the limit of the account or of the window is halved. */
  function slowDown({ bucket, place, round }: Running, response: TwilioResponse): void {
    const now = clock.now();
    const retryAfterMs = Math.min(retryAfter(response) ?? 0, WINDOW_MS);
    bucket.slowStart.refuse(round, now, retryAfterMs, random());
    const { account } = bucket.service;
    if (readErrorBody(response.status, response.body, null).code === TOO_MANY_CONCURRENT) {
      account.concurrency.shrink(now, account.inFlight);
      account.pausedUntil = Math.max(account.pausedUntil, now + retryAfterMs);
    } else if (place) bucket.window?.refused(place, now);
    rejectLate(bucket, now);
  }

  function leave(running: Running, response: TwilioResponse | null, isAborted: boolean): void {
    const { bucket, place, round } = running;
    if (response?.status === 429) slowDown(running, response);
    else bucket.slowStart.end(round, response !== null);
    if (place) bucket.window?.answered(place, clock.now());
    connections.leave(running);
    if (queue.size > 0) (isAborted ? scheduleDrain : drain)();
    if (isIdle()) idleListeners.forEach((listener) => listener());
  }

  /** Drops a waiting request for a new one of that caller and bucket. False when the new one is the one to drop. */
  function evict(callerId: string, bucket: Bucket): boolean {
    const evicted = queue.evict(callerId, bucket);
    evicted?.reject(refused(evicted.request));
    return evicted !== null;
  }

  function refused({ endpoint }: TwilioRequest): NotSentError {
    options.onRefused?.(endpoint);
    return overloaded();
  }

  /** Waits until the request may start. Throws when its operation ends before that, or when the queue is full. */
  function enqueue(request: TwilioRequest, callerId: string, bucket: Bucket, now: number): Promise<Running> {
    const { signal, context } = request;
    const { restsUntil } = bucket.slowStart;
    if (signal.aborted) throw ended();
    if (restsUntil > now && restsUntil >= deadlineOf(request)) throw rateLimited(restsUntil - now);
    if (queue.size >= maxQueue && !evict(callerId, bucket)) throw refused(request);
    return new Promise((resolve, reject) => {
      const onAbort = () => waiting.reject(ended());
      const waiting: Waiting = {
        callerId,
        bucket,
        request,
        start() {
          signal.removeEventListener('abort', onAbort);
          resolve(connections.enter(waiting.callerId, bucket, clock.now()));
        },
        reject(error) {
          signal.removeEventListener('abort', onAbort);
          remove(waiting);
          reject(error);
        },
      };
      queue.add(waiting);
      waitingByContext.set(context, waiting);
      signal.addEventListener('abort', onAbort, { once: true });
      drain();
    });
  }

  return {
    get inFlight() {
      return connections.size;
    },

    get waiting() {
      return queue.size;
    },

    async limit(request, next) {
      const now = clock.now();
      const bucket = buckets.of(request, now);
      const { callerId = '' } = request.context;
      const startsNow =
        bucket.waiting.size === 0 &&
        may.caller(callerId) &&
        may.service(bucket.service, now) &&
        may.bucket(bucket, deadlineOf(request), now);
      const running = startsNow
        ? connections.enter(callerId, bucket, now)
        : await enqueue(request, callerId, bucket, now);
      let response: TwilioResponse | null = null;
      try {
        if (!startsNow) options.onWaited?.(request.endpoint, clock.now() - now);
        response = await next(request);
        return response;
      } finally {
        leave(running, response, request.signal.aborted);
      }
    },

    share(context, callerId) {
      const waiting = waitingByContext.get(context);
      if (!waiting || queue.sizeOf(callerId) + 1 >= queue.sizeOf(waiting.callerId)) return;
      queue.remove(waiting);
      waiting.callerId = callerId;
      queue.add(waiting);
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
