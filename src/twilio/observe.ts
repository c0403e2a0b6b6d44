import type { Clock } from './clock.ts';
import type { TwilioErrorKind } from './errors.ts';
import { AttemptError, type HttpRequest, type Send } from './http.ts';

/** How an attempt ended: the status of the answer, or why there is none. */
export type AttemptEnd = number | TwilioErrorKind;

/** Why a request was not let out to the wire: its endpoint keeps failing, or too many wait already. */
export type RefusalReason = 'breaker' | 'queue';

/** Told what becomes of REST calls. It is asked on the way of every call: it returns at once and never throws. */
export interface RestObserver {
  /** An attempt that reached the wire is over; it took so many milliseconds. */
  onAttempt(request: HttpRequest, end: AttemptEnd, milliseconds: number): void;
  /** A request that could not start at once starts now, after so many milliseconds. */
  onWaited(endpoint: string, milliseconds: number): void;
  /** A request was refused by the gateway itself. */
  onRefused(endpoint: string, reason: RefusalReason): void;
}

/** Tells the observer of the end of every attempt, before its caller goes on. */
export const observeAttempts =
  (send: Send, observer: RestObserver, clock: Clock): Send =>
  (request, done) => {
    const startedAt = clock.now();
    send(request, (result) => {
      const end = result instanceof AttemptError ? result.kind : result.status;
      try {
        observer.onAttempt(request, end, clock.now() - startedAt);
      } finally {
        done(result);
      }
    });
  };
