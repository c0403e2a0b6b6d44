import type { Caller, TwilioClient } from './client.ts';
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

/** So much is remembered at most; what was learnt longest ago goes first. */
const LIMIT = 10_000;

/** What is known about the resources that Twilio serves to somebody or does not, so that it is not asked in vain. */
export class Retirements {
  readonly #known = new Map<string, { readonly standing: Standing; readonly since: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether Twilio has retired or serves the list of that resource; null when nobody knows. */
  standing(owner: string, resource: Resource): Standing | null {
    const known = this.#known.get(`${owner} ${resource.type}`);
    if (!known) return null;
    return this.#clock.now() - known.since < BELIEVED_MS[known.standing] ? known.standing : null;
  }

  forget(owner: string, resource: Resource): void {
    this.#known.delete(`${owner} ${resource.type}`);
  }

  learn(owner: string, resource: Resource, standing: Standing): void {
    const key = `${owner} ${resource.type}`;
    this.#known.delete(key);
    this.#known.set(key, { standing, since: this.#clock.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > LIMIT && oldest !== undefined) this.#known.delete(oldest);
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

/** The path of the other resource that ends with this SID: Twilio's tree is the same further up. */
const cut = (resource: Resource, path: SidPath) => path.slice(0, resource.path.length - 1);

/** The row of the other list as a record of this resource. */
function asRow<R extends Resource>(resource: R, parent: SidPath, row: ModelOf<Resource>): ModelOf<R> {
  return Model.again(resource.Model, parent, row) as unknown as ModelOf<R>;
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
  const isRetired = (resource: Resource) => retirements.standing(owner, resource) === 'retired';

  /** Whether a list that failed may still be had from elsewhere: a 404 where Twilio serves it means a missing parent. */
  function mayBeRetired(error: unknown, resource: Resource): boolean {
    if (!isTwilioError(error, 'not-found')) return isNotAllowed(error);
    const isServed = retirements.standing(owner, resource) === 'served';
    if (isServed) retirements.forget(owner, resource);
    return !isServed;
  }

  /**
   * The page of the other list. Throws `not-found` when the parent does not exist. As long as nobody knows that the resource
   * is retired, that is more likely, and the other list is read only after it.
   */
  async function listInstead<R extends Listable>(
    resource: R,
    parent: SidPath,
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<ModelOf<R>>> {
    const isKnown = isRetired(resource);
    // A later page has a parent: the first one has proved it.
    const isLater = isKnown && typeof page.pageToken === 'string';
    const proof = isLater ? null : client.fetch(resource.parent as Fetchable, parent, caller);
    const instead = resource.retired?.instead;
    if (!instead || !isKnown) await proof;
    if (!instead) {
      throw new TwilioError('rejected', `Twilio has retired ${resource.segment} for this account.`);
    }
    // Rows are few among the others, so a page is as large as can be.
    const request = { ...page, pageSize: pageSizeMax };
    const others = client.list(instead.resource as Listable, cut(instead.resource, parent), request, caller);
    const [, { rows, next, previous }] = await Promise.all([proof, others]);
    retirements.learn(owner, resource, 'retired');
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
    retirements.learn(owner, resource, 'retired');
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
      return client.list(resource, parent, page, caller).then(
        (answer) => {
          retirements.learn(owner, resource, 'served');
          return answer;
        },
        (error: unknown) => {
          if (!mayBeRetired(error, resource)) throw error;
          return listInstead(resource, parent, page, caller);
        },
      );
    },
  };
}
