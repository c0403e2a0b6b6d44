import type { IncomingHttpHeaders } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { GatewayContext } from '../graphql/context.ts';
import type { Logger } from '../observability/logger.ts';
import { admitCallers, refuseForeignNames } from './auth/callers.ts';
import type { Authenticator, Identity } from './auth/viewer.ts';
import { answerBadHttp } from './bad-http.ts';
import { contentEncodings, settleEncoding } from './content-encoding.ts';
import { corsFor } from './cors.ts';
import type { Drain } from './shutdown.ts';
import { type DiscardLimits, earlyResponse } from './early-responses.ts';
import { registerGraphiql } from './explorer.ts';
import { refuseOtherRequests } from './plugins/graphql-over-http.ts';
import { registerHealth } from './health.ts';
import { dataHeaders, pageHeaders } from './headers.ts';
import { answerErrors } from './errors.ts';
import { registerMetrics } from './metrics.ts';
import type { Patience } from './timeouts.ts';
import { requestIdOf } from './request-id.ts';

export interface HttpOptions {
  /** It must have been started. */
  readonly apollo: ApolloServer<GatewayContext>;
  /** Makes the context of one request; `onEnd` is called when the caller has the answer or has gone. */
  readonly createContext: (
    identity: Identity,
    requestId: string,
    onEnd: (listener: () => void) => void,
    headers: IncomingHttpHeaders,
    address: string,
  ) => GatewayContext;
  readonly authenticator: Authenticator;
  /** Whether only this machine may ask, under one of its own names. */
  readonly loopbackOnly: boolean;
  /** Pages of these origins may read answers. */
  readonly corsOrigins: readonly string[];
  /** Request headers that they may send beside those of the documented clients. */
  readonly corsHeaders: readonly string[];
  readonly maxBodyBytes: number;
  /** What is still read of a request that was answered before it had arrived. */
  readonly discardLimits: DiscardLimits;
  readonly patience: Patience;
  /** Whether the explorer is served at `/`. */
  readonly graphiql: boolean;
  /** Whether the data are those of the emulator; the explorer says so. */
  readonly emulated: boolean;
  /** Whether callers may ask for plans; the explorer offers them. */
  readonly plan: boolean;
  readonly drain: Drain;
  /** Whether the upstream answers, as far as is known. */
  readonly isUpstreamAvailable: () => boolean;
  /** The figures to serve at `/metrics`; null when they are served elsewhere or nowhere. */
  readonly metrics: Registry | null;
  /** Told of each answer with a status of 400 or more. */
  readonly onHttpError: (status: number) => void;
  readonly logger: Logger;
}

/**
 * Bytes from which on an answer is compressed: less than that travels in the first round trip anyway. Compression tells
 * nobody a secret by its length, because another site's page cannot make a browser send the caller's credentials.
 */
const COMPRESSION_THRESHOLD = 8192;

/** The log has no line of its own for what was refused before it was an operation, unless it is asked to tell more. */
function tellOfErrors(app: FastifyInstance, onHttpError: (status: number) => void, logger: Logger): void {
  app.addHook('onSend', ({ id }, { statusCode }, payload, done) => {
    if (statusCode >= 400) {
      onHttpError(statusCode);
      logger.debug({ requestId: id, status: statusCode }, 'answer with an error status');
    }
    done(null, payload);
  });
}

/** The HTTP surface: `/graphql`, the explorer at `/`, `/health/…` and, where it is safe, `/metrics`. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { apollo, createContext, drain, patience, isUpstreamAvailable, logger } = options;
  const app = fastify({
    genReqId: requestIdOf,
    bodyLimit: options.maxBodyBytes,
    forceCloseConnections: true,
    ...answerBadHttp(options.discardLimits),
    connectionTimeout: patience.silentMs,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    http: {
      ServerResponse: earlyResponse(options.discardLimits),
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.checkMs,
    },
  });
  app.removeContentTypeParser('text/plain');
  drain.watch(app);
  answerErrors(app, options, logger);
  // Requests are not decompressed: a small body must not become a large one.
  await app.register(compress, { global: false });
  app.addHook('onRequest', ({ id }, reply, next) => {
    reply.headers(dataHeaders).header('x-request-id', id);
    next();
  });
  app.addHook('onRequest', settleEncoding);
  tellOfErrors(app, options.onHttpError, logger);
  if (options.loopbackOnly) refuseForeignNames(app);
  if (options.corsOrigins.length > 0) {
    await app.register(cors, corsFor(options.corsOrigins, options.corsHeaders));
  }
  const identityOf = admitCallers(app, options.authenticator, logger);
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    onRequest: refuseOtherRequests(),
    // Here, because what a route says replaces all that the plugin was told.
    compress: { threshold: COMPRESSION_THRESHOLD, encodings: contentEncodings },
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) =>
        Promise.resolve(
          createContext(
            identityOf(request),
            request.id,
            (listener) => void reply.raw.once('close', listener),
            request.headers,
            request.ip,
          ),
        ),
    }),
  });
  registerHealth(app, { isDraining: () => drain.isDraining, isUpstreamAvailable });
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
