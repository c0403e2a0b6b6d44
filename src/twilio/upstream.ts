import { createBreaker } from './breaker.ts';
import type { Clock } from './clock.ts';
import { finishWrites, type ReportOrphan } from './finish-writes.ts';
import type { Send, Waiter } from './http.ts';
import { observeAttempts, type RestObserver } from './observe.ts';
import { createQueue } from './queue.ts';
import { retryAfterMs } from './retry-after.ts';
import { retrying } from './retry.ts';
import type { Signal } from './signal.ts';

export interface UpstreamOptions {
  /** The wire: one attempt at one request. */
  readonly send: Send;
  readonly maxConcurrency: number;
  /** Requests that wait at most. */
  readonly maxWaiting: number;
  readonly maxRetries: number;
  readonly rateLimit: boolean;
  readonly clock: Clock;
  /** Milliseconds since the epoch, to compare a date in `Retry-After` with. */
  readonly wallNow: () => number;
  readonly random: () => number;
  readonly onOrphan: ReportOrphan;
  readonly onBreaker: (endpoint: string, isOpen: boolean) => void;
  readonly observer: RestObserver;
}

/** The wire with manners. */
export interface Upstream {
  readonly send: Send;
  /** A read that is under way has one more caller. */
  share(waiter: Waiter, caller: string): void;
  /** REST calls that are under way, and that wait for their turn. */
  readonly inFlight: number;
  readonly waiting: number;
  /** Whether it is worth sending callers here. */
  isAvailable(): boolean;
  /** Resolves when no request is under way or waits for its turn, or when the signal aborts. */
  idle(signal?: Signal): Promise<void>;
}

/**
 * Puts the engines around the wire. From outside in: what may be repeated is repeated; a write outlives its caller; an
 * endpoint that fails is left alone; every request waits for its turn.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { clock, random, maxRetries, maxConcurrency, maxWaiting, rateLimit, observer } = options;
  const retryAfter = (answer: Parameters<typeof retryAfterMs>[0]) => retryAfterMs(answer, options.wallNow);
  const wire = observeAttempts(options.send, observer, clock);
  const breaker = createBreaker(wire, {
    clock,
    onChange: options.onBreaker,
    onRefused: (endpoint) => observer.onRefused(endpoint, 'breaker'),
  });
  const queue = createQueue(breaker.send, {
    maxConcurrency,
    maxWaiting,
    rateLimit,
    clock,
    random,
    retryAfter,
    onWaited: (endpoint, milliseconds) => observer.onWaited(endpoint, milliseconds),
    onRefused: (endpoint) => observer.onRefused(endpoint, 'queue'),
  });
  const admitted: Send = (request, done) => {
    const { endpoint } = request;
    const refusal = breaker.refusal(endpoint);
    if (refusal) {
      observer.onRefused(endpoint, 'breaker');
      done(refusal);
    } else queue.send(request, done);
  };
  return {
    get inFlight() {
      return queue.inFlight;
    },
    get waiting() {
      return queue.waiting;
    },
    send: retrying(finishWrites(admitted, options.onOrphan), { maxRetries, clock, random, retryAfter }),
    share: (waiter, caller) => queue.share(waiter, caller),
    isAvailable: () => !breaker.isUpstreamDown(),
    idle: (signal) => queue.idle(signal),
  };
}
