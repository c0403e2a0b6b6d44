import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApolloServer } from '@apollo/server';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import { type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { GatewayContext } from '../../graphql/context.ts';
import { describeError, type Logger } from '../../observability/logger.ts';
import type { Clock } from '../../twilio/clock.ts';
import { logUnavailable } from '../auth/authenticate.ts';
import { type Authenticated, type Authenticator, AuthUnavailable } from '../auth/viewer.ts';
import type { LimitCaller } from '../caller-limit.ts';
import { requestIdOf } from '../headers.ts';
import type { CreateContext } from '../operations.ts';
import { withCredentials, withText } from './client-messages.ts';
import { headersOf, startEvent } from './event-stream.ts';
import { onExpiry } from './expiry.ts';
import type { Subscriptions } from './subscriptions.ts';

/** Bytes of a message. */
const MAX_PAYLOAD = 64 * 1024;

/** A client that does not answer a ping within this time is gone. */
const PING_MS = 12_000;

/** Operations of one connection beside its subscriptions. */
const MAX_OPERATIONS = 100;

/** https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
const FORBIDDEN = 4403;
const INTERNAL_ERROR = 4500;

// graphql-ws looks at the kind of the operation only; what it executes has been prepared.
const QUERY = parse('{ __typename }');
const SUBSCRIPTION = parse('subscription { __typename }');

export interface WebSocketOptions {
  /** A started server. */
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: CreateContext;
  readonly authenticator: Authenticator;
  /** Null: there is no limit. */
  readonly limitCaller: LimitCaller | null;
  readonly subscriptions: Subscriptions;
  /** Subscriptions of one connection. */
  readonly maxPerConnection: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A WebSocket and what runs on it. */
interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Null until `connection_init`. */
  caller: Authenticated | null;
  /** Ends the operations in flight. */
  readonly running: Set<() => void>;
  readonly errors: Map<string, readonly GraphQLFormattedError[]>;
  /** Messages that are not answered completely. */
  pending: number;
  isAlive: boolean;
}

type GraphqlContext = Context<Record<string, unknown>, Connection>;

/** The results of a prepared operation. */
type Results = FormattedExecutionResult | AsyncIterable<FormattedExecutionResult>;

const overloaded = (): GraphQLFormattedError => ({
  message: 'Too many operations are in flight on this connection.',
  extensions: { code: 'OVERLOADED' },
});

/** The WebSockets of a gateway, which speak graphql-transport-ws. */
export interface WebSockets {
  /** Takes over the connection of an upgrade request. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes connections as soon as their operations are answered. Resolves when all are. */
  drain(): Promise<void>;
  /** Closes all connections at once. */
  terminate(): void;
}

export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { apollo, createContext, authenticator, limitCaller, subscriptions, clock, logger } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
    handleProtocols,
  });
  const connections = new Set<Connection>();
  let onIdle: (() => void) | null = null;
  let cancelPing: () => void = () => undefined;

  /** Closes an idle connection when the gateway shuts down. */
  function closeIdle({ socket, pending }: Connection): void {
    if (onIdle === null || pending > 0) return;
    socket.close(GOING_AWAY, 'Going away');
    if ([...connections].every((connection) => connection.pending === 0)) onIdle();
  }

  /** Prepares an operation as over HTTP. Its results, or the errors that refused it. */
  async function prepare(
    connection: Connection,
    caller: Authenticated,
    payload: SubscribePayload,
  ): Promise<{ results: Results; isSubscription: boolean } | { errors: readonly GraphQLFormattedError[] }> {
    const { request, running, socket } = connection;
    const { query, variables, operationName, extensions } = payload;
    const headers = { ...request.headers, accept: 'application/json' };
    const requestId = requestIdOf(request);
    const address = request.socket.remoteAddress ?? '';
    const refusal = limitCaller && (await limitCaller(caller, address));
    if (refusal) return { errors: [refusal] };
    const create = (onClose: (listener: () => void) => void) =>
      createContext({ ...caller, requestId, headers, address, onClose });
    let close: () => void = () => undefined;
    const context = create((listener) => (close = listener));
    const end = () => {
      close();
      running.delete(end);
    };
    running.add(end);
    subscriptions.allow(context, { connection: socket, startEvent: () => startEvent(create) });
    const { body } = await apollo.executeOperation(
      {
        ...(query !== '' && { query }),
        ...(variables && { variables }),
        ...(operationName != null && { operationName }),
        ...(extensions && { extensions }),
        http: { method: 'POST', headers: headersOf(headers), search: '', body: payload },
      },
      { contextValue: context },
    );
    const stream = subscriptions.take(context);
    if (body.kind === 'single') {
      end();
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
        end();
      }
    };
    return { results: parts(), isSubscription: false };
  }

  async function onConnect({ extra: connection, connectionParams }: GraphqlContext): Promise<boolean> {
    const { request, socket } = connection;
    try {
      const headers = withCredentials(request.headers, connectionParams);
      connection.caller = await authenticator.authenticate(headers, request);
    } catch (error) {
      if (!(error instanceof AuthUnavailable)) throw error;
      logUnavailable(logger, error, requestIdOf(request));
      socket.close(TRY_AGAIN_LATER, 'Try again later');
      return false;
    }
    if (connection.caller === null) return false;
    const cancel = onExpiry(connection.caller, clock, () => socket.close(FORBIDDEN, 'Forbidden'));
    socket.once('close', cancel);
    return true;
  }

  const graphql = makeServer<Record<string, unknown>, Connection>({
    onConnect,
    async onSubscribe({ extra: connection, subscriptions: open }, id, payload) {
      const { caller, errors } = connection;
      const isTooMany = Object.keys(open).length > options.maxPerConnection + MAX_OPERATIONS;
      const prepared =
        caller === null || isTooMany
          ? { errors: [overloaded()] }
          : await prepare(connection, caller, payload);
      if ('errors' in prepared) {
        errors.set(id, prepared.errors);
        return [new GraphQLError('')];
      }
      return {
        schema: {} as never,
        document: prepared.isSubscription ? SUBSCRIPTION : QUERY,
        contextValue: prepared.results,
      };
    },
    execute: ({ contextValue }) => contextValue as never,
    subscribe: ({ contextValue }) => contextValue as never,
    // Errors and results are formatted already.
    onNext: (_context, _id, _payload, _args, result) => result as never,
    onError({ extra: { errors } }, id) {
      const formatted = errors.get(id);
      errors.delete(id);
      return formatted;
    },
  });

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const connection: Connection = {
      socket,
      request,
      caller: null,
      running: new Set(),
      errors: new Map(),
      pending: 0,
      isAlive: true,
    };
    if (connections.size === 0) cancelPing = clock.after(PING_MS, ping);
    connections.add(connection);
    // ws closes the connection after an error, such as one of the protocol.
    socket.on('error', () => undefined);
    socket.on('pong', () => (connection.isAlive = true));
    const closed = graphql.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve) => {
            if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
            else resolve();
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) =>
          socket.on('message', (data: Buffer) => {
            connection.pending += 1;
            listener(withText(data.toString()))
              .catch((error: unknown) => {
                logger.error({ error: describeError(error) }, 'unexpected error');
                socket.close(INTERNAL_ERROR, 'Internal server error');
              })
              .finally(() => {
                connection.pending -= 1;
                closeIdle(connection);
              });
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      connections.delete(connection);
      if (connections.size === 0) cancelPing();
      for (const end of connection.running) end();
      void closed(code, String(reason));
    });
  });

  function ping(): void {
    for (const connection of connections) {
      const { socket, isAlive } = connection;
      connection.isAlive = false;
      if (isAlive) socket.ping();
      else socket.terminate();
    }
    cancelPing = clock.after(PING_MS, ping);
  }

  return {
    accept: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    drain: () =>
      new Promise((resolve) => {
        onIdle = resolve;
        if (connections.size === 0) resolve();
        connections.forEach(closeIdle);
      }),
    terminate() {
      for (const { socket } of connections) socket.terminate();
    },
  };
}
