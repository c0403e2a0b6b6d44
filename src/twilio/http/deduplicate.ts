import { areRelated, type SidPath } from '../sid.ts';
import {
  AttemptError,
  type Middleware,
  type Next,
  type Operation,
  type RequestContext,
  type TwilioRequest,
  type TwilioResponse,
} from './request.ts';

interface Subscriber {
  readonly context: RequestContext;
  readonly signal: AbortSignal;
  /** Called when the signal aborts. */
  readonly leave: () => void;
  readonly resolve: (response: TwilioResponse) => void;
  readonly reject: (error: unknown) => void;
}

const ended = () => new AttemptError(false, 'aborted', 'The operation ran out of time.');

/**
 * A read in flight and its subscribers, with its own context and signal. Each attempt is charged to the first subscriber that
 * has budget left, and retries continue until the latest deadline. So no subscriber fails because of the budget, the deadline
 * or the end of another one.
 */
class InFlightRequest implements RequestContext {
  readonly operation?: Operation;
  readonly callerId?: string;
  readonly scope: SidPath;
  /** The latest deadline of the subscribers. */
  deadlineAt = 0;
  readonly #controller = new AbortController();
  /** In the order of subscription. */
  readonly #subscribers = new Set<Subscriber>();
  readonly #onClosed: () => void;

  /** `onClosed` is called when the read accepts no more subscribers, at its end or earlier. */
  constructor({ context, scope }: TwilioRequest, onClosed: () => void) {
    if (context.operation) this.operation = context.operation;
    if (context.callerId !== undefined) this.callerId = context.callerId;
    this.scope = scope;
    this.#onClosed = onClosed;
  }

  /** Settles with the read, or rejects when the signal of that request aborts. The read is aborted with its last subscriber. */
  subscribe({ signal, context }: TwilioRequest): Promise<TwilioResponse> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#subscribers.delete(subscriber);
        this.#setDeadline();
        reject(ended());
        if (this.#subscribers.size > 0) return;
        this.#onClosed();
        this.#controller.abort();
      };
      const subscriber: Subscriber = { context, signal, leave, resolve, reject };
      this.#subscribers.add(subscriber);
      this.#setDeadline();
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Sends the read for all subscribers. */
  async send(request: TwilioRequest, next: Next): Promise<void> {
    try {
      const response = await next({ ...request, signal: this.#controller.signal, context: this });
      for (const { resolve } of this.#settle()) resolve(response);
    } catch (error) {
      for (const { reject } of this.#settle()) reject(error);
    }
  }

  /** Closes the read and returns its subscribers. */
  #settle(): ReadonlySet<Subscriber> {
    this.#onClosed();
    for (const { signal, leave } of this.#subscribers) signal.removeEventListener('abort', leave);
    return this.#subscribers;
  }

  #setDeadline(): void {
    this.deadlineAt = 0;
    for (const { context } of this.#subscribers) {
      this.deadlineAt = Math.max(this.deadlineAt, context.deadlineAt ?? Infinity);
    }
  }

  /** Charges the first subscriber that has budget left. If none has, closes the read and throws the first refusal. */
  onCall(endpoint: string): void {
    const refusals: unknown[] = [];
    for (const { context } of this.#subscribers) {
      try {
        context.onCall(endpoint);
        return;
      } catch (error) {
        refusals.push(error);
      }
    }
    this.#onClosed();
    throw refusals[0];
  }
}

/**
 * Tells the other replicas of a write at a path, so that they detach their reads too. Resolves when they are told, or when that
 * takes too long; never rejects.
 */
export type AnnounceWrite = (scope: SidPath) => Promise<void>;

export interface Deduplication {
  readonly middleware: Middleware;
  /** Lets nobody join the reads in flight at, under and above a path any more. */
  detach(scope: SidPath): void;
  /** Detaches reads here and in the other replicas. Resolves when these are told. */
  written(scope: SidPath): Promise<void>;
}

/**
 * Shares one REST call among identical reads in flight, across operations with the same credentials and never across
 * credentials. When a related write is sent or ends, reads in flight are no longer shared, because they may miss it. The answer
 * of a write waits until the other replicas are told.
 *
 * @param onShare called with the context of a shared read and the id of the caller that joins it
 */
export function createDeduplication(
  onShare?: (context: RequestContext, callerId: string) => void,
  announce: AnnounceWrite = () => Promise.resolve(),
): Deduplication {
  const inFlight = new Map<string, InFlightRequest>();

  function detach(scope: SidPath): void {
    for (const [key, read] of inFlight) if (areRelated(read.scope, scope)) inFlight.delete(key);
  }

  function written(scope: SidPath): Promise<void> {
    detach(scope);
    return announce(scope);
  }

  async function write(request: TwilioRequest, next: Next): Promise<TwilioResponse> {
    void written(request.scope);
    try {
      return await next(request);
    } finally {
      await written(request.scope);
    }
  }

  function read(request: TwilioRequest, next: Next): Promise<TwilioResponse> {
    const { signal, context } = request;
    if (signal.aborted) return Promise.reject(ended());
    const key = `${request.authorization} ${request.path}`;
    const known = inFlight.get(key);
    if (known) {
      context.onJoin?.();
      const response = known.subscribe(request);
      onShare?.(known, context.callerId ?? '');
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

  return {
    middleware: (request, next) => (request.method === 'GET' ? read(request, next) : write(request, next)),
    detach,
    written,
  };
}
