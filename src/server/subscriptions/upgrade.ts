import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { isLocal } from '../auth/loopback.ts';
import type { WebSockets } from './websocket.ts';

/** `/ws` is where Apollo Router connects unless it is told otherwise. */
const PATHS = ['/graphql', '/ws'];

export interface UpgradeOptions {
  /** What comes before the paths of the gateway. */
  readonly prefix: string;
  /** Whether only this machine may ask, under one of its own names. */
  readonly loopbackOnly: boolean;
  /** Pages of these origins may connect, and those of the gateway itself. */
  readonly origins: readonly string[];
  readonly isDraining: () => boolean;
  /** Called with the status of each refusal. */
  readonly onHttpError: (status: number) => void;
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

const isOurs = ({ url = '' }: IncomingMessage, { prefix }: UpgradeOptions): boolean =>
  PATHS.some((path) => prefix + path === url.split('?', 1)[0]);

/** The status that refuses an upgrade; null if it is allowed. Browsers send no preflight for a WebSocket. */
function refusalOf(request: IncomingMessage, options: UpgradeOptions): number | null {
  const { loopbackOnly, origins, isDraining } = options;
  const { host = '', origin } = request.headers;
  if (!isOurs(request, options)) return 404;
  if (loopbackOnly && !isLocal(request)) return 403;
  if (origin !== undefined && hostOf(origin) !== host && !origins.includes(origin)) return 403;
  return isDraining() ? 503 : null;
}

const CODES: Readonly<Record<number, string>> = { 403: 'FORBIDDEN', 404: 'BAD_REQUEST', 503: 'OVERLOADED' };

function refuse(socket: Duplex, status: number): void {
  const reason = STATUS_CODES[status] ?? '';
  const errors = [{ message: `The WebSocket is refused: ${reason}.`, extensions: { code: CODES[status] } }];
  const body = JSON.stringify({ errors });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Lets clients open WebSockets at that server. Other listeners of the server may have paths of their own. */
export function handleUpgrades(server: Server, sockets: WebSockets, options: UpgradeOptions): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isOurs(request, options) && server.listenerCount('upgrade') > 1) return;
    socket.on('error', () => undefined);
    const status = refusalOf(request, options);
    if (status === null) {
      sockets.accept(request, socket, head);
      return;
    }
    options.onHttpError(status);
    refuse(socket, status);
  });
}
