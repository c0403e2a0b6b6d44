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

const ignore = () => undefined;

const pageKey = (list: string, request: PageRequest) => `${list}?${pageQuery(request)}`;

/** The pages of lists that one operation reads, each once. Their rows go to the seen ones. */
export class ListPages {
  readonly #options: ListPagesOptions;
  readonly #pages = new Map<string, StartedPage>();
  readonly #inFlight = new Map<string, Set<StartedPage>>();

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
    return [...(this.#inFlight.get(listKey(resource, parent)) ?? [])].map(({ result }) => result);
  }

  /** Forgets what was read at, under and above a path. */
  forget(path: SidPath): void {
    for (const [key, { scope }] of this.#pages) if (areRelated(scope, path)) this.#pages.delete(key);
    for (const flights of this.#inFlight.values()) {
      for (const started of flights) if (areRelated(started.scope, path)) flights.delete(started);
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
    const largest = isForRecords
      ? undefined
      : this.#pages.get(pageKey(list, { ...request, ...this.#largest }));
    // Only where lists stand for point reads: what a long list brings is seldom what is wanted.
    const flights = resource.readTogether && this.#flightsOf(list);
    const onEnd = flights ? () => void flights.delete(started) : ignore;
    const result = largest?.isForRecords
      ? this.#readAfter(largest, onEnd, resource, parent, request)
      : this.#fetch(resource, parent, request, onEnd);
    const started = { scope: parent, result, isForRecords };
    this.#pages.set(key, started);
    flights?.add(started);
    return result;
  }

  #flightsOf(list: string): Set<StartedPage> {
    const flights = this.#inFlight.get(list) ?? new Set();
    this.#inFlight.set(list, flights);
    return flights;
  }

  #fetch(
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
    onEnd?: () => void,
  ): Promise<AnyPage | null> {
    const { client, reads, seen, shortLists, pageSizeMax } = this.#options;
    return reads.run<AnyPage>(
      parent,
      (caller) => client.list(resource, parent, request, caller),
      (page) => {
        const whole = isWholeList(page);
        seen.add(resource, parent, page.rows, whole);
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
    onEnd: () => void,
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
  ): Promise<AnyPage | null> {
    try {
      const list = await result;
      const isSame = list === null || (isWholeList(list) && list.rows.length <= request.pageSize);
      return isSame ? list : await this.#fetch(resource, parent, request);
    } finally {
      onEnd();
    }
  }
}
