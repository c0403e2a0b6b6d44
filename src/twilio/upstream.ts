import { createBreaker } from './breaker.ts';
import type { Clock } from './clock.ts';
import { finishWrites, type ReportOrphan } from './finish-writes.ts';
import type { Send } from './http.ts';
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
}

/** The wire with manners. */
export interface Upstream {
  readonly send: Send;
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
  const { clock, random, maxRetries, maxConcurrency, maxWaiting, rateLimit } = options;
  const retryAfter = (answer: Parameters<typeof retryAfterMs>[0]) => retryAfterMs(answer, options.wallNow);
  const breaker = createBreaker(options.send, { clock, onChange: options.onBreaker });
  const queue = createQueue(breaker.send, retryAfter, { maxConcurrency, maxWaiting, rateLimit, clock });
  // It may throw at once: those who send await it, or call it inside of a promise.
  const admitted: Send = (request) => {
    breaker.check(request.endpoint);
    return queue.send(request);
  };
  return {
    send: retrying(finishWrites(admitted, options.onOrphan), { maxRetries, clock, random, retryAfter }),
    isAvailable: () => !breaker.isUpstreamDown(),
    idle: (signal) => queue.idle(signal),
  };
}
