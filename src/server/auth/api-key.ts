import { timingSafeEqual } from 'node:crypto';
import type { Scopes } from '../../graphql/context.ts';
import { type Authenticator, callerName, credentialsOf, digestOf, type Identity } from './viewer.ts';

/** A key is known by its hash alone, so that no copy of it stays in memory. */
export interface ApiKey {
  /** SHA-256 of the key, 32 bytes. */
  readonly digest: Uint8Array;
  readonly scopes: Scopes;
}

/**
 * Callers send a key as `x-api-key` or `Authorization: Bearer`. It is compared with every key, and each comparison takes
 * the same time, so that nothing can be learnt from how long a refusal takes.
 */
export function createApiKeyCheck(keys: readonly ApiKey[]): Authenticator {
  const entries = keys.map(({ digest, scopes }) => {
    const identity: Identity = { name: callerName('api-key', digest), scopes, credentials: null };
    return { digest, identity };
  });
  return {
    challenge: 'Bearer realm="gateway"',
    authenticate(headers) {
      const header = headers['x-api-key'];
      const sent = typeof header === 'string' ? header : credentialsOf(headers, 'Bearer');
      if (sent === null) return null;
      const digest = digestOf(sent);
      const [match] = entries.filter((entry) => timingSafeEqual(entry.digest, digest));
      return match?.identity ?? null;
    },
  };
}
