import type { Clock } from '../clock.ts';
import {
  AttemptError,
  type Method,
  type Middleware,
  type Next,
  NotSentError,
  type TwilioRequest,
  type TwilioResponse,
} from './request.ts';

export interface RetryOptions {
  /** The most attempts after the first, of requests that fail. */
  readonly maxRetries: number;
  readonly clock: Clock;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** `Retry-After` of a response, in milliseconds. */
  readonly retryAfter: (response: TwilioResponse) => number | null;
}

type Outcome = TwilioResponse | AttemptError;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/**
 * Limits retries with a bucket of 10 tokens. Each first attempt adds 0.2, each repetition takes 1. When nearly all requests
 * fail, one in five is repeated, so that retries do not overload an upstream that recovers.
 */
class RetryBudget {
  #tokens = 10;

  add(): void {
    this.#tokens = Math.min(10, this.#tokens + 0.2);
  }

  take(): boolean {
    // In floating point, ten times 0.2 is a little less than 2.
    if (this.#tokens < 1 - 1e-9) return false;
    this.#tokens -= 1;
    return true;
  }
}

const isError = (outcome: Outcome): outcome is AttemptError => outcome instanceof AttemptError;

/** Twilio never processes a request that it answers with 429. */
const isRateLimited = (outcome: Outcome) => !isError(outcome) && outcome.status === 429;

/** Whether Twilio may have processed the request although it failed. */
const mayBeProcessed = (outcome: Outcome) => (isError(outcome) ? outcome.maySent : outcome.status >= 500);

/** Whether another attempt may succeed and is safe. A POST is sent again only if Twilio did not process it. */
function mayRepeat(method: Method, outcome: Outcome): boolean {
  if (outcome instanceof NotSentError) return false;
  const failed = isError(outcome)
    ? outcome.kind === 'unavailable' || outcome.kind === 'timeout'
    : outcome.status === 429 || outcome.status >= 500;
  return failed && (method !== 'POST' || !mayBeProcessed(outcome));
}

/** One attempt. Throws only unexpected errors. */
async function attempt(request: TwilioRequest, next: Next): Promise<Outcome> {
  try {
    return await next(request);
  } catch (error) {
    if (error instanceof AttemptError) return error;
    throw error;
  }
}

/** Waits. Resolves to false when the signal aborts before. */
const pause = (milliseconds: number, signal: AbortSignal, clock: Clock): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false);
      return;
    }
    const onAbort = () => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', onAbort);
      resolve(true);
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });

/**
 * Repeats requests that failed, with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * Never earlier than `Retry-After` and never after the deadline of the operation. After a 429 a request is repeated until the
 * deadline, after a failure as often as `maxRetries` and the retry budget allow. A DELETE that gets a 404 after an attempt that
 * may have been processed has succeeded: 204.
 */
export function retry({ maxRetries, clock, random, retryAfter }: RetryOptions): Middleware {
  const budget = new RetryBudget();

  function pauseAfter(outcome: Outcome, failures: number): number {
    const jitter = random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
    return (isError(outcome) ? 0 : (retryAfter(outcome) ?? 0)) + jitter;
  }

  return async (request, next) => {
    const { method, signal, context } = request;
    let outcome = await attempt(request, next);
    let failures = 0;
    let mayBeDone = false;
    budget.add();
    for (let repetition = 1; mayRepeat(method, outcome); repetition += 1) {
      if (!isRateLimited(outcome)) failures += 1;
      if (failures > maxRetries) break;
      const wait = pauseAfter(outcome, failures);
      if (clock.now() + wait >= (context.deadlineAt ?? Infinity)) break;
      if (!isRateLimited(outcome) && !budget.take()) break;
      if (!(await pause(wait, signal, clock))) break;
      const again = await attempt({ ...request, repetition }, next);
      // The earlier failure is more informative than an attempt that was not made or was aborted, unless that one may have written.
      const isAborted = isError(again) && again.kind === 'aborted';
      if (again instanceof NotSentError || (isAborted && method !== 'POST')) break;
      mayBeDone ||= mayBeProcessed(outcome);
      outcome = again;
    }
    if (isError(outcome)) throw outcome;
    const isGone = method === 'DELETE' && outcome.status === 404 && mayBeDone;
    return isGone ? { ...outcome, status: 204, body: '' } : outcome;
  };
}
