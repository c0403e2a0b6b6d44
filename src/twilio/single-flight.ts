import { createHash } from 'node:crypto';
import type { Caller, Credentials, TwilioClient } from './client.ts';
import { TwilioError } from './errors.ts';
import { JointCaller } from './joint-caller.ts';
import { pageQuery } from './page.ts';
import {
  areRelated,
  type Creatable,
  type CreateInput,
  reachOf,
  type Resource,
  type SidPath,
} from './resource.ts';
import type { Signal } from './signal.ts';

/** One who waits for a read. */
interface Waiting {
  readonly signal: Signal;
  readonly onAbort: () => void;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A read in flight, shared by all who wait for it. */
interface Flight {
  readonly scope: SidPath;
  readonly callers: JointCaller;
  /** Null before the first one waits. */
  waiting: Waiting[] | null;
}

/** A name for the owner of credentials that does not tell them. */
export const ownerOf = ({ username, password }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([username, password]))
    .digest('base64url');

/**
 * Lets identical reads that are in flight share one REST call, across operations of the same credentials and never
 * across credentials. A shared read lives while anyone waits for it: one caller's abort never fails another.
 */
export class SingleFlight {
  /** No Map, whose old tables would keep reads that are long over: see `line.ts`. */
  readonly #flights = Object.create(null) as Record<string, Flight>;

  /** The client of those credentials, its reads shared. */
  share(client: TwilioClient, credentials: Credentials): TwilioClient {
    const owner = ownerOf(credentials);
    const keyOf = (resource: Resource, path: SidPath, rest: string) =>
      `${owner} ${resource.type} ${path.join('-')}${rest}`;
    return {
      fetch: (resource, path, caller) =>
        this.#read(keyOf(resource, path, ''), path, caller, (shared) => client.fetch(resource, path, shared)),
      fetchByUniqueName: (resource, parent, uniqueName, caller) =>
        this.#read(keyOf(resource, parent, `/${uniqueName}`), parent, caller, (shared) =>
          client.fetchByUniqueName(resource, parent, uniqueName, shared),
        ),
      list: (resource, parent, page, caller) =>
        this.#read(keyOf(resource, parent, `?${pageQuery(page)}`), parent, caller, (shared) =>
          client.list(resource, parent, page, shared),
        ),
      create: <R extends Creatable>(resource: R, parent: SidPath, input: CreateInput<R>, caller: Caller) =>
        this.#write(parent, () => client.create(resource, parent, input, caller)),
      update: (resource, path, input, caller) =>
        this.#write(reachOf(resource, path), () => client.update(resource, path, input, caller)),
      remove: (resource, path, caller) =>
        this.#write(reachOf(resource, path), () => client.remove(resource, path, caller)),
    };
  }

  /** Whether the write is sent or answered: a read that began before may miss it, so that nobody joins it any more. */
  async #write<T>(reach: SidPath, write: () => Promise<T>): Promise<T> {
    this.#detach(reach);
    try {
      return await write();
    } finally {
      this.#detach(reach);
    }
  }

  #detach(path: SidPath): void {
    for (const [key, { scope }] of Object.entries(this.#flights)) {
      if (areRelated(scope, path)) Reflect.deleteProperty(this.#flights, key);
    }
  }

  #read<T>(key: string, scope: SidPath, caller: Caller, start: (caller: Caller) => Promise<T>): Promise<T> {
    const known = this.#flights[key];
    if (known) {
      caller.onJoin?.();
      known.callers.join(caller);
      return this.#wait(key, known, caller) as Promise<T>;
    }
    const callers = new JointCaller(caller);
    const result = start(callers);
    // The caller had no budget for it, so nothing was sent. Others may have.
    if (callers.isRefused) return result;
    const flight: Flight = { scope, callers, waiting: null };
    this.#flights[key] = flight;
    result.then(
      (value) => this.#settle(key, flight, ({ resolve }) => resolve(value)),
      (error: unknown) => this.#settle(key, flight, ({ reject }) => reject(error)),
    );
    return this.#wait(key, flight, caller) as Promise<T>;
  }

  /** Tells all who wait; those who have gone have been told already. */
  #settle(key: string, flight: Flight, tell: (waiting: Waiting) => void): void {
    this.#forget(key, flight);
    for (const waiting of flight.waiting ?? []) {
      waiting.signal.removeEventListener('abort', waiting.onAbort);
      tell(waiting);
    }
  }

  #forget(key: string, flight: Flight): void {
    if (this.#flights[key] === flight) Reflect.deleteProperty(this.#flights, key);
  }

  #wait(key: string, flight: Flight, caller: Caller): Promise<unknown> {
    const { signal } = caller;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        signal.removeEventListener('abort', onAbort);
        reject(new TwilioError('aborted', 'The operation ran out of time.'));
        if (flight.callers.leave(caller)) this.#forget(key, flight);
      };
      signal.addEventListener('abort', onAbort);
      const waiting = { signal, onAbort, resolve, reject };
      if (flight.waiting === null) flight.waiting = [waiting];
      else flight.waiting.push(waiting);
      if (signal.aborted) onAbort();
    });
  }
}
