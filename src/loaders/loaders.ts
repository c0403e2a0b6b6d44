import type { Caller, TwilioClient } from '../twilio/client.ts';
import { type DiscontinuedResources, withFallbacks } from '../twilio/discontinued.ts';
import type { Page, PageRequest } from '../twilio/page.ts';
import {
  areRelated,
  type Fetchable,
  type Listable,
  type ModelOf,
  type Nameable,
  pathOf,
  type Resource,
  type SidPath,
} from '../twilio/resource.ts';
import type { CallBudget } from './call-budget.ts';
import { ListLoader } from './list-loader.ts';
import type { RequestScope } from './request-scope.ts';
import { listKey, type SinglePageLists } from './single-page-lists.ts';

interface Reads {
  /** The record at that path; null when it does not exist. */
  record<R extends Fetchable>(resource: R, path: SidPath): Promise<ModelOf<R> | null>;
  /** One page of the list under that parent; null when the parent does not exist. Its rows are not fetched again. */
  page<R extends Listable>(
    resource: R,
    parent: SidPath,
    request: PageRequest,
  ): Promise<Page<ModelOf<R>> | null>;
}

interface Prefetch extends Reads {
  /** Reads the list under that parent, unless one of its pages is in flight: several of its records will be requested. */
  expectRecords(resource: Fetchable & Listable, parent: SidPath): Promise<unknown>;
}

/** The loaders of one operation. Each record, page and name is read once, for any number of resolvers. */
export interface Loaders extends Reads {
  /** Starts the same reads early, for resolvers that request them later. They do not count as requests. */
  readonly prefetch: Prefetch;
  /** The record at that path if it is known, for example from a list. */
  cachedRecord<R extends Fetchable>(resource: R, path: SidPath): ModelOf<R> | undefined;
  /** The record of that unique name; null when there is none. */
  recordByName<R extends Nameable>(
    resource: R,
    parent: SidPath,
    uniqueName: string,
  ): Promise<ModelOf<R> | null>;
  /** Keeps a record that a write returned, so that it is not read again. */
  prime<R extends Resource>(resource: R, model: ModelOf<R>): void;
  /** Keeps the largest first page of the list under that parent, which a write has read, so that it is not read again. */
  keepPage<R extends Listable>(resource: R, parent: SidPath, page: Page<ModelOf<R>>): void;
  /**
   * Sends a write at or under that path. Everything read of the same Service is dropped when the write is sent and again when
   * it has ended or failed, because a read in between may have either state. It is the whole Service because records have
   * fields about others: a number has the count of Sessions that use it.
   */
  write<T>(path: SidPath, send: (caller: Caller) => Promise<T>): Promise<T>;
  /** Whether the list under that parent fitted one page when any operation last read it. */
  isSinglePageList(resource: Resource, parent: SidPath): boolean;
  /** Whether Twilio is known to have discontinued the reads of that resource. */
  isDiscontinued(resource: Resource): boolean;
  /** Makes the reads at and under that path, from now on, those that `cancelUnder` cancels. */
  branch(path: SidPath): void;
  /** Cancels those reads, because there is no record at that path. */
  cancelUnder(path: SidPath): void;
  /** Null when the gateway receives none. */
  readonly webhooks: ReceivedWebhooks | null;
}

/** The webhooks that reach the gateway. */
export interface ReceivedWebhooks {
  /** Whether webhooks to that URL do. */
  receives(url: string | null): boolean;
  /** When the last valid report of that Service came: RFC 3339, UTC. Null when none is known. */
  lastReportOf(serviceSid: string): string | null;
}

export interface LoaderOptions {
  readonly client: TwilioClient;
  readonly scope: RequestScope;
  /** Counts the requests of resolvers. */
  readonly budget: Pick<CallBudget, 'recordRequest'>;
  readonly singlePageLists: SinglePageLists;
  readonly discontinued: DiscontinuedResources;
  /** The largest page to request. */
  readonly pageSizeMax: number;
  readonly webhooks: ReceivedWebhooks | null;
}

const sidAt = (path: SidPath): string => path.at(-1) ?? '';

/** The loaders of one operation. */
export function createLoaders(options: LoaderOptions): Loaders {
  const { scope, budget, singlePageLists, discontinued, pageSizeMax } = options;
  const lists = new Map<string, ListLoader>();

  function listOf(resource: Resource, parent: SidPath): ListLoader {
    const key = listKey(resource, parent);
    const known = lists.get(key);
    if (known) return known;
    const list = new ListLoader(resource, parent, listOptions);
    lists.set(key, list);
    return list;
  }

  /** The loader of the list that contains the record at that path. */
  const listAbove = (resource: Resource, path: SidPath) => listOf(resource, path.slice(0, -1));

  // A list loader has models of its own resource only.
  const record = <R extends Fetchable>(resource: R, path: SidPath) =>
    listAbove(resource, path).record(sidAt(path)) as Promise<ModelOf<R> | null>;

  const page = <R extends Listable>(resource: R, parent: SidPath, request: PageRequest) =>
    listOf(resource, parent).page(request) as Promise<Page<ModelOf<R>> | null>;

  const client = withFallbacks(options.client, {
    discontinued,
    pageSizeMax,
    reads: {
      record,
      page,
      hasRecord: (resource, path) => listAbove(resource, path).has(sidAt(path)),
    },
  });
  const listOptions = { client, scope, singlePageLists, pageSizeMax };

  /** Drops the lists at, under and above a path. */
  function forget(path: SidPath): void {
    for (const [key, { parent }] of lists) if (areRelated(parent, path)) lists.delete(key);
  }

  return {
    prefetch: {
      record,
      page,
      expectRecords: (resource, parent) => listOf(resource, parent).expectRecords(),
    },
    record(resource, path) {
      budget.recordRequest();
      return record(resource, path);
    },
    page(resource, parent, request) {
      budget.recordRequest();
      return page(resource, parent, request);
    },
    recordByName<R extends Nameable>(resource: R, parent: SidPath, uniqueName: string) {
      budget.recordRequest();
      return listOf(resource, parent).recordByName(uniqueName) as Promise<ModelOf<R> | null>;
    },
    cachedRecord<R extends Fetchable>(resource: R, path: SidPath) {
      const row = listAbove(resource, path).rows.get(sidAt(path));
      if (row) budget.recordRequest();
      return row as ModelOf<R> | undefined;
    },
    prime: (resource, model) => listAbove(resource, pathOf(resource, model)).prime(model),
    keepPage: (resource, parent, page) => listOf(resource, parent).keepLargestPage(page),
    async write(path, send) {
      const service = path.slice(0, 1);
      forget(service);
      try {
        return await send(scope.caller);
      } finally {
        forget(service);
      }
    },
    isSinglePageList: (resource, parent) => singlePageLists.has(resource, parent),
    isDiscontinued: (resource) => discontinued.isDiscontinued(resource),
    branch: (path) => scope.branch(path),
    cancelUnder: (path) => scope.cancelUnder(path),
    webhooks: options.webhooks,
  };
}
