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
import { readSiblings, type SiblingReads } from './siblings.ts';

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

/** What reads Twilio for the resolvers of one operation: each record, page and name once, however often it is asked for. */
export interface Loaders extends RecordsAndPages {
  /** The record at that path if a list brought it already. */
  seen<R extends Fetchable>(resource: R, path: SidPath): ModelOf<R> | undefined;
  /** The record of that unique name; null when there is none. */
  named<R extends Nameable>(resource: R, parent: SidPath, uniqueName: string): Promise<ModelOf<R> | null>;
  /** Keeps a record that a write gave back, so that it need not be read. */
  remember<R extends Resource>(resource: R, model: ModelOf<R>): void;
  /** The same reads, started early for a resolver that will ask for them itself. */
  readonly ahead: RecordsAndPages;
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

/** The loaders of one operation. */
export function createLoaders(options: LoaderOptions): Loaders {
  const { client, reads, shortLists, pageSizeMax, onAsk } = options;
  const seen = new SeenRows();
  const pages = new Map<string, Started<AnyPage | null>>();
  const names = new Map<string, Started<AnyModel | null>>();
  const pagesInFlight = new Map<string, Set<Started<AnyPage | null>>>();
  const recordCache = new Map<string, Promise<AnyModel | null>>();

  const keep = <R extends Resource>(resource: R, model: ModelOf<R>) =>
    seen.add(resource, pathOf(resource, model).slice(0, -1), [model]);

  function readPage(resource: Listable, parent: SidPath, request: PageRequest): Promise<AnyPage | null> {
    return reads.run<AnyPage>(
      parent,
      (caller) => client.list(resource, parent, request, caller),
      (page) => {
        const whole = isWholeList(page);
        seen.add(resource, parent, page.rows, whole);
        if (whole || request.pageSize >= pageSizeMax) shortLists.note(resource, parent, whole);
      },
    );
  }

  /** Starts at once, so that whoever asks for a record in the same tick finds the list in flight. */
  function page(resource: Listable, parent: SidPath, request: PageRequest): Promise<AnyPage | null> {
    const list = listKey(resource, parent);
    const key = `${list}?${pageQuery(request)}`;
    const known = pages.get(key);
    if (known) return known.result;
    const started = { scope: parent, result: readPage(resource, parent, request) };
    pages.set(key, started);
    const inFlight = pagesInFlight.get(list) ?? new Set();
    pagesInFlight.set(list, inFlight.add(started));
    const done = () => void inFlight.delete(started);
    started.result.then(done, done);
    return started.result;
  }

  const siblingReads: SiblingReads = {
    fetch: (resource, path) => reads.run<AnyModel>(path, (caller) => client.fetch(resource, path, caller)),
    firstPage: (resource, parent) => page(resource, parent, { pageSize: pageSizeMax }),
    pagesInFlight: (resource, parent) =>
      [...(pagesInFlight.get(listKey(resource, parent)) ?? [])].map(({ result }) => result),
    seen,
    shortLists,
  };

  async function readRecords(keys: readonly RecordKey[]): Promise<(AnyModel | null | Error)[]> {
    const groups = new Map<string, RecordKey[]>();
    for (const key of keys) {
      const name = listKey(key.resource, key.path.slice(0, -1));
      const group = groups.get(name);
      if (group) group.push(key);
      else groups.set(name, [key]);
    }
    const results = new Map<RecordKey, AnyModel | null | Error>();
    const readGroup = async (group: readonly RecordKey[]) => {
      const [first] = group;
      if (!first) return;
      const sids = group.map(({ path }) => path.at(-1) ?? '');
      const values = await readSiblings(first.resource, first.path.slice(0, -1), sids, siblingReads);
      group.forEach((key, index) => results.set(key, values[index] ?? null));
    };
    await Promise.all([...groups.values()].map(readGroup));
    return keys.map((key) => results.get(key) ?? null);
  }

  const records = new DataLoader<RecordKey, AnyModel | null, string>(readRecords, {
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

  const ahead: RecordsAndPages = {
    record: <R extends Fetchable>(resource: R, path: SidPath) => {
      const row = seen.find(resource, path);
      const model = row ? Promise.resolve(row) : records.load({ resource, path });
      return model as Promise<ModelOf<R> | null>;
    },
    page: <R extends Listable>(resource: R, parent: SidPath, request: PageRequest) =>
      page(resource, parent, request) as Promise<Page<ModelOf<R>> | null>,
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

    remember: (resource, model) => keep(resource, model),
    forget(path) {
      reads.overtake(path);
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
