import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** Nothing from outside, no inline script. Styles may be inline, because the explorer's editor writes its own. */
const CONTENT_SECURITY_POLICY = {
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

/**
 * The headers of every answer. Those of helmet depend on no request, so it is asked once: `@fastify/helmet` makes them anew
 * each time, which is a twentieth of a small operation. Answers hold personal data, so none may be stored; what may be
 * cached says so itself.
 */
export function commonHeaders(): OutgoingHttpHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({ contentSecurityPolicy: CONTENT_SECURITY_POLICY })(response.req, response, () => undefined);
  return { ...response.getHeaders(), 'cache-control': 'no-store' };
}
