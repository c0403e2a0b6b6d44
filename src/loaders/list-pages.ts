import type { TwilioClient } from '../twilio/client.ts';
import type { Page, PageRequest } from '../twilio/page.ts';
import { areRelated, type Listable, type ModelOf, type Resource, type SidPath } from '../twilio/resource.ts';
import type { Reads } from './request-scope.ts';
import { isWholeList, listKey, type SeenRows } from './row-cache.ts';
import type { ShortLists } from './single-page-lists.ts';

type AnyPage = Page<ModelOf<Resource>>;

/** A read that was started, whether or not it has ended. */
export interface Started<T> {
  readonly scope: SidPath;
  readonly result: Promise<T>;
}

interface StartedPage extends Started<AnyPage | null> {
  readonly request: PageRequest;
  /** Whether it was read for its records, not because somebody asked for that page. */
  readonly isForRecords: boolean;
  /** Whether it is there, or has failed. */
  isOver: boolean;
}

export interface ListPagesOptions {
  readonly client: TwilioClient;
  readonly reads: Reads;
  readonly shortLists: ShortLists;
  readonly seen: SeenRows;
  readonly pageSizeMax: number;
}

const isSame = (a: PageRequest, b: PageRequest) =>
  a.pageSize === b.pageSize &&
  (a.pageToken ?? null) === (b.pageToken ?? null) &&
  (a.page ?? null) === (b.page ?? null);

/** The pages of lists that one operation reads, each once. Their rows go to the seen ones. */
export class ListPages {
  readonly #options: ListPagesOptions;
  /** By the names of their lists. */
  readonly #pages = new Map<string, StartedPage[]>();

  constructor(options: ListPagesOptions) {
    this.#options = options;
  }

  /**
   * One page of the list under that parent; null when the parent does not exist. It starts at once, so that whoever asks
   * for a record in the same tick finds the list in flight.
   */
  read(resource: Listable, parent: SidPath, request: PageRequest): Promise<AnyPage | null> {
    return this.#start(resource, parent, request, false);
  }

  /** The first page, as large as can be, for the records on it. */
  readForRecords(resource: Listable, parent: SidPath): Promise<AnyPage | null> {
    return this.#start(resource, parent, this.#largest, true);
  }

  /** Whether that page was asked for already; then it costs nothing more. */
  hasFirst(resource: Resource, parent: SidPath): boolean {
    return this.#find(listKey(resource, parent), this.#largest) !== undefined;
  }

  /** The pages of that list that are being read. */
  inFlight(resource: Resource, parent: SidPath): readonly Promise<AnyPage | null>[] {
    const started = this.#pages.get(listKey(resource, parent)) ?? [];
    return started.filter(({ isOver }) => !isOver).map(({ result }) => result);
  }

  /** Forgets what was read at, under and above a path. */
  forget(path: SidPath): void {
    for (const [list, [first]] of this.#pages) {
      // All pages of a list have its parent.
      if (first && areRelated(first.scope, path)) this.#pages.delete(list);
    }
  }

  get #largest(): PageRequest {
    return { pageSize: this.#options.pageSizeMax };
  }

  #start(
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
    isForRecords: boolean,
  ): Promise<AnyPage | null> {
    const list = listKey(resource, parent);
    const known = this.#find(list, request);
    if (known) return known.result;
    const largest = isForRecords ? undefined : this.#find(list, { ...request, ...this.#largest });
    const result = largest?.isForRecords
      ? this.#readAfter(largest, resource, parent, request, list)
      : this.#fetch(resource, parent, request, list);
    const started: StartedPage = { scope: parent, request, result, isForRecords, isOver: false };
    const end = () => void (started.isOver = true);
    result.then(end, end);
    const pages = this.#pages.get(list);
    if (pages) pages.push(started);
    else this.#pages.set(list, [started]);
    return result;
  }

  #find(list: string, request: PageRequest): StartedPage | undefined {
    return this.#pages.get(list)?.find((started) => isSame(started.request, request));
  }

  #fetch(resource: Listable, parent: SidPath, request: PageRequest, list: string): Promise<AnyPage | null> {
    const { client, reads, seen, shortLists, pageSizeMax } = this.#options;
    return reads.run<AnyPage>(
      parent,
      (caller) => client.list(resource, parent, request, caller),
      (page) => {
        const whole = isWholeList(page);
        seen.add(resource, parent, page.rows, whole ? list : null);
        if (resource.readTogether === 'when-one-page' && (whole || request.pageSize >= pageSizeMax)) {
          shortLists.note(resource, parent, whole);
        }
      },
    );
  }

  /** A list that was read for its records is this page too, when it has no more rows than were asked for. */
  async #readAfter(
    { result }: StartedPage,
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
    list: string,
  ): Promise<AnyPage | null> {
    const page = await result;
    const isSame = page === null || (isWholeList(page) && page.rows.length <= request.pageSize);
    return isSame ? page : this.#fetch(resource, parent, request, list);
  }
}
