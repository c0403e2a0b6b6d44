import type { Clock } from '../../src/twilio/clock.ts';

/** Lets everything that is ready run: promises, and what the event loop has at hand. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until it is so; looks again after each turn of the event loop. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settle();
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  now = (): number => this.#now;

  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.length;
  }

  /** Moves on, timer by timer, and lets what each one starts run. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settle();
    for (let timer = this.#next(until); timer; timer = this.#next(until)) {
      const { at, run } = timer;
      this.#timers = this.#timers.filter((each) => each !== timer);
      this.#now = at;
      run();
      await settle();
    }
    this.#now = until;
  }

  /** Moves on step by step until the promise is settled, and gives its value. */
  async runUntil<T>(promise: Promise<T>, step: number): Promise<T> {
    const state = { isPending: true };
    const settled = () => void (state.isPending = false);
    promise.then(settled, settled);
    while (state.isPending) await this.advance(step);
    return promise;
  }

  #next(until: number) {
    const due = this.#timers.filter(({ at }) => at <= until);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
