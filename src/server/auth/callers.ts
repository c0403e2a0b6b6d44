import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../observability/logger.ts';
import { type Authenticator, AuthUnavailable, type Identity } from './viewer.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it; null until that is proved, and where nobody asks. */
    identity: Identity | null;
  }
}

const body = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

/** When a caller may come again who could not be checked. */
const RETRY_AFTER_SECONDS = 5;

/** What tells of data or of other callers. */
const GUARDED: ReadonlySet<string | undefined> = new Set(['/graphql', '/metrics']);

/**
 * Lets nobody reach `/graphql` or `/metrics` who does not prove who they are; the body of a refused request is not read. Returns who
 * sent a request that was let through.
 */
export function admitCallers(
  app: FastifyInstance,
  authenticator: Authenticator,
  logger: Logger,
): (request: FastifyRequest) => Identity {
  app.decorateRequest('identity', null);

  function refuse(reply: FastifyReply): void {
    void reply
      .code(401)
      .header('www-authenticate', authenticator.challenge)
      .send(body('Expected credentials that the gateway knows, but got none or others.', 'UNAUTHENTICATED'));
  }

  function refuseAll(reply: FastifyReply, requestId: string): void {
    logger.error({ requestId }, 'callers cannot be checked: the keys of the issuer cannot be read');
    void reply
      .code(503)
      .header('retry-after', RETRY_AFTER_SECONDS)
      .send(body('Callers cannot be checked at the moment. Try again.', 'UNAUTHENTICATED'));
  }

  app.addHook('onRequest', (request, reply, next) => {
    if (!GUARDED.has(request.routeOptions.url) || request.method === 'OPTIONS') {
      next();
      return;
    }
    const admit = (identity: Identity | null) => {
      if (identity === null) {
        refuse(reply);
        return;
      }
      request.identity = identity;
      next();
    };
    const fail = (error: unknown) => {
      if (error instanceof AuthUnavailable) refuseAll(reply, request.id);
      else next(error as Error);
    };
    const identity = authenticator.authenticate(request.headers);
    if (identity instanceof Promise) identity.then(admit, fail);
    else admit(identity);
  });

  return (request) => {
    if (request.identity) return request.identity;
    throw new TypeError('A request was let through without a caller.');
  };
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a `Host` names this machine. */
export const isLoopbackName = (host: string): boolean =>
  URL.canParse(`http://${host}/`) && LOOPBACK_NAMES.has(new URL(`http://${host}/`).hostname);

/**
 * Refuses names other than those of this machine. A page can give its own name the address 127.0.0.1; its browser would
 * then let it read everything from a gateway that asks nobody who they are.
 *
 * @param exceptFor a route that may have any name, because it authenticates by other means
 */
export function refuseForeignNames(app: FastifyInstance, exceptFor?: string): void {
  app.addHook('onRequest', ({ headers: { host = '' }, routeOptions: { url } }, reply, next) => {
    if (isLoopbackName(host) || (url !== undefined && url === exceptFor)) {
      next();
      return;
    }
    const message =
      'Expected a name of this machine, such as localhost, as the gateway has no authentication, but got another.';
    void reply.code(403).send(body(message, 'FORBIDDEN'));
  });
}
