import { matches, type RequestMatch } from './match.ts';

export interface HoldSpec extends RequestMatch {
  /** `request` (default) holds the request before it is executed, `answer` holds its answer. */
  readonly at?: 'request' | 'answer';
}

export interface HoldHandle {
  /** The number of waiting requests. */
  readonly waiting: number;
  /** Releases the first `count` waiting requests. Without a count, releases all and removes the hold. */
  release(count?: number): void;
}

interface Hold {
  readonly spec: HoldSpec;
  readonly queue: (() => void)[];
}

/** Holds: matching requests wait until a test releases them. */
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

  /** Releases all requests and removes all holds. */
  clear(): void {
    const holds = this.#holds;
    this.#holds = [];
    for (const { queue } of holds) for (const go of queue.splice(0)) go();
  }

  /** Calls `go` at once, or when the hold on this request is released. */
  pass(at: 'request' | 'answer', method: string, path: string, go: () => void): void {
    for (const { queue, spec } of this.#holds) {
      if ((spec.at ?? 'request') !== at || !matches(spec, method, path)) continue;
      queue.push(go);
      return;
    }
    go();
  }
}
