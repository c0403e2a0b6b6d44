import type { Caller, TwilioClient } from './client.ts';
import type { Clock } from './clock.ts';
import { isTwilioError, TwilioError } from './errors.ts';
import type { Page, PageRequest } from './page.ts';
import {
  type Fetchable,
  type Listable,
  type ModelOf,
  referenceTo,
  type Resource,
  type SidPath,
} from './resource.ts';

type Serving = 'served' | 'retired';
type Instead = NonNullable<NonNullable<Resource['retired']>['instead']>;

/** How long it is believed that a resource is served, or is not. */
const BELIEVED_MS = 3_600_000;

/** So much is remembered at most; what was learnt longest ago goes first. */
const LIMIT = 10_000;

/** What is known about which resources Twilio serves to whom. */
export class Servings {
  readonly #known = new Map<string, { readonly serving: Serving; readonly at: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(owner: string, resource: Resource): Serving | null {
    const found = this.#known.get(`${owner} ${resource.type}`);
    return found !== undefined && this.#clock.now() - found.at < BELIEVED_MS ? found.serving : null;
  }

  set(owner: string, resource: Resource, serving: Serving): void {
    const key = `${owner} ${resource.type}`;
    this.#known.delete(key);
    this.#known.set(key, { serving, at: this.#clock.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > LIMIT && oldest !== undefined) this.#known.delete(oldest);
  }
}

export interface RetiredOptions {
  readonly servings: Servings;
  /** Whose credentials the client has. */
  readonly owner: string;
  /** The largest page to ask for. */
  readonly pageSizeMax: number;
}

/** What Twilio answers to a reading call that it has retired; 404 it answers to a missing record as well. */
function looksRetired(error: unknown): boolean {
  return isTwilioError(error, 'not-found') || (isTwilioError(error) && error.answer?.status === 405);
}

const isGone = (error: unknown) => isTwilioError(error) && error.answer?.status === 405;

/** The path of the other resource that ends with this SID: Twilio's tree is the same further up. */
const cut = (resource: Resource, path: SidPath) => path.slice(0, resource.path.length - 1);

/** The row of the other list as a record of this resource. */
function asRow<R extends Resource>(resource: R, parent: SidPath, row: ModelOf<Resource>): ModelOf<R> {
  return { ...row, ...referenceTo(resource, [...parent, row['sid'] ?? '']) };
}

/**
 * A client that goes on where Twilio has retired the reading calls of a resource: the same records are taken from another
 * list where there is one, else the list fails with `rejected` and a message that says why. Whether Twilio serves a
 * resource is found out by the first calls and believed for an hour.
 */
export function serveRetired(
  client: TwilioClient,
  { servings, owner, pageSizeMax }: RetiredOptions,
): TwilioClient {
  const servingOf = (resource: Resource) => servings.get(owner, resource);
  const note = (resource: Resource, serving: Serving) => servings.set(owner, resource, serving);

  /** Whether a failure can be a retirement; a 404 can not while the resource is known to be served. */
  const mayBeRetired = (resource: Resource, error: unknown) =>
    looksRetired(error) && (servingOf(resource) !== 'served' || isGone(error));

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
      note(resource, 'retired');
      throw new TwilioError('rejected', `Twilio has retired ${resource.segment} for this account.`);
    }
    // Rows are few among the others, so a page is as large as can be.
    const request = { ...page, pageSize: pageSizeMax };
    const others = client.list(instead.resource as Listable, cut(instead.resource, parent), request, caller);
    const [, { rows, next, previous }] = await Promise.all([proof, others]);
    note(resource, 'retired');
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
    note(resource, 'retired');
    return asRow(resource, parent, row);
  }

  return {
    ...client,

    async fetch(resource, path, caller) {
      const instead = resource.retired?.instead;
      if (!instead) return client.fetch(resource, path, caller);
      if (servingOf(resource) === 'retired') return fetchInstead(resource, instead, path, caller);
      try {
        const model = await client.fetch(resource, path, caller);
        note(resource, 'served');
        return model;
      } catch (error) {
        if (!mayBeRetired(resource, error)) throw error;
        return fetchInstead(resource, instead, path, caller);
      }
    },

    async list(resource, parent, page, caller) {
      if (!resource.retired) return client.list(resource, parent, page, caller);
      if (servingOf(resource) === 'retired') return listInstead(resource, parent, page, caller);
      try {
        const rows = await client.list(resource, parent, page, caller);
        note(resource, 'served');
        return rows;
      } catch (error) {
        if (!mayBeRetired(resource, error)) throw error;
        return listInstead(resource, parent, page, caller);
      }
    },
  };
}
