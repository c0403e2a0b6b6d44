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

/** A client with one kept connection, as a browser's or a proxy's, that can also hang up. */
export interface HttpClient {
  post(query: string): Promise<HttpReply>;
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

/** @param url the gateway's, `http://127.0.0.1:4000` */
export function createHttpClient(url: string): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const start = (query: string) => {
    const outgoing = request(`${url}/graphql`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    outgoing.on('error', () => undefined);
    outgoing.end(JSON.stringify({ query }));
    return outgoing;
  };
  return {
    start,
    post: (query) => reply(start(query)),
    get: (path) => reply(request(url + path, { agent }).end()),
    close: () => agent.destroy(),
  };
}
