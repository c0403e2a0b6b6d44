import fastify, { type FastifyInstance } from 'fastify';
import { type DiscardLimits, earlyResponse } from './early-responses.ts';
import { parserErrorHandlers, setNotFoundHandler } from './errors.ts';
import { requestIdOf } from './headers.ts';
import { UpgradableRequest } from './subscriptions/upgrade.ts';

/** Timeouts of connections, in milliseconds. */
export interface Timeouts {
  /** Until the headers of a request have arrived. */
  readonly headersMs: number;
  /** Until the whole request has arrived. */
  readonly requestMs: number;
  /** Without a byte in either direction. Longer than any operation. */
  readonly socketMs: number;
  /** Between two requests; longer than the idle timeout of load balancers, so that they close a connection first. */
  readonly keepAliveMs: number;
  /** The interval of the checks of `headersMs` and `requestMs`. */
  readonly checkMs: number;
}

/** The timeouts of a gateway whose operations take at most that long. */
export const timeoutsFor = (operationDeadlineMs: number): Timeouts => ({
  headersMs: 10_000,
  requestMs: 20_000,
  socketMs: operationDeadlineMs + 20_000,
  keepAliveMs: 72_000,
  checkMs: 1000,
});

export interface ServerOptions {
  /** What comes before the paths of the gateway. */
  readonly prefix: string;
  readonly maxBodyBytes: number;
  readonly discardLimits: DiscardLimits;
  readonly timeouts: Timeouts;
}

/** A server without routes. */
export function createServer({
  prefix,
  maxBodyBytes,
  discardLimits,
  timeouts,
}: ServerOptions): FastifyInstance {
  const app = fastify({
    genReqId: requestIdOf,
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    ...parserErrorHandlers(discardLimits),
    connectionTimeout: timeouts.socketMs,
    requestTimeout: timeouts.requestMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    http: {
      IncomingMessage: UpgradableRequest,
      ServerResponse: earlyResponse(discardLimits),
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkMs,
    },
  });
  setNotFoundHandler(app, prefix);
  return app;
}
