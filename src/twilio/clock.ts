/** A monotonic clock. Tests replace it with a manual one. */
export interface Clock {
  /** Milliseconds since a fixed time. Never goes back. */
  now(): number;
  /** Calls `run` once after that time. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The clock of the system: `performance.now` and `setTimeout`, which changes of the wall clock do not affect. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
