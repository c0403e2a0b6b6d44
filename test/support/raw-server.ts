import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A request as it came over the wire. */
export interface RawRequest {
  /** `GET /v1/Services/KS…` */
  readonly line: string;
  readonly method: string;
  readonly target: string;
  readonly head: string;
  readonly body: string;
}

/** What becomes of a request: whatever bytes the handler writes, or none. */
export type RawHandler = (socket: Socket, request: RawRequest) => void;

/** A TCP server that does as it is told, so that an answer can be anything at all. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** What was asked since the last clear: `GET /v1/Services/KS…`. */
  readonly requests: readonly string[];
  /** How many connections were opened. */
  readonly connections: number;
  /** Faults for requests whose line matches; the first that matches and is not used up wins. */
  fault(match: RegExp, handler: RawHandler, times?: number): void;
  clear(): void;
  close(): Promise<void>;
}

interface Fault {
  readonly match: RegExp;
  readonly handler: RawHandler;
  left: number;
}

/** Splits one request off the front of what has arrived; null while it is not complete. */
function takeRequest(text: string): { request: RawRequest; rest: string } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  const [, length = '0'] = /^content-length: *(\d+)/im.exec(head) ?? [];
  const bodyEnd = end + 4 + Number(length);
  if (text.length < bodyEnd) return null;
  const [first = ''] = head.split('\r\n', 1);
  const [method = '', target = ''] = first.split(' ');
  const request = { line: `${method} ${target}`, method, target, head, body: text.slice(end + 4, bodyEnd) };
  return { request, rest: text.slice(bodyEnd) };
}

export async function createRawServer(fallback: RawHandler = () => undefined): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let requests: string[] = [];
  let faults: Fault[] = [];
  let connections = 0;

  const handlerOf = (line: string): RawHandler => {
    const fault = faults.find(({ match, left }) => left > 0 && match.test(line));
    if (!fault) return fallback;
    fault.left -= 1;
    return fault.handler;
  };

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let taken = takeRequest(text); taken; taken = takeRequest(text)) {
        text = taken.rest;
        requests.push(taken.request.line);
        handlerOf(taken.request.line)(socket, taken.request);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    sockets.forEach((socket) => socket.destroy());
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get requests() {
      return requests;
    },
    get connections() {
      return connections;
    },
    fault: (match, handler, times = Infinity) => void faults.push({ match, handler, left: times }),
    clear: () => {
      requests = [];
      faults = [];
      connections = 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** An answer with a body and its length. */
export const rawAnswer = (status: number, body: string, headers: readonly string[] = []): string =>
  [
    `HTTP/1.1 ${status} x`,
    ...headers,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

/** Passes requests on to a true server, such as the emulator. */
export const passOn =
  (url: string): RawHandler =>
  (socket, { method, target, head, body }) => {
    const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
    const headers = { authorization: header('authorization'), 'content-type': header('content-type') };
    void fetch(url + target, { method, headers, ...(method === 'POST' && { body }) }).then(
      async (answer) => {
        const text = await answer.text();
        if (socket.destroyed) return;
        socket.write(
          answer.status === 204 ? 'HTTP/1.1 204 x\r\n\r\n' : rawAnswer(answer.status, text),
          'utf8',
        );
      },
      () => socket.destroy(),
    );
  };
