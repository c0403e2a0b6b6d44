import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { GatewayContext } from '../../graphql/context.ts';
import type { Authenticated } from '../auth/viewer.ts';
import { requestIdOf } from '../headers.ts';
import type { CreateContext } from '../operations.ts';
import { headersOf, startExecution } from './event-stream.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface SocketOperationOptions {
  /** A started server. */
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: CreateContext;
  readonly subscriptions: Subscriptions;
}

/** A WebSocket whose client is authenticated. */
export interface SocketClient {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly caller: Authenticated;
  /** Functions that end the operations in flight. */
  readonly running: Set<() => void>;
}

/** What is sent for an operation: its results, or the errors that refused it. */
export type Prepared =
  | {
      readonly results: FormattedExecutionResult | AsyncIterable<FormattedExecutionResult>;
      readonly isSubscription: boolean;
    }
  | { readonly errors: readonly GraphQLFormattedError[] };

/** Starts an operation as over HTTP, with the same plugins and limits. */
export async function prepareOperation(
  { apollo, createContext, subscriptions }: SocketOperationOptions,
  { socket, request, caller, running }: SocketClient,
  { query, variables, operationName, extensions }: SubscribePayload,
): Promise<Prepared> {
  const headers = { ...request.headers, accept: 'application/json' };
  const requestId = requestIdOf(request);
  const address = request.socket.remoteAddress ?? '';
  const create = (onClose: (listener: () => void) => void) =>
    createContext({ ...caller, requestId, headers, address, onClose });
  const { context, end } = startExecution(create);
  const finish = () => {
    end();
    running.delete(finish);
  };
  running.add(finish);
  // At its deadline at the latest: nobody may read the parts that follow.
  context.signal.addEventListener('abort', finish, { once: true });
  subscriptions.allow(context, { connection: socket, startEvent: () => startExecution(create) });
  const { body } = await apollo.executeOperation(
    {
      query,
      ...(variables && { variables }),
      ...(operationName != null && { operationName }),
      ...(extensions && { extensions }),
      http: { method: 'POST', headers: headersOf(headers), search: '', body: undefined },
    },
    { contextValue: context },
  );
  if (body.kind === 'single') {
    finish();
    const stream = subscriptions.take(context);
    if (stream) return { results: stream, isSubscription: true };
    const { errors, data } = body.singleResult;
    return data === undefined
      ? { errors: errors ?? [] }
      : { results: body.singleResult as FormattedExecutionResult, isSubscription: false };
  }
  const { initialResult, subsequentResults } = body;
  const parts = async function* () {
    try {
      yield initialResult as FormattedExecutionResult;
      for await (const part of subsequentResults) yield part as FormattedExecutionResult;
    } finally {
      finish();
    }
  };
  return { results: parts(), isSubscription: false };
}
