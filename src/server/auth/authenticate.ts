import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { defaultScopes } from '../../graphql/context.ts';
import { describeError, type Logger } from '../../observability/logger.ts';
import { errorBody } from '../errors.ts';
import { type ApiKey, createApiKeyAuthenticator } from './api-key.ts';
import { createCustomAuthenticator, type Authenticate } from './custom.ts';
import { createForwardAuthenticator } from './forward.ts';
import { createJwtAuthenticator, type JwtOptions } from './jwt.ts';
import { type Authenticated, type Authenticator, AuthUnavailable } from './viewer.ts';

/** How callers authenticate: one mode for the whole gateway. */
export type AuthOptions =
  | { readonly mode: 'none' }
  | { readonly mode: 'api-key'; readonly keys: readonly ApiKey[] }
  | ({ readonly mode: 'jwt' } & JwtOptions)
  | { readonly mode: 'forward' }
  | { readonly mode: 'custom'; readonly authenticate: Authenticate };

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
    case 'custom':
      return createCustomAuthenticator(options.authenticate);
  }
}

const RETRY_AFTER_SECONDS = 5;

/** Logs that credentials could not be verified. */
export const logUnavailable = (
  logger: Logger,
  { message, cause }: AuthUnavailable,
  requestId: string,
): void =>
  logger.error({ requestId, reason: message, error: describeError(cause) }, 'credentials cannot be verified');

/** The authentication of HTTP requests. */
export interface Authentication {
  /** Authenticates the requests of a route, and refuses others before their body is read. */
  readonly authenticate: onRequestHookHandler;
  /** The caller of a request that passed. */
  readonly callerOf: (request: FastifyRequest) => Authenticated;
}

export function createAuthentication(authenticator: Authenticator, logger: Logger): Authentication {
  const callers = new WeakMap<FastifyRequest, Authenticated>();

  function refuse(reply: FastifyReply): void {
    void reply
      .code(401)
      .header('www-authenticate', authenticator.challenge)
      .send(errorBody('Missing or invalid credentials.', 'UNAUTHENTICATED'));
  }

  function fail(reply: FastifyReply, requestId: string, error: AuthUnavailable): void {
    logUnavailable(logger, error, requestId);
    void reply
      .code(503)
      .header('retry-after', RETRY_AFTER_SECONDS)
      .send(errorBody('Credentials cannot be verified at the moment. Try again.', 'UNAUTHENTICATED'));
  }

  return {
    authenticate(request, reply, next) {
      if (request.method === 'OPTIONS') {
        next();
        return;
      }
      const onResult = (result: Authenticated | null) => {
        if (result === null) {
          refuse(reply);
          return;
        }
        callers.set(request, result);
        next();
      };
      const onError = (error: unknown) => {
        if (error instanceof AuthUnavailable) fail(reply, request.id, error);
        else next(error as Error);
      };
      const result = authenticator.authenticate(request.headers, request.raw);
      if (result instanceof Promise) result.then(onResult, onError);
      else onResult(result);
    },

    callerOf(request) {
      const caller = callers.get(request);
      if (caller) return caller;
      throw new TypeError('The request is not authenticated.');
    },
  };
}
