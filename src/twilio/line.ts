/** A value's place in a line. */
export interface Link<T> {
  readonly value: T;
  before: Link<T> | null;
  behind: Link<T> | null;
  hasLeft: boolean;
}

/**
 * What comes and goes all the time, in the order in which it came; who leaves may stand anywhere.
 *
 * A Set would do, but for one thing. V8 gives it a new table whenever the old one is full of deleted entries, and lets each
 * table point to its successor. Once the first of them has grown old, all later ones live until the next major collection,
 * and so does what they held: with an operation in them, a quarter of all garbage.
 */
export class Line<T> {
  #first: Link<T> | null = null;
  #last: Link<T> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): Link<T> | null {
    return this.#first;
  }

  get last(): Link<T> | null {
    return this.#last;
  }

  /** Puts a value behind all others; it leaves by the link. */
  join(value: T): Link<T> {
    const link: Link<T> = { value, before: this.#last, behind: null, hasLeft: false };
    if (this.#last) this.#last.behind = link;
    else this.#first = link;
    this.#last = link;
    this.#size += 1;
    return link;
  }

  /** Takes a link of this line out of it; it may be told twice. */
  leave(link: Link<T>): void {
    if (link.hasLeft) return;
    const { before, behind } = link;
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    else this.#last = before;
    link.hasLeft = true;
    link.before = null;
    link.behind = null;
    this.#size -= 1;
  }

  /** Puts a link of this line behind all others: its turn is over. */
  rotate(link: Link<T>): void {
    if (link.hasLeft || link === this.#last) return;
    const { before, behind } = link;
    if (before) before.behind = behind;
    else this.#first = behind;
    if (behind) behind.before = before;
    link.before = this.#last;
    link.behind = null;
    if (this.#last) this.#last.behind = link;
    this.#last = link;
  }

  /** Those who stand in the line now. */
  values(): T[] {
    const values: T[] = [];
    for (let link = this.#first; link; link = link.behind) values.push(link.value);
    return values;
  }
}
