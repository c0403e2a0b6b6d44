import { randomUUID } from 'node:crypto';
import type { SidPath } from '../twilio/sid.ts';
import type { Clock } from '../twilio/clock.ts';
import type { BusEvent, BusSubscription, EventBus, InteractionChange } from './bus.ts';

/** Bounds of the history, whatever its age. */
const MAX_EVENTS = 10_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

type Listener = (event: BusEvent) => void;

interface Kept {
  readonly event: BusEvent;
  readonly sequence: number;
  readonly publishedAt: number;
  readonly characters: number;
}

/** The characters of a record, with its keys. */
const sizeOf = ({ record }: InteractionChange): number => JSON.stringify(record).length;

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
export class MemoryBus implements EventBus {
  readonly #keepMs: number;
  readonly #clock: Clock;
  /** Different in each process, so that a cursor of another one is not taken for one of this. */
  readonly #epoch = randomUUID();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #history: Kept[] = [];
  #characters = 0;
  /** The number of the latest event. */
  #sequence = 0;
  /** The number of the latest event that is no longer kept. */
  #forgotten = 0;

  constructor({ keepMs, clock }: MemoryBusOptions) {
    this.#keepMs = keepMs;
    this.#clock = clock;
  }

  publish(change: InteractionChange): void {
    const sequence = ++this.#sequence;
    const event = { cursor: this.#cursorOf(sequence), change };
    const characters = sizeOf(change);
    this.#history.push({ event, sequence, publishedAt: this.#clock.now(), characters });
    this.#characters += characters;
    this.#forget();
    for (let length = 1; length <= change.path.length; length += 1) {
      const listeners = this.#listeners.get(change.path.slice(0, length).join('-'));
      for (const listener of listeners ?? []) listener(event);
    }
  }

  subscribe(path: SidPath, after: string | null, listener: Listener): Promise<BusSubscription> {
    const key = path.join('-');
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return Promise.resolve({
      cursor: this.#cursorOf(this.#sequence),
      missed: after === null ? [] : this.#since(after, path),
      close: () => {
        listeners.delete(listener);
        if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
      },
    });
  }

  #cursorOf(sequence: number): string {
    return `${this.#epoch}.${sequence}`;
  }

  /** The events after a cursor; null for a cursor that is too old or not of this bus. */
  #since(cursor: string, path: SidPath): BusEvent[] | null {
    this.#forget();
    const sequence = Number(cursor.slice(this.#epoch.length + 1));
    // Other spellings of the number are not cursors.
    if (cursor !== this.#cursorOf(sequence)) return null;
    if (sequence < this.#forgotten || sequence > this.#sequence) return null;
    return this.#history
      .filter((kept) => kept.sequence > sequence && isUnder(kept.event.change.path, path))
      .map(({ event }) => event);
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
      this.#forgotten = oldest.sequence;
      [oldest] = this.#history;
    }
  }
}
