import type { IncomingMessage } from 'node:http';
import { GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import { type Context, makeServer, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Logger } from '../../observability/logger.ts';
import type { Clock } from '../../twilio/clock.ts';
import { logUnavailable } from '../auth/authenticate.ts';
import { type Authenticated, type Authenticator, AuthUnavailable } from '../auth/viewer.ts';
import { requestIdOf } from '../headers.ts';
import { withCredentials } from './client-messages.ts';
import { onExpiry } from './expiry.ts';
import { prepareOperation, type SocketOperationOptions } from './socket-operations.ts';

/** https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number */
const TRY_AGAIN_LATER = 1013;
/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
const FORBIDDEN = 4403;

// graphql-ws looks at the kind of the operation only; what it executes has been prepared.
const QUERY = parse('{ __typename }');
const SUBSCRIPTION = parse('subscription { __typename }');

export interface ProtocolOptions extends SocketOperationOptions {
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A WebSocket, as the protocol needs it. */
export interface ProtocolConnection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Null until `connection_init`. */
  caller: Authenticated | null;
  /** Functions that end the operations in flight. */
  readonly running: Set<() => void>;
  /** Let subscriptions end without `complete`, by their ids: clients take that for the end, and connect again after a close. */
  readonly silencers: Map<string, () => void>;
}

type GraphqlContext = Context<Record<string, unknown>, ProtocolConnection>;

/** The errors that refused an operation, formatted already. */
class Refusal extends GraphQLError {
  readonly formatted: readonly GraphQLFormattedError[];

  constructor(formatted: readonly GraphQLFormattedError[]) {
    super('The operation is refused.');
    this.formatted = formatted;
  }
}

/**
 * The protocol graphql-transport-ws, as graphql-ws implements it. Clients authenticate once, in `connection_init`; when their
 * credentials expire, the socket is closed.
 */
export function createProtocol(options: ProtocolOptions): Server<ProtocolConnection> {
  const { authenticator, clock, logger } = options;

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
    // The client may be gone by now, and then nothing would cancel the timer.
    if (connection.caller === null || socket.readyState !== socket.OPEN) return false;
    const cancel = onExpiry(connection.caller, clock, () => socket.close(FORBIDDEN, 'Forbidden'));
    socket.once('close', cancel);
    return true;
  }

  return makeServer<Record<string, unknown>, ProtocolConnection>({
    onConnect,
    async onSubscribe({ extra: { caller, ...connection }, subscriptions: open }, id, payload) {
      if (caller === null) throw new TypeError('Expected an authenticated client.');
      const prepared = await prepareOperation(options, { ...connection, caller }, payload);
      if ('errors' in prepared) return [new Refusal(prepared.errors)];
      const schema = {} as never;
      if ('stream' in prepared) connection.silencers.set(id, () => Reflect.deleteProperty(open, id));
      return 'stream' in prepared
        ? { schema, document: SUBSCRIPTION, contextValue: prepared.stream }
        : { schema, document: QUERY, contextValue: prepared.result };
    },
    execute: ({ contextValue }) => contextValue as never,
    subscribe: ({ contextValue }) => contextValue as never,
    // Errors and results are formatted already.
    onNext: (_context, _id, _payload, _args, result) => result as never,
    onComplete: ({ extra: { silencers } }, id) => void silencers.delete(id),
    onError(_context, _id, _payload, [error]) {
      if (error instanceof Refusal) return error.formatted;
      throw error ?? new TypeError('Expected an error.');
    },
  });
}
