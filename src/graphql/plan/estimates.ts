import { type DocumentNode, visit } from 'graphql';
import type { Estimate } from './estimate.ts';

/** So many estimates of one document are kept: its operations differ in few ways that count. */
const LIMIT = 32;

/** Longer texts are cursors or names, whose meaning lies in their letters. */
const ID = /^[A-Z]{2}[0-9a-fA-F]{32}(?:-[A-Z]{2}[0-9a-fA-F]{32}){0,3}$/;
const LONGEST_TEXT = 64;

/** The ids that stand in the document itself. */
function idsOf(document: DocumentNode): string[] {
  const ids: string[] = [];
  visit(document, {
    StringValue({ value }) {
      if (ID.test(value)) ids.push(value);
    },
  });
  return ids;
}

/**
 * The estimates of one document. What an operation costs does not depend on which SIDs it names, only on which of them are
 * the same, so that all operations of a page of an app share one estimate.
 */
export class Estimates {
  readonly #ids: readonly string[];
  readonly #known = new Map<string, Estimate>();

  constructor(document: DocumentNode) {
    this.#ids = idsOf(document);
  }

  /**
   * A text that is the same for variables that cost the same: each SID is replaced by the number of its first occurrence.
   * Null where more than that counts, such as a cursor, which belongs to one list.
   */
  keyOf(variables: Readonly<Record<string, unknown>>): string | null {
    const numbers = new Map<string, number>();
    const unclear: string[] = [];
    const shorten = (_: string, value: unknown): unknown => {
      if (typeof value !== 'string') return value;
      if (!ID.test(value)) {
        if (value.length > LONGEST_TEXT) unclear.push(value);
        return value;
      }
      // A list, so that no other text can look like it.
      return value
        .toLowerCase()
        .split('-')
        .map((sid) => {
          const number = numbers.get(sid) ?? numbers.size;
          numbers.set(sid, number);
          return `${sid.slice(0, 2)}${number}`;
        });
    };
    const key = JSON.stringify([this.#ids, variables], shorten);
    return unclear.length === 0 ? key : null;
  }

  /** The estimate of that key, made when there is none yet; `isFinal` says whether it may be kept. */
  of(key: string | null, make: () => { readonly estimate: Estimate; readonly isFinal: boolean }): Estimate {
    const known = key === null ? undefined : this.#known.get(key);
    if (known) return known;
    const { estimate, isFinal } = make();
    if (key === null || !isFinal) return estimate;
    const [oldest] = this.#known.keys();
    if (this.#known.size === LIMIT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, estimate);
    return estimate;
  }
}
