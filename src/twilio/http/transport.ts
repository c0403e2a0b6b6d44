import { type Dispatcher, errors, Pool } from 'undici';
import type { Clock } from '../clock.ts';
import { connectWithin } from './connect.ts';
import { AttemptError, type Next, type TwilioRequest, type TwilioResponse } from './request.ts';

export interface TransportOptions {
  readonly baseUrl: URL;
  readonly connectTimeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly maxConnections: number;
  /** Bytes of a body; more is refused. */
  readonly maxBodyBytes: number;
  readonly clock: Clock;
}

export interface Transport {
  readonly send: Next;
  /** Closes all connections; what is in flight fails. */
  close(): Promise<void>;
}

/** Whether undici says that what came is no HTTP. */
const isBrokenHttp = (cause: Error): boolean =>
  cause instanceof errors.HTTPParserError ||
  cause instanceof errors.HeadersOverflowError ||
  cause instanceof errors.ResponseContentLengthMismatchError;

/**
 * One attempt. `pool.request` would not do: only a handler of `dispatch` learns when the request is written, and a POST
 * that was written must never be sent again.
 */
class Attempt implements Dispatcher.DispatchHandler {
  #phase: 'waiting' | 'sent' | 'settled' = 'waiting';
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: TwilioResponse['headers'] = {};
  #size = 0;
  readonly #chunks: Buffer[] = [];
  readonly #request: TwilioRequest;
  readonly #maxBodyBytes: number;
  readonly #settle: (end: TwilioResponse | AttemptError) => void;

  constructor(
    request: TwilioRequest,
    { attemptTimeoutMs, maxBodyBytes, clock }: TransportOptions,
    onEnd: (end: TwilioResponse | AttemptError) => void,
  ) {
    this.#request = request;
    this.#maxBodyBytes = maxBodyBytes;
    const onAbort = () => this.#fail('aborted', 'The operation ended before Twilio answered.');
    const cancelTimer = clock.after(attemptTimeoutMs, () =>
      this.#fail('timeout', `No whole answer from Twilio within ${attemptTimeoutMs} ms.`),
    );
    request.signal.addEventListener('abort', onAbort);
    this.#settle = (end) => {
      this.#phase = 'settled';
      cancelTimer();
      request.signal.removeEventListener('abort', onAbort);
      onEnd(end);
    };
  }

  /** Ends the attempt from our side, and closes its connection when the request was on it. */
  #fail(kind: 'timeout' | 'aborted' | 'bad-response' | 'unavailable', message: string, cause?: Error): void {
    if (this.#phase === 'settled') return;
    const error = new AttemptError(this.#phase === 'sent', kind, message, { cause });
    this.#settle(error);
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // undici may reach a connection only after the attempt has ended: nothing is written then. Nor is anything written twice.
    if (this.#phase !== 'waiting') {
      controller.abort(new Error('Nothing to be sent.'));
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
      this.#fail('bad-response', 'Twilio sent a compressed answer that was not asked for.');
    }
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= this.#maxBodyBytes) this.#chunks.push(chunk);
    else this.#fail('bad-response', `Twilio sent an answer of more than ${this.#maxBodyBytes} bytes.`);
  }

  onResponseEnd(): void {
    if (this.#phase === 'settled') return;
    const body = Buffer.concat(this.#chunks).toString('utf8');
    this.#settle({ status: this.#status, headers: this.#headers, body });
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
 * A pool of kept connections to one origin. No redirect is followed, no compression is asked for, and one timer runs over
 * the whole attempt, so that a trickle of bytes ends too.
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
  return {
    send(request) {
      const { method, path, form, authorization, signal, traceHeaders } = request;
      if (signal.aborted) {
        return Promise.reject(
          new AttemptError(false, 'aborted', 'The operation ended before Twilio was asked.'),
        );
      }
      const headers: Record<string, string> = { ...traceHeaders, authorization, accept: 'application/json' };
      if (form !== null) headers['content-type'] = 'application/x-www-form-urlencoded';
      return new Promise((resolve, reject) => {
        const attempt = new Attempt(request, options, (end) => {
          if (end instanceof AttemptError) reject(end);
          else resolve(end);
        });
        pool.dispatch({ method, path: prefix + path, headers, body: form }, attempt);
      });
    },
    close: () => pool.destroy(),
  };
}
