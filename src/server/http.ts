import type { ApolloServer } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { GatewayContext } from '../graphql/context.ts';
import type { Logger } from '../observability/logger.ts';
import { requireAuthentication } from './auth/authenticate.ts';
import { refuseOtherHosts } from './auth/loopback.ts';
import type { Authenticator } from './auth/viewer.ts';
import { corsOptions, logRefusedOrigins } from './cors.ts';
import { type DiscardLimits, earlyResponse } from './early-responses.ts';
import { parserErrorHandlers, setErrorHandlers } from './errors.ts';
import { registerGraphiql } from './explorer.ts';
import { dataHeaders, pageHeaders, requestIdOf } from './headers.ts';
import { type HealthOptions, registerHealth } from './health.ts';
import { registerMetrics } from './metrics.ts';
import { checkRequestHeaders, contentEncodings, negotiateEncoding } from './negotiation.ts';
import type { CreateContext } from './operations.ts';
import type { GracefulShutdown } from './shutdown.ts';
import { handleStreams } from './subscriptions/event-stream.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';
import { handleUpgrades, UpgradableRequest } from './subscriptions/upgrade.ts';
import type { WebSockets } from './subscriptions/websocket.ts';
import { registerWebhooks, WEBHOOK_PATH, type WebhookOptions } from './webhooks.ts';

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

export interface HttpOptions extends Pick<HealthOptions, 'isUpstreamAvailable'> {
  /** A started server. */
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: CreateContext;
  readonly subscriptions: Subscriptions;
  readonly sockets: WebSockets;
  readonly authenticator: Authenticator;
  /** Whether to refuse requests whose `Host` is not a name of this machine. */
  readonly loopbackOnly: boolean;
  /** Origins whose pages may read responses. */
  readonly corsOrigins: readonly string[];
  /** Request headers that these pages may send, beside those of the documented clients. */
  readonly corsHeaders: readonly string[];
  readonly maxBodyBytes: number;
  readonly discardLimits: DiscardLimits;
  readonly timeouts: Timeouts;
  /** Whether the explorer is served at `/`. */
  readonly graphiql: boolean;
  /** Whether the upstream is the emulator; the explorer shows it. */
  readonly emulated: boolean;
  /** Whether callers may request plans; the explorer offers them. */
  readonly plan: boolean;
  readonly shutdown: GracefulShutdown;
  /** The metrics of `/metrics`; null if it is not served here. */
  readonly metrics: Registry | null;
  /** Called for each response with a status of 400 or more. */
  readonly onHttpError: (status: number) => void;
  /** Null if webhooks are not received. */
  readonly webhooks: Omit<WebhookOptions, 'logger'> | null;
  readonly logger: Logger;
}

/**
 * Responses of at least that many bytes are compressed; smaller ones fit into the first round trip. Compression reveals no
 * secret by the length of a response, because another site's page cannot make a browser send the caller's credentials.
 */
const COMPRESSION_THRESHOLD = 8192;

/** Counts error responses, and logs them at `debug`: a request that is refused before GraphQL has no other log line. */
function reportErrors(app: FastifyInstance, onHttpError: (status: number) => void, logger: Logger): void {
  app.addHook('onSend', ({ id }, { statusCode }, payload, done) => {
    if (statusCode >= 400) {
      onHttpError(statusCode);
      logger.debug({ requestId: id, status: statusCode }, 'error response');
    }
    done(null, payload);
  });
}

/** The HTTP server with `/graphql`, `/health/…` and, if enabled, the explorer at `/`, `/metrics` and webhooks. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { apollo, createContext, subscriptions, sockets, shutdown, timeouts, isUpstreamAvailable, logger } =
    options;
  const app = fastify({
    genReqId: requestIdOf,
    bodyLimit: options.maxBodyBytes,
    forceCloseConnections: true,
    ...parserErrorHandlers(options.discardLimits),
    connectionTimeout: timeouts.socketMs,
    requestTimeout: timeouts.requestMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    http: {
      IncomingMessage: UpgradableRequest,
      ServerResponse: earlyResponse(options.discardLimits),
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkMs,
    },
  });
  app.removeContentTypeParser('text/plain');
  shutdown.watch(app);
  setErrorHandlers(app, options, logger);
  // Requests are not decompressed: a small body must not become a large one.
  await app.register(compress, { global: false });
  app.addHook('onRequest', ({ id }, reply, next) => {
    reply.headers(dataHeaders).header('x-request-id', id);
    next();
  });
  app.addHook('onRequest', negotiateEncoding);
  reportErrors(app, options.onHttpError, logger);
  if (options.loopbackOnly) refuseOtherHosts(app, WEBHOOK_PATH);
  logRefusedOrigins(app, options.corsOrigins, logger);
  if (options.corsOrigins.length > 0) {
    await app.register(cors, corsOptions(options.corsOrigins, options.corsHeaders));
  }
  const authenticated = requireAuthentication(app, options.authenticator, logger);
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    onRequest: checkRequestHeaders,
    // Here, because options of a route replace all options of the plugin.
    compress: { threshold: COMPRESSION_THRESHOLD, encodings: contentEncodings },
    handler: handleStreams(
      { apollo, createContext, authenticated, subscriptions, clock: options.discardLimits.clock, logger },
      fastifyApolloHandler(apollo, {
        context: async (request, reply) =>
          createContext({
            ...authenticated(request),
            requestId: request.id,
            headers: request.headers,
            address: request.ip,
            onClose: (listener) => void reply.raw.once('close', listener),
          }),
      }),
    ),
  });
  if (options.webhooks) registerWebhooks(app, { ...options.webhooks, logger });
  handleUpgrades(app.server, sockets, {
    loopbackOnly: options.loopbackOnly,
    origins: options.corsOrigins,
    isDraining: () => shutdown.isDraining,
    onHttpError: options.onHttpError,
  });
  // Before fastify waits for connections to end.
  app.addHook('preClose', async () => sockets.terminate());
  registerHealth(app, { isDraining: () => shutdown.isDraining, isUpstreamAvailable });
  if (options.metrics) registerMetrics(app, options.metrics);
  if (options.graphiql) {
    await app.register(async (pages) => {
      pages.addHook('onRequest', (_request, reply, next) => {
        reply.headers(pageHeaders);
        next();
      });
      await registerGraphiql(pages, { emulated: options.emulated, plan: options.plan });
    });
  }
  return app;
}
