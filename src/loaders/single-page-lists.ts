import type { Resource, SidPath } from '../twilio/resource.ts';

/** The maximum number of lists. The least recently added one is removed first. */
const LIMIT = 10_000;

/** A key for the list of that resource under that parent: `Session KS…`. */
export const listKey = (resource: Resource, parent: SidPath): string =>
  `${resource.type} ${parent.join('-')}`;

/**
 * The lists that fitted one page when any operation last read them: one list read returns all their records. Only keys are
 * kept, so a list that has grown since costs one extra read and gives no wrong answer.
 */
export class SinglePageLists {
  readonly #keys: Set<string>;
  readonly #owner: string;

  constructor(owner = '', keys = new Set<string>()) {
    this.#owner = owner;
    this.#keys = keys;
  }

  /** The lists of one owner of credentials. All owners share the limit. */
  of(owner: string): SinglePageLists {
    return new SinglePageLists(owner, this.#keys);
  }

  note(resource: Resource, parent: SidPath, fitsOnePage: boolean): void {
    const key = this.#keyOf(resource, parent);
    this.#keys.delete(key);
    if (!fitsOnePage) return;
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (this.#keys.size > LIMIT && oldest !== undefined) this.#keys.delete(oldest);
  }

  has(resource: Resource, parent: SidPath): boolean {
    return this.#keys.has(this.#keyOf(resource, parent));
  }

  #keyOf(resource: Resource, parent: SidPath): string {
    return `${this.#owner} ${listKey(resource, parent)}`;
  }
}
