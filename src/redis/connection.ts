import type { Redis } from 'ioredis';

/** The client of ioredis. */
export type RedisClient = typeof Redis;

export interface RedisConnectionOptions {
  readonly url: URL;
  /** How long `ask` waits for an answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** Whether commands can be sent. `reason` is a code such as `ECONNREFUSED` or `WRONGPASS`. */
export type RedisState = { readonly isReady: true } | { readonly isReady: false; readonly reason: string };

/** The time for connecting and for the answer to any command; the socket of a Redis that is silent for longer is closed. */
const CONNECT_TIMEOUT_MS = 2000;
const LONGEST_RETRY_MS = 1000;
const DISCONNECT_TIMEOUT_MS = 200;

/** Loads ioredis, an optional peer dependency. Null if it is not installed. */
export async function loadRedis(): Promise<RedisClient | null> {
  try {
    const { Redis } = await import('ioredis');
    return Redis;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/**
 * A command without an answer of Redis. Errors of ioredis must not be logged: they have addresses, and commands with their
 * arguments, such as the password.
 */
export class RedisError extends Error {
  override readonly name = 'RedisError';
  /** Why: `TIMEOUT`, the code of a system error, or the first word of an error of Redis, such as `OOM`. */
  readonly reason: string;
  /** Whether Redis may have carried the command out, or may still do so. */
  readonly mayHaveRun: boolean;

  constructor(reason: string, mayHaveRun: boolean) {
    super(`Redis has not answered: ${reason}.`);
    this.reason = reason;
    this.mayHaveRun = mayHaveRun;
  }
}

/** Redis' own errors begin with a word in capitals. */
const replyCodeOf = ({ name, message }: Error): string | null =>
  name === 'ReplyError' ? (/^[A-Z]{2,20}(?= )/.exec(message)?.[0] ?? 'ERR') : null;

function reasonOf(error: Error): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (/^\w{1,64}$/.test(code)) return code;
  return replyCodeOf(error) ?? (/timed out|timeout/i.test(error.message) ? 'TIMEOUT' : 'CLOSED');
}

/** Redis did not carry out a command that it answers with an error. */
export const failureOf = (error: Error) => new RedisError(reasonOf(error), replyCodeOf(error) === null);

/**
 * A connection to Redis, which connects again by itself for as long as it is not closed. Commands fail at once while it is not
 * ready, and none is sent twice. Blocking commands need a connection of their own.
 */
export class RedisConnection {
  /** For commands without a time limit other than that of the socket, 2 seconds. */
  readonly client: Redis;
  readonly #timeoutMs: number;
  readonly #listeners = new Set<(state: RedisState) => void>();
  #state: RedisState = { isReady: false, reason: 'CONNECTING' };
  #failure = 'CLOSED';

  /** @param blockMs how long its commands may block; null if none does */
  constructor(
    Client: RedisClient,
    { url, timeoutMs }: RedisConnectionOptions,
    blockMs: number | null = null,
  ) {
    this.#timeoutMs = timeoutMs;
    const silenceMs = CONNECT_TIMEOUT_MS + (blockMs ?? 0);
    this.client = new Client(url.href, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      // ioredis does not handle its failure, which would end the process; `Channel` subscribes again itself.
      autoResubscribe: false,
      // For the handshake and as a last resort. `ask` has a shorter limit, which a busy event loop does not cut.
      commandTimeout: silenceMs,
      socketTimeout: silenceMs,
      connectTimeout: CONNECT_TIMEOUT_MS,
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      disableClientInfo: true,
      retryStrategy: (times) =>
        Math.min(50 * 2 ** Math.min(times, 10), LONGEST_RETRY_MS) * (0.5 + Math.random() / 2),
    });
    this.client.on('error', (error: Error) => void (this.#failure = reasonOf(error)));
    this.client.on('ready', () => this.#change({ isReady: true }));
    this.client.on('close', () => {
      this.#change({ isReady: false, reason: this.#failure });
      this.#failure = 'CLOSED';
    });
  }

  get state(): RedisState {
    return this.#state;
  }

  /** Starts to connect. Resolves when the first attempt has succeeded or failed. */
  async connect(): Promise<void> {
    await this.client.connect().catch(() => undefined);
  }

  /** Calls back on each change between ready and not ready. Returns how to stop that. */
  onChange(listener: (state: RedisState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Sends a command and waits for its answer within the time limit. The time is judged only after the sockets were read once
   * more, because on a busy event loop the answer may be there already when the timer is late.
   *
   * @throws RedisError without an answer in time, or with an error as the answer
   */
  ask<T>(send: (client: Redis) => Promise<T>): Promise<T> {
    if (!this.#state.isReady) return Promise.reject(new RedisError(this.#state.reason, false));
    return new Promise((resolve, reject) => {
      const expire = () => reject(new RedisError('TIMEOUT', true));
      const timer = setTimeout(() => void setImmediate(expire), this.#timeoutMs);
      send(this.client).then(
        (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(failureOf(error as Error));
        },
      );
    });
  }

  /** Closes the connection. Commands in flight fail. */
  close(): void {
    this.#listeners.clear();
    this.client.disconnect();
  }

  #change(state: RedisState): void {
    const isOther = state.isReady !== this.#state.isReady;
    this.#state = state;
    if (isOther) for (const listener of this.#listeners) listener(state);
  }
}
