import type { FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../observability/logger.ts';

/** Request headers of the clients in docs/clients, and of the gateway. */
const REQUEST_HEADERS = [
  // Browsers send a preflight for a long or quoted value, such as that of a multipart subscription.
  'accept',
  'content-type',
  'authorization',
  'x-api-key',
  'x-request-id',
  'x-upstream-trace',
  'x-upstream-plan',
  'x-max-upstream-calls',
  // Apollo Client: its name and version (`clientAwareness`), and the headers that allow a GET.
  'apollographql-client-name',
  'apollographql-client-version',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  // W3C Trace Context and Baggage.
  'traceparent',
  'tracestate',
  'baggage',
];

/**
 * Options of `@fastify/cors`: exact origins, and no cookies, because callers authenticate by headers that a page has to
 * set itself.
 *
 * @param headers request headers that pages may send in addition
 */
export const corsOptions = (origins: readonly string[], headers: readonly string[]): FastifyCorsOptions => ({
  origin: [...origins],
  methods: ['GET', 'POST'],
  allowedHeaders: [...new Set([...REQUEST_HEADERS, ...headers])],
  exposedHeaders: ['retry-after', 'x-request-id'],
  maxAge: 600,
});

/** Callers can send any number of origins, so the log names only the first ones. */
const MAX_LOGGED_ORIGINS = 100;

const ORIGIN = /^(?:null|([a-z][a-z\d+.-]{0,20}):\/\/([\w.:[\]-]{1,200}))$/i;

/**
 * Logs once for each origin that its pages cannot read responses, because browsers report only a network error to the
 * page. Scheme and host are separate fields: the log redacts URLs.
 */
export function logRefusedOrigins(
  app: FastifyInstance,
  path: string,
  allowed: readonly string[],
  logger: Logger,
): void {
  const known = new Set(allowed);
  const maxKnown = known.size + MAX_LOGGED_ORIGINS;
  app.addHook('onRequest', (request, _reply, next) => {
    next();
    const { origin = '' } = request.headers;
    const match = ORIGIN.exec(origin);
    if (!match || known.has(origin) || known.size >= maxKnown) return;
    const [, scheme = 'null', host] = match;
    // Browsers send the header for same-origin POST requests too, such as those of the explorer.
    if (request.routeOptions.url !== path || host === request.host) return;
    known.add(origin);
    logger.warn(
      { requestId: request.id, scheme, host },
      'a page of this origin cannot read the response. CORS_ORIGINS lists the allowed origins',
    );
  });
}
