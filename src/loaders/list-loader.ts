import DataLoader from 'dataloader';
import type { TwilioClient } from '../twilio/client.ts';
import { type Page, pageQuery, type PageRequest } from '../twilio/page.ts';
import {
  type Fetchable,
  type Listable,
  type ModelOf,
  type Nameable,
  type Resource,
  sidOf,
  type SidPath,
} from '../twilio/resource.ts';
import { batchByList, type BatchedList, EXPECTED } from './batch-by-list.ts';
import type { RequestScope } from './request-scope.ts';
import type { SinglePageLists } from './single-page-lists.ts';

type AnyModel = ModelOf<Resource>;
type AnyPage = Page<AnyModel>;

export interface ListLoaderOptions {
  readonly client: TwilioClient;
  readonly scope: RequestScope;
  readonly singlePageLists: SinglePageLists;
  /** The largest page to request. */
  readonly pageSizeMax: number;
}

/** Whether the page holds all rows of its list. */
const isWholeList = ({ next, previous }: AnyPage): boolean => next === null && previous === null;

/**
 * The loader of one list (the records of a resource under one parent) for one operation: reads each record, page and unique
 * name once. Rows of pages are not fetched again. After a write the loader is dropped: its reads in flight still
 * resolve for their callers, and later reads use a new loader.
 *
 * Callers use only the calls that Twilio has for the resource: `page` of a `Listable`, `record` of a `Fetchable`,
 * `recordByName` of a `Nameable`.
 */
export class ListLoader implements BatchedList {
  readonly resource: Resource;
  readonly parent: SidPath;
  readonly rows = new Map<string, AnyModel>();
  readonly pagesInFlight = new Set<Promise<AnyPage | null>>();
  readonly #options: ListLoaderOptions;
  /** By SID; the cache of `#batch` too. */
  readonly #records = new Map<string, Promise<AnyModel | null>>();
  /** By query. */
  readonly #pages = new Map<string, Promise<AnyPage | null>>();
  readonly #names = new Map<string, Promise<AnyModel | null>>();
  #batch: DataLoader<string, AnyModel | null> | null = null;
  #largestPage: Promise<AnyPage | null> | null = null;
  #isComplete = false;

  constructor(resource: Resource, parent: SidPath, options: ListLoaderOptions) {
    this.resource = resource;
    this.parent = parent;
    this.#options = options;
  }

  /** Whether all rows of the list are known. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  get fitsOnePage(): boolean {
    return this.#options.singlePageLists.has(this.resource, this.parent);
  }

  get hasLargestPage(): boolean {
    return this.#pages.has(pageQuery(this.#largestRequest));
  }

  get #largestRequest(): PageRequest {
    return { pageSize: this.#options.pageSizeMax };
  }

  /** Whether the record is known or in flight. */
  has(sid: string): boolean {
    return this.rows.has(sid) || this.#records.has(sid);
  }

  /** The record of that SID; null when it does not exist. */
  record(sid: string): Promise<AnyModel | null> {
    const row = this.rows.get(sid);
    if (row) return Promise.resolve(row);
    const known = this.#records.get(sid);
    if (known) return known;
    if (this.resource.readTogether) return this.#loadInBatch(sid);
    // It is never read with others, so waiting for a batch is useless.
    const record = this.fetch(sid);
    this.#records.set(sid, record);
    return record;
  }

  /**
   * Reads the list, because several of its records are expected to be requested, unless one of its pages is in flight. It
   * waits for the batch of records, because then all pages that are requested in the same tick are in flight.
   */
  expectRecords(): Promise<unknown> {
    return this.#loadInBatch(EXPECTED);
  }

  #loadInBatch(sid: string): Promise<AnyModel | null> {
    this.#batch ??= new DataLoader((sids: readonly string[]) => batchByList(this, sids), {
      cacheMap: this.#records,
    });
    return this.#batch.load(sid);
  }

  fetch(sid: string): Promise<AnyModel | null> {
    const resource = this.resource as Fetchable;
    const path = [...this.parent, sid];
    const { client, scope } = this.#options;
    return scope.read<AnyModel>(path, (caller) => client.fetch(resource, path, caller));
  }

  /** The record of that unique name; null when there is none. */
  recordByName(uniqueName: string): Promise<AnyModel | null> {
    const known = this.#names.get(uniqueName);
    if (known) return known;
    const resource = this.resource as Nameable;
    const { client, scope } = this.#options;
    const record = scope.read<AnyModel>(
      this.parent,
      (caller) => client.fetchByUniqueName(resource, this.parent, uniqueName, caller),
      (model) => this.prime(model),
    );
    this.#names.set(uniqueName, record);
    return record;
  }

  /** Keeps a record from another read or a write, so that it is not read again. */
  prime(model: AnyModel): void {
    this.rows.set(sidOf(this.resource, model), model);
  }

  /**
   * One page; null when the parent does not exist. The read starts at once, so that a record that is requested in the same
   * tick finds the page in flight.
   */
  page(request: PageRequest): Promise<AnyPage | null> {
    const query = pageQuery(request);
    return this.#pages.get(query) ?? this.#addPage(query, this.#readPage(request));
  }

  readLargestPage(): Promise<AnyPage | null> {
    const request = this.#largestRequest;
    const query = pageQuery(request);
    const known = this.#pages.get(query);
    if (known) return known;
    this.#largestPage = this.#addPage(query, this.#listPage(request));
    return this.#largestPage;
  }

  /** Keeps the largest first page, which a write has read, so that it is not read again. */
  keepLargestPage(page: AnyPage): void {
    const request = this.#largestRequest;
    this.#largestPage = this.#addPage(pageQuery(request), Promise.resolve(page));
    this.#keep(page, request);
  }

  #addPage(query: string, page: Promise<AnyPage | null>): Promise<AnyPage | null> {
    this.#pages.set(query, page);
    if (!this.resource.readTogether) return page;
    this.pagesInFlight.add(page);
    const end = () => void this.pagesInFlight.delete(page);
    page.then(end, end);
    return page;
  }

  /** Reads a page. The largest page, if the records have read it, answers a first page too. */
  #readPage(request: PageRequest): Promise<AnyPage | null> {
    const isFirst = (request.pageToken ?? null) === null && (request.page ?? null) === null;
    if (!this.#largestPage || !isFirst) return this.#listPage(request);
    return this.#largestPage.then((page) =>
      page === null || (isWholeList(page) && page.rows.length <= request.pageSize)
        ? page
        : this.#listPage(request),
    );
  }

  #listPage(request: PageRequest): Promise<AnyPage | null> {
    const resource = this.resource as Listable;
    const { client, scope } = this.#options;
    return scope.read<AnyPage>(
      this.parent,
      (caller) => client.list(resource, this.parent, request, caller),
      (page) => this.#keep(page, request),
    );
  }

  #keep(page: AnyPage, { pageSize }: PageRequest): void {
    for (const row of page.rows) this.prime(row);
    const isWhole = isWholeList(page);
    if (isWhole) this.#isComplete = true;
    const { singlePageLists, pageSizeMax } = this.#options;
    if (this.resource.readTogether === 'when-one-page' && (isWhole || pageSize >= pageSizeMax)) {
      singlePageLists.note(this.resource, this.parent, isWhole);
    }
  }
}
