import { setTimeout as sleep } from 'node:timers/promises';
import type {
  BusEvent,
  BusSubscription,
  ChangeTexts,
  EventBus,
  InteractionChange,
  LocalBus,
} from '../events/bus.ts';
import type { SidPath } from '../twilio/sid.ts';
import { RedisError } from './connection.ts';
import {
  BEGINNING,
  type Entry,
  isAfter,
  isStreamId,
  MAX_ENTRY_BYTES,
  Stream,
  type StreamOptions,
} from './stream.ts';

/** The time between attempts to read, and to tell of a gap. */
const RETRY_MS = 1000;

export interface SharingObserver {
  /** `reason` is a code, such as `TIMEOUT`; null when events are shared again. */
  onShared(isShared: boolean, reason: string | null): void;
  /** What was read is no change of this account. */
  onUnreadable(): void;
}

export interface EventStreamOptions extends Omit<StreamOptions, 'key'> {
  readonly prefix: string;
  /** How long a subscription waits at most until its cursor was read. */
  readonly timeoutMs: number;
  /** Keeps what was read, and calls the subscribers. */
  readonly local: LocalBus;
  readonly texts: ChangeTexts;
  readonly observer: SharingObserver;
}

/**
 * A bus of several processes: one stream in Redis, which each process reads from its beginning. The id of an entry is the
 * cursor, so it is known to each process, also after a restart. An entry is a `change`, the `start` of a process, or a `gap`:
 * changes before it may be missing.
 *
 * While Redis fails, changes reach the subscribers of this process only, and when it is back, a gap tells all processes. A change
 * whose answer was lost may be in the stream as well; when it is read, it is known already.
 */
export class EventStream implements EventBus {
  readonly #options: EventStreamOptions;
  readonly #stream: Stream;
  /** The id of the latest entry that was read. */
  #position = BEGINNING;
  /** How many gaps were read. */
  #gaps = 0;
  #isReading = false;
  /** Whether everything in the stream was read, and later entries are. */
  #isFollowing = false;
  #hasFailed = false;
  /** Whether changes reached this process only, and no gap tells of them yet. */
  #isLossy = false;
  #isShared = true;
  #isClosed = false;
  readonly #publishing = new Set<Promise<void>>();
  readonly #waiting = new Set<() => void>();

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#stream = new Stream({ ...options, key: `${options.prefix}:events` });
  }

  /** Starts to read. Resolves when what is in the stream was read, or when that has failed. */
  async open(): Promise<void> {
    this.#options.reading.onChange(({ isReady }) => {
      if (isReady && !this.#isReading) void this.#read();
    });
    await new Promise<void>((resolve) => void this.#read(resolve));
  }

  publish(change: InteractionChange): void {
    const text = this.#options.texts.write(change);
    // Its own subscribers do not wait until the stream can be read. What it brings later is known then.
    if (!this.#isFollowing) this.#receive(text);
    const published = this.#stream.append('change', text).then(
      () => undefined,
      (error: unknown) => {
        this.#isLossy = true;
        this.#reportShared(error);
        this.#receive(text);
      },
    );
    this.#publishing.add(published);
    void published.then(() => this.#publishing.delete(published));
  }

  async subscribe(
    path: SidPath,
    after: string | null,
    onEvent: (event: BusEvent) => void,
    onGap?: (cursor: string) => void,
  ): Promise<BusSubscription> {
    // The cursor may be of another process, which has read more.
    if (after !== null && isStreamId(after)) await this.#reach(after);
    return this.#options.local.subscribe(path, after, onEvent, onGap);
  }

  /** Stops, once what is being published is published or has failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#publishing);
  }

  /** Passes a change to the subscribers of this process. */
  #receive(text: string): void {
    const { local, texts } = this.#options;
    const change = texts.receive(text);
    if (typeof change === 'object') local.publish(change);
  }

  /** Reads the stream for as long as there is a connection. */
  async #read(onFirst: () => void = () => undefined): Promise<void> {
    const { reading } = this.#options;
    this.#isReading = true;
    do {
      try {
        await this.#catchUp();
        onFirst();
        while (!this.#isClosed) {
          await this.#readNext(true);
          if (this.#isLossy) await this.#appendGap().catch(() => undefined);
        }
      } catch (error) {
        this.#isFollowing = false;
        this.#hasFailed = true;
        this.#reportShared(error);
        this.#checkWaiting();
        onFirst();
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    } while (!this.#isClosed && reading.state.isReady);
    this.#isReading = false;
  }

  /** Reads everything that is in the stream. After a failure there is a gap, unless another process has told of it. */
  async #catchUp(): Promise<void> {
    const gaps = this.#gaps;
    // Gives subscribers a cursor, and the stream the time of Redis.
    if (!this.#hasFailed) await this.#stream.append('start', '');
    while ((await this.#readNext(false)) > 0);
    if (this.#hasFailed && (this.#isLossy || this.#gaps === gaps)) await this.#appendGap();
    this.#isFollowing = true;
    this.#reportShared(null);
  }

  async #appendGap(): Promise<void> {
    // Before it is sent: a change that fails meanwhile needs another gap.
    this.#isLossy = false;
    try {
      const id = await this.#stream.append('gap', '');
      // A new or restored stream, with earlier ids than the old one.
      if (!isAfter(id, this.#position)) this.#take({ id, field: 'gap', value: '', ageMs: 0 });
    } catch (error) {
      this.#isLossy = true;
      throw error;
    }
    this.#reportShared(null);
  }

  /** Takes the next entries, and returns how many. */
  async #readNext(waits: boolean): Promise<number> {
    const entries = await this.#stream.read(this.#position, waits);
    for (const entry of entries) this.#take(entry);
    this.#checkWaiting();
    return entries.length;
  }

  #take({ id, field, value, ageMs }: Entry): void {
    const { local, texts, observer } = this.#options;
    this.#position = id;
    if (field === 'gap') {
      this.#gaps += 1;
      local.lose(id);
      return;
    }
    const isChange = field === 'change' && value.length <= MAX_ENTRY_BYTES;
    const change = isChange ? texts.receive(value) : 'unreadable';
    if (change === 'unreadable' && field !== 'start') observer.onUnreadable();
    local.append(id, typeof change === 'object' ? change : null, ageMs);
  }

  /** Resolves when the stream was read up to a cursor, or when that takes too long. */
  async #reach(cursor: string): Promise<void> {
    const { clock, timeoutMs } = this.#options;
    const isReached = () => !this.#isFollowing || !isAfter(cursor, this.#position);
    if (isReached()) return;
    await new Promise<void>((resolve) => {
      const finish = () => {
        cancel();
        this.#waiting.delete(check);
        resolve();
      };
      const check = () => {
        if (isReached()) finish();
      };
      const cancel = clock.after(timeoutMs, finish);
      this.#waiting.add(check);
    });
  }

  #checkWaiting(): void {
    for (const check of this.#waiting) check();
  }

  /** Reports whether changes are shared, when that has changed. */
  #reportShared(error: unknown): void {
    const isShared = this.#isFollowing && !this.#isLossy;
    if (isShared === this.#isShared || this.#isClosed) return;
    this.#isShared = isShared;
    const reason = error instanceof RedisError ? error.reason : 'UNKNOWN';
    this.#options.observer.onShared(isShared, isShared ? null : reason);
  }
}
