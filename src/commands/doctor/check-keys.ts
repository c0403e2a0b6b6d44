import { createRemoteJWKSet } from 'jose';
import type { Config } from '../../config/config.ts';
import { type Check, fail, ok } from './check.ts';

/** Reads the public keys of the issuer, with GATEWAY_AUTH=jwt. */
export async function checkKeys({ auth }: Config): Promise<readonly Check[]> {
  if (auth.mode !== 'jwt') return [];
  const name = 'keys';
  try {
    await createRemoteJWKSet(auth.jwksUrl, { timeoutDuration: 3000 }).reload();
    return [ok(name, 'GATEWAY_JWKS_URL has the keys of the issuer.')];
  } catch {
    return [fail(name, 'GATEWAY_JWKS_URL must answer with a JWK Set (RFC 7517), but did not.')];
  }
}
