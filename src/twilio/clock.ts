/** A monotonic clock, which tests move by hand. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls `run` once after so many milliseconds; the function it returns prevents that. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The real time: `performance.now`, which no change of the wall clock touches. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
