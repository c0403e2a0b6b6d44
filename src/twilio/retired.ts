import type { Caller, TwilioClient } from './client.ts';
import type { Clock } from './clock.ts';
import { isTwilioError, TwilioError } from './errors.ts';
import { Model } from './model.ts';
import type { Page, PageRequest } from './page.ts';
import { type Fetchable, type Listable, type ModelOf, type Resource, type SidPath } from './resource.ts';

type Instead = NonNullable<NonNullable<Resource['retired']>['instead']>;

/** How long it is believed that a resource is retired. The other list is right even when it no longer is. */
const BELIEVED_MS = 3_600_000;

/** So much is remembered at most; what was learnt longest ago goes first. */
const LIMIT = 10_000;

/** What is known about the resources that Twilio does not serve to somebody, so that it is not asked in vain. */
export class Retirements {
  readonly #since = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(owner: string, resource: Resource): boolean {
    const since = this.#since.get(`${owner} ${resource.type}`);
    return since !== undefined && this.#clock.now() - since < BELIEVED_MS;
  }

  add(owner: string, resource: Resource): void {
    const key = `${owner} ${resource.type}`;
    this.#since.delete(key);
    this.#since.set(key, this.#clock.now());
    const [oldest] = this.#since.keys();
    if (this.#since.size > LIMIT && oldest !== undefined) this.#since.delete(oldest);
  }
}

export interface RetiredOptions {
  readonly retirements: Retirements;
  /** Whose credentials the client has. */
  readonly owner: string;
  /** The largest page to ask for. */
  readonly pageSizeMax: number;
}

const isNotAllowed = (error: unknown) => isTwilioError(error) && error.answer?.status === 405;

/** What Twilio answers to a reading call that it has retired; 404 it answers to a missing record as well. */
const looksRetired = (error: unknown) => isTwilioError(error, 'not-found') || isNotAllowed(error);

/** The path of the other resource that ends with this SID: Twilio's tree is the same further up. */
const cut = (resource: Resource, path: SidPath) => path.slice(0, resource.path.length - 1);

/** The row of the other list as a record of this resource. */
function asRow<R extends Resource>(resource: R, parent: SidPath, row: ModelOf<Resource>): ModelOf<R> {
  const path = [...parent, row['sid'] ?? ''];
  return Model.again(resource.Model, path, row) as unknown as ModelOf<R>;
}

/**
 * A client that goes on where Twilio has retired the reading calls of a resource: the same records are taken from another
 * list where there is one, else the list fails with `rejected` and a message that says why. A single record is taken from
 * there too, as soon as it is known that Twilio does not serve it.
 */
export function serveRetired(
  client: TwilioClient,
  { retirements, owner, pageSizeMax }: RetiredOptions,
): TwilioClient {
  const isRetired = (resource: Resource) => retirements.has(owner, resource);

  /** The page of the other list. Throws `not-found` when the parent does not exist. */
  async function listInstead<R extends Listable>(
    resource: R,
    parent: SidPath,
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<ModelOf<R>>> {
    const proof = client.fetch(resource.parent as Fetchable, parent, caller);
    const instead = resource.retired?.instead;
    if (!instead) {
      await proof;
      throw new TwilioError('rejected', `Twilio has retired ${resource.segment} for this account.`);
    }
    // Rows are few among the others, so a page is as large as can be.
    const request = { ...page, pageSize: pageSizeMax };
    const others = client.list(instead.resource as Listable, cut(instead.resource, parent), request, caller);
    const [, { rows, next, previous }] = await Promise.all([proof, others]);
    retirements.add(owner, resource);
    const own = rows.filter((row) => instead.isRow(row, parent));
    return { rows: own.map((row) => asRow(resource, parent, row)), next, previous };
  }

  async function fetchInstead<R extends Fetchable>(
    resource: R,
    instead: Instead,
    path: SidPath,
    caller: Caller,
  ): Promise<ModelOf<R>> {
    const parent = path.slice(0, -1);
    const other = instead.resource as Fetchable;
    const row = await client.fetch(other, [...cut(other, parent), path.at(-1) ?? ''], caller);
    if (!instead.isRow(row, parent)) {
      throw new TwilioError('not-found', `There is no such ${resource.type} under that parent.`);
    }
    retirements.add(owner, resource);
    return asRow(resource, parent, row);
  }

  return {
    ...client,

    fetch(resource, path, caller) {
      const instead = resource.retired?.instead;
      if (!instead) return client.fetch(resource, path, caller);
      if (isRetired(resource)) return fetchInstead(resource, instead, path, caller);
      return client.fetch(resource, path, caller).catch((error: unknown) => {
        // A 404 is what a missing record looks like, and no second call is spent on each of them.
        if (!isNotAllowed(error)) throw error;
        return fetchInstead(resource, instead, path, caller);
      });
    },

    list(resource, parent, page, caller) {
      if (!resource.retired) return client.list(resource, parent, page, caller);
      if (isRetired(resource)) return listInstead(resource, parent, page, caller);
      return client.list(resource, parent, page, caller).catch((error: unknown) => {
        if (!looksRetired(error)) throw error;
        return listInstead(resource, parent, page, caller);
      });
    },
  };
}
