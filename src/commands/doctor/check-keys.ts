import { createRemoteJWKSet } from 'jose';
import type { Config } from '../../config/config.ts';
import { type Check, fail, ok } from './check.ts';

const name = 'keys';

const EXPECTED = 'Expected GATEWAY_JWKS_URL to answer with a JWK Set (RFC 7517)';

/** Reads the public keys of the issuer, with GATEWAY_AUTH=jwt. */
export async function checkKeys({ auth }: Config): Promise<readonly Check[]> {
  if (auth.mode !== 'jwt') return [];
  const keys = createRemoteJWKSet(auth.jwksUrl, { timeoutDuration: 3000 });
  try {
    await keys.reload();
  } catch {
    return [fail(name, `${EXPECTED}, but it did not. Check the option, DNS and the firewall.`)];
  }
  const count = keys.jwks()?.keys.length ?? 0;
  if (count === 0) return [fail(name, `${EXPECTED}, but it has no keys, so no token can be verified.`)];
  return [ok(name, `GATEWAY_JWKS_URL has the public keys of the issuer: ${count}.`)];
}
