import { type DocumentNode, visit } from 'graphql';
import type { Estimate } from './estimate.ts';

/** So many estimates of one document are kept: its operations differ in few ways that count. */
const LIMIT = 32;

const ID = /^[A-Z]{2}[0-9a-fA-F]{32}(?:-[A-Z]{2}[0-9a-fA-F]{32}){0,3}$/;
const CANONICAL = /^[A-Z]{2}[0-9a-f]{32}(?:-[A-Z]{2}[0-9a-f]{32}){0,3}$/;
/** Longer texts are cursors or names, whose meaning lies in their letters. */
const LONGEST_TEXT = 64;

/** As JSON; null for what is nested deeper than the stack is. */
function stringify(value: unknown, replace: (key: string, value: unknown) => unknown): string | null {
  try {
    return JSON.stringify(value, replace);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The ids that stand in the document itself; null when it has a longer text, whose meaning lies in its letters. */
function idsOf(document: DocumentNode): string[] | null {
  const ids: string[] = [];
  let unclear = 0;
  visit(document, {
    StringValue({ value }) {
      if (ID.test(value)) ids.push(value);
      else if (value.length > LONGEST_TEXT) unclear += 1;
    },
  });
  return unclear === 0 ? ids : null;
}

/**
 * The estimates of one document. What an operation costs does not depend on which SIDs it names, only on which of them are
 * the same, so that all operations of a page of an app share one estimate.
 */
export class Estimates {
  readonly #ids: readonly string[] | null;
  readonly #known = new Map<string, Estimate>();

  constructor(document: DocumentNode) {
    this.#ids = idsOf(document);
  }

  /**
   * A text that is the same only for variables that cost the same: each SID is replaced by the number of its first
   * occurrence. Null where more than that counts, such as a cursor, which belongs to one list, and where the variables
   * cannot be written.
   */
  keyOf(variables: Readonly<Record<string, unknown>>): string | null {
    if (this.#ids === null) return null;
    const numbers = new Map<string, number>();
    let unclear = 0;
    const shorten = (_: string, value: unknown): unknown => {
      if (typeof value !== 'string') return value;
      // Each text says what it is, so that none can look like an id.
      if (!ID.test(value)) {
        if (value.length > LONGEST_TEXT) unclear += 1;
        return `=${value}`;
      }
      let key = '#';
      for (const sid of value.toLowerCase().split('-')) {
        const number = numbers.get(sid) ?? numbers.size;
        numbers.set(sid, number);
        key += `${sid.slice(0, 2)}${number}`;
      }
      // A unique name may have this form, and in another case it is another name.
      return CANONICAL.test(value) ? key : `${key}=${value}`;
    };
    const key = stringify([this.#ids, variables], shorten);
    return unclear === 0 ? key : null;
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
