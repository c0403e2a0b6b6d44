import type { Page } from '../twilio/page.ts';
import { areRelated, type ModelOf, pathOf, type Resource, sidOf, type SidPath } from '../twilio/resource.ts';

type AnyModel = ModelOf<Resource>;

/** The rows of some lists of one resource. */
interface Seen {
  /** Rows that nobody has looked into yet. */
  pages: { readonly parent: SidPath; readonly rows: readonly AnyModel[] }[];
  readonly bySid: Map<string, AnyModel>;
}

/** The name of a list in keys. */
export const listKey = (resource: Resource, parent: SidPath): string =>
  `${resource.type} ${parent.join('-')}`;

/** Whether the page is all that its list has. */
export const isWholeList = ({ next, previous }: Page<unknown>): boolean => next === null && previous === null;

const areEqual = (a: SidPath, b: SidPath) =>
  a.length === b.length && a.every((sid, index) => sid === b[index]);

/** The records that lists brought in one operation: they need no fetch of their own. */
export class SeenRows {
  readonly #seen = new Map<Resource, Seen>();
  /** The lists of which all rows were seen, with their parents. */
  readonly #whole = new Map<string, SidPath>();

  /** `whole` is the name of the list, when these are all its rows. */
  add(resource: Resource, parent: SidPath, rows: readonly AnyModel[], whole: string | null = null): void {
    const known = this.#seen.get(resource);
    if (known) known.pages.push({ parent, rows });
    else this.#seen.set(resource, { pages: [{ parent, rows }], bySid: new Map() });
    if (whole !== null) this.#whole.set(whole, parent);
  }

  find(resource: Resource, path: SidPath): AnyModel | undefined {
    const seen = this.#seen.get(resource);
    if (!seen) return undefined;
    if (seen.pages.length > 0) this.#index(resource, seen);
    const row = seen.bySid.get(path.at(-1) ?? '');
    // Twilio gives no SID twice; if it did, the record would be read on its own.
    return row && areEqual(pathOf(resource, row), path) ? row : undefined;
  }

  /** Whether all rows of that list were seen. */
  isWhole(resource: Resource, parent: SidPath): boolean {
    return this.#whole.has(listKey(resource, parent));
  }

  /** Forgets the rows at, under and above a path. */
  forget(path: SidPath): void {
    for (const [key, parent] of this.#whole) if (areRelated(parent, path)) this.#whole.delete(key);
    for (const [resource, seen] of this.#seen) {
      seen.pages = seen.pages.filter(({ parent }) => !areRelated(parent, path));
      for (const [sid, row] of seen.bySid) {
        if (areRelated(pathOf(resource, row).slice(0, -1), path)) seen.bySid.delete(sid);
      }
    }
  }

  #index(resource: Resource, seen: Seen): void {
    for (const { rows } of seen.pages) {
      for (const row of rows) seen.bySid.set(sidOf(resource, row), row);
    }
    seen.pages = [];
  }
}
