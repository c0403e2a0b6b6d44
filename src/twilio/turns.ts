import type { HttpRequest, Result } from './http.ts';
import type { Lane, Service } from './lanes.ts';

/** A request that waits for its turn. */
export interface Waiting {
  /** Whose turn it takes. */
  caller: string;
  readonly lane: Lane;
  readonly request: HttpRequest;
  readonly done: (result: Result) => void;
  /** Since when it has waited, in milliseconds of the engines' clock. */
  readonly since: number;
  readonly onAbort: () => void;
}

/** Who may start a request now. */
export interface Admission {
  caller(name: string): boolean;
  service(service: Service): boolean;
  lane(lane: Lane, deadlineAt: number): boolean;
}

interface ServiceQueue {
  waiting: number;
  readonly lanes: Map<Lane, Waiting[]>;
}

interface CallerQueue {
  waiting: number;
  readonly services: Map<Service, ServiceQueue>;
}

const waitingOf = ({ waiting }: { readonly waiting: number }) => waiting;
const lengthOf = ({ length }: { readonly length: number }) => length;

/** When the operation that waits for it ends. */
export const deadlineOf = ({ waiter }: HttpRequest): number => waiter.deadlineAt ?? Infinity;

/** The queue of that key; a new one has its turn after the others. */
function queueOf<K, Q>(queues: Map<K, Q>, key: K, create: () => Q): Q {
  const queue = queues.get(key) ?? create();
  queues.set(key, queue);
  return queue;
}

/** Puts a queue behind the others: its turn is over. */
function rotate<K, Q>(queues: Map<K, Q>, key: K, queue: Q): void {
  queues.delete(key);
  queues.set(key, queue);
}

/** The longest queue, of equal ones that whose turn comes last; null when that of the newcomer would be as long with it. */
function longest<K, Q>(queues: ReadonlyMap<K, Q>, sizeOf: (queue: Q) => number, newcomer?: K): Q | null {
  const own = newcomer === undefined ? undefined : queues.get(newcomer);
  let atLeast = newcomer === undefined ? 1 : 2 + (own === undefined ? 0 : sizeOf(own));
  let found: Q | null = null;
  for (const queue of queues.values()) {
    if (queue === own || sizeOf(queue) < atLeast) continue;
    atLeast = sizeOf(queue);
    found = queue;
  }
  return found;
}

function latestOf(services: ReadonlyMap<Service, ServiceQueue>): Waiting | null {
  const service = longest(services, waitingOf);
  return (service && longest(service.lanes, lengthOf)?.at(-1)) ?? null;
}

/**
 * The requests that wait. Turns go by caller, then by Service, then by lane: a caller has one turn after the others that
 * wait, whatever number of requests it has and whatever Services they name. Each Map here is in the order of turns. In a
 * lane the request with the earliest deadline comes first, so that one that was refused by Twilio comes back to the front.
 */
export class Turns {
  readonly #callers = new Map<string, CallerQueue>();
  #size = 0;

  /** How many requests wait. */
  get size(): number {
    return this.#size;
  }

  /** Whether another caller waits. */
  hasOthers(caller: string): boolean {
    return this.#callers.size > (this.#callers.has(caller) ? 1 : 0);
  }

  /** How many requests of that caller wait. */
  sizeOf(caller: string): number {
    return this.#callers.get(caller)?.waiting ?? 0;
  }

  add(waiting: Waiting): void {
    const { lane, request } = waiting;
    const caller = queueOf<string, CallerQueue>(this.#callers, waiting.caller, () => ({
      waiting: 0,
      services: new Map(),
    }));
    const service = queueOf<Service, ServiceQueue>(caller.services, lane.service, () => ({
      waiting: 0,
      lanes: new Map(),
    }));
    const inLane = queueOf<Lane, Waiting[]>(service.lanes, lane, () => []);
    const deadlineAt = deadlineOf(request);
    const before = inLane.findLastIndex((other) => deadlineOf(other.request) <= deadlineAt);
    inLane.splice(before + 1, 0, waiting);
    for (const queue of [caller, service, lane]) queue.waiting += 1;
    this.#size += 1;
  }

  /** Takes a request out; returns whether it waited. */
  remove(waiting: Waiting): boolean {
    const { lane } = waiting;
    const caller = this.#callers.get(waiting.caller);
    const service = caller?.services.get(lane.service);
    const inLane = service?.lanes.get(lane);
    const index = inLane?.indexOf(waiting) ?? -1;
    if (!caller || !service || !inLane || index === -1) return false;
    inLane.splice(index, 1);
    for (const queue of [caller, service, lane]) queue.waiting -= 1;
    this.#size -= 1;
    if (inLane.length === 0) service.lanes.delete(lane);
    if (service.waiting === 0) caller.services.delete(lane.service);
    if (caller.waiting === 0) this.#callers.delete(waiting.caller);
    return true;
  }

  /** The next request that may start; its caller, Service and lane have then had their turn. */
  next(may: Admission): Waiting | null {
    for (const [name, caller] of this.#callers) {
      if (!may.caller(name)) continue;
      for (const [service, serviceQueue] of caller.services) {
        if (!may.service(service)) continue;
        for (const [lane, inLane] of serviceQueue.lanes) {
          const [first] = inLane;
          if (!first || !may.lane(lane, deadlineOf(first.request))) continue;
          rotate(this.#callers, name, caller);
          rotate(caller.services, service, serviceQueue);
          rotate(serviceQueue.lanes, lane, inLane);
          return first;
        }
      }
    }
    return null;
  }

  /**
   * The request that makes room for another one of that caller in that lane: the latest in the longest lane of the Service
   * with the most, of the caller with the most. Null when that would be the other one itself.
   */
  shed(newcomer: string, lane: Lane): Waiting | null {
    const caller = longest(this.#callers, waitingOf, newcomer);
    if (caller) return latestOf(caller.services);
    const own = this.#callers.get(newcomer);
    if (!own) return null;
    const service = longest(own.services, waitingOf, lane.service);
    if (service) return longest(service.lanes, lengthOf)?.at(-1) ?? null;
    const ownService = own.services.get(lane.service);
    return (ownService && longest(ownService.lanes, lengthOf, lane)?.at(-1)) ?? null;
  }

  /** The lanes in which requests wait, some several times. */
  *lanes(): Iterable<Lane> {
    for (const { services } of this.#callers.values())
      for (const { lanes } of services.values()) yield* lanes.keys();
  }

  /** The requests of all callers that wait in a lane. */
  inLane(lane: Lane): Waiting[] {
    return [...this.#callers.values()].flatMap(
      ({ services }) => services.get(lane.service)?.lanes.get(lane) ?? [],
    );
  }
}
