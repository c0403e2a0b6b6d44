import DataLoader from 'dataloader';
import type { TwilioClient } from '../twilio/client.ts';
import { type Page, pageQuery, type PageRequest } from '../twilio/page.ts';
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
import type { Reads } from './reads.ts';
import { isWholeList, listKey, SeenRows } from './seen-rows.ts';
import type { ShortLists } from './short-lists.ts';
import { EXPECTED, readSiblings, type SiblingReads } from './siblings.ts';

type AnyModel = ModelOf<Resource>;
type AnyPage = Page<AnyModel>;

interface RecordKey {
  readonly resource: Fetchable;
  readonly path: SidPath;
}

/** A read that was started, whether or not it has ended. */
interface Started<T> {
  readonly scope: SidPath;
  readonly result: Promise<T>;
}

/** A record that others refer to. */
interface Reference {
  readonly path: SidPath;
  readonly result: Promise<AnyModel | null>;
}

interface StartedPage extends Started<AnyPage | null> {
  /** Whether it was read for its records, not because somebody asked for that page. */
  readonly isForRecords: boolean;
}

interface RecordsAndPages {
  /** The record at that path; null when it does not exist. */
  record<R extends Fetchable>(resource: R, path: SidPath): Promise<ModelOf<R> | null>;
  /** One page of the list under that parent; null when the parent does not exist. Its rows need no fetch afterwards. */
  page<R extends Listable>(
    resource: R,
    parent: SidPath,
    request: PageRequest,
  ): Promise<Page<ModelOf<R>> | null>;
}

interface Ahead extends RecordsAndPages {
  /** The list under that parent for records of which several are expected, unless it is read anyway. */
  siblings(resource: Fetchable & Listable, parent: SidPath): Promise<unknown>;
}

/** What reads Twilio for the resolvers of one operation: each record, page and name once, however often it is asked for. */
export interface Loaders extends RecordsAndPages {
  /** The record at that path if a list brought it already. */
  seen<R extends Fetchable>(resource: R, path: SidPath): ModelOf<R> | undefined;
  /**
   * The read of a record that others refer to in one field, shared by all of them: a hundred Interactions name two
   * Participants. `read` is called for the first one only.
   */
  referred<R extends Fetchable>(
    field: object,
    path: SidPath,
    read: () => Promise<ModelOf<R> | null>,
  ): Promise<ModelOf<R> | null>;
  /** The record of that unique name; null when there is none. */
  named<R extends Nameable>(resource: R, parent: SidPath, uniqueName: string): Promise<ModelOf<R> | null>;
  /** Keeps a record that a write gave back, so that it need not be read. */
  remember<R extends Resource>(resource: R, model: ModelOf<R>): void;
  /** The same reads, started early for a resolver that will ask for them itself. */
  readonly ahead: Ahead;
  /** Forgets what was read at, under and above a path, so that later reads see a write there. */
  forget(path: SidPath): void;
}

export interface LoaderOptions {
  readonly client: TwilioClient;
  readonly reads: Reads;
  readonly shortLists: ShortLists;
  readonly pageSizeMax: number;
  /** Told of everything that a resolver asks for, whatever it costs. */
  readonly onAsk: () => void;
}

/** Drops what was read at, under and above a path. */
function forgetIn(cache: Map<string, Started<unknown>>, path: SidPath): void {
  for (const [key, { scope }] of cache) if (areRelated(scope, path)) cache.delete(key);
}

function valueOf<T>(result: T | Error): T {
  if (result instanceof Error) throw result;
  return result;
}

/** The loaders of one operation. */
export function createLoaders(options: LoaderOptions): Loaders {
  const { client, reads, shortLists, pageSizeMax, onAsk } = options;
  const seen = new SeenRows();
  const pages = new Map<string, StartedPage>();
  const names = new Map<string, Started<AnyModel | null>>();
  const pagesInFlight = new Map<string, Set<Started<AnyPage | null>>>();
  const recordCache = new Map<string, Promise<Promise<AnyModel | null>>>();
  const referred = new Map<object, Map<string, Reference>>();

  const keep = <R extends Resource>(resource: R, model: ModelOf<R>) =>
    seen.add(resource, pathOf(resource, model).slice(0, -1), [model]);

  function readPage(resource: Listable, parent: SidPath, request: PageRequest): Promise<AnyPage | null> {
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
    );
  }

  /** A list that was read for its records is this page too, when it has no more rows than were asked for. */
  async function readAfter(
    { result }: StartedPage,
    ...[resource, parent, request]: Parameters<typeof readPage>
  ): Promise<AnyPage | null> {
    const list = await result;
    const isSame = list === null || (isWholeList(list) && list.rows.length <= request.pageSize);
    return isSame ? list : readPage(resource, parent, request);
  }

  const pageKey = (list: string, request: PageRequest) => `${list}?${pageQuery(request)}`;

  /** Starts at once, so that whoever asks for a record in the same tick finds the list in flight. */
  function page(
    resource: Listable,
    parent: SidPath,
    request: PageRequest,
    isForRecords = false,
  ): Promise<AnyPage | null> {
    const list = listKey(resource, parent);
    const key = pageKey(list, request);
    const known = pages.get(key);
    if (known) return known.result;
    const forRecords = pages.get(pageKey(list, { ...request, pageSize: pageSizeMax }));
    const result = forRecords?.isForRecords
      ? readAfter(forRecords, resource, parent, request)
      : readPage(resource, parent, request);
    const started = { scope: parent, result, isForRecords };
    pages.set(key, started);
    const inFlight = pagesInFlight.get(list) ?? new Set();
    pagesInFlight.set(list, inFlight.add(started));
    const done = () => void inFlight.delete(started);
    started.result.then(done, done);
    return started.result;
  }

  const siblingReads: SiblingReads = {
    fetch: (resource, path) => reads.run<AnyModel>(path, (caller) => client.fetch(resource, path, caller)),
    firstPage: (resource, parent) => page(resource, parent, { pageSize: pageSizeMax }, true),
    hasFirstPage: (resource, parent) =>
      pages.has(pageKey(listKey(resource, parent), { pageSize: pageSizeMax })),
    pagesInFlight: (resource, parent) =>
      [...(pagesInFlight.get(listKey(resource, parent)) ?? [])].map(({ result }) => result),
    seen,
    shortLists,
  };

  /** The records of each parent are read apart: no slow list keeps others waiting. */
  function readRecords(keys: readonly RecordKey[]): Promise<Promise<AnyModel | null>[]> {
    const groups = new Map<string, RecordKey[]>();
    for (const key of keys) {
      const name = listKey(key.resource, key.path.slice(0, -1));
      const group = groups.get(name);
      if (group) group.push(key);
      else groups.set(name, [key]);
    }
    const results = new Map<RecordKey, Promise<AnyModel | null>>();
    for (const group of groups.values()) {
      const [{ resource, path }] = group as [RecordKey];
      const sids = group.map((key) => key.path.at(-1) ?? '');
      const values = readSiblings(resource, path.slice(0, -1), sids, siblingReads);
      group.forEach((key, index) =>
        results.set(
          key,
          values.then((each) => valueOf(each[index] ?? null)),
        ),
      );
    }
    return Promise.resolve(keys.map((key) => results.get(key) ?? Promise.resolve(null)));
  }

  const records = new DataLoader<RecordKey, Promise<AnyModel | null>, string>(readRecords, {
    cacheKeyFn: ({ resource, path }) => listKey(resource, path),
    cacheMap: recordCache,
  });

  function named(resource: Nameable, parent: SidPath, uniqueName: string): Promise<AnyModel | null> {
    const key = `${listKey(resource, parent)}/${uniqueName}`;
    const known = names.get(key);
    if (known) return known.result;
    const result = reads.run<AnyModel>(
      parent,
      (caller) => client.fetchByUniqueName(resource, parent, uniqueName, caller),
      (model) => keep(resource, model),
    );
    names.set(key, { scope: parent, result });
    return result;
  }

  const ahead: Ahead = {
    record: <R extends Fetchable>(resource: R, path: SidPath) => {
      const row = seen.find(resource, path);
      // A promise for a promise is one for its value.
      const model: Promise<unknown> = row ? Promise.resolve(row) : records.load({ resource, path });
      return model as Promise<ModelOf<R> | null>;
    },
    page: <R extends Listable>(resource: R, parent: SidPath, request: PageRequest) =>
      page(resource, parent, request) as Promise<Page<ModelOf<R>> | null>,
    // In the batch of the records, so that lists that are asked for in the same tick are known by then.
    siblings: (resource, parent) => records.load({ resource, path: [...parent, EXPECTED] }),
  };

  return {
    ahead,
    record: (resource, path) => {
      onAsk();
      return ahead.record(resource, path);
    },
    page: (resource, parent, request) => {
      onAsk();
      return ahead.page(resource, parent, request);
    },
    named: <R extends Nameable>(resource: R, parent: SidPath, uniqueName: string) => {
      onAsk();
      return named(resource, parent, uniqueName) as Promise<ModelOf<R> | null>;
    },
    seen: <R extends Fetchable>(resource: R, path: SidPath) => {
      const row = seen.find(resource, path) as ModelOf<R> | undefined;
      if (row) onAsk();
      return row;
    },

    referred: <R extends Fetchable>(field: object, path: SidPath, read: () => Promise<ModelOf<R> | null>) => {
      const sid = path.at(-1) ?? '';
      const bySid = referred.get(field) ?? new Map<string, Reference>();
      const known = bySid.get(sid);
      if (known && areRelated(known.path, path)) {
        onAsk();
        return known.result as Promise<ModelOf<R> | null>;
      }
      const result = read();
      referred.set(field, bySid.set(sid, { path, result }));
      return result;
    },
    remember: (resource, model) => keep(resource, model),
    forget(path) {
      reads.overtake(path);
      referred.clear();
      seen.forget(path);
      forgetIn(pages, path);
      forgetIn(names, path);
      for (const started of pagesInFlight.values()) {
        for (const each of started) if (areRelated(each.scope, path)) started.delete(each);
      }
      // The path stands behind the blank of each key.
      const written = path.join('-');
      for (const key of recordCache.keys()) {
        const known = key.slice(key.indexOf(' ') + 1);
        if (known.startsWith(written) || written.startsWith(known)) recordCache.delete(key);
      }
    },
  };
}
