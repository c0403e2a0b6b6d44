import { allScopes } from '../../graphql/context.ts';
import { type ApiKey, createApiKeyCheck } from './api-key.ts';
import { createForwardCheck } from './forward.ts';
import type { Authenticator, Identity } from './viewer.ts';
import { createJwtCheck, type JwtOptions } from './jwt.ts';

/** How callers prove who they are: one mode for the whole gateway. */
export type AuthOptions =
  | { readonly mode: 'none' }
  | { readonly mode: 'api-key'; readonly keys: readonly ApiKey[] }
  | ({ readonly mode: 'jwt' } & JwtOptions)
  | { readonly mode: 'forward' };

const anybody: Identity = { name: 'none', scopes: allScopes, credentials: null };

const everybody: Authenticator = { challenge: '', authenticate: () => anybody };

export function createAuthenticator(options: AuthOptions): Authenticator {
  switch (options.mode) {
    case 'none':
      return everybody;
    case 'api-key':
      return createApiKeyCheck(options.keys);
    case 'jwt':
      return createJwtCheck(options);
    case 'forward':
      return createForwardCheck();
  }
}
