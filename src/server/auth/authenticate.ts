import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { defaultScopes } from '../../graphql/context.ts';
import type { Logger } from '../../observability/logger.ts';
import { errorBody } from '../errors.ts';
import { type ApiKey, createApiKeyAuthenticator } from './api-key.ts';
import { createForwardAuthenticator } from './forward.ts';
import { createJwtAuthenticator, type JwtOptions } from './jwt.ts';
import { type Authenticated, type Authenticator, AuthUnavailable } from './viewer.ts';

/** How callers authenticate: one mode for the whole gateway. */
export type AuthOptions =
  | { readonly mode: 'none' }
  | { readonly mode: 'api-key'; readonly keys: readonly ApiKey[] }
  | ({ readonly mode: 'jwt' } & JwtOptions)
  | { readonly mode: 'forward' };

const anonymous: Authenticated = { name: 'none', scopes: defaultScopes, credentials: null };

export function createAuthenticator(options: AuthOptions): Authenticator {
  switch (options.mode) {
    case 'none':
      return { challenge: '', authenticate: () => anonymous };
    case 'api-key':
      return createApiKeyAuthenticator(options.keys);
    case 'jwt':
      return createJwtAuthenticator(options);
    case 'forward':
      return createForwardAuthenticator();
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the request is authenticated, and on routes that need no authentication. */
    authenticated: Authenticated | null;
  }
}

const RETRY_AFTER_SECONDS = 5;

/** Routes that need authentication. */
const PROTECTED: ReadonlySet<string | undefined> = new Set(['/graphql', '/metrics']);

/**
 * Authenticates requests to `/graphql` and `/metrics`, and refuses others before their body is read. Returns a function
 * that gives the caller of a request that passed.
 */
export function requireAuthentication(
  app: FastifyInstance,
  authenticator: Authenticator,
  logger: Logger,
): (request: FastifyRequest) => Authenticated {
  app.decorateRequest('authenticated', null);

  function refuse(reply: FastifyReply): void {
    void reply
      .code(401)
      .header('www-authenticate', authenticator.challenge)
      .send(errorBody('Missing or invalid credentials.', 'UNAUTHENTICATED'));
  }

  function fail(reply: FastifyReply, requestId: string): void {
    logger.error(
      { requestId },
      'credentials cannot be verified: the keys of GATEWAY_JWKS_URL cannot be read',
    );
    void reply
      .code(503)
      .header('retry-after', RETRY_AFTER_SECONDS)
      .send(errorBody('Credentials cannot be verified at the moment. Try again.', 'UNAUTHENTICATED'));
  }

  app.addHook('onRequest', (request, reply, next) => {
    if (!PROTECTED.has(request.routeOptions.url) || request.method === 'OPTIONS') {
      next();
      return;
    }
    const onResult = (result: Authenticated | null) => {
      if (result === null) {
        refuse(reply);
        return;
      }
      request.authenticated = result;
      next();
    };
    const onError = (error: unknown) => {
      if (error instanceof AuthUnavailable) fail(reply, request.id);
      else next(error as Error);
    };
    const result = authenticator.authenticate(request.headers);
    if (result instanceof Promise) result.then(onResult, onError);
    else onResult(result);
  });

  return ({ authenticated }) => {
    if (authenticated) return authenticated;
    throw new TypeError('The request is not authenticated.');
  };
}
