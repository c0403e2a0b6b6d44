import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/read-body.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Control } from './control.ts';
import { createEndpoints, type Endpoints } from './http-calls.ts';

const PREFIX = '/__emulator';

/** A body may be a whole seed. */
const LARGEST_BODY = 64 << 20;

/** Whether a path belongs to the control endpoints and not to the API. */
export const isControlPath = (path: string): boolean =>
  path === PREFIX || path.startsWith(`${PREFIX}/`) || path.startsWith(`${PREFIX}?`);

/**
 * Serves the control endpoints over HTTP. They need no credentials, so they are open only to programs on this machine, and
 * not to web pages: connection and Host must be loopback, and a POST must be JSON, which a page of another origin cannot
 * send without a preflight, and preflights are never granted.
 */
export function createControlHttp(
  control: Control,
  log: RequestLog,
): (request: IncomingMessage, response: ServerResponse) => void {
  const calls = createEndpoints(control, log);
  return (request, response) => {
    const send = (status: number, body: unknown): void => {
      const text = body === undefined ? '' : `${JSON.stringify(body, undefined, 2)}\n`;
      response.writeHead(text === '' ? 204 : status, { 'content-type': 'application/json' }).end(text);
    };
    const path = (request.url ?? '').split('?', 1)[0]?.slice(PREFIX.length + 1) ?? '';
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      request.resume();
      send(403, { message: refusal });
      return;
    }
    readBody(request, LARGEST_BODY, (body) => {
      if (body === null) {
        send(413, { message: 'The body is too large.' });
        return;
      }
      void run(calls, request.method ?? 'GET', path, body).then(([status, result]) => send(status, result));
    });
  };
}

function refusalOf({ headers, method, socket }: IncomingMessage): string | undefined {
  const peer = socket.remoteAddress ?? '';
  if (!/^(127\.|::1$|::ffff:127\.)/.test(peer)) return 'Control endpoints accept loopback connections only.';
  if (!/^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/.test(headers.host ?? '')) {
    return 'Control endpoints accept only localhost or a loopback address as Host.';
  }
  if (method === 'POST' && !/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    return 'Expected JSON with the header Content-Type: application/json.';
  }
  return undefined;
}

/** Never rejects. */
async function run(
  calls: Endpoints,
  method: string,
  path: string,
  text: string,
): Promise<readonly [status: number, body: unknown]> {
  const [name = '', id] = path.split('/');
  if (name === '') return [200, { calls: Object.keys(calls) }];
  const call = Object.hasOwn(calls, `${method} ${name}`) ? calls[`${method} ${name}`] : undefined;
  if (call === undefined) {
    return [404, { message: 'Unknown control endpoint.', calls: Object.keys(calls) }];
  }
  try {
    return [200, await call(text === '' ? {} : JSON.parse(text), id)];
  } catch (error) {
    return [400, { message: error instanceof Error ? error.message : String(error) }];
  }
}
