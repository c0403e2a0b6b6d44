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
  /** Attempts after the first. */
  readonly maxRetries: number;
  readonly clock: Clock;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** How long a response asks to wait, in milliseconds. */
  readonly retryAfter: (response: TwilioResponse) => number | null;
}

type Outcome = TwilioResponse | AttemptError;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/**
 * Limits retries: a bucket of 10 that every first attempt fills by 0.2. When nearly all fails, one request in five is
 * repeated and no more, so that retries never overload an upstream that recovers.
 */
class RetryBudget {
  #left = 10;

  earn(): void {
    this.#left = Math.min(10, this.#left + 0.2);
  }

  spend(): boolean {
    // Ten times 0.2 is a little less than 2.
    if (this.#left < 1 - 1e-9) return false;
    this.#left -= 1;
    return true;
  }
}

const isError = (outcome: Outcome): outcome is AttemptError => outcome instanceof AttemptError;

/** Twilio puts a request off with 429: it is never processed. */
const isPutOff = (outcome: Outcome) => !isError(outcome) && outcome.status === 429;

/** Whether Twilio may have carried the request out although this is no success. */
const mayBeProcessed = (outcome: Outcome) => (isError(outcome) ? outcome.maySent : outcome.status >= 500);

/** Whether another attempt may succeed and cannot do harm: a POST is sent again only if Twilio never had it. */
function mayRepeat(method: Method, outcome: Outcome): boolean {
  if (outcome instanceof NotSentError) return false;
  const failed = isError(outcome)
    ? outcome.kind === 'unavailable' || outcome.kind === 'timeout'
    : outcome.status === 429 || outcome.status >= 500;
  return failed && (method !== 'POST' || !mayBeProcessed(outcome));
}

/** One attempt. A defect is thrown. */
async function attempt(request: TwilioRequest, next: Next): Promise<Outcome> {
  try {
    return await next(request);
  } catch (error) {
    if (error instanceof AttemptError) return error;
    throw error;
  }
}

/** Waits so long; false when the signal aborts before. */
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
 * Repeats what may be repeated, with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), never earlier than the response asks and
 * never beyond the deadline of the operation. After a 429 a request is repeated until then; after a failure as often as
 * `maxRetries` and the retry budget allow. A DELETE that finds nothing (404) after an attempt that may have been carried
 * out has done its work: 204.
 */
export function retry({ maxRetries, clock, random, retryAfter }: RetryOptions): Middleware {
  const budget = new RetryBudget();

  function pauseAfter(outcome: Outcome, failures: number): number {
    const jitter = random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
    return (isError(outcome) ? 0 : (retryAfter(outcome) ?? 0)) + jitter;
  }

  return async (request, next) => {
    const { method, signal, waiter } = request;
    let outcome = await attempt(request, next);
    let failures = 0;
    let mayBeDone = false;
    budget.earn();
    for (let repetition = 1; mayRepeat(method, outcome); repetition += 1) {
      if (!isPutOff(outcome)) failures += 1;
      if (failures > maxRetries) break;
      const wait = pauseAfter(outcome, failures);
      if (clock.now() + wait >= (waiter.deadlineAt ?? Infinity)) break;
      if (!isPutOff(outcome) && !budget.spend()) break;
      if (!(await pause(wait, signal, clock))) break;
      const again = await attempt({ ...request, repetition }, next);
      // An attempt that was not made or not waited for says less than the failure before it, unless it may have written.
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
