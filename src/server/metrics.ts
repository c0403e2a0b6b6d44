import fastify, { type FastifyInstance, type onRequestHookHandler } from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../observability/logger.ts';
import { refuseOtherHosts } from './auth/loopback.ts';
import type { DiscardLimits } from './early-responses.ts';
import { parserErrorHandlers, setErrorHandler, setNotFoundHandler } from './errors.ts';

/**
 * Serves the metrics at `/metrics` in the text format of Prometheus.
 *
 * @param onRequest runs before
 */
export function registerMetrics(
  app: FastifyInstance,
  registry: Registry,
  { prefix = '', onRequest = [] }: { prefix?: string; onRequest?: onRequestHookHandler[] } = {},
): void {
  app.get(`${prefix}/metrics`, { onRequest }, async (_, reply) => {
    const text = await registry.metrics();
    return reply.type(registry.contentType).send(text);
  });
}

export interface MetricsServerOptions {
  readonly registry: Registry;
  /** Whether to refuse requests whose `Host` is not a name of this machine. */
  readonly loopbackOnly: boolean;
  readonly discardLimits: DiscardLimits;
  readonly logger: Logger;
}

/** A server for `/metrics` alone, without authentication. */
export function createMetricsServer({
  registry,
  loopbackOnly,
  discardLimits,
  logger,
}: MetricsServerOptions): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 1, ...parserErrorHandlers(discardLimits) });
  setNotFoundHandler(app);
  setErrorHandler(app, { maxBodyBytes: 1 }, logger);
  if (loopbackOnly) refuseOtherHosts(app);
  registerMetrics(app, registry);
  return app;
}
