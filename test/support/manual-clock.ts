import type { Clock } from '../../src/twilio/clock.ts';

/** Lets everything that is ready run: promises, and what the event loop has at hand. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until it is so; looks again after each turn of the event loop. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settle();
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  now = (): number => this.#now;

  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Moves on, timer by timer, and lets what each one starts run. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settle();
    for (let timer = this.#next(until); timer; timer = this.#next(until)) {
      this.#timers.delete(timer);
      this.#now = timer.at;
      timer.run();
      await settle();
    }
    this.#now = until;
  }

  /**
   * Moves on step by step until the promise is settled, and gives its value. It stands still while `isBusy`: work that takes
   * no time on this clock, however slow the machine is.
   */
  async runUntil<T>(promise: Promise<T>, step: number, isBusy = () => false): Promise<T> {
    const state = { isPending: true };
    const settled = () => void (state.isPending = false);
    promise.then(settled, settled);
    while (state.isPending) {
      if (isBusy()) await settle();
      else await this.advance(step);
    }
    return promise;
  }

  /** The earliest timer until then; of several at the same moment the one that was set first. */
  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= until && timer.at < (next?.at ?? Infinity)) next = timer;
    }
    return next;
  }
}
