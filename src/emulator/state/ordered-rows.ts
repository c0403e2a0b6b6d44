/** A row of a list: its SID and its position. Neither ever changes. */
export interface Row {
  readonly sid: string;
  /** Milliseconds since the epoch; finer than the `date_created` on the wire. */
  readonly createdAt: number;
}

/** A page of a list, and whether there are rows before and after it. */
export interface Slice<T> {
  readonly rows: readonly T[];
  /** The row just before the page, if any. */
  readonly before: T | undefined;
  readonly hasMore: boolean;
}

/** A list keeps the positions of this many removed rows, the last ones. */
const MAX_REMOVED = 10_000;

/**
 * A list of rows: newest first, ties by SID.
 *
 * A SID is a position in the list. It stays valid when the row is removed: the positions of removed rows are kept.
 * Reading a page costs its rows and a binary search, for any length of the list. `visited` counts both.
 */
export class OrderedRows<T extends Row> {
  /** Oldest first, so that a new row, usually the newest, is pushed at the end. */
  readonly #rows: T[] = [];
  readonly #bySid = new Map<string, T>();
  #removed: Map<string, Row> | undefined;
  /** The number of rows visited since the list was created. */
  visited = 0;

  get(sid: string): T | undefined {
    return this.#bySid.get(sid);
  }

  add(row: T): void {
    if (this.#bySid.has(row.sid)) throw new Error(`The list already has ${row.sid}.`);
    this.#bySid.set(row.sid, row);
    const last = this.#rows.at(-1);
    if (last === undefined || compare(last, row) < 0) this.#rows.push(row);
    else this.#rows.splice(this.#lowerBound(row), 0, row);
  }

  remove(sid: string): void {
    const row = this.#bySid.get(sid);
    if (row === undefined) return;
    this.#bySid.delete(sid);
    this.#rows.splice(this.#lowerBound(row), 1);
    const removed = (this.#removed ??= new Map());
    removed.set(sid, { sid, createdAt: row.createdAt });
    if (removed.size > MAX_REMOVED) removed.delete(removed.keys().next().value ?? '');
  }

  /** All rows in list order. */
  *[Symbol.iterator](): Generator<T, undefined> {
    for (let index = this.#rows.length - 1; index >= 0; index--) {
      const row = this.#rows[index];
      if (row !== undefined) yield row;
    }
  }

  /** The first rows. */
  first(size: number): Slice<T> {
    return this.#slice(this.#rows.length, size);
  }

  /** The rows after a SID; undefined if the list never had that row. */
  after(sid: string, size: number): Slice<T> | undefined {
    const place = this.#placeOf(sid);
    return place && this.#slice(this.#lowerBound(place), size);
  }

  /** The rows up to and including a SID; undefined if the list never had that row. */
  upTo(sid: string, size: number): Slice<T> | undefined {
    const place = this.#placeOf(sid);
    if (place === undefined) return undefined;
    const end = Math.min(this.#lowerBound(place) + size, this.#rows.length);
    return this.#slice(end, end - this.#lowerBound(place));
  }

  /** Rows in list order from the position `end` (exclusive) downwards. */
  #slice(end: number, size: number): Slice<T> {
    const start = Math.max(end - size, 0);
    const rows = this.#rows.slice(start, end).reverse();
    this.visited += rows.length;
    return { rows, before: this.#rows[end], hasMore: start > 0 };
  }

  #placeOf(sid: string): Row | undefined {
    return this.#bySid.get(sid) ?? this.#removed?.get(sid);
  }

  /** The index of the first row that is not older than `place`. */
  #lowerBound(place: Row): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      this.visited++;
      if (row !== undefined && compare(row, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Oldest first; at the same time, the greater SID first, so that lists show the lesser SID first. */
const compare = (a: Row, b: Row): number =>
  a.createdAt - b.createdAt || (a.sid === b.sid ? 0 : a.sid > b.sid ? -1 : 1);
