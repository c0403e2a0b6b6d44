import type { Step } from './steps.ts';
import { unroll, type Unrolled } from './unroll.ts';

/** The fields of a selection on records of one type. */
export class FieldSet {
  readonly steps: readonly Step[];
  #unrollAfter: number;
  #records = 0;
  #unrolled: Unrolled | null = null;

  /** They are unrolled after so many records: it takes as long as some hundreds of them. */
  constructor(steps: readonly Step[], unrollAfter: number) {
    this.steps = steps;
    this.#unrollAfter = unrollAfter;
  }

  /** The fields unrolled, for one more record; null as long as that is not worth it. */
  next(): Unrolled | null {
    if (this.#unrolled) return this.#unrolled;
    this.#records += 1;
    if (this.#records > this.#unrollAfter) {
      this.#unrolled = unroll(this.steps);
      // Tried once.
      this.#unrollAfter = Infinity;
    }
    return this.#unrolled;
  }
}
