import { type DocumentNode, visit } from 'graphql';
import type { Estimate } from './estimate.ts';
import { type ReadCursor, readCursor } from '../cursor.ts';
import { EstimateKey, kindOfText } from './estimate-key.ts';

/** So many estimates of one document are kept: its operations differ in few ways that count. */
const LIMIT = 32;

/** The ids that stand in the document itself; null when it has a longer text, which may be a cursor beside one of the variables. */
function idsOf(document: DocumentNode): string[] | null {
  const ids: string[] = [];
  let unclear = 0;
  visit(document, {
    StringValue({ value }) {
      const kind = kindOfText(value);
      if (kind === 'id') ids.push(value);
      else if (kind === 'long') unclear += 1;
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
   * occurrence, and the steps of a walk have the same one. Null where more than that counts, such as the letters of a long
   * text or the pages of two cursors, and where the variables cannot be written.
   */
  keyOf(variables: Readonly<Record<string, unknown>>, read: ReadCursor = readCursor): string | null {
    if (this.#ids === null) return null;
    const key = new EstimateKey(read);
    try {
      key.write(this.#ids);
      key.write(variables);
    } catch (error) {
      // Nested deeper than the stack is.
      if (error instanceof RangeError) return null;
      throw error;
    }
    return key.text;
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
