import { once } from 'node:events';
import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from 'node:http';

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Variables = Readonly<Record<string, unknown>>;

/** A client with kept connections, as a browser's or a proxy's, that can also hang up. */
export interface HttpClient {
  post(query: string, variables?: Variables): Promise<HttpReply>;
  get(path: string): Promise<HttpReply>;
  /** Sends an operation and does not wait; destroying it hangs up. */
  start(query: string): ClientRequest;
  close(): void;
}

async function reply(outgoing: ClientRequest): Promise<HttpReply> {
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body };
}

/**
 * @param url the gateway's, `http://127.0.0.1:4000`
 * @param connections how many connections it may open
 */
export function createHttpClient(url: string, connections = 1): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = (query: string, variables?: Variables) => {
    const outgoing = request(`${url}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    outgoing.on('error', () => undefined);
    outgoing.end(JSON.stringify({ query, variables }));
    return outgoing;
  };
  return {
    start,
    post: (query, variables) => reply(start(query, variables)),
    get: (path) => reply(request(url + path, { agent }).end()),
    close: () => agent.destroy(),
  };
}
