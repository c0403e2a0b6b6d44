import DataLoader from 'dataloader';
import type { TwilioClient } from '../twilio/client.ts';
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
import { type DiscontinuedResources, withFallbacks } from '../twilio/discontinued.ts';
import { ListPages, type Started } from './list-pages.ts';
import type { Reads } from './request-scope.ts';
import { listKey, SeenRows } from './row-cache.ts';
import type { ShortLists } from './single-page-lists.ts';
import { EXPECTED, readSiblings, type SiblingReads } from './batch-by-list.ts';

type AnyModel = ModelOf<Resource>;

interface RecordKey {
  readonly resource: Fetchable;
  readonly path: SidPath;
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
  readonly discontinued: DiscontinuedResources;
  readonly pageSizeMax: number;
  /** Told of everything that a resolver asks for, whatever it costs. */
  readonly onAsk: () => void;
}

function valueOf<T>(result: T | Error): T {
  if (result instanceof Error) throw result;
  return result;
}

/** The loaders of one operation. */
export function createLoaders(options: LoaderOptions): Loaders {
  const { reads, shortLists, discontinued, pageSizeMax, onAsk } = options;
  const seen = new SeenRows();
  const client = withFallbacks(options.client, {
    discontinued,
    pageSizeMax,
    reads: {
      record: (resource, path) => ahead.record(resource, path),
      page: (resource, parent, request) => ahead.page(resource, parent, request),
      hasRecord,
    },
  });
  const pages = new ListPages({ client, reads, shortLists, pageSizeMax, seen });
  const names = new Map<string, Started<AnyModel | null>>();
  /** Records that are read each on its own, and those that are read together. */
  const single = new Map<string, Promise<AnyModel | null>>();
  const together = new Map<string, Promise<Promise<AnyModel | null>>>();

  /** Whether that record is known, or is read already. */
  function hasRecord(resource: Resource, path: SidPath): boolean {
    const key = listKey(resource, path);
    return seen.find(resource, path) !== undefined || single.has(key) || together.has(key);
  }

  const keep = <R extends Resource>(resource: R, model: ModelOf<R>) =>
    seen.add(resource, pathOf(resource, model).slice(0, -1), [model]);

  const siblingReads: SiblingReads = {
    fetch: (resource, path) => reads.run<AnyModel>(path, (caller) => client.fetch(resource, path, caller)),
    firstPage: (resource, parent) => pages.readForRecords(resource, parent),
    hasFirstPage: (resource, parent) => pages.hasFirst(resource, parent),
    pagesInFlight: (resource, parent) => pages.inFlight(resource, parent),
    seen,
    shortLists,
  };

  /** Those of one parent, out of its lists where that is worth it; a failing one leaves its neighbours alone. */
  function readTogether(group: readonly RecordKey[]): Promise<AnyModel | null>[] {
    const [{ resource, path }] = group as readonly [RecordKey];
    const sids = group.map((key) => key.path.at(-1) ?? '');
    const values = readSiblings(resource, path.slice(0, -1), sids, siblingReads);
    return sids.map((_, index) => values.then((each) => valueOf(each[index] ?? null)));
  }

  /** The records of each parent are read apart: no slow list keeps others waiting. */
  function readRecords(keys: readonly RecordKey[]): Promise<Promise<AnyModel | null>[]> {
    const groups = new Map<string, RecordKey[]>();
    for (const key of keys) {
      const name = listKey(key.resource, key.path.slice(0, -1));
      const group = groups.get(name);
      if (group) group.push(key);
      else groups.set(name, [key]);
    }
    const values = new Map<RecordKey, Promise<AnyModel | null>>();
    for (const group of groups.values()) {
      const each = readTogether(group);
      group.forEach((key, index) => values.set(key, each[index] ?? Promise.resolve(null)));
    }
    return Promise.resolve(keys.map((key) => values.get(key) ?? Promise.resolve(null)));
  }

  const records = new DataLoader(readRecords, {
    cacheKeyFn: ({ resource, path }: RecordKey) => listKey(resource, path),
    cacheMap: together,
  });

  /** A record that no list stands for: nothing is gained by waiting for others. */
  function readSingle(resource: Fetchable, path: SidPath): Promise<AnyModel | null> {
    const key = listKey(resource, path);
    const known = single.get(key);
    if (known) return known;
    const result = siblingReads.fetch(resource, path);
    single.set(key, result);
    return result;
  }

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
      if (row) return Promise.resolve(row as ModelOf<R>);
      // A promise for a promise is one for its value.
      const model: Promise<unknown> = resource.readTogether
        ? records.load({ resource, path })
        : readSingle(resource, path);
      return model as Promise<ModelOf<R> | null>;
    },
    page: <R extends Listable>(resource: R, parent: SidPath, request: PageRequest) =>
      pages.read(resource, parent, request) as Promise<Page<ModelOf<R>> | null>,
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

    remember: (resource, model) => keep(resource, model),
    forget(path) {
      reads.overtake(path);
      seen.forget(path);
      pages.forget(path);
      for (const [key, { scope }] of names) if (areRelated(scope, path)) names.delete(key);
      // The path stands behind the blank of each key.
      const written = path.join('-');
      for (const cache of [single, together]) {
        for (const key of cache.keys()) {
          const known = key.slice(key.indexOf(' ') + 1);
          if (known.startsWith(written) || written.startsWith(known)) cache.delete(key);
        }
      }
    },
  };
}
