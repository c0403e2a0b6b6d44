import DataLoader from 'dataloader';
import type { TwilioClient } from '../twilio/client.ts';
import type { Page, PageRequest } from '../twilio/page.ts';
import { pageQuery } from '../twilio/page.ts';
import {
  type Fetchable,
  type Listable,
  type ModelOf,
  type Nameable,
  pathOf,
  type Resource,
  type SidPath,
} from '../twilio/resource.ts';
import type { Reads } from './reads.ts';

interface RecordKey {
  readonly resource: Fetchable;
  readonly path: SidPath;
}

interface PageKey {
  readonly resource: Listable;
  readonly parent: SidPath;
  readonly request: PageRequest;
}

interface NameKey {
  readonly resource: Nameable;
  readonly parent: SidPath;
  readonly uniqueName: string;
}

type AnyModel = ModelOf<Resource>;
type AnyPage = Page<AnyModel>;

const listKey = (resource: Resource, parent: SidPath) => `${resource.type} ${parent.join('-')}`;
const recordKey = ({ resource, path }: RecordKey) => listKey(resource, path);
const pageKey = ({ resource, parent, request }: PageKey) =>
  `${listKey(resource, parent)}?${pageQuery(request)}`;
const isListable = (resource: Resource): resource is Listable => resource.operations.list === true;
const toError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));

/** One value or one Error for each key, in order: a failing key never harms its neighbours. */
async function settleEach<K, V>(keys: readonly K[], read: (key: K) => Promise<V>): Promise<(V | Error)[]> {
  const results = await Promise.allSettled(keys.map(read));
  return results.map((result) => (result.status === 'fulfilled' ? result.value : toError(result.reason)));
}

export interface Loaders {
  /** The record at that path; null when it does not exist. Read once in an operation, however often it is asked for. */
  record<R extends Fetchable>(resource: R, path: SidPath): Promise<ModelOf<R> | null>;
  /** One page of the list under that parent; null when the parent does not exist. Its rows need no fetch afterwards. */
  page<R extends Listable>(
    resource: R,
    parent: SidPath,
    request: PageRequest,
  ): Promise<Page<ModelOf<R>> | null>;
  /** The record of that unique name; null when there is none. */
  named<R extends Nameable>(resource: R, parent: SidPath, uniqueName: string): Promise<ModelOf<R> | null>;
  /** Keeps a record that a write gave back, so that it need not be read. */
  remember<R extends Resource>(resource: R, model: ModelOf<R>): void;
  /** Forgets what was read at, under and above a path, so that later reads see a write there. */
  forget(path: SidPath): void;
}

/** Drops the entries at, under and above a path. The path stands behind the blank of each key, up to a `?` or `/`. */
function forgetIn(cache: Map<string, unknown>, path: SidPath): void {
  const written = path.join('-');
  for (const key of cache.keys()) {
    const [known = ''] = key.slice(key.indexOf(' ') + 1).split(/[?/]/, 1);
    if (known.startsWith(written) || written.startsWith(known)) cache.delete(key);
  }
}

/** The loaders of one operation. */
export function createLoaders(client: TwilioClient, reads: Reads, pageSizeMax: number): Loaders {
  /** The list reads that are in flight, by list. */
  const listsInFlight = new Map<string, Set<Promise<AnyPage | null>>>();
  const recordCache = new Map<string, Promise<AnyModel | null>>();
  const pageCache = new Map<string, Promise<AnyPage | null>>();
  const nameCache = new Map<string, Promise<AnyModel | null>>();
  /** The lists that were seen to fit one page. */
  const onePageLists = new Set<string>();

  const prime = (resource: Resource, model: AnyModel) => {
    if (resource.operations.fetch === true) {
      records.prime({ resource: resource as Fetchable, path: pathOf(resource, model) }, model);
    }
  };

  async function readPage({ resource, parent, request }: PageKey): Promise<AnyPage | null> {
    const page = await reads.run(parent, (caller) => client.list(resource, parent, request, caller));
    if (page?.next === null && page.previous === null) onePageLists.add(listKey(resource, parent));
    page?.rows.forEach((row) => prime(resource, row));
    return page;
  }

  function trackPage(key: PageKey): Promise<AnyPage | null> {
    const list = listKey(key.resource, key.parent);
    const inFlight = listsInFlight.get(list) ?? new Set();
    listsInFlight.set(list, inFlight);
    const read = readPage(key).finally(() => {
      inFlight.delete(read);
      if (inFlight.size === 0) listsInFlight.delete(list);
    });
    inFlight.add(read);
    return read;
  }

  const pages = new DataLoader<PageKey, AnyPage | null, string>((keys) => settleEach(keys, trackPage), {
    cacheKeyFn: pageKey,
    cacheMap: pageCache,
  });

  const fetchOne = ({ resource, path }: RecordKey): Promise<AnyModel | null> =>
    reads.run(path, (caller) => client.fetch(resource, path, caller));

  /** Whether one list read is worth more than point reads: Twilio has no batch endpoint, but its lists may be short. */
  function worthListing(resource: Resource, parent: SidPath, wanted: number): resource is Listable {
    if (wanted < 2 || !isListable(resource)) return false;
    if (resource.readTogether === 'always') return true;
    return resource.readTogether === 'when-one-page' && onePageLists.has(listKey(resource, parent));
  }

  /** Reads several records of one parent: first out of its lists, then one by one what the lists lack. */
  async function readSiblings(
    resource: Fetchable,
    parent: SidPath,
    keys: readonly RecordKey[],
  ): Promise<(AnyModel | null | Error)[]> {
    const found = new Map<string, AnyModel>();
    const missing = () => keys.filter(({ path }) => !found.has(path.join('-')));
    const take = (page: AnyPage) =>
      page.rows.forEach((row) => found.set(pathOf(resource, row).join('-'), row));
    try {
      for (const page of await Promise.all([...(listsInFlight.get(listKey(resource, parent)) ?? [])])) {
        if (page === null) return keys.map(() => null);
        take(page);
      }
      if (worthListing(resource, parent, missing().length)) {
        const page = await pages.load({ resource, parent, request: { pageSize: pageSizeMax } });
        if (page === null) return keys.map(() => null);
        take(page);
      }
    } catch (error) {
      // No storm of point reads on an upstream that just failed a list.
      return keys.map(() => toError(error));
    }
    return settleEach(keys, (key) => Promise.resolve(found.get(key.path.join('-')) ?? fetchOne(key)));
  }

  async function readRecords(keys: readonly RecordKey[]): Promise<(AnyModel | null | Error)[]> {
    const groups = new Map<string, RecordKey[]>();
    for (const key of keys) {
      const together = key.resource.readTogether !== undefined;
      const name = together ? listKey(key.resource, key.path.slice(0, -1)) : recordKey(key);
      const group = groups.get(name);
      if (group) group.push(key);
      else groups.set(name, [key]);
    }
    const results = new Map<RecordKey, AnyModel | null | Error>();
    await Promise.all(
      [...groups.values()].map(async (group) => {
        const [{ resource, path }] = group as [RecordKey];
        const together = resource.readTogether !== undefined;
        const values = together
          ? await readSiblings(resource, path.slice(0, -1), group)
          : await settleEach(group, fetchOne);
        group.forEach((key, index) => results.set(key, values[index] ?? null));
      }),
    );
    return keys.map((key) => results.get(key) ?? null);
  }

  const records = new DataLoader<RecordKey, AnyModel | null, string>(readRecords, {
    cacheKeyFn: recordKey,
    cacheMap: recordCache,
  });

  async function readNamed({ resource, parent, uniqueName }: NameKey): Promise<AnyModel | null> {
    const model = await reads.run(parent, (caller) =>
      client.fetchByUniqueName(resource, parent, uniqueName, caller),
    );
    if (model !== null) prime(resource, model);
    return model;
  }

  const names = new DataLoader<NameKey, AnyModel | null, string>((keys) => settleEach(keys, readNamed), {
    cacheKeyFn: ({ resource, parent, uniqueName }) => `${listKey(resource, parent)}/${uniqueName}`,
    cacheMap: nameCache,
  });

  return {
    record: <R extends Fetchable>(resource: R, path: SidPath) =>
      records.load({ resource, path }) as Promise<ModelOf<R> | null>,

    page: <R extends Listable>(resource: R, parent: SidPath, request: PageRequest) =>
      pages.load({ resource, parent, request }) as Promise<Page<ModelOf<R>> | null>,

    named: <R extends Nameable>(resource: R, parent: SidPath, uniqueName: string) =>
      names.load({ resource, parent, uniqueName }) as Promise<ModelOf<R> | null>,

    remember: prime,

    forget(path) {
      for (const cache of [recordCache, pageCache, nameCache]) forgetIn(cache, path);
      listsInFlight.clear();
      onePageLists.clear();
    },
  };
}
