import { TwilioError } from '../errors.ts';
import type { SidPath } from '../sid.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Identifies an operation: all its requests have the same object. */
export interface Operation {
  /** Its id in the log. */
  readonly requestId: string;
}

/** Who waits for a call. */
export interface Waiter {
  /** The operation that the call belongs to; without it each call counts as an operation of its own. */
  readonly operation?: Operation;
  /** Whose turn its requests take; all without a caller share one. */
  readonly caller?: string;
  /** When the operation ends, in milliseconds of the clock. No later retry is attempted. */
  readonly deadlineAt?: number;
  /**
   * Charges one attempt at `GET /v1/Services/{ServiceSid}/Sessions`, just before it is made; the first one in the tick of
   * the call. When it throws, the attempt is not made.
   */
  readonly onCall: (endpoint: string) => void;
  /** Called when a read joins one that is in flight already. */
  readonly onJoin?: () => void;
}

export interface TwilioRequest {
  readonly method: Method;
  /** Path and query, built from checked parts: `/v1/Services/KS…`. */
  readonly path: string;
  /** An encoded form; POST only. */
  readonly form: string | null;
  /** The value of the Authorization header. */
  readonly authorization: string;
  /** Aborted when nobody waits for the response any more. */
  readonly signal: AbortSignal;
  /** Method and path template, `GET /v1/Services/{ServiceSid}/Sessions`; without SIDs, so it may be logged. */
  readonly endpoint: string;
  /** The SID or name of its Service; empty when it concerns the account. */
  readonly service: string;
  /** What it reads, or the path at, under and above which it may change what is read. */
  readonly scope: SidPath;
  readonly waiter: Waiter;
  /** How many attempts were made before; left out of the first. */
  readonly repetition?: number;
  /** Headers that say which trace the request belongs to. */
  readonly traceHeaders?: Readonly<Record<string, string>>;
  /** Called just before the request is written; from then on Twilio may have it. */
  readonly onSent?: () => void;
}

export interface TwilioResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Makes a request. Any HTTP status is a response; why there is none is the AttemptError that it rejects with. */
export type Next = (request: TwilioRequest) => Promise<TwilioResponse>;

export type Middleware = (request: TwilioRequest, next: Next) => Promise<TwilioResponse>;

/** An attempt without a response: timeout, unavailable, bad-response or aborted. */
export class AttemptError extends TwilioError {
  /** Whether the request may have reached Twilio. A POST that may have is never sent again. */
  readonly maySent: boolean;

  constructor(maySent: boolean, ...rest: ConstructorParameters<typeof TwilioError>) {
    super(...rest);
    this.maySent = maySent;
  }
}

/** An attempt that the gateway itself did not make, for example because too many requests wait. Never repeated. */
export class NotSentError extends AttemptError {
  constructor(...rest: ConstructorParameters<typeof TwilioError>) {
    super(false, ...rest);
  }
}
