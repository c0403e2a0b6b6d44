import { type Dispatcher, errors, Pool } from 'undici';
import type { Clock } from '../clock.ts';
import { connectWithin } from './connect.ts';
import { AttemptError, type Next, type TwilioRequest, type TwilioResponse } from './request.ts';

/** The largest response body, in bytes. A page of 100 records has about 150 KB. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface TransportLimits {
  readonly connectTimeoutMs: number;
  /** For one attempt, from its start to the last byte of the response. */
  readonly attemptTimeoutMs: number;
  /** The most connections; each has one request in flight. */
  readonly maxConcurrency: number;
}

export interface Transport {
  readonly send: Next;
  /** Closes all connections; requests in flight fail. */
  close(): Promise<void>;
}

/** Whether the error is undici's for a response that is not valid HTTP. */
const isBrokenHttp = (cause: Error): boolean =>
  cause instanceof errors.HTTPParserError ||
  cause instanceof errors.HeadersOverflowError ||
  cause instanceof errors.ResponseContentLengthMismatchError;

/**
 * One attempt, as a handler of undici's `dispatch`. `pool.request` does not report when the request is written, and a POST that
 * was written must never be sent again.
 */
class Attempt implements Dispatcher.DispatchHandler {
  #phase: 'waiting' | 'sent' | 'settled' = 'waiting';
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: TwilioResponse['headers'] = {};
  #size = 0;
  readonly #chunks: Buffer[] = [];
  readonly #request: TwilioRequest;
  readonly #resolve: (response: TwilioResponse) => void;
  readonly #reject: (error: AttemptError) => void;
  /** Removes the timer and the listener of the signal. */
  readonly #release: () => void;

  constructor(
    request: TwilioRequest,
    attemptTimeoutMs: number,
    clock: Clock,
    resolve: (response: TwilioResponse) => void,
    reject: (error: AttemptError) => void,
  ) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    const onAbort = () => this.#fail('aborted', 'The operation ended before Twilio answered.');
    const cancelTimer = clock.after(attemptTimeoutMs, () =>
      this.#fail('timeout', `No whole answer from Twilio within ${attemptTimeoutMs} ms.`),
    );
    request.signal.addEventListener('abort', onAbort);
    this.#release = () => {
      cancelTimer();
      request.signal.removeEventListener('abort', onAbort);
    };
  }

  /** Ends the attempt without a response, and closes its connection when the request was written. */
  #fail(kind: 'timeout' | 'aborted' | 'bad-response' | 'unavailable', message: string, cause?: Error): void {
    if (this.#phase === 'settled') return;
    const error = new AttemptError(this.#phase === 'sent', kind, message, { cause });
    this.#phase = 'settled';
    this.#release();
    this.#reject(error);
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // undici may get a connection only after the attempt has ended, or try again on another one. Neither may write anything.
    if (this.#phase !== 'waiting') {
      controller.abort(new Error('The attempt has ended or was written already.'));
      return;
    }
    this.#phase = 'sent';
    this.#request.onSent?.();
  }

  onResponseStart(_: unknown, status: number, headers: TwilioResponse['headers']): void {
    this.#status = status;
    this.#headers = headers;
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      this.#fail('bad-response', 'Twilio sent a compressed response, which was not requested.');
    }
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= MAX_BODY_BYTES) this.#chunks.push(chunk);
    else this.#fail('bad-response', `Twilio sent a response of more than ${MAX_BODY_BYTES} bytes.`);
  }

  onResponseEnd(): void {
    if (this.#phase === 'settled') return;
    this.#phase = 'settled';
    this.#release();
    const body = Buffer.concat(this.#chunks).toString('utf8');
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_: unknown, cause: Error): void {
    if (cause instanceof errors.ConnectTimeoutError) {
      this.#fail('timeout', 'No connection to Twilio in time.', cause);
    } else if (isBrokenHttp(cause)) this.#fail('bad-response', 'Twilio sent broken HTTP.', cause);
    else if (this.#phase === 'waiting') this.#fail('unavailable', 'Twilio could not be reached.', cause);
    else this.#fail('unavailable', 'The connection to Twilio broke.', cause);
  }
}

/**
 * Opens a pool of keep-alive connections to the upstream. It follows no redirects and requests no compression. One timer
 * covers the whole attempt, so that a slow trickle of bytes times out too.
 *
 * @param baseUrl the origin of the upstream, and a prefix of all paths
 */
export function createTransport(
  baseUrl: URL,
  { connectTimeoutMs, attemptTimeoutMs, maxConcurrency }: TransportLimits,
  clock: Clock,
): Transport {
  const pool = new Pool(baseUrl.origin, {
    connections: maxConcurrency,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connectWithin(connectTimeoutMs, clock),
  });
  const prefix = baseUrl.pathname.replace(/\/$/, '');
  return {
    send(request) {
      const { method, path, form, authorization, signal, traceHeaders } = request;
      if (signal.aborted) {
        return Promise.reject(
          new AttemptError(false, 'aborted', 'The operation ended before the request was sent.'),
        );
      }
      const headers: Record<string, string> = { ...traceHeaders, authorization, accept: 'application/json' };
      if (form !== null) headers['content-type'] = 'application/x-www-form-urlencoded';
      return new Promise((resolve, reject) => {
        const attempt = new Attempt(request, attemptTimeoutMs, clock, resolve, reject);
        pool.dispatch({ method, path: prefix + path, headers, body: form }, attempt);
      });
    },
    close: () => pool.destroy(),
  };
}
