import { TwilioError } from '../errors.ts';
import type { SidPath } from '../sid.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Identifies an operation: all its requests have the same object. */
export interface Operation {
  /** Its id in the log. */
  readonly requestId: string;
}

/** The operation that makes a request, as far as the pipeline needs it. */
export interface RequestContext {
  /** Without it each request counts as an operation of its own. */
  readonly operation?: Operation;
  /** The caller in the fair queue. Requests without one share a place. */
  readonly callerId?: string;
  /** When the operation ends, in milliseconds of the clock. No attempt starts later. */
  readonly deadlineAt?: number;
  /**
   * Charges one attempt at an endpoint, just before it is made; the first one synchronously, within `send`. When it throws,
   * the attempt is not made.
   */
  readonly onCall: (endpoint: string) => void;
  /** Called when a read shares one that is in flight already. */
  readonly onJoin?: () => void;
}

export interface TwilioRequest {
  readonly method: Method;
  /** Path and query, built from checked parts: `/v1/Services/KS…`. */
  readonly path: string;
  /** The encoded form of a POST; else null. */
  readonly form: string | null;
  /** The value of the Authorization header. */
  readonly authorization: string;
  /** Aborted when the response is no longer needed. */
  readonly signal: AbortSignal;
  /** Method and path template, `GET /v1/Services/{ServiceSid}/Sessions`. It has no SIDs, so it may be logged. */
  readonly endpoint: string;
  /** The SID or name of the Service; empty when the request concerns the account. */
  readonly service: string;
  /** The path that a read reads. A write may change what is read at, under and above its scope. */
  readonly scope: SidPath;
  readonly context: RequestContext;
  /** The number of attempts before this one; absent on the first. */
  readonly repetition?: number;
  /** Headers of trace propagation. */
  readonly traceHeaders?: Readonly<Record<string, string>>;
  /** Called just before the request is written. From then on Twilio may receive it. */
  readonly onSent?: () => void;
}

export interface TwilioResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request. Resolves for any HTTP status. Rejects with an AttemptError when there is no response. */
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

/** An attempt that the gateway did not make, for example because too many requests wait. Never repeated. */
export class NotSentError extends AttemptError {
  constructor(...rest: ConstructorParameters<typeof TwilioError>) {
    super(false, ...rest);
  }
}
