import type { TwilioClient } from './client.ts';
import type { Clock } from './clock.ts';
import { isTwilioError, TwilioError } from './errors.ts';
import { Model } from './model.ts';
import type { Page, PageRequest } from './page.ts';
import { type Fetchable, type Listable, type ModelOf, type Resource, type SidPath } from './resource.ts';

type Instead = NonNullable<NonNullable<Resource['retired']>['instead']>;

/**
 * How long it is believed what was learnt of a resource. The other list is right even when the resource is served again; but
 * a Twilio that has just retired it answers as it does for a missing parent, so that is believed for a minute only, and not
 * twice in a row.
 */
const BELIEVED_MS = { retired: 3_600_000, served: 60_000 } as const;

type Standing = keyof typeof BELIEVED_MS;

/** So many owners are remembered at most; the one of whom something was learnt longest ago goes first. */
const LIMIT = 10_000;

type Known = Map<string, { readonly standing: Standing; readonly since: number }>;

/** Which resources Twilio serves to whom, and which it has retired, so that it is not asked in vain. */
export class Retirements {
  readonly #owners = new Map<string, Known>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether Twilio has retired or serves the list of a resource of that type; null when that is not known. */
  standing(owner: string, type: string): Standing | null {
    const known = this.#owners.get(owner)?.get(type);
    if (!known) return null;
    return this.#clock.now() - known.since < BELIEVED_MS[known.standing] ? known.standing : null;
  }

  /** The types that Twilio has retired for that owner. */
  retired(owner: string): string[] {
    const types = this.#owners.get(owner)?.keys() ?? [];
    return [...types].filter((type) => this.standing(owner, type) === 'retired');
  }

  /** What an operation of that owner goes by. */
  forOperation(owner: string): OperationRetirements {
    return new OperationRetirements(this, owner);
  }

  forget(owner: string, type: string): void {
    this.#owners.get(owner)?.delete(type);
  }

  learn(owner: string, type: string, standing: Standing): void {
    const known = this.#owners.get(owner) ?? (new Map() as Known);
    this.#owners.delete(owner);
    this.#owners.set(owner, known.set(type, { standing, since: this.#clock.now() }));
    const [oldest] = this.#owners.keys();
    if (this.#owners.size > LIMIT && oldest !== undefined) this.#owners.delete(oldest);
  }
}

/**
 * What one operation knows of retired resources: what was known when it began, and what it learns itself. Its plan and its
 * reads go by the same, whatever other operations learn meanwhile.
 */
export class OperationRetirements {
  readonly #all: Retirements;
  readonly #owner: string;
  readonly #retired: Set<string>;

  constructor(all: Retirements, owner: string) {
    this.#all = all;
    this.#owner = owner;
    this.#retired = new Set(all.retired(owner));
  }

  /** The names of the retired resources. What an operation costs depends on them. */
  get names(): string {
    return [...this.#retired].join();
  }

  isRetired({ type }: Resource): boolean {
    return this.#retired.has(type);
  }

  isServed({ type }: Resource): boolean {
    return this.#all.standing(this.#owner, type) === 'served';
  }

  forget({ type }: Resource): void {
    this.#all.forget(this.#owner, type);
  }

  learn({ type }: Resource, standing: Standing): void {
    if (standing === 'retired') this.#retired.add(type);
    this.#all.learn(this.#owner, type, standing);
  }
}

/** The reads of the operation itself: what it has read already costs no call. Missing (404) is null. */
export interface OperationReads {
  record(resource: Fetchable, path: SidPath): Promise<ModelOf<Resource> | null>;
  page(resource: Listable, parent: SidPath, request: PageRequest): Promise<Page<ModelOf<Resource>> | null>;
  /** Whether the operation has read that record or is reading it. */
  hasRecord(resource: Resource, path: SidPath): boolean;
}

export interface RetiredOptions {
  readonly retirements: OperationRetirements;
  readonly reads: OperationReads;
  /** The largest page to ask for. */
  readonly pageSizeMax: number;
}

const isNotAllowed = (error: unknown) => isTwilioError(error) && error.answer?.status === 405;

/** The path of the other resource that ends with this SID: Twilio's tree is the same further up. */
const cut = (resource: Resource, path: SidPath) => path.slice(0, resource.path.length - 1);

/** The row of the other list as a record of this resource. */
function asRow<R extends Resource>(resource: R, parent: SidPath, row: ModelOf<Resource>): ModelOf<R> {
  return Model.again(resource.Model, parent, row) as unknown as ModelOf<R>;
}

/** What was read. Throws `not-found` when it does not exist. */
async function existing<T>({ type }: Resource, read: Promise<T | null>): Promise<T> {
  const found = await read;
  if (found === null) throw new TwilioError('not-found', `There is no such ${type}.`);
  return found;
}

/**
 * The client of one operation, which goes on where Twilio has retired the reading calls of a resource: the same records are
 * taken from another list where there is one, else the list fails with `rejected` and a message that says why. A single
 * record is taken from there too, as soon as it is known that Twilio does not serve it.
 */
export function serveRetired(
  client: TwilioClient,
  { retirements, reads, pageSizeMax }: RetiredOptions,
): TwilioClient {
  /**
   * Whether a list that failed may still be had from elsewhere. A 404 where Twilio serves the list means a missing parent,
   * unless the operation has seen that parent.
   */
  function mayBeRetired(error: unknown, resource: Resource, parent: SidPath): boolean {
    if (!isTwilioError(error, 'not-found')) return isNotAllowed(error);
    const isServed = retirements.isServed(resource);
    if (isServed) retirements.forget(resource);
    return !isServed || (resource.parent !== null && reads.hasRecord(resource.parent, parent));
  }

  /**
   * The page of the other list. Throws `not-found` when the parent does not exist. As long as nobody knows that the resource
   * is retired, that is more likely, and the other list is read only after it.
   */
  async function listInstead<R extends Listable>(
    resource: R,
    parent: SidPath,
    page: PageRequest,
  ): Promise<Page<ModelOf<R>>> {
    const isKnown = retirements.isRetired(resource);
    // A later page has a parent: the first one has proved it.
    const isLater = isKnown && typeof page.pageToken === 'string';
    const above = resource.parent as Fetchable;
    const proof = isLater ? null : existing(above, reads.record(above, parent));
    const instead = resource.retired?.instead;
    if (!instead || !isKnown) await proof;
    if (!instead) {
      throw new TwilioError('rejected', `Twilio has retired ${resource.segment} for this account.`);
    }
    // Rows are few among the others, so a page is as large as can be.
    const request = { ...page, pageSize: pageSizeMax };
    const other = instead.resource as Listable;
    const others = existing(above, reads.page(other, cut(other, parent), request));
    const [, { rows, next, previous }] = await Promise.all([proof, others]);
    retirements.learn(resource, 'retired');
    const own = rows.filter((row) => instead.isRow(row, parent));
    return { rows: own.map((row) => asRow(resource, parent, row)), next, previous };
  }

  async function fetchInstead<R extends Fetchable>(
    resource: R,
    instead: Instead,
    path: SidPath,
  ): Promise<ModelOf<R>> {
    const parent = path.slice(0, -1);
    const other = instead.resource as Fetchable;
    const row = await existing(resource, reads.record(other, [...cut(other, parent), path.at(-1) ?? '']));
    if (!instead.isRow(row, parent)) {
      throw new TwilioError('not-found', `There is no such ${resource.type} under that parent.`);
    }
    retirements.learn(resource, 'retired');
    return asRow(resource, parent, row);
  }

  return {
    ...client,

    fetch(resource, path, caller) {
      const instead = resource.retired?.instead;
      if (!instead) return client.fetch(resource, path, caller);
      if (retirements.isRetired(resource)) return fetchInstead(resource, instead, path);
      return client.fetch(resource, path, caller).catch((error: unknown) => {
        // A 404 is what a missing record looks like, and no second call is spent on each of them.
        if (!isNotAllowed(error)) throw error;
        return fetchInstead(resource, instead, path);
      });
    },

    list(resource, parent, page, caller) {
      if (!resource.retired) return client.list(resource, parent, page, caller);
      if (retirements.isRetired(resource)) return listInstead(resource, parent, page);
      return client.list(resource, parent, page, caller).then(
        (answer) => {
          retirements.learn(resource, 'served');
          return answer;
        },
        (error: unknown) => {
          if (!mayBeRetired(error, resource, parent)) throw error;
          return listInstead(resource, parent, page);
        },
      );
    },
  };
}
