import { areRelated, type SidPath } from '../sid.ts';
import {
  AttemptError,
  type Middleware,
  type Next,
  type Operation,
  type TwilioRequest,
  type TwilioResponse,
  type Waiter,
} from './request.ts';

interface Subscriber {
  readonly waiter: Waiter;
  readonly signal: AbortSignal;
  /** Called when the signal aborts. */
  readonly leave: () => void;
  readonly resolve: (response: TwilioResponse) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A read in flight and its subscribers, who are one waiter together, with a signal of their own. The first subscriber who
 * can is charged for an attempt, and retries may go on as long as one of them has time: nobody fails by the budget, the
 * deadline or the end of another.
 */
class InFlightRequest implements Waiter {
  readonly operation?: Operation;
  readonly caller?: string;
  readonly scope: SidPath;
  readonly #controller = new AbortController();
  /** In the order in which they came. */
  readonly #subscribers = new Set<Subscriber>();
  /** When the last subscriber gives up. */
  deadlineAt = 0;
  readonly #onUnwanted: () => void;

  /** `onUnwanted` is called when nobody may subscribe any more, although the read has not ended. */
  constructor({ waiter, scope }: TwilioRequest, onUnwanted: () => void) {
    if (waiter.operation) this.operation = waiter.operation;
    if (waiter.caller !== undefined) this.caller = waiter.caller;
    this.scope = scope;
    this.#onUnwanted = onUnwanted;
  }

  /** Waits for the end of the read, or of the signal of that request. The last one who leaves aborts the read. */
  subscribe({ signal, waiter }: TwilioRequest): Promise<TwilioResponse> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#subscribers.delete(subscriber);
        this.#setDeadline();
        reject(new AttemptError(false, 'aborted', 'The operation ran out of time.'));
        if (this.#subscribers.size > 0) return;
        this.#onUnwanted();
        this.#controller.abort();
      };
      const subscriber: Subscriber = { waiter, signal, leave, resolve, reject };
      this.#subscribers.add(subscriber);
      this.#setDeadline();
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Makes the read for all subscribers. */
  async send(request: TwilioRequest, next: Next): Promise<void> {
    const shared = { ...request, signal: this.#controller.signal, waiter: this };
    try {
      const response = await next(shared);
      for (const { resolve } of this.#end()) resolve(response);
    } catch (error) {
      for (const { reject } of this.#end()) reject(error);
    }
  }

  /** Nobody joins it any more; returns all who wait for it. */
  #end(): Subscriber[] {
    this.#onUnwanted();
    for (const { signal, leave } of this.#subscribers) signal.removeEventListener('abort', leave);
    return [...this.#subscribers];
  }

  #setDeadline(): void {
    this.deadlineAt = 0;
    for (const { waiter } of this.#subscribers) {
      this.deadlineAt = Math.max(this.deadlineAt, waiter.deadlineAt ?? Infinity);
    }
  }

  /** Throws the refusal of the first subscriber when none of them can be charged. Nobody joins the read then. */
  onCall(endpoint: string): void {
    const refusals: unknown[] = [];
    for (const { waiter } of this.#subscribers) {
      try {
        waiter.onCall(endpoint);
        return;
      } catch (error) {
        refusals.push(error);
      }
    }
    this.#onUnwanted();
    throw refusals[0];
  }
}

/**
 * Lets identical reads in flight share one REST call, across operations of the same credentials and never across
 * credentials. A read that began before a write was sent, or before it was answered, may miss it: nobody joins it any more.
 *
 * @param onShare told that a further caller waits for a read
 */
export function deduplicate(onShare?: (waiter: Waiter, caller: string) => void): Middleware {
  const inFlight = new Map<string, InFlightRequest>();

  function detach(scope: SidPath): void {
    for (const [key, read] of inFlight) if (areRelated(read.scope, scope)) inFlight.delete(key);
  }

  async function write(request: TwilioRequest, next: Next): Promise<TwilioResponse> {
    detach(request.scope);
    try {
      return await next(request);
    } finally {
      detach(request.scope);
    }
  }

  function read(request: TwilioRequest, next: Next): Promise<TwilioResponse> {
    const { signal, waiter } = request;
    if (signal.aborted) {
      return Promise.reject(new AttemptError(false, 'aborted', 'The operation ran out of time.'));
    }
    const key = `${request.authorization} ${request.path}`;
    const known = inFlight.get(key);
    if (known) {
      waiter.onJoin?.();
      const response = known.subscribe(request);
      onShare?.(known, waiter.caller ?? '');
      return response;
    }
    const created = new InFlightRequest(request, () => {
      if (inFlight.get(key) === created) inFlight.delete(key);
    });
    inFlight.set(key, created);
    const response = created.subscribe(request);
    void created.send(request, next);
    return response;
  }

  return (request, next) => (request.method === 'GET' ? read(request, next) : write(request, next));
}
