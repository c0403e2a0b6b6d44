import type { FastifyCorsOptions } from '@fastify/cors';

/** The request headers of the clients that docs/clients documents, and the gateway's own. */
const REQUEST_HEADERS = [
  // Browsers ask for this one when it is long or has quotes, as that of a multipart subscription.
  'accept',
  'content-type',
  'authorization',
  'x-api-key',
  'x-request-id',
  'x-upstream-trace',
  'x-upstream-plan',
  'x-max-upstream-calls',
  // Apollo Client: its name and version (`clientAwareness`), and those that allow a GET.
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
 * What pages of other origins may do: those of exact origins, and without cookies, because callers prove who they are by
 * headers that a page has to write itself.
 *
 * @param origins the pages' origins
 * @param headers more request headers that they may send
 */
export const corsFor = (origins: readonly string[], headers: readonly string[]): FastifyCorsOptions => ({
  origin: [...origins],
  methods: ['GET', 'POST'],
  allowedHeaders: [...new Set([...REQUEST_HEADERS, ...headers])],
  exposedHeaders: ['retry-after', 'x-request-id'],
  maxAge: 600,
});
