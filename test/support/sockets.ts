import { once } from 'node:events';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { Data } from './gateway.ts';

type Headers = Readonly<Record<string, string>>;

export const init = { type: 'connection_init' };

export const subscribeMessage = (id: string, query: string) => ({
  id,
  type: 'subscribe',
  payload: { query },
});

/** A WebSocket without a client library. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly messages: readonly Data[];
  readonly send: (message: unknown) => void;
  /** Sends a ping of the protocol, and waits for its answer. */
  readonly ping: () => Promise<void>;
  /** The code with which it is closed. */
  readonly closed: Promise<number>;
}

/** Opens a WebSocket, and resolves when it is open. */
export async function openSocket(
  url: string,
  protocols: string[] = ['graphql-transport-ws'],
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocols);
  const messages: Data[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  const send = (message: unknown) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return {
    socket,
    messages,
    send,
    closed,
    async ping() {
      const pong = new Promise<void>((resolve) => {
        socket.on('message', function onMessage(data: Buffer) {
          if (JSON.parse(data.toString()).type !== 'pong') return;
          socket.off('message', onMessage);
          resolve();
        });
      });
      send({ type: 'ping' });
      await pong;
    },
  };
}

/** Opens a WebSocket whose `connection_init` is acknowledged. */
export async function connectSocket(url: string, payload: Headers = {}): Promise<RawSocket> {
  const raw = await openSocket(url);
  const acknowledged = once(raw.socket, 'message');
  raw.send({ ...init, payload });
  await acknowledged;
  return raw;
}

export interface Upgrade {
  /** 101 when it is allowed. */
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Asks for an upgrade, and closes the connection. */
export const upgrade = (url: string, path: string, headers: Headers = {}) =>
  new Promise<Upgrade>((resolve, reject) => {
    const outgoing = request(url + path, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
        ...headers,
      },
    });
    outgoing.once('error', reject);
    outgoing.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: response.headers, body: '' });
    });
    outgoing.once('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    outgoing.end();
  });
