import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { describeError } from '../../observability/logger.ts';
import { withText } from './client-messages.ts';
import { createProtocol, type ProtocolConnection, type ProtocolOptions } from './websocket-protocol.ts';

/** Bytes of a message. */
const MAX_PAYLOAD = 64 * 1024;

/** A client that does not answer a ping within this time is gone. */
const PING_MS = 12_000;

/** WebSockets without a subscription, and operations of one WebSocket beside its subscriptions. */
const MAX_WITHOUT_SUBSCRIPTION = 100;
const MAX_OPERATIONS = 100;

/** https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number */
const GOING_AWAY = 1001;
/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
const INTERNAL_ERROR = 4500;

export interface WebSocketOptions extends ProtocolOptions {
  /** Subscriptions of the gateway. */
  readonly max: number;
  /** Subscriptions of one connection. */
  readonly maxPerConnection: number;
}

interface Connection extends ProtocolConnection {
  /** Messages that are not answered completely. */
  pending: number;
  isAlive: boolean;
}

/** The WebSockets of a gateway, which speak graphql-transport-ws. */
export interface WebSockets {
  /** Whether there may be no more. */
  readonly areFull: boolean;
  /** Takes over the connection of an upgrade request. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes connections as soon as their operations are answered. Resolves when all are. Called right after `endAll`. */
  drain(): Promise<void>;
  /** Closes all connections at once. */
  terminate(): void;
}

/**
 * Each WebSocket costs a bound: it is not read while too many of its messages wait for their answers, also because the client
 * does not read them, and it is closed when the client does not answer a ping.
 */
export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { max, maxPerConnection, clock, logger } = options;
  const maxPending = maxPerConnection + MAX_OPERATIONS;
  const protocol = createProtocol(options);
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

  async function handle(connection: Connection, listener: (text: string) => Promise<void>, data: Buffer) {
    const { socket } = connection;
    // A client may send until it knows that the gateway has closed, such as after its credentials have expired.
    if (socket.readyState !== socket.OPEN) return;
    connection.isAlive = true;
    connection.pending += 1;
    if (connection.pending >= maxPending) socket.pause();
    try {
      await listener(withText(data.toString()));
    } catch (error) {
      logger.error({ error: describeError(error) }, 'unexpected error');
      socket.close(INTERNAL_ERROR, 'Internal server error');
    }
    connection.pending -= 1;
    if (connection.pending < maxPending) socket.resume();
    closeIdle(connection);
  }

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const connection: Connection = {
      socket,
      request,
      caller: null,
      running: new Set(),
      silencers: new Map(),
      pending: 0,
      isAlive: true,
    };
    if (connections.size === 0) cancelPing = clock.after(PING_MS, ping);
    connections.add(connection);
    // ws closes the connection after an error, such as one of the protocol.
    socket.on('error', () => undefined);
    socket.on('pong', () => (connection.isAlive = true));
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve) => {
            if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
            else resolve();
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) =>
          socket.on('message', (data: Buffer) => void handle(connection, listener, data)),
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
    get areFull() {
      return connections.size >= max + MAX_WITHOUT_SUBSCRIPTION;
    },
    accept: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    drain: () =>
      new Promise((resolve) => {
        onIdle = resolve;
        for (const { silencers } of connections) silencers.forEach((silence) => silence());
        if (connections.size === 0) resolve();
        connections.forEach(closeIdle);
      }),
    terminate() {
      for (const { socket } of connections) socket.terminate();
    },
  };
}
