import { type Dispatcher, errors, Pool } from 'undici';
import type { Clock } from './clock.ts';
import { connectWithin } from './connect.ts';
import { TwilioError } from './errors.ts';
import type { Signal } from './signal.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** Who asks: all requests of one operation have the same object. */
export interface Operation {
  /** The name under which the log knows it. */
  readonly requestId: string;
}

export interface HttpRequest {
  readonly method: Method;
  /** Path and query, built from checked parts: `/v1/Services/KS…`. */
  readonly path: string;
  /** An encoded form; POST only. */
  readonly form: string | null;
  /** The value of the Authorization header. */
  readonly authorization: string;
  readonly signal: Signal;
  /** Method and path template, `GET /v1/Services/{ServiceSid}/Sessions`; without SIDs, so it may be logged. */
  readonly endpoint: string;
  /** The SID or name of the Service that it belongs to; empty when it concerns the account. */
  readonly service: string;
  /** Who asks; null when it belongs to nothing else. */
  readonly operation: Operation | null;
  /** When the operation ends, in milliseconds of the engines' clock. */
  readonly deadlineAt: number;
  /** How often it was sent before; left out of the first attempt. */
  readonly repetition?: number;
  /** Headers that say which trace the request belongs to, beside its own. */
  readonly traceHeaders?: Readonly<Record<string, string>>;
  /** Told when it is about to be written; from then on Twilio may know it. */
  readonly onSent?: () => void;
  /** Told before each attempt but the first. What it throws ends the attempts. */
  readonly onRepeat?: () => void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One attempt at one request. Throws a TwilioError of kind timeout, unavailable, bad-response or aborted. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

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

/** The state of an attempt: the request was not written yet, was written, or the caller has its answer. */
type Phase = 'waiting' | 'sent' | 'settled';

class Attempt implements Dispatcher.DispatchHandler {
  #phase: Phase = 'waiting';
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: HttpAnswer['headers'] = {};
  #size = 0;
  readonly #chunks: Buffer[] = [];
  readonly #maxBodyBytes: number;
  readonly #onSent: (() => void) | undefined;
  readonly #settle: (result: HttpAnswer | AttemptError) => void;

  constructor(
    maxBodyBytes: number,
    onSent: (() => void) | undefined,
    settle: (result: HttpAnswer | AttemptError) => void,
  ) {
    this.#maxBodyBytes = maxBodyBytes;
    this.#onSent = onSent;
    this.#settle = settle;
  }

  /** Ends the attempt from our side; the connection is given up when the request was on it. */
  fail(kind: 'timeout' | 'aborted' | 'bad-response' | 'unavailable', message: string, cause?: unknown): void {
    if (this.#phase === 'settled') return;
    const error = new AttemptError(this.#phase === 'sent', kind, message, { cause });
    this.#phase = 'settled';
    this.#settle(error);
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // undici may reach a connection only after the caller has gone: nothing is written then. Nor is anything written twice.
    if (this.#phase !== 'waiting') {
      controller.abort(new Error('Nothing to be sent.'));
      return;
    }
    this.#phase = 'sent';
    this.#onSent?.();
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
    } else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#phase === 'settled') return;
    this.#phase = 'settled';
    const body = Buffer.concat(this.#chunks).toString('utf8');
    this.#settle({ status: this.#status, headers: this.#headers, body });
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

  const send: Send = ({ method, path, form, authorization, signal, traceHeaders, onSent }) =>
    new Promise((resolve, reject) => {
      const onAbort = () => attempt.fail('aborted', 'The operation ended before Twilio answered.');
      const attempt = new Attempt(options.maxBodyBytes, onSent, (result) => {
        cancelTimer();
        signal.removeEventListener('abort', onAbort);
        if (result instanceof AttemptError) reject(result);
        else resolve(result);
      });
      const cancelTimer = options.clock.after(options.attemptTimeoutMs, () =>
        attempt.fail('timeout', `No whole answer from Twilio within ${options.attemptTimeoutMs} ms.`),
      );
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) {
        onAbort();
        return;
      }
      const headers: Record<string, string> = { ...traceHeaders, authorization, accept: 'application/json' };
      if (form !== null) headers['content-type'] = 'application/x-www-form-urlencoded';
      pool.dispatch({ method, path: prefix + path, headers, body: form }, attempt);
    });

  return { send, close: () => pool.destroy() };
}
