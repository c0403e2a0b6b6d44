import type { Page } from '../twilio/page.ts';
import { areRelated, type ModelOf, type Resource, type SidPath } from '../twilio/resource.ts';

type AnyModel = ModelOf<Resource>;

interface SeenList {
  readonly parent: SidPath;
  readonly rows: AnyModel[];
  /** By SID; made only when somebody looks for a record. */
  index: Map<string, AnyModel> | null;
  /** Whether these are all rows of the list. */
  whole: boolean;
}

/** The name of a list in keys. */
export const listKey = (resource: Resource, parent: SidPath): string =>
  `${resource.type} ${parent.join('-')}`;

/** Whether the page is all that its list has. */
export const isWholeList = ({ next, previous }: Page<unknown>): boolean => next === null && previous === null;

/** The records that lists brought in one operation: they need no fetch of their own. */
export class SeenRows {
  readonly #lists = new Map<string, SeenList>();

  add(resource: Resource, parent: SidPath, rows: readonly AnyModel[], whole = false): void {
    const key = listKey(resource, parent);
    const list = this.#lists.get(key) ?? { parent, rows: [], index: null, whole: false };
    list.rows.push(...rows);
    list.index = null;
    list.whole ||= whole;
    this.#lists.set(key, list);
  }

  find(resource: Resource, path: SidPath): AnyModel | undefined {
    const list = this.#lists.get(listKey(resource, path.slice(0, -1)));
    if (!list) return undefined;
    list.index ??= new Map(list.rows.map((row) => [(row as { readonly sid: string }).sid, row]));
    return list.index.get(path.at(-1) ?? '');
  }

  /** Whether all rows of that list were seen. */
  isWhole(resource: Resource, parent: SidPath): boolean {
    return this.#lists.get(listKey(resource, parent))?.whole ?? false;
  }

  /** Forgets the rows at, under and above a path. */
  forget(path: SidPath): void {
    for (const [key, { parent }] of this.#lists) if (areRelated(parent, path)) this.#lists.delete(key);
  }
}
