import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

// The types of the option `authenticate`, which the package exports.

/** A request, or a WebSocket when it is opened. */
export interface AuthenticateRequest {
  /** Names in lower case. Over a WebSocket with the credentials of `connection_init` as `authorization` and `x-api-key`. */
  readonly headers: IncomingHttpHeaders;
  /** The request of Node.js. In Express it is the request of Express. */
  readonly raw: IncomingMessage;
}

/** Who sends a request. */
export interface Caller {
  /** The same for the same caller, at most 128 characters. It is in the log. */
  readonly name: string;
  /** `proxy:read`, `proxy:write`, `proxy:pii`, `proxy:explore`. Others are ignored. */
  readonly scopes: Iterable<string>;
}

/** Finds out who sends a request; null if nobody is known. An error is logged and answered with status 503. */
export type Authenticate = (request: AuthenticateRequest) => Promise<Caller | null>;
