import { randomUUID } from 'node:crypto';
import type { SidPath } from '../twilio/sid.ts';
import type { Clock } from '../twilio/clock.ts';
import type { BusEvent, BusSubscription, InteractionChange, LocalBus } from './bus.ts';

/** Bounds of the history, whatever its age. */
const MAX_EVENTS = 10_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

interface Listener {
  readonly onEvent: (event: BusEvent) => void;
  readonly onGap: (cursor: string) => void;
}

interface Kept {
  readonly cursor: string;
  readonly change: InteractionChange | null;
  readonly publishedAt: number;
  readonly characters: number;
}

/** The characters of a record, with its keys. */
const sizeOf = (change: InteractionChange | null): number =>
  change === null ? 0 : JSON.stringify(change.record).length;

const isUnder = (path: SidPath, above: SidPath): boolean => above.every((sid, index) => path[index] === sid);

export interface MemoryBusOptions {
  /** How long events are kept for `after`, in milliseconds. 0: not at all. */
  readonly keepMs: number;
  readonly clock: Clock;
}

/**
 * The bus of one process. Events are kept for a time and within two bounds; a restart loses them, and makes the cursors
 * from before unknown.
 */
export class MemoryBus implements LocalBus {
  readonly #keepMs: number;
  readonly #clock: Clock;
  /** Different in each process, so that a cursor of another one is not taken for one of this. */
  readonly #epoch = randomUUID();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #history: Kept[] = [];
  #characters = 0;
  /** How many cursors of its own the bus has given. */
  #cursors = 0;
  /** The latest cursor. */
  #cursor = this.#nextCursor();
  /** The latest cursor that is no longer in the history. */
  #forgotten = this.#cursor;

  constructor({ keepMs, clock }: MemoryBusOptions) {
    this.#keepMs = keepMs;
    this.#clock = clock;
  }

  publish(change: InteractionChange): void {
    this.append(this.#nextCursor(), change, 0);
  }

  append(cursor: string, change: InteractionChange | null, ageMs: number): void {
    const characters = sizeOf(change);
    this.#history.push({ cursor, change, publishedAt: this.#clock.now() - ageMs, characters });
    this.#characters += characters;
    this.#cursor = cursor;
    this.#forget();
    if (change === null) return;
    for (let length = 1; length <= change.path.length; length += 1) {
      const listeners = this.#listeners.get(change.path.slice(0, length).join('-'));
      for (const { onEvent } of listeners ?? []) onEvent({ cursor, change });
    }
  }

  lose(cursor = this.#nextCursor()): void {
    this.#history.length = 0;
    this.#characters = 0;
    this.#cursor = cursor;
    this.#forgotten = cursor;
    for (const listeners of this.#listeners.values()) for (const { onGap } of listeners) onGap(cursor);
  }

  subscribe(
    path: SidPath,
    after: string | null,
    onEvent: (event: BusEvent) => void,
    onGap: (cursor: string) => void = () => undefined,
  ): Promise<BusSubscription> {
    const key = path.join('-');
    const listener = { onEvent, onGap };
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return Promise.resolve({
      cursor: this.#cursor,
      missed: after === null ? [] : this.#since(after, path),
      close: () => {
        listeners.delete(listener);
        if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
      },
    });
  }

  #nextCursor(): string {
    return `${this.#epoch}.${this.#cursors++}`;
  }

  /** The events after a cursor; null for a cursor that is too old or not of this bus. */
  #since(after: string, path: SidPath): BusEvent[] | null {
    this.#forget();
    const index = this.#history.findLastIndex(({ cursor }) => cursor === after);
    if (index < 0 && after !== this.#forgotten) return null;
    return this.#history
      .slice(index + 1)
      .flatMap(({ cursor, change }) => (change && isUnder(change.path, path) ? [{ cursor, change }] : []));
  }

  /** Drops the events that are too old or too many. */
  #forget(): void {
    const now = this.#clock.now();
    let [oldest] = this.#history;
    while (
      oldest &&
      (now - oldest.publishedAt >= this.#keepMs ||
        this.#history.length > MAX_EVENTS ||
        this.#characters > MAX_CHARACTERS)
    ) {
      this.#history.shift();
      this.#characters -= oldest.characters;
      this.#forgotten = oldest.cursor;
      [oldest] = this.#history;
    }
  }
}
