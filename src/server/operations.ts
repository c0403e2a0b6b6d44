import type { IncomingHttpHeaders } from 'node:http';
import type { GatewayContext, Viewer } from '../graphql/context.ts';
import { AnswerBudget } from '../loaders/answer-budget.ts';
import { CallBudget } from '../loaders/call-budget.ts';
import { createLoaders, type ReceivedWebhooks } from '../loaders/loaders.ts';
import { RequestScope } from '../loaders/request-scope.ts';
import { SinglePageLists } from '../loaders/single-page-lists.ts';
import { RequirementTree } from '../planner/requirement-tree.ts';
import type { Credentials } from '../twilio/client.ts';
import type { Clock } from '../twilio/clock.ts';
import type { AuthenticatedClient } from '../twilio/credentials/clients.ts';
import { networkOf } from './auth/client-network.ts';
import type { Authenticated } from './auth/viewer.ts';

export interface OperationOptions {
  readonly clientFor: (credentials: Credentials | null) => AuthenticatedClient;
  readonly isRouter: (headers: IncomingHttpHeaders) => boolean;
  /** Whether names of viewers are verified, as by a key or a token. Other viewers are identified by their network. */
  readonly areNamesProven: boolean;
  readonly deadlineMs: number;
  /** REST calls that an operation may make. */
  readonly maxCalls: number;
  /** Values that a response may hold. */
  readonly maxValues: number;
  /** The largest page that is requested from Twilio. */
  readonly pageSizeMax: number;
  readonly webhooks: ReceivedWebhooks | null;
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

/** Creates the context of an operation. */
export type CreateContext = (request: OperationRequest) => GatewayContext;

/** Ends an operation. Without a reason Node would create a DOMException with a stack. */
const end = (controller: AbortController | undefined) => controller?.abort('The operation has ended.');

/** Each caller has a fair share of the queue, so a client must not get more shares by sending other names. */
const callerIdOf = (
  callerId: string | null,
  { name }: Pick<Viewer, 'name'>,
  address: string,
  { areNamesProven }: OperationOptions,
): string => callerId ?? (areNamesProven ? name : networkOf(address));

/** Creates a context whose operation ends when `controller` aborts, and at its deadline at the latest. */
function createContext(
  controller: AbortController,
  { client, discontinued, callerId }: AuthenticatedClient,
  viewer: Viewer,
  { requestId, address }: OperationRequest,
  singlePageLists: SinglePageLists,
  options: OperationOptions,
): GatewayContext {
  const { deadlineMs, maxCalls, maxValues, pageSizeMax, webhooks, clock } = options;
  const { signal } = controller;
  const operation = { requestId };
  const calls = new CallBudget(maxCalls);
  const scope = new RequestScope({
    callerId: callerIdOf(callerId, viewer, address, options),
    onCall: (endpoint: string) => calls.charge(endpoint),
    onJoin: () => calls.recordCoalesced(),
    operation,
    deadlineAt: clock.now() + deadlineMs,
    signal,
  });
  const cancelDeadline = clock.after(deadlineMs, () => end(controller));
  signal.addEventListener('abort', cancelDeadline, { once: true });
  return {
    requestId,
    viewer,
    loaders: createLoaders({
      client,
      scope,
      budget: calls,
      singlePageLists,
      discontinued,
      pageSizeMax,
      webhooks,
    }),
    client,
    budget: {
      operation,
      requirements: new RequirementTree(pageSizeMax),
      calls,
      answer: new AnswerBudget(maxValues),
    },
    signal,
  };
}

/** The operations of a gateway that are in flight. */
export interface Operations {
  readonly inFlight: number;
  /** Identifies a caller with that address, as one of those who share the queue. */
  callerIdOf(caller: Authenticated, address: string): string;
  /** Starts an operation, which ends with its request. */
  start(request: OperationRequest): GatewayContext;
  /** Ends the operation with that signal. */
  end(signal: AbortSignal): void;
  /** Ends all operations. They respond with the data that they have. */
  endAll(): void;
}

export function createOperations(options: OperationOptions): Operations {
  const inFlight = new Map<AbortSignal, AbortController>();
  const singlePageLists = new SinglePageLists();
  return {
    get inFlight() {
      return inFlight.size;
    },

    callerIdOf: (caller, address) =>
      callerIdOf(options.clientFor(caller.credentials).callerId, caller, address, options),

    start(request) {
      const { name, scopes, credentials, headers } = request;
      const viewer = { name, scopes, isRouter: options.isRouter(headers) };
      const client = options.clientFor(credentials);
      const lists = singlePageLists.of(client.credentialsId);
      const controller = new AbortController();
      const context = createContext(controller, client, viewer, request, lists, options);
      inFlight.set(controller.signal, controller);
      request.onClose(() => {
        end(controller);
        inFlight.delete(controller.signal);
      });
      return context;
    },

    end: (signal) => end(inFlight.get(signal)),

    endAll: () => inFlight.forEach(end),
  };
}
