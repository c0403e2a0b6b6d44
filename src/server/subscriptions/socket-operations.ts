import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { GatewayContext } from '../../graphql/context.ts';
import type { Authenticated } from '../auth/viewer.ts';
import type { LimitCaller } from '../caller-limit.ts';
import { requestIdOf } from '../headers.ts';
import type { CreateContext } from '../operations.ts';
import { headersOf, startExecution } from './event-stream.ts';
import type { ResultStream, Subscriptions } from './subscriptions.ts';

export interface SocketOperationOptions {
  /** A started server. */
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: CreateContext;
  /** Null: there is no limit. */
  readonly limitCaller: LimitCaller | null;
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

/** What is sent for an operation: its result or the stream of its results, or the errors that refused it. */
export type Prepared =
  | { readonly result: FormattedExecutionResult }
  | { readonly stream: ResultStream }
  | { readonly errors: readonly GraphQLFormattedError[] };

/** Executes an operation as over HTTP, with the same plugins and limits; of a subscription it opens the stream. */
export async function prepareOperation(
  { apollo, createContext, limitCaller, subscriptions }: SocketOperationOptions,
  { socket, request, caller, running }: SocketClient,
  payload: SubscribePayload,
): Promise<Prepared> {
  const { query, variables, operationName, extensions } = payload;
  // A deferred fragment is answered with the rest.
  const headers = { ...request.headers, accept: 'application/json' };
  const requestId = requestIdOf(request);
  const address = request.socket.remoteAddress ?? '';
  const refusal = limitCaller && (await limitCaller(caller, address));
  if (refusal) return { errors: [refusal] };
  const create = (onClose: (listener: () => void) => void) =>
    createContext({ ...caller, requestId, headers, address, onClose });
  const { context, end } = startExecution(create);
  running.add(end);
  subscriptions.allow(context, { connection: socket, startEvent: () => startExecution(create) });
  const { body } = await apollo
    .executeOperation(
      {
        ...(query !== '' && { query }),
        ...(variables && { variables }),
        ...(operationName != null && { operationName }),
        ...(extensions && { extensions }),
        http: { method: 'POST', headers: headersOf(headers), search: '', body: payload },
      },
      { contextValue: context },
    )
    .finally(() => {
      end();
      running.delete(end);
    });
  const stream = subscriptions.take(context);
  if (stream) return { stream };
  if (body.kind !== 'single') throw new TypeError('Expected one result, but got deferred ones.');
  const { errors = [], data } = body.singleResult;
  return data === undefined ? { errors } : { result: body.singleResult };
}
