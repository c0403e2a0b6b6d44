import type { ApolloServer } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { GatewayContext } from '../graphql/context.ts';
import type { Logger } from '../observability/logger.ts';
import type { Clock } from '../twilio/clock.ts';
import { createAuthentication } from './auth/authenticate.ts';
import { refuseOtherHosts } from './auth/loopback.ts';
import type { Authenticator } from './auth/viewer.ts';
import { type LimitCaller, refuseAboveLimit } from './caller-limit.ts';
import { corsOptions, logRefusedOrigins } from './cors.ts';
import { setErrorHandler } from './errors.ts';
import { registerGraphiql } from './explorer.ts';
import { dataHeaders, pageHeaders } from './headers.ts';
import { type HealthOptions, registerHealth } from './health.ts';
import { registerMetrics } from './metrics.ts';
import { checkRequestHeaders, contentEncodings, negotiateEncoding } from './negotiation.ts';
import type { CreateContext } from './operations.ts';
import { readParsedBody } from './parsed-body.ts';
import { handleStreams } from './subscriptions/event-stream.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';
import { handleUpgrades } from './subscriptions/upgrade.ts';
import type { WebSockets } from './subscriptions/websocket.ts';
import { registerWebhooks, WEBHOOK_PATH, type WebhookOptions } from './webhooks.ts';

export interface RoutesOptions extends Pick<HealthOptions, 'isDraining' | 'isUpstreamAvailable'> {
  /** What comes before the paths, beside the prefix of the app: empty or `/gateway`. */
  readonly prefix: string;
  /** A started server. */
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: CreateContext;
  readonly subscriptions: Subscriptions;
  readonly sockets: WebSockets;
  readonly authenticator: Authenticator;
  /** Null: there is no limit. */
  readonly limitCaller: LimitCaller | null;
  /** Whether to refuse requests whose `Host` is not a name of this machine. */
  readonly loopbackOnly: boolean;
  /** Origins whose pages may read responses. */
  readonly corsOrigins: readonly string[];
  /** Request headers that these pages may send, beside those of the documented clients. */
  readonly corsHeaders: readonly string[];
  readonly maxBodyBytes: number;
  readonly clock: Clock;
  /** Whether the explorer is served at `/`. */
  readonly graphiql: boolean;
  /** Whether the upstream is the emulator; the explorer shows it. */
  readonly emulated: boolean;
  /** Whether callers may request plans; the explorer offers them. */
  readonly plan: boolean;
  /** The metrics of `/metrics`; null if it is not served here. */
  readonly metrics: Registry | null;
  /** Called for each response with a status of 400 or more. */
  readonly onHttpError: (status: number) => void;
  /** Null if webhooks are not received. */
  readonly webhooks: Omit<WebhookOptions, 'prefix' | 'logger'> | null;
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

/** Only JSON has a body that is read, whatever parsers the app has for its own routes. */
function readJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
}

async function allowOrigins(
  app: FastifyInstance,
  path: string,
  { corsOrigins, corsHeaders, logger }: RoutesOptions,
): Promise<void> {
  logRefusedOrigins(app, path, corsOrigins, logger);
  if (corsOrigins.length > 0) await app.register(cors, corsOptions(corsOrigins, corsHeaders));
}

/**
 * Registers `/graphql`, `/health/…` and, if enabled, the explorer at `/`, `/metrics` and webhooks. Plugins that the app has
 * already are not registered again: their options hold then.
 */
export async function registerRoutes(app: FastifyInstance, options: RoutesOptions): Promise<void> {
  const { prefix, apollo, createContext, subscriptions, sockets, logger } = options;
  // Routes know their whole path, and fastify puts its own prefix before the paths that they are registered with.
  const pathOf = (path: string) => app.prefix + prefix + path;
  readJsonOnly(app);
  setErrorHandler(app, options, logger);
  // Requests are not decompressed: a small body must not become a large one.
  if (!app.hasReplyDecorator('compress')) await app.register(compress, { global: false });
  app.addHook('onRequest', ({ id }, reply, next) => {
    reply.headers(dataHeaders).header('x-request-id', id);
    next();
  });
  app.addHook('onRequest', negotiateEncoding);
  app.addHook('preParsing', readParsedBody);
  reportErrors(app, options.onHttpError, logger);
  if (options.loopbackOnly) refuseOtherHosts(app, pathOf(WEBHOOK_PATH));
  if (!app.hasRequestDecorator('corsPreflightEnabled')) await allowOrigins(app, pathOf('/graphql'), options);
  const { authenticate, callerOf } = createAuthentication(options.authenticator, logger);
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: `${prefix}/graphql`,
    bodyLimit: options.maxBodyBytes,
    onRequest: [
      authenticate,
      checkRequestHeaders,
      ...(options.limitCaller ? [refuseAboveLimit(options.limitCaller, callerOf)] : []),
    ],
    // Here, because options of a route replace all options of the plugin.
    compress: { threshold: COMPRESSION_THRESHOLD, encodings: contentEncodings },
    handler: handleStreams(
      { apollo, createContext, callerOf, subscriptions, clock: options.clock, logger },
      fastifyApolloHandler(apollo, {
        context: async (request, reply) =>
          createContext({
            ...callerOf(request),
            requestId: request.id,
            headers: request.headers,
            address: request.ip,
            onClose: (listener) => void reply.raw.once('close', listener),
          }),
      }),
    ),
  });
  if (options.webhooks) registerWebhooks(app, { prefix, ...options.webhooks, logger });
  handleUpgrades(app.server, sockets, {
    prefix: pathOf(''),
    loopbackOnly: options.loopbackOnly,
    origins: options.corsOrigins,
    isDraining: options.isDraining,
    onHttpError: options.onHttpError,
  });
  // Before fastify waits for connections to end.
  app.addHook('preClose', async () => sockets.terminate());
  registerHealth(app, options);
  if (options.metrics) registerMetrics(app, options.metrics, { prefix, onRequest: [authenticate] });
  if (options.graphiql) {
    await app.register(async (pages) => {
      pages.addHook('onRequest', (_request, reply, next) => {
        reply.headers(pageHeaders);
        next();
      });
      await registerGraphiql(pages, { prefix, emulated: options.emulated, plan: options.plan });
    });
  }
}
