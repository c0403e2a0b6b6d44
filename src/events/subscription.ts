import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SidPath } from '../twilio/sid.ts';
import type { BusEvent, BusSubscription, EventBus, InteractionChange } from './bus.ts';

/** What a subscriber gets: STARTED first, then CHANGED, and GAP when events may be missing. */
export type InteractionEvent = {
  readonly cursor: string;
  /** RFC 3339, UTC. */
  readonly dateReceived: string;
} & (
  | { readonly kind: 'STARTED' | 'GAP'; readonly change: null }
  | { readonly kind: 'CHANGED'; readonly change: InteractionChange }
);

/** Events that wait for a slow subscriber. One more, and they are replaced by a GAP. */
export const MAX_WAITING = 100;

const DONE = { done: true, value: undefined } as const;

/**
 * The events of one subscriber. It never holds more than `MAX_WAITING`: of the waiting events of one Interaction only the
 * latest is kept, and too many become one GAP. The order is that of the cursors, so a subscriber may continue after any of
 * them.
 */
class InteractionEvents implements AsyncIterableIterator<InteractionEvent, undefined> {
  readonly #now: () => Date;
  #started: string | null = null;
  #gap: string | null = null;
  readonly #waiting = new Map<string, BusEvent>();
  #subscription: BusSubscription | null = null;
  #isClosed = false;
  #wake: (() => void)[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Adds an event of the bus. */
  readonly add = (event: BusEvent): void => {
    const key = event.change.path.join('-');
    this.#waiting.delete(key);
    this.#waiting.set(key, event);
    if (this.#waiting.size > MAX_WAITING) this.#lose(event.cursor);
    this.#wakeAll();
  };

  /** Reports that events may have been lost. */
  readonly lose = (cursor: string): void => {
    this.#lose(cursor);
    this.#wakeAll();
  };

  start(subscription: BusSubscription, after: string | null): void {
    this.#subscription = subscription;
    const { cursor, missed } = subscription;
    // Whoever continues after STARTED must get the missed events too.
    this.#started = missed && after !== null ? after : cursor;
    // The listener may have added later events already; they come behind.
    const later = [...this.#waiting.values()];
    this.#waiting.clear();
    // If these were too many, the missed ones are lost with them.
    const older = this.#gap === null ? (missed ?? []) : [];
    if (missed === null) this.#gap ??= cursor;
    for (const event of [...older, ...later]) this.add(event);
    this.#wakeAll();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<InteractionEvent, undefined>> {
    for (;;) {
      // A turn of the event loop lets bursts coalesce, and a consumer without a connection notice that it is closed.
      await nextTurn();
      if (this.#isClosed) return DONE;
      const value = this.#take();
      if (value) return { done: false, value };
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  return(): Promise<IteratorResult<InteractionEvent, undefined>> {
    this.#isClosed = true;
    this.#subscription?.close();
    this.#waiting.clear();
    this.#wakeAll();
    return Promise.resolve(DONE);
  }

  #take(): InteractionEvent | null {
    const dateReceived = this.#now().toISOString();
    if (this.#started !== null) {
      const cursor = this.#started;
      this.#started = null;
      return { kind: 'STARTED', cursor, change: null, dateReceived };
    }
    if (this.#gap !== null) {
      const cursor = this.#gap;
      this.#gap = null;
      return { kind: 'GAP', cursor, change: null, dateReceived };
    }
    for (const [key, { cursor, change }] of this.#waiting) {
      this.#waiting.delete(key);
      return { kind: 'CHANGED', cursor, change, dateReceived: change.dateReceived };
    }
    return null;
  }

  /** Replaces everything that waits by a GAP. */
  #lose(cursor: string): void {
    this.#waiting.clear();
    this.#gap = cursor;
  }

  #wakeAll(): void {
    const wake = this.#wake;
    this.#wake = [];
    for (const resolve of wake) resolve();
  }
}

/**
 * The events of the Interactions at or under a path, until `return` is called.
 *
 * @param after continues after that cursor; when the bus does not know it, the first event after STARTED is a GAP
 */
export async function subscribeToInteractions(
  bus: EventBus,
  path: SidPath,
  after: string | null,
  now: () => Date = () => new Date(),
): Promise<AsyncIterableIterator<InteractionEvent, undefined>> {
  const events = new InteractionEvents(now);
  events.start(await bus.subscribe(path, after, events.add, events.lose), after);
  return events;
}
