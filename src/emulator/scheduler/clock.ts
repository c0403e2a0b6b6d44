/** The emulator's clock. All dates, expiry and rate windows use it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Stops the clock at a time: milliseconds since the epoch, or an ISO 8601 date. */
  set(moment: number | string): void;
  /** Moves the clock forward. A running clock keeps running, a stopped one stays stopped. */
  advance(ms: number): void;
  /** Returns to the time source that the emulator was created with. */
  release(): void;
}

/** A clock that says when it is changed. */
export interface EmulatorClock extends Clock {
  /** Whether time stands still. */
  readonly isStopped: boolean;
  /** Called after each `set`, `advance` and `release`. */
  onChange: () => void;
}

/** A clock over a time source. It runs until `set` stops it. */
export function createClock(source: () => number): EmulatorClock {
  let stoppedAt: number | null = null;
  let offset = 0;
  const clock: EmulatorClock = {
    get isStopped() {
      return stoppedAt !== null;
    },
    onChange: () => undefined,
    now: () => (stoppedAt ?? source()) + offset,
    set: (moment) => {
      const ms = typeof moment === 'number' ? moment : Date.parse(moment);
      if (!Number.isFinite(ms))
        throw new RangeError('Expected milliseconds since the epoch or an ISO 8601 date.');
      stoppedAt = ms;
      offset = 0;
      clock.onChange();
    },
    advance: (ms) => {
      if (!Number.isFinite(ms)) throw new RangeError('Expected a number of milliseconds.');
      offset += ms;
      clock.onChange();
    },
    release: () => {
      stoppedAt = null;
      offset = 0;
      clock.onChange();
    },
  };
  return clock;
}

/** A date as Twilio writes it: UTC, no fraction, `2026-03-02T08:15:30Z`. */
export const wireDate = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
