import type { Clock } from '../clock.ts';
import type { TwilioErrorKind } from '../errors.ts';
import { AttemptError, type Middleware, type TwilioRequest } from './request.ts';

/** How an attempt ended: the status of the response, or why there is none. */
export type AttemptEnd = number | TwilioErrorKind;

/** Why a request was not sent: its endpoint keeps failing, or too many wait already. */
export type RefusalReason = 'breaker' | 'queue';

/** Told what becomes of REST calls. */
export interface RestObserver {
  /** An attempt that reached the transport is over; it took so many milliseconds. */
  onAttempt(request: TwilioRequest, end: AttemptEnd, milliseconds: number): void;
  /** A request that could not start at once starts now, after so many milliseconds. */
  onWaited(endpoint: string, milliseconds: number): void;
  /** The gateway itself refused a request. */
  onRefused(endpoint: string, reason: RefusalReason): void;
}

/** The tracing span of an attempt. */
export interface AttemptSpan {
  /** What the request says of its trace. */
  readonly headers: Readonly<Record<string, string>>;
  end(outcome: AttemptEnd): void;
}

/** Starts the span of an attempt; null when it is not traced. */
export type StartSpan = (request: TwilioRequest) => AttemptSpan | null;

export interface InstrumentOptions {
  readonly observer: Pick<RestObserver, 'onAttempt'>;
  readonly startSpan: StartSpan;
  readonly clock: Clock;
}

/** Measures each attempt and makes it a span, before its caller goes on. */
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
