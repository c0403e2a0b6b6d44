import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Gateway } from '../../src/gateway.ts';
import { openStream } from './event-stream.ts';
import type { Data } from './gateway.ts';

export const transports = ['websocket', 'sse', 'multipart'] as const;

export type Transport = (typeof transports)[number];

type Target = Pick<Gateway, 'url'>;
type Headers = Readonly<Record<string, string>>;

/** A subscription, as a client sees it. */
export interface Live extends AsyncDisposable {
  /** The next result; null when the subscription has ended. */
  next(): Promise<Data>;
  take(count: number): Promise<Data[]>;
  /** Unsubscribes, or hangs up. */
  close(): Promise<void>;
}

/** A client of `graphql-ws`, which does not reconnect. */
export const createSocketClient = ({ url }: Target, headers: Headers = {}, path = '/graphql'): Client =>
  createClient({
    url: url.replace('http', 'ws') + path,
    webSocketImpl: WebSocket,
    connectionParams: headers,
    retryAttempts: 0,
  });

/** Subscribes with a client of `graphql-ws`. */
export function overSocket(client: Client, query: string, variables: Record<string, unknown> = {}): Live {
  const results = client.iterate<Data>({ query, variables });
  const next = async (): Promise<Data> => {
    try {
      const { done, value } = await results.next();
      return done === true ? null : value;
    } catch (error) {
      // An `error` message has the errors of a request that was not executed.
      if (Array.isArray(error)) return { errors: error };
      throw error;
    }
  };
  const close = async () => {
    await results.return?.();
  };
  return {
    next,
    async take(count) {
      const taken: Data[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Subscribes over that transport. Its credentials go into `connection_init`, or into headers. */
export async function subscribe(
  transport: Transport,
  target: Target,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Headers = {},
): Promise<Live> {
  if (transport !== 'websocket') return openStream(target, query, variables, { kind: transport, headers });
  const client = createSocketClient(target, headers);
  const live = overSocket(client, query, variables);
  const close = async () => {
    await live.close();
    await client.dispose();
  };
  return { ...live, close, [Symbol.asyncDispose]: close };
}
