import type { Clock } from '../twilio/clock.ts';
import { failureOf, type RedisConnection, RedisError } from './connection.ts';

/** How long a read waits for entries. */
export const BLOCK_MS = 1000;

/** Bounds of the stream, and of what one read returns. */
const MAX_ENTRIES = 10_000;
const ENTRIES_PER_READ = 100;
export const MAX_ENTRY_BYTES = 32 * 1024;

/** Adds an entry, drops those that are too old, and lets the stream expire. An id begins with the time of Redis. */
const APPEND = `
local id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[2], '*', ARGV[3], ARGV[4])
local oldest = string.match(id, '^%d+') - ARGV[1]
redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f', oldest))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return id`;

/** An entry as it was read. Its fields are of unknown origin: anybody who reaches Redis can add one. */
export interface Entry {
  readonly id: string;
  readonly field: string;
  readonly value: string;
  readonly ageMs: number;
}

/** Two numbers of 64 bits: the time of Redis in milliseconds, and a number within it. */
const ID = /^\d{1,20}-\d{1,20}$/;

const orderOf = (id: string): string =>
  id
    .split('-')
    .map((number) => number.padStart(20, '0'))
    .join();

const timeOf = (id: string): number => Number(id.split('-', 1)[0]);

/** Before the first entry. */
export const BEGINNING = '0-0';

export const isStreamId = (text: string): boolean => ID.test(text);

/** Whether an id is of a later entry than another one. */
export const isAfter = (id: string, other: string): boolean => orderOf(id) > orderOf(other);

export interface StreamOptions {
  readonly key: string;
  /** How long entries are kept. */
  readonly keepMs: number;
  readonly clock: Clock;
  /** Adds entries. */
  readonly commands: RedisConnection;
  /** Reads, and waits for up to `BLOCK_MS`. */
  readonly reading: RedisConnection;
}

/** A stream of Redis, bounded in age and number of entries. */
export class Stream {
  readonly #options: StreamOptions;
  /** The time of Redis minus that of the clock. */
  #clockOffset = 0;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  /**
   * Adds an entry of one field, and returns its id.
   *
   * @throws RedisError `TOO_LARGE` for a value above `MAX_ENTRY_BYTES`
   */
  async append(field: string, value: string): Promise<string> {
    const { key, keepMs, clock, commands } = this.#options;
    if (Buffer.byteLength(value) > MAX_ENTRY_BYTES) throw new RedisError('TOO_LARGE', false);
    const id = await commands.ask((client) => client.eval(APPEND, 1, key, keepMs, MAX_ENTRIES, field, value));
    if (typeof id !== 'string' || !isStreamId(id)) throw new RedisError('UNREADABLE', true);
    this.#clockOffset = timeOf(id) - clock.now();
    return id;
  }

  /**
   * The next entries after an id, at most 100.
   *
   * @param waits whether to wait for one if there is none
   * @throws RedisError
   */
  async read(after: string, waits: boolean): Promise<readonly Entry[]> {
    const { key, clock, reading } = this.#options;
    const { client } = reading;
    const reply = await (
      waits
        ? client.xread('COUNT', ENTRIES_PER_READ, 'BLOCK', BLOCK_MS, 'STREAMS', key, after)
        : client.xread('COUNT', ENTRIES_PER_READ, 'STREAMS', key, after)
    ).catch((error: unknown) => {
      throw failureOf(error as Error);
    });
    const now = clock.now() + this.#clockOffset;
    return (reply?.[0]?.[1] ?? []).map(([id, [field = '', value = '']]) => ({
      id,
      field,
      value,
      ageMs: Math.max(0, now - timeOf(id)),
    }));
  }
}
