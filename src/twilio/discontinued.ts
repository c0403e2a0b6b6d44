import type { TwilioClient } from './client.ts';
import type { Clock } from './clock.ts';
import { isTwilioError, TwilioError } from './errors.ts';
import { Model } from './model.ts';
import type { Page, PageRequest } from './page.ts';
import type { Fallback, Fetchable, Listable, ModelOf, Resource } from './resource.ts';
import type { SidPath } from './sid.ts';

/**
 * For how long a status is valid. `discontinued` may be valid for long: the fallback is right even when Twilio serves the
 * resource again. `served` may not: while it is valid, a 404 means a missing parent and the fallback is not read.
 */
const VALID_MS = { discontinued: 3_600_000, served: 60_000 } as const;

type Status = keyof typeof VALID_MS;

/** The largest number of credentials remembered. The least recently updated ones are removed first. */
const LIMIT = 10_000;

interface Entry {
  readonly status: Status;
  /** When the status was found, in milliseconds of the clock. */
  readonly since: number;
}

/** Which resources Twilio serves and which it has discontinued, by credentials. All operations share it. */
export class ResourceAvailability {
  /** The entries of each type of resource, by credentials. */
  readonly #byCredentials = new Map<string, Map<string, Entry>>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether Twilio serves the list of a resource of that type; null when that is not known. */
  status(credentialsId: string, type: string): Status | null {
    const known = this.#byCredentials.get(credentialsId)?.get(type);
    if (!known) return null;
    return this.#clock.now() - known.since < VALID_MS[known.status] ? known.status : null;
  }

  /** The state for one operation with these credentials. */
  forOperation(credentialsId: string): DiscontinuedResources {
    const types = [...(this.#byCredentials.get(credentialsId)?.keys() ?? [])];
    const discontinued = types.filter((type) => this.status(credentialsId, type) === 'discontinued');
    return new DiscontinuedResources(this, credentialsId, discontinued);
  }

  forget(credentialsId: string, type: string): void {
    this.#byCredentials.get(credentialsId)?.delete(type);
  }

  learn(credentialsId: string, type: string, status: Status): void {
    const known = this.#byCredentials.get(credentialsId) ?? new Map<string, Entry>();
    this.#byCredentials.delete(credentialsId);
    this.#byCredentials.set(credentialsId, known.set(type, { status, since: this.#clock.now() }));
    const [oldest] = this.#byCredentials.keys();
    if (this.#byCredentials.size > LIMIT && oldest !== undefined) this.#byCredentials.delete(oldest);
  }
}

/**
 * The discontinued resources for one operation: those known when it started, and those it finds itself. Its plan and its
 * reads use the same state, so findings of other operations do not change it.
 */
export class DiscontinuedResources {
  readonly #availability: ResourceAvailability;
  readonly #credentialsId: string;
  readonly #types: Set<string>;

  constructor(availability: ResourceAvailability, credentialsId: string, types: readonly string[]) {
    this.#availability = availability;
    this.#credentialsId = credentialsId;
    this.#types = new Set(types);
  }

  isDiscontinued({ type }: Resource): boolean {
    return this.#types.has(type);
  }

  isServed({ type }: Resource): boolean {
    return this.#availability.status(this.#credentialsId, type) === 'served';
  }

  forget({ type }: Resource): void {
    this.#availability.forget(this.#credentialsId, type);
  }

  learn({ type }: Resource, status: Status): void {
    if (status === 'discontinued') this.#types.add(type);
    this.#availability.learn(this.#credentialsId, type, status);
  }
}

/** The reads of the operation: a record or page that it has read costs no further call. Missing (404) is null. */
export interface OperationReads {
  record(resource: Fetchable, path: SidPath): Promise<ModelOf<Resource> | null>;
  page(resource: Listable, parent: SidPath, request: PageRequest): Promise<Page<ModelOf<Resource>> | null>;
  /** Whether the operation has read that record or is reading it. */
  hasRecord(resource: Resource, path: SidPath): boolean;
}

export interface FallbackOptions {
  readonly discontinued: DiscontinuedResources;
  readonly reads: OperationReads;
  /** The largest page to request. */
  readonly pageSizeMax: number;
}

const isNotAllowed = (error: unknown) => isTwilioError(error) && error.answer?.status === 405;

/** The path in the fallback's part of the tree: both have the same ancestors. */
const cut = (resource: Resource, path: SidPath) => path.slice(0, resource.path.length - 1);

/** A row of the fallback as a record of this resource. */
function asRecordOf<R extends Resource>(resource: R, parent: SidPath, row: ModelOf<Resource>): ModelOf<R> {
  return Model.again(resource.Model, parent, row) as unknown as ModelOf<R>;
}

/** Throws `not-found` when the read finds nothing. */
async function existing<T>({ type }: Resource, read: Promise<T | null>): Promise<T> {
  const found = await read;
  if (found === null) throw new TwilioError('not-found', `There is no such ${type}.`);
  return found;
}

/**
 * The client of one operation, with fallbacks for the reads that Twilio has discontinued. Where a resource has a fallback,
 * its records come from there; else its list fails with `rejected` and a message that says why.
 */
export function withFallbacks(
  client: TwilioClient,
  { discontinued, reads, pageSizeMax }: FallbackOptions,
): TwilioClient {
  /**
   * Whether the failure of a list may mean that Twilio has discontinued it. A 404 of a list that Twilio serves means a
   * missing parent, unless the operation has seen that parent.
   */
  function mayBeDiscontinued(error: unknown, resource: Resource, parent: SidPath): boolean {
    if (!isTwilioError(error, 'not-found')) return isNotAllowed(error);
    const isServed = discontinued.isServed(resource);
    // The next 404 is checked again: Twilio may just have discontinued the list.
    if (isServed) discontinued.forget(resource);
    return !isServed || (resource.parent !== null && reads.hasRecord(resource.parent, parent));
  }

  /** The page of the fallback. Throws `not-found` when the parent does not exist. */
  async function listFallback<R extends Listable>(
    resource: R,
    parent: SidPath,
    page: PageRequest,
  ): Promise<Page<ModelOf<R>>> {
    const isKnown = discontinued.isDiscontinued(resource);
    // A later page needs no check of its parent: the first page has shown that it exists.
    const isLater = isKnown && typeof page.pageToken === 'string';
    const above = resource.parent as Fetchable;
    const proof = isLater ? null : existing(above, reads.record(above, parent));
    const fallback = resource.discontinued?.fallback;
    // A missing parent is more likely while the resource is not known to be discontinued: that is checked first.
    if (!fallback || !isKnown) await proof;
    if (!fallback) {
      throw new TwilioError('rejected', `Twilio has retired ${resource.segment} for this account.`);
    }
    // Few rows of the fallback belong to this list, so its pages are as large as possible.
    const request = { ...page, pageSize: pageSizeMax };
    const list = fallback.resource as Listable;
    const all = existing(above, reads.page(list, cut(list, parent), request));
    const [, { rows, next, previous }] = await Promise.all([proof, all]);
    discontinued.learn(resource, 'discontinued');
    const own = rows.filter((row) => fallback.isRow(row, parent));
    return { rows: own.map((row) => asRecordOf(resource, parent, row)), next, previous };
  }

  async function fetchFallback<R extends Fetchable>(
    resource: R,
    fallback: Fallback,
    path: SidPath,
  ): Promise<ModelOf<R>> {
    const parent = path.slice(0, -1);
    const other = fallback.resource as Fetchable;
    const row = await existing(resource, reads.record(other, [...cut(other, parent), path.at(-1) ?? '']));
    if (!fallback.isRow(row, parent)) {
      throw new TwilioError('not-found', `There is no such ${resource.type} under that parent.`);
    }
    discontinued.learn(resource, 'discontinued');
    return asRecordOf(resource, parent, row);
  }

  return {
    ...client,

    fetch(resource, path, caller) {
      const fallback = resource.discontinued?.fallback;
      if (!fallback) return client.fetch(resource, path, caller);
      if (discontinued.isDiscontinued(resource)) return fetchFallback(resource, fallback, path);
      return client.fetch(resource, path, caller).catch((error: unknown) => {
        // A 404 is usually a missing record, which is not worth a second call.
        if (!isNotAllowed(error)) throw error;
        return fetchFallback(resource, fallback, path);
      });
    },

    list(resource, parent, page, caller) {
      if (!resource.discontinued) return client.list(resource, parent, page, caller);
      if (discontinued.isDiscontinued(resource)) return listFallback(resource, parent, page);
      return client.list(resource, parent, page, caller).then(
        (served) => {
          discontinued.learn(resource, 'served');
          return served;
        },
        (error: unknown) => {
          if (!mayBeDiscontinued(error, resource, parent)) throw error;
          return listFallback(resource, parent, page);
        },
      );
    },
  };
}
