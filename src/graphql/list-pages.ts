import type { TwilioClient } from '../twilio/client.ts';
import { type Page, pageQuery, type PageRequest } from '../twilio/page.ts';
import { areRelated, type Listable, type ModelOf, type Resource, type SidPath } from '../twilio/resource.ts';
import type { Reads } from './reads.ts';
import { isWholeList, listKey, type SeenRows } from './seen-rows.ts';
import type { ShortLists } from './short-lists.ts';

type AnyPage = Page<ModelOf<Resource>>;

/** A read that was started, whether or not it has ended. */
export interface Started<T> {
  readonly scope: SidPath;
  readonly result: Promise<T>;
}

interface StartedPage extends Started<AnyPage | null> {
  /** Whether it was read for its records, not because somebody asked for that page. */
  readonly isForRecords: boolean;
}

export interface ListPagesOptions {
  readonly client: TwilioClient;
  readonly reads: Reads;
  readonly shortLists: ShortLists;
  readonly seen: SeenRows;
  readonly pageSizeMax: number;
}

const pageKey = (list: string, request: PageRequest) => `${list}?${pageQuery(request)}`;

/** The pages of lists that one operation reads, each once. Their rows go to the seen ones. */
export class ListPages {
  readonly #options: ListPagesOptions;
  readonly #pages = new Map<string, StartedPage>();
  readonly #inFlight = new Map<string, StartedPage[]>();
  /** Whether any page was read for its records. */
  #hasForRecords = false;

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
    return this.#pages.has(pageKey(listKey(resource, parent), this.#largest));
  }

  /** The pages of that list that are being read; told for resources whose lists may stand for point reads. */
  inFlight(resource: Resource, parent: SidPath): readonly Promise<AnyPage | null>[] {
    return (this.#inFlight.get(listKey(resource, parent)) ?? []).map(({ result }) => result);
  }

  /** Forgets what was read at, under and above a path. */
  forget(path: SidPath): void {
    for (const [key, { scope }] of this.#pages) if (areRelated(scope, path)) this.#pages.delete(key);
    for (const [list, [first]] of this.#inFlight) {
      // All pages of a list have its parent.
      if (first && areRelated(first.scope, path)) this.#inFlight.delete(list);
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
    const key = pageKey(list, request);
    const known = this.#pages.get(key);
    if (known) return known.result;
    const largest =
      this.#hasForRecords && !isForRecords
        ? this.#pages.get(pageKey(list, { ...request, ...this.#largest }))
        : undefined;
    this.#hasForRecords ||= isForRecords;
    // Only where lists stand for point reads: what a long list brings is seldom what is wanted.
    const isWatched = resource.readTogether !== undefined;
    const onEnd = isWatched ? () => this.#land(list, started) : undefined;
    const result = largest?.isForRecords
      ? this.#readAfter(largest, onEnd, resource, parent, request, list)
      : this.#fetch(resource, parent, request, list, onEnd);
    const started = { scope: parent, result, isForRecords };
    this.#pages.set(key, started);
    if (isWatched) this.#takeOff(list, started);
    return result;
  }

  #takeOff(list: string, started: StartedPage): void {
    const flights = this.#inFlight.get(list);
    if (flights) flights.push(started);
    else this.#inFlight.set(list, [started]);
  }

  #land(list: string, started: StartedPage): void {
    const flights = this.#inFlight.get(list);
    const index = flights?.indexOf(started) ?? -1;
    if (index === -1) return;
    if (flights?.length === 1) this.#inFlight.delete(list);
    else flights?.splice(index, 1);
  }

  #fetch(
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
    list: string,
    onEnd?: () => void,
  ): Promise<AnyPage | null> {
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
      onEnd,
    );
  }

  /** A list that was read for its records is this page too, when it has no more rows than were asked for. */
  async #readAfter(
    { result }: StartedPage,
    onEnd: (() => void) | undefined,
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
    list: string,
  ): Promise<AnyPage | null> {
    try {
      const page = await result;
      const isSame = page === null || (isWholeList(page) && page.rows.length <= request.pageSize);
      return isSame ? page : await this.#fetch(resource, parent, request, list);
    } finally {
      onEnd?.();
    }
  }
}
