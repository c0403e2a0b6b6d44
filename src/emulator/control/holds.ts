import { matches, type RequestMatch } from './match.ts';

export interface HoldSpec extends RequestMatch {
  /** `request` (default): waits before it is carried out; `answer`: is carried out, and its answer waits. */
  readonly at?: 'request' | 'answer';
}

export interface HoldHandle {
  /** How many requests wait. */
  readonly waiting: number;
  /** Lets the first `count` that wait go on. Without a count, all of them and all that come later. */
  release(count?: number): void;
}

interface Hold {
  readonly spec: HoldSpec;
  readonly queue: (() => void)[];
}

/** Requests that wait until a test lets them go on. */
export class Holds {
  #holds: Hold[] = [];

  add(spec: HoldSpec): HoldHandle {
    const hold: Hold = { spec, queue: [] };
    this.#holds.push(hold);
    return {
      get waiting() {
        return hold.queue.length;
      },
      release: (count) => {
        if (count === undefined) this.#holds = this.#holds.filter((each) => each !== hold);
        for (const go of hold.queue.splice(0, count ?? hold.queue.length)) go();
      },
    };
  }

  /** Lets everything go on. */
  clear(): void {
    const holds = this.#holds;
    this.#holds = [];
    for (const { queue } of holds) for (const go of queue.splice(0)) go();
  }

  /** Calls `go` at once, or when the hold on this request at this stage is released. */
  pass(at: 'request' | 'answer', method: string, path: string, go: () => void): void {
    for (const { queue, spec } of this.#holds) {
      if ((spec.at ?? 'request') !== at || !matches(spec, method, path)) continue;
      queue.push(go);
      return;
    }
    go();
  }
}
