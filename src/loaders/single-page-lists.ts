import { listKey } from './row-cache.ts';
import type { Resource, SidPath } from '../twilio/resource.ts';

/** Lists are remembered up to this number; the one seen longest ago goes first. */
const LIMIT = 10_000;

/**
 * The lists that fitted one page when they were last seen, by any operation: one read of such a list brings all its
 * records. Nothing else is remembered of them, so that a list that has grown since costs one read too many and no wrong
 * answer.
 */
export class ShortLists {
  readonly #keys: Set<string>;
  readonly #owner: string;

  constructor(owner = '', keys = new Set<string>()) {
    this.#owner = owner;
    this.#keys = keys;
  }

  /** The lists of one owner. All owners share the bound. */
  of(owner: string): ShortLists {
    return new ShortLists(owner, this.#keys);
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
