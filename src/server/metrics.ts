import fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../observability/logger.ts';
import { refuseForeignNames } from './auth/callers.ts';
import { answerBadHttp } from './bad-http.ts';
import type { DiscardLimits } from './early-responses.ts';
import { answerErrors } from './errors.ts';

/** Serves the figures at `/metrics`, in the text format of Prometheus. */
export function registerMetrics(app: FastifyInstance, registry: Registry): void {
  app.get('/metrics', async (_, reply) => {
    const text = await registry.metrics();
    return reply.type(registry.contentType).send(text);
  });
}

export interface MetricsListenerOptions {
  readonly registry: Registry;
  /** Whether only this machine may ask, under one of its own names. */
  readonly loopbackOnly: boolean;
  /** What is still read of a request that was answered before it had arrived. */
  readonly discardLimits: DiscardLimits;
  readonly logger: Logger;
}

/** A server for `/metrics` alone; nobody has to prove who they are. */
export function createMetricsListener({
  registry,
  loopbackOnly,
  discardLimits,
  logger,
}: MetricsListenerOptions): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 1, ...answerBadHttp(discardLimits) });
  answerErrors(app, { maxBodyBytes: 1 }, logger);
  if (loopbackOnly) refuseForeignNames(app);
  registerMetrics(app, registry);
  return app;
}
