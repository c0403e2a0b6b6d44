import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet, { type HelmetOptions } from 'helmet';

/** Nothing from outside, no inline script. Styles may be inline, because the explorer's editor writes its own. */
const PAGE_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
  },
};

/** Data load nothing and stand in no frame. */
const DATA_POLICY = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
};

/**
 * Helmet's headers depend on no request, so it is asked once: `@fastify/helmet` makes them anew each time, which is a
 * twentieth of a small operation. Answers hold personal data, so none may be stored; what may be cached says so itself.
 */
function headersOf(options: HelmetOptions): OutgoingHttpHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(response.req, response, () => undefined);
  return { ...response.getHeaders(), 'cache-control': 'no-store' };
}

/** The headers of a page and of what it loads: all of helmet's. */
export const pageHeaders = (): OutgoingHttpHeaders => headersOf({ contentSecurityPolicy: PAGE_POLICY });

/**
 * The headers of data: those that count for what no browser shows, as OWASP names them for REST. Each one more is checked by
 * node:http in every answer.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export const dataHeaders = (): OutgoingHttpHeaders =>
  headersOf({
    contentSecurityPolicy: DATA_POLICY,
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
