interface Entry {
  readonly at: number;
  readonly run: (at: number) => void;
}

/**
 * Runs tasks when the emulator's clock reaches their time.
 * `runDue` is called before data is read or changed, so time passes only as far as the clock says.
 */
export class Scheduler {
  /** A binary heap: an entry is never due after its two children at 2i + 1 and 2i + 2. */
  readonly #heap: Entry[] = [];
  /** Called when a task is scheduled. */
  onChange: () => void = () => undefined;

  /** When the next task is due; Infinity when there is none. */
  get nextAt(): number {
    return this.#heap[0]?.at ?? Infinity;
  }

  /**
   * @param at milliseconds since the epoch
   * @param run receives `at`, which may lie before the moment it runs
   */
  schedule(at: number, run: (at: number) => void): void {
    const heap = this.#heap;
    const entry = { at, run };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.at <= at) break;
      heap[index] = above;
      heap[parent] = entry;
      index = parent;
    }
    this.onChange();
  }

  clear(): void {
    this.#heap.length = 0;
  }

  /** Runs all tasks that are due, the earliest first, including tasks that they schedule. */
  runDue(now: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.at <= now; first = this.#heap[0]) {
      this.#removeFirst();
      first.run(first.at);
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    heap[0] = last;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const smaller = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left;
      const below = heap[smaller];
      if (below === undefined || below.at >= last.at) return;
      heap[index] = below;
      heap[smaller] = last;
      index = smaller;
    }
  }
}
