import { IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '../../errors/codes.ts';
import { isLocal } from '../auth/loopback.ts';
import { errorBody } from '../errors.ts';
import type { WebSockets } from './websocket.ts';

/** `/ws` is where Apollo Router connects unless it is told otherwise. */
const PATHS = ['/graphql', '/ws'];

const RETRY_AFTER_SECONDS = 5;

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

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

const forbidden = (message: string): Refusal => ({ status: 403, code: 'FORBIDDEN', message });
const overloaded = (message: string): Refusal => ({ status: 503, code: 'OVERLOADED', message });

const isOurs = ({ url = '' }: IncomingMessage, { prefix }: UpgradeOptions): boolean =>
  PATHS.some((path) => prefix + path === url.split('?', 1)[0]);

/** Why an upgrade is refused; null if it is allowed. Browsers send no preflight for a WebSocket. */
function refusalOf(request: IncomingMessage, sockets: WebSockets, options: UpgradeOptions): Refusal | null {
  const { loopbackOnly, origins, isDraining } = options;
  const { host = '', origin } = request.headers;
  if (!isOurs(request, options)) {
    return { status: 404, code: 'BAD_REQUEST', message: 'Not found. WebSockets are at /graphql and /ws.' };
  }
  if (loopbackOnly && !isLocal(request)) {
    return forbidden('Expected the host localhost, 127.0.0.1 or [::1], but got another.');
  }
  if (origin !== undefined && hostOf(origin) !== host && !origins.includes(origin)) {
    return forbidden('Expected an origin in CORS_ORIGINS or that of the gateway, but got another.');
  }
  if (isDraining()) return overloaded('The gateway is shutting down.');
  return sockets.areFull ? overloaded('Too many WebSockets are open.') : null;
}

function refuse(socket: Duplex, { status, code, message }: Refusal): void {
  const body = JSON.stringify(errorBody(message, code));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...(status === 503 ? [`retry-after: ${RETRY_AFTER_SECONDS}`] : []),
  ];
  // Node has no timeout for the connection any more, so it must not wait for the client to close it.
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * A request that can be upgraded to a WebSocket only. Any other `Upgrade` is ignored, which RFC 9110 (section 7.8) allows:
 * Java's HTTP client offers `h2c` with each request, and Node would take it for an upgrade, too.
 */
export class UpgradableRequest extends IncomingMessage {
  declare private isUpgrade: boolean;

  get upgrade(): boolean {
    const isWebSocket = this.headers.upgrade?.toLowerCase() === 'websocket';
    return this.isUpgrade && (isWebSocket || this.method === 'CONNECT');
  }

  /** Node's parser sets it, when the request has the header or is a CONNECT. */
  set upgrade(isUpgrade: boolean) {
    this.isUpgrade = isUpgrade;
  }
}

/** Lets clients open WebSockets at that server. Other listeners of the server may have paths of their own. */
export function handleUpgrades(server: Server, sockets: WebSockets, options: UpgradeOptions): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isOurs(request, options) && server.listenerCount('upgrade') > 1) return;
    socket.on('error', () => undefined);
    const refusal = refusalOf(request, sockets, options);
    if (refusal === null) {
      sockets.accept(request, socket, head);
      return;
    }
    options.onHttpError(refusal.status);
    refuse(socket, refusal);
  });
}
