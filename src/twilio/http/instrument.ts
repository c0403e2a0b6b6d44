import type { Clock } from '../clock.ts';
import type { TwilioErrorKind } from '../errors.ts';
import { AttemptError, type Middleware, type TwilioRequest } from './request.ts';

/** The outcome of an attempt: the status of the response, or why there is none. */
export type AttemptEnd = number | TwilioErrorKind;

/** Why the gateway refused a request: its endpoint keeps failing, or too many requests wait. */
export type RefusalReason = 'breaker' | 'queue';

/** Observes REST calls, for metrics. */
export interface RestObserver {
  /** Called when an attempt that reached the transport has ended, with its duration. */
  onAttempt(request: TwilioRequest, end: AttemptEnd, milliseconds: number): void;
  /** Called when a request that had to wait starts, with the time that it waited. */
  onWaited(endpoint: string, milliseconds: number): void;
  /** Called when the gateway refuses a request. */
  onRefused(endpoint: string, reason: RefusalReason): void;
}

/** The tracing span of an attempt. */
export interface AttemptSpan {
  /** Headers of trace propagation. */
  readonly headers: Readonly<Record<string, string>>;
  end(outcome: AttemptEnd): void;
}

/** Starts the span of an attempt. Null when the attempt is not traced. */
export type StartSpan = (request: TwilioRequest) => AttemptSpan | null;

export interface InstrumentOptions {
  readonly observer: Pick<RestObserver, 'onAttempt'>;
  readonly startSpan: StartSpan;
  readonly clock: Clock;
}

/** Reports each attempt to the observer and to its span, before the caller gets the outcome. */
export function instrument({ observer, startSpan, clock }: InstrumentOptions): Middleware {
  return async (request, next) => {
    const startedAt = clock.now();
    const span = startSpan(request);
    const end = (outcome: AttemptEnd) => {
      span?.end(outcome);
      observer.onAttempt(request, outcome, clock.now() - startedAt);
    };
    try {
      const response = await next(span ? { ...request, traceHeaders: span.headers } : request);
      end(response.status);
      return response;
    } catch (error) {
      if (error instanceof AttemptError) end(error.kind);
      throw error;
    }
  };
}
