import type { Clock } from './clock.ts';
import { AttemptError, type HttpAnswer, type HttpRequest, Refusal, type Result, type Send } from './http.ts';
import type { Signal } from './signal.ts';

export interface RetryOptions {
  /** Attempts after the first. */
  readonly maxRetries: number;
  readonly clock: Clock;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** How long an answer asks to wait, in milliseconds. */
  readonly retryAfter: (answer: HttpAnswer) => number | null;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/**
 * What may be spent on retries: a bucket of 10 that every first attempt fills by 0.2. When nearly all fails, one request in
 * five is repeated and no more, so that retries never bury an upstream that is getting up again.
 */
export class RetryBudget {
  #left = 10;

  earn(): void {
    this.#left = Math.min(10, this.#left + 0.2);
  }

  /** Takes one retry out of the bucket, if there is one. */
  spend(): boolean {
    // Ten times 0.2 is a little less than 2.
    if (this.#left < 1 - 1e-9) return false;
    this.#left -= 1;
    return true;
  }
}

const isError = (result: Result): result is AttemptError => result instanceof AttemptError;

const isRefusedByRate = (result: Result) => !isError(result) && result.status === 429;

const isAborted = (result: Result) => isError(result) && result.kind === 'aborted';

/** Whether Twilio may have carried the request out although this is no success. A 429 is never processed. */
function maybeProcessed(result: Result): boolean {
  return isError(result) ? result.maySent : result.status >= 500;
}

/** Whether another attempt may turn out better and cannot do harm: a POST goes out again only if Twilio never had it. */
function mayRepeat(method: HttpRequest['method'], result: Result): boolean {
  if (result instanceof Refusal) return false;
  const failed = isError(result)
    ? result.kind === 'unavailable' || result.kind === 'timeout'
    : result.status === 429 || result.status >= 500;
  return failed && (method !== 'POST' || !maybeProcessed(result));
}

/** Runs what comes after a pause; `false` when the caller went meanwhile. */
function pause(milliseconds: number, signal: Signal, clock: Clock, run: (isWanted: boolean) => void): void {
  if (signal.aborted) {
    run(false);
    return;
  }
  const onAbort = () => {
    cancel();
    run(false);
  };
  const cancel = clock.after(milliseconds, () => {
    signal.removeEventListener('abort', onAbort);
    run(true);
  });
  signal.addEventListener('abort', onAbort);
}

/** What is known of a request that was sent. */
interface Course {
  /** Attempts so far. */
  readonly attempts: number;
  /** Those of them that failed. A 429 is no failure: Twilio put the request off. */
  readonly failures: number;
  /** Whether one of them may have been carried out. */
  readonly mayBeDone: boolean;
}

const NOTHING_YET: Course = { attempts: 0, failures: 0, mayBeDone: false };

/**
 * Makes attempts, each of which is paid by whoever waits: what the first payment throws is thrown, and nothing is sent.
 * Repeats what may be repeated, with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), never earlier than the answer asks and
 * never beyond the deadline of the operation. After a 429 it is repeated until then, and `send` makes it wait for its turn;
 * after a failure as often as `maxRetries` and the budget allow. What is not repeated comes back as it was. A DELETE that
 * finds nothing (404) after an attempt that may have been carried out has done its work: 204.
 */
export function retrying(send: Send, { maxRetries, clock, random, retryAfter }: RetryOptions): Send {
  const budget = new RetryBudget();

  function pauseBefore(failures: number, result: Result): number {
    const jitter = random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
    return (isError(result) ? 0 : (retryAfter(result) ?? 0)) + jitter;
  }

  /** Whether whoever waits wants the next attempt and can pay for it. */
  function isPaid({ waiter, endpoint }: HttpRequest): boolean {
    try {
      waiter.onCall(endpoint);
      return true;
    } catch {
      return false;
    }
  }

  /** Goes on after an attempt with that result; `before` is what was known before it. */
  function goOn(request: HttpRequest, result: Result, before: Course, done: (result: Result) => void): void {
    const isPutOff = isRefusedByRate(result);
    const course: Course = {
      attempts: before.attempts + 1,
      failures: before.failures + (isPutOff ? 0 : 1),
      mayBeDone: before.mayBeDone || maybeProcessed(result),
    };
    const settle = () => {
      const isGone =
        request.method === 'DELETE' && !isError(result) && result.status === 404 && before.mayBeDone;
      done(isGone ? { ...result, status: 204, body: '' } : result);
    };
    if (!mayRepeat(request.method, result) || course.failures > maxRetries) {
      settle();
      return;
    }
    const wait = pauseBefore(course.failures, result);
    const { deadlineAt = Infinity } = request.waiter;
    if (clock.now() + wait >= deadlineAt || !(isPutOff || budget.spend())) {
      settle();
      return;
    }
    pause(wait, request.signal, clock, (isWanted) => {
      if (!isWanted || !isPaid(request)) {
        settle();
        return;
      }
      try {
        send({ ...request, repetition: course.attempts }, (next) => {
          // An attempt that was not made or not waited for says less than the failure before it, unless it may have written.
          if (next instanceof Refusal || (request.method !== 'POST' && isAborted(next))) settle();
          else goOn(request, next, course, done);
        });
      } catch (error) {
        request.onDefect(error);
      }
    });
  }

  return (request, done) => {
    request.waiter.onCall(request.endpoint);
    budget.earn();
    send(request, (result) => {
      // Nearly all that is sent ends here.
      if (mayRepeat(request.method, result)) goOn(request, result, NOTHING_YET, done);
      else done(result);
    });
  };
}
