import type { Clock } from '../clock.ts';
import { chargeBudget } from './charge-budget.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { compose } from './compose.ts';
import { type AnnounceWrite, createDeduplication } from './deduplicate.ts';
import { detachWrites, type ReportDetached } from './detach-writes.ts';
import { instrument, type RestObserver, type StartSpan } from './instrument.ts';
import { ALLOWED, fixedQuota, type Quota } from './rate-limiter/quota.ts';
import { createRateLimiter } from './rate-limiter/rate-limiter.ts';
import type { SidPath } from '../sid.ts';
import type { Next, TwilioResponse } from './request.ts';
import { retryAfterMs } from './retry-after.ts';
import { retry } from './retry.ts';
import type { Transport } from './transport.ts';

export interface HttpLimits {
  /** The most requests in flight. */
  readonly maxConcurrency: number;
  /** The most requests that wait. More are refused. */
  readonly maxQueue: number;
  /** The most repetitions of a request that failed. */
  readonly maxRetries: number;
  /** Whether to enforce Twilio's published rate limit. */
  readonly rateLimit: boolean;
}

export interface HttpPipelineOptions {
  readonly transport: Transport;
  readonly limits: HttpLimits;
  /** How the limits are shared with other replicas. Default: there are none. */
  readonly quota?: Quota;
  readonly clock: Clock;
  /** Milliseconds since the epoch, to compare a date in `Retry-After` with. */
  readonly wallNow: () => number;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** Absent if there are no other replicas. */
  readonly announceWrite?: AnnounceWrite;
  readonly onDetached: ReportDetached;
  readonly onBreaker: (endpoint: string, isOpen: boolean) => void;
  readonly observer: RestObserver;
  readonly startSpan: StartSpan;
}

/** HTTP client with retries, circuit breaker and rate limiting. */
export interface HttpPipeline {
  readonly send: Next;
  /** Lets nobody join the reads in flight at, under and above a path any more: what they read has changed. */
  detachReads(scope: SidPath): void;
  /** How many REST calls are in flight. */
  readonly inFlight: number;
  /** How many REST calls wait in the queue. */
  readonly waiting: number;
  /** False while the circuit breaker refuses an endpoint and no other endpoint answers. */
  isAvailable(): boolean;
  /** Resolves when no request is in flight or waits, or when the signal aborts. */
  idle(signal?: AbortSignal): Promise<void>;
  /** Closes all connections. Requests in flight fail. */
  close(): Promise<void>;
}

/** Puts the middleware around the transport. The order of the list is the order of a request. */
export function createHttpPipeline(options: HttpPipelineOptions): HttpPipeline {
  const { transport, limits, clock, random, observer, startSpan, wallNow } = options;
  const { maxConcurrency, maxQueue, maxRetries, rateLimit } = limits;
  const retryAfter = (response: TwilioResponse) => retryAfterMs(response, wallNow);
  const circuitBreaker = createCircuitBreaker({
    clock,
    onChange: options.onBreaker,
    onRefused: (endpoint) => observer.onRefused(endpoint, 'breaker'),
  });
  const rateLimiter = createRateLimiter({
    maxConcurrency,
    maxQueue,
    rateLimit,
    quota: options.quota ?? fixedQuota(ALLOWED, 1),
    clock,
    random,
    retryAfter,
    onWaited: (endpoint, milliseconds) => observer.onWaited(endpoint, milliseconds),
    onRefused: (endpoint) => observer.onRefused(endpoint, 'queue'),
  });
  const deduplication = createDeduplication(
    (context, callerId) => rateLimiter.share(context, callerId),
    options.announceWrite,
  );
  const send = compose(
    [
      deduplication.middleware,
      retry({ maxRetries, clock, random, retryAfter }),
      // Inside of `retry`: each attempt is a REST call of its own.
      chargeBudget,
      detachWrites((request, end) => {
        void deduplication.written(request.scope);
        options.onDetached(request, end);
      }),
      // Twice: before the queue, so that no request waits for a failing endpoint, and after it, for requests that waited meanwhile.
      circuitBreaker.refuse,
      rateLimiter.limit,
      circuitBreaker.guard,
      instrument({ observer, startSpan, clock }),
    ],
    transport.send,
  );
  return {
    send,
    detachReads: (scope) => deduplication.detach(scope),
    get inFlight() {
      return rateLimiter.inFlight;
    },
    get waiting() {
      return rateLimiter.waiting;
    },
    isAvailable: () => !circuitBreaker.isUpstreamDown(),
    idle: (signal) => rateLimiter.idle(signal),
    close: () => transport.close(),
  };
}
