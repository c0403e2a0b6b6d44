import { isAscii } from 'node:buffer';
import { type Dispatcher, errors, Pool } from 'undici';
import type { Clock } from './clock.ts';
import { connectWithin } from './connect.ts';
import { TwilioError } from './errors.ts';
import type { SidPath } from './resource.ts';
import type { AbortListener, Signal } from './signal.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Who asks: all requests of one operation have the same object. */
export interface Operation {
  /** The name under which the log knows it. */
  readonly requestId: string;
}

/** Who waits for a call. */
export interface Waiter {
  /** The operation that it belongs to; without it each call is one of its own. */
  readonly operation?: Operation;
  /** Whose turn its requests take; all without one are one caller. */
  readonly caller?: string;
  /** When the operation ends, in milliseconds of the engines' clock; no retry is awaited that would come later. */
  readonly deadlineAt?: number;
  /**
   * Told of each attempt just before it is made: `GET /v1/Services/{ServiceSid}/Sessions`; of the first one in the tick in
   * which the call is asked for. When it throws, that attempt is not made.
   */
  readonly onCall: (endpoint: string) => void;
  /** Told when a read joins one that is in flight already. */
  readonly onJoin?: () => void;
}

export interface HttpRequest {
  readonly method: Method;
  /** Path and query, built from checked parts: `/v1/Services/KS…`. */
  readonly path: string;
  /** An encoded form; POST only. */
  readonly form: string | null;
  /** The value of the Authorization header. */
  readonly authorization: string;
  /** Ends the request: nobody waits for it any more. */
  readonly signal: Signal;
  /** Method and path template, `GET /v1/Services/{ServiceSid}/Sessions`; without SIDs, so it may be logged. */
  readonly endpoint: string;
  /** The SID or name of the Service that it belongs to; empty when it concerns the account. */
  readonly service: string;
  /** What it reads, or the path at, under and above which it may change what is read. */
  readonly scope: SidPath;
  readonly waiter: Waiter;
  /** Told when an engine throws, which is a mistake of ours; there is no other end then. */
  readonly onDefect: (error: unknown) => void;
  /** How often it was sent before; left out of the first attempt. */
  readonly repetition?: number;
  /** Headers that say which trace the request belongs to, beside its own. */
  readonly traceHeaders?: Readonly<Record<string, string>>;
  /** Told when it is about to be written; from then on Twilio may know it. */
  readonly onSent?: () => void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** How a request ended: the answer, or why there is none (timeout, unavailable, bad-response or aborted). */
export type Result = HttpAnswer | AttemptError;

/**
 * Sends one request, and calls `done` once, at once or later. Engines are put around one another on the way of every call,
 * so they hand results on directly: a promise for each of them would cost more than most of what they do. What an engine
 * throws is a defect: it hands the result on nevertheless, and who calls it out of a timer or a socket tells `onDefect`.
 */
export type Send = (request: HttpRequest, done: (result: Result) => void) => void;

export interface TransportOptions {
  readonly baseUrl: URL;
  readonly connectTimeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly maxConnections: number;
  /** Bytes of a body as it comes over the wire; more is refused. */
  readonly maxBodyBytes: number;
  readonly clock: Clock;
}

export interface Transport {
  readonly send: Send;
  /** Gives up all connections; what is in flight fails. */
  close(): Promise<void>;
}

/** Whether the request may have reached Twilio when the attempt failed. A POST that may have is never sent again. */
export class AttemptError extends TwilioError {
  readonly maySent: boolean;

  constructor(maySent: boolean, ...rest: ConstructorParameters<typeof TwilioError>) {
    super(...rest);
    this.maySent = maySent;
  }
}

/** An attempt that the gateway did not make: out of its own prudence, or because nobody waits for it. Never repeated. */
export class Refusal extends AttemptError {
  constructor(...rest: ConstructorParameters<typeof TwilioError>) {
    super(false, ...rest);
  }
}

/** Whether undici says that what came is no HTTP. */
const isBrokenHttp = (cause: Error): boolean =>
  cause instanceof errors.HTTPParserError ||
  cause instanceof errors.HeadersOverflowError ||
  cause instanceof errors.ResponseContentLengthMismatchError;

const NOTHING = Buffer.alloc(0);

/** A text that came as UTF-8. Nearly all are ASCII, which takes half the time to look for and copy than to decode. */
const textOf = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

const NO_HEADERS: HttpAnswer['headers'] = {};

/** The state of an attempt: the request was not written yet, was written, or the caller has its answer. */
type Phase = 'waiting' | 'sent' | 'settled';

class Attempt implements Dispatcher.DispatchHandler, AbortListener {
  #phase: Phase = 'waiting';
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: HttpAnswer['headers'] = NO_HEADERS;
  #size = 0;
  #chunks: Buffer[] | null = null;
  readonly #request: HttpRequest;
  readonly #maxBodyBytes: number;
  readonly #done: (result: Result) => void;
  readonly #cancelTimer: () => void;

  constructor(request: HttpRequest, options: TransportOptions, done: (result: Result) => void) {
    const { attemptTimeoutMs, maxBodyBytes, clock } = options;
    this.#request = request;
    this.#maxBodyBytes = maxBodyBytes;
    this.#done = done;
    this.#cancelTimer = clock.after(attemptTimeoutMs, () =>
      this.fail('timeout', `No whole answer from Twilio within ${attemptTimeoutMs} ms.`),
    );
    request.signal.addEventListener('abort', this);
  }

  handleEvent(): void {
    this.fail('aborted', 'The operation ended before Twilio answered.');
  }

  /** Ends the attempt from our side; the connection is given up when the request was on it. */
  fail(kind: 'timeout' | 'aborted' | 'bad-response' | 'unavailable', message: string, cause?: unknown): void {
    if (this.#phase === 'settled') return;
    const error = new AttemptError(this.#phase === 'sent', kind, message, { cause });
    this.#settle(error);
    this.#controller?.abort(error);
  }

  #settle(result: Result): void {
    this.#phase = 'settled';
    this.#cancelTimer();
    this.#request.signal.removeEventListener('abort', this);
    try {
      this.#done(result);
    } catch (error) {
      this.#request.onDefect(error);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // undici may reach a connection only after the caller has gone: nothing is written then. Nor is anything written twice.
    if (this.#phase !== 'waiting') {
      controller.abort(new Error('Nothing to be sent.'));
      return;
    }
    this.#phase = 'sent';
    this.#request.onSent?.();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: HttpAnswer['headers']): void {
    this.#status = status;
    this.#headers = headers;
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      this.fail('bad-response', 'Twilio sent a compressed answer that was not asked for.');
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxBodyBytes) {
      this.fail('bad-response', `Twilio sent an answer of more than ${this.#maxBodyBytes} bytes.`);
    } else if (this.#chunks === null) this.#chunks = [chunk];
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#phase === 'settled') return;
    const [first = NOTHING, ...more] = this.#chunks ?? [];
    const whole = more.length === 0 ? first : Buffer.concat([first, ...more]);
    this.#settle({ status: this.#status, headers: this.#headers, body: textOf(whole) });
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, cause: Error): void {
    if (cause instanceof errors.ConnectTimeoutError) {
      this.fail('timeout', 'No connection to Twilio in time.', cause);
    } else if (isBrokenHttp(cause)) this.fail('bad-response', 'Twilio sent broken HTTP.', cause);
    else if (this.#phase === 'waiting') this.fail('unavailable', 'Twilio could not be reached.', cause);
    else this.fail('unavailable', 'The connection to Twilio broke.', cause);
  }
}

/**
 * The wire: a pool of kept connections to one origin. No redirect is followed, no compression is asked for, and one timer
 * runs over the whole attempt, so that a trickle of bytes ends too.
 */
export function createTransport(options: TransportOptions): Transport {
  const pool = new Pool(options.baseUrl.origin, {
    connections: options.maxConnections,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connectWithin(options.connectTimeoutMs, options.clock),
  });
  const prefix = options.baseUrl.pathname.replace(/\/$/, '');

  const send: Send = (request, done) => {
    const { method, path, form, authorization, signal, traceHeaders } = request;
    if (signal.aborted) {
      done(new AttemptError(false, 'aborted', 'The operation ended before Twilio was asked.'));
      return;
    }
    const headers: Record<string, string> = { ...traceHeaders, authorization, accept: 'application/json' };
    if (form !== null) headers['content-type'] = 'application/x-www-form-urlencoded';
    const attempt = new Attempt(request, options, done);
    pool.dispatch({ method, path: prefix + path, headers, body: form }, attempt);
  };

  return { send, close: () => pool.destroy() };
}
