import type { Clock } from '../clock.ts';
import { chargeBudget } from './charge-budget.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { compose } from './compose.ts';
import { createDeduplication } from './deduplicate.ts';
import { detachWrites, type ReportDetached } from './detach-writes.ts';
import { instrument, type RestObserver, type StartSpan } from './instrument.ts';
import { createRateLimiter } from './rate-limiter/rate-limiter.ts';
import type { SidPath } from '../resource.ts';
import type { Next } from './request.ts';
import { retryAfterMs } from './retry-after.ts';
import { retry } from './retry.ts';

export interface HttpPipelineOptions {
  /** Makes one attempt. */
  readonly transport: Next;
  readonly maxConcurrency: number;
  /** Requests that wait at most. */
  readonly maxWaiting: number;
  readonly maxRetries: number;
  readonly rateLimit: boolean;
  readonly clock: Clock;
  /** Milliseconds since the epoch, to compare a date in `Retry-After` with. */
  readonly wallNow: () => number;
  readonly random: () => number;
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
  /** REST calls in flight. */
  readonly inFlight: number;
  /** REST calls that wait for their turn. */
  readonly waiting: number;
  /** Whether no endpoint fails without another one answering. */
  isAvailable(): boolean;
  /** Resolves when no request is in flight or waits, or when the signal aborts. */
  idle(signal?: AbortSignal): Promise<void>;
}

/** Puts the middleware around the transport. */
export function createHttpPipeline(options: HttpPipelineOptions): HttpPipeline {
  const { transport, clock, random, observer, startSpan, maxRetries, wallNow } = options;
  const retryAfter = (response: Parameters<typeof retryAfterMs>[0]) => retryAfterMs(response, wallNow);
  const circuitBreaker = createCircuitBreaker({
    clock,
    onChange: options.onBreaker,
    onRefused: (endpoint) => observer.onRefused(endpoint, 'breaker'),
  });
  const rateLimiter = createRateLimiter({
    maxConcurrency: options.maxConcurrency,
    maxWaiting: options.maxWaiting,
    rateLimit: options.rateLimit,
    clock,
    random,
    retryAfter,
    onWaited: (endpoint, milliseconds) => observer.onWaited(endpoint, milliseconds),
    onRefused: (endpoint) => observer.onRefused(endpoint, 'queue'),
  });
  const deduplication = createDeduplication((waiter, caller) => rateLimiter.share(waiter, caller));
  const send = compose(
    [
      deduplication.middleware,
      retry({ maxRetries, clock, random, retryAfter }),
      // Inside of `retry`: each attempt is a REST call of its own.
      chargeBudget,
      detachWrites(options.onDetached),
      // Twice: an endpoint that is known to fail is not waited for, and what waited when it began to fail is not sent.
      circuitBreaker.refuse,
      rateLimiter.limit,
      circuitBreaker.guard,
      instrument({ observer, startSpan, clock }),
    ],
    transport,
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
  };
}
