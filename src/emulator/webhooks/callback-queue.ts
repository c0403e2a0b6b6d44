import type { Webhook } from './send.ts';
import type { ActiveFault } from './webhook-faults.ts';

/** A callback that waits to be sent. */
export interface QueuedCallback {
  /** Callbacks with the same key are sent one after the other. */
  readonly key: string;
  readonly webhook: Webhook;
  readonly fault: ActiveFault | undefined;
}

/** A reordered callback is sent after this time, by the emulator's clock, when no other follows. */
const REORDER_MS = 5000;

/**
 * Sends callbacks in the order of their reports, each when the one before has its answer, except where a fault delays or
 * reorders one. Twilio promises no order; the emulator has one, so that tests are repeatable.
 */
export class CallbackQueue {
  readonly #send: (callback: QueuedCallback) => Promise<void>;
  readonly #after: (ms: number, run: () => void) => void;
  readonly #tails = new Map<string, Promise<void>>();
  #held: QueuedCallback | null = null;

  /**
   * @param send must not reject
   * @param after runs a task after some milliseconds of the emulator's clock
   */
  constructor(
    send: (callback: QueuedCallback) => Promise<void>,
    after: (ms: number, run: () => void) => void,
  ) {
    this.#send = send;
    this.#after = after;
  }

  add(callback: QueuedCallback): void {
    const { delayMs, reorder = false } = callback.fault?.spec ?? {};
    if (delayMs !== undefined) {
      // Behind the callbacks that are reported in the meantime.
      this.#after(delayMs, () => this.#enqueue(callback));
      return;
    }
    const held = this.#held;
    this.#held = null;
    if (held === null && reorder) {
      this.#held = callback;
      this.#after(REORDER_MS, () => this.#release(callback));
      return;
    }
    this.#enqueue(callback);
    if (held !== null) this.#enqueue(held);
  }

  #release(callback: QueuedCallback): void {
    if (this.#held !== callback) return;
    this.#held = null;
    this.#enqueue(callback);
  }

  #enqueue(callback: QueuedCallback): void {
    const { key } = callback;
    const tail = (this.#tails.get(key) ?? Promise.resolve()).then(() => this.#send(callback));
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
  }
}
