import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  readonly isDraining: () => boolean;
  /** Whether the upstream answers, as far as is known without asking it. */
  readonly isUpstreamAvailable: () => boolean;
}

/**
 * `/health/live`: the process answers. `/health/ready`: callers should be sent here; 503 while the gateway shuts down or
 * while Twilio is not asked because it keeps failing, or refuses the gateway's own credentials. Neither asks Twilio.
 */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', (_, reply) => {
    const isReady = !options.isDraining() && options.isUpstreamAvailable();
    const status = isReady ? 'ready' : options.isDraining() ? 'draining' : 'upstream unavailable';
    return reply.code(isReady ? 200 : 503).send({ status });
  });
}
