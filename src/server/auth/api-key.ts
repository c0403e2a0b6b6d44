import { timingSafeEqual } from 'node:crypto';
import type { Scopes } from '../../graphql/context.ts';
import { type Authenticated, type Authenticator, credentialsOf, digestOf, viewerName } from './viewer.ts';

/** Only the hash of a key stays in memory. */
export interface ApiKey {
  /** SHA-256 of the key, 32 bytes. */
  readonly digest: Uint8Array;
  readonly scopes: Scopes;
}

/**
 * Callers send a key as `x-api-key` or `Authorization: Bearer`. It is compared with every key in constant time, so the
 * response time reveals nothing about the keys.
 */
export function createApiKeyAuthenticator(keys: readonly ApiKey[]): Authenticator {
  const entries = keys.map(({ digest, scopes }) => {
    const authenticated: Authenticated = { name: viewerName('api-key', digest), scopes, credentials: null };
    return { digest, authenticated };
  });
  return {
    challenge: 'Bearer realm="gateway"',
    authenticate(headers) {
      const header = headers['x-api-key'];
      const key = typeof header === 'string' ? header : credentialsOf(headers, 'Bearer');
      if (key === null) return null;
      const digest = digestOf(key);
      const [match] = entries.filter((entry) => timingSafeEqual(entry.digest, digest));
      return match?.authenticated ?? null;
    },
  };
}
