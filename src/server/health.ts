import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** What comes before the paths. */
  readonly prefix: string;
  readonly isDraining: () => boolean;
  /** Whether Twilio is available, as far as earlier requests show. */
  readonly isUpstreamAvailable: () => boolean;
}

/**
 * `/health/live` answers 200 while the process runs. `/health/ready` answers 503 during shutdown, while circuit breakers
 * are open, and while Twilio refuses the gateway's own credentials. Neither makes a REST call.
 */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  const { prefix } = options;
  app.get(`${prefix}/health/live`, () => ({ status: 'ok' }));
  app.get(`${prefix}/health/ready`, (_, reply) => {
    const isReady = !options.isDraining() && options.isUpstreamAvailable();
    const status = isReady ? 'ready' : options.isDraining() ? 'draining' : 'upstream unavailable';
    return reply.code(isReady ? 200 : 503).send({ status });
  });
}
