import type { Page, PageRequest } from '../../../src/twilio/page.ts';

export interface Row {
  readonly sid: string;
}

interface Placed extends Row {
  /** Where the row stands; a place stays what it is when rows come and go. */
  readonly at: number;
}

/** How far a list honours the page size that it is asked for. */
export type Sizes = (asked: number) => number;

/**
 * A list as Twilio keeps it: its page tokens name a place, so that they survive rows that come and go. A token of a next
 * page names the row before it, one of a previous page the row at its end.
 */
export class KeysetList {
  #rows: Placed[] = [];
  #made = 0;
  readonly #sizes: Sizes;
  /** How many pages were read. */
  reads = 0;

  constructor(length: number, sizes: Sizes = (asked) => asked) {
    this.#sizes = sizes;
    for (let made = 0; made < length; made += 1) this.insert(made);
  }

  get sids(): string[] {
    return this.#rows.map(({ sid }) => sid);
  }

  /** Puts a new row at that position. */
  insert(position: number): void {
    const index = Math.min(position, this.#rows.length);
    const low = this.#rows[index - 1]?.at;
    const high = this.#rows[index]?.at;
    const at = low === undefined ? (high ?? 1) - 1 : high === undefined ? low + 1 : (low + high) / 2;
    const sid = `KC${String(this.#made).padStart(32, '0')}`;
    this.#made += 1;
    this.#rows.splice(index, 0, { sid, at });
  }

  remove(position: number): void {
    this.#rows.splice(position % Math.max(1, this.#rows.length), 1);
  }

  readonly readPage = (request: PageRequest): Promise<Page<Row>> => {
    this.reads += 1;
    const size = this.#sizes(request.pageSize);
    const [kind, place] = (request.pageToken ?? '').split(':');
    const at = Number(place);
    // Rows before `from` lie before the page.
    const behind = this.#rows.findIndex((row) => (kind === 'after' ? row.at > at : row.at > at));
    const split = behind < 0 ? this.#rows.length : behind;
    const from = kind === 'after' ? split : kind === 'upTo' ? Math.max(0, split - size) : 0;
    const to = kind === 'upTo' ? split : from + size;
    const rows = this.#rows.slice(from, to);
    const before = this.#rows[from - 1];
    const last = rows.at(-1)?.at ?? at;
    const number = request.page ?? 0;
    return Promise.resolve({
      rows,
      next: to < this.#rows.length ? { page: number + 1, pageToken: `after:${last}` } : null,
      previous: before ? { page: Math.max(0, number - 1), pageToken: `upTo:${before.at}` } : null,
    });
  };
}
