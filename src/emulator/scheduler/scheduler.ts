interface Entry {
  readonly at: number;
  /** Gets the moment it was due, which may lie before the moment it runs. */
  readonly run: (at: number) => void;
}

/**
 * What is due at a moment of the emulator's clock. It has no timer: whoever reads or changes data runs it first,
 * so that time passes only as far as the clock says. Costs nothing while nothing is due.
 */
export class Agenda {
  /** A binary heap: an entry is never due after the two below it, at 2i + 1 and 2i + 2. */
  readonly #heap: Entry[] = [];

  add(at: number, run: (at: number) => void): void {
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
  }

  /** Runs all that is due, the earliest first, also what is added meanwhile. */
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
