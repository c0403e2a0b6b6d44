import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import type { GatewayContext } from '../graphql/context.ts';
import { AnswerBudget } from '../loaders/answer-budget.ts';
import { Ledger } from '../loaders/call-budget.ts';
import { createLoaders } from '../loaders/loaders.ts';
import { Reads } from '../loaders/request-scope.ts';
import type { ShortLists } from '../loaders/single-page-lists.ts';
import { createWriter } from '../loaders/writes.ts';
import { Slices } from '../pagination/slices.ts';
import { Selections } from '../planner/selections.ts';
import type { Credentials, TwilioClient } from '../twilio/client.ts';
import type { Clock } from '../twilio/clock.ts';
import type { OperationRetirements } from '../twilio/discontinued.ts';
import { networkOf } from './auth/client-network.ts';
import type { Authenticated, Viewer } from './auth/viewer.ts';

/** The client for some credentials at Twilio, and what is known about the records that they see. */
interface Upstream {
  readonly client: TwilioClient;
  readonly shortLists: ShortLists;
  readonly retirements: () => OperationRetirements;
  /** The queue that these credentials have to themselves; null if viewers share the gateway's credentials. */
  readonly caller: string | null;
}

export interface OperationOptions {
  readonly upstreamFor: (credentials: Credentials | null) => Upstream;
  readonly isRouter: (headers: IncomingHttpHeaders) => boolean;
  /** Whether names of viewers are proven, as by a key or a token. Other viewers are told apart by their network. */
  readonly areNamesProven: boolean;
  readonly deadlineMs: number;
  /** REST calls that an operation may make. */
  readonly maxCalls: number;
  /** Values that a response may hold. */
  readonly maxValues: number;
  /** The largest page that is requested from Twilio. */
  readonly pageSizeMax: number;
  readonly clock: Clock;
}

/** An authenticated request to `/graphql`. */
export interface OperationRequest extends Authenticated {
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
  /** The IP address of the client. */
  readonly address: string;
  /** Calls the listener when the response is sent or the connection is closed. */
  readonly onClose: (listener: () => void) => void;
}

/** Creates the context of an operation, which ends at its deadline at the latest. */
function createContext(
  { client, shortLists, retirements, caller: queue }: Upstream,
  viewer: Viewer,
  { requestId, address }: OperationRequest,
  { areNamesProven, deadlineMs, maxCalls, maxValues, pageSizeMax, clock }: OperationOptions,
): GatewayContext {
  const operation = { requestId };
  const known = retirements();
  const ended = new AbortController();
  // Each write of the operation adds a listener.
  setMaxListeners(0, ended.signal);
  const ledger = new Ledger(maxCalls);
  const caller = {
    // Each caller has a fair share of the queue, so nobody may become several by sending other names.
    caller: queue ?? (areNamesProven ? viewer.name : networkOf(address)),
    onCall: (endpoint: string) => ledger.spend(endpoint),
    onJoin: () => ledger.join(),
    operation,
    deadlineAt: clock.now() + deadlineMs,
    // For writes; each read has a signal of its own.
    signal: ended.signal,
  };
  const reads = new Reads(caller);
  const end = () => {
    if (ended.signal.aborted) return;
    cancelDeadline();
    reads.end();
    // Without a reason Node would create a DOMException with a stack.
    ended.abort('The operation has ended.');
  };
  const cancelDeadline = clock.after(deadlineMs, end);
  const onAsk = () => ledger.ask();
  const loaders = createLoaders({ client, reads, shortLists, retirements: known, pageSizeMax, onAsk });
  return {
    requestId,
    operation,
    caller: viewer.name,
    scopes: viewer.scopes,
    isRouter: viewer.isRouter,
    loaders,
    ledger,
    answer: new AnswerBudget(maxValues),
    selections: new Selections(),
    slices: new Slices(),
    shortLists,
    retirements: known,
    write: createWriter(client, caller, (path) => loaders.forget(path)),
    userErrors: [],
    pageSizeMax,
    abandon: (path) => reads.abandon(path),
    end,
  };
}

/** The operations of a gateway that are in flight. */
export interface Operations {
  readonly inFlight: number;
  /** Starts an operation, which ends with its request. */
  start(request: OperationRequest): GatewayContext;
  /** Ends all operations: they respond with the data that they have. */
  endAll(): void;
}

export function createOperations(options: OperationOptions): Operations {
  const inFlight = new Set<GatewayContext>();
  return {
    get inFlight() {
      return inFlight.size;
    },

    start(request) {
      const { name, scopes, credentials, headers } = request;
      const viewer = { name, scopes, isRouter: options.isRouter(headers) };
      const context = createContext(options.upstreamFor(credentials), viewer, request, options);
      inFlight.add(context);
      request.onClose(() => {
        context.end();
        inFlight.delete(context);
      });
      return context;
    },

    endAll: () => inFlight.forEach((context) => context.end()),
  };
}
