import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { isScope, type Scopes } from '../../graphql/context.ts';
import { type Authenticator, AuthUnavailable, credentialsOf, digestOf, viewerName } from './viewer.ts';

export interface JwtOptions {
  /** The URL of the issuer's public keys: RFC 7517. */
  readonly jwksUrl: URL;
  readonly issuer: string;
  readonly audience: string;
}

/** The largest difference between the clocks of issuer and gateway. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** Only signatures with a public key. With a shared secret or `none`, callers could sign tokens with published data. */
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/** Errors of reading the keys. They say nothing about the token. */
const KEY_ERRORS = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

/** `scope` is a string separated by spaces (RFC 9068). Some issuers use `scp`, a string or a list. */
function scopesOf({ scope, scp }: JWTPayload): Scopes {
  const texts = [scope, scp].flat().filter((value) => typeof value === 'string');
  return new Set(texts.flatMap((text) => text.split(' ')).filter(isScope));
}

/** The subject may be a person's name or address, so the name has only a digest of it. */
const nameOf = ({ sub }: JWTPayload): string =>
  sub === undefined ? 'jwt' : viewerName('jwt', digestOf(sub));

/** Callers send a token of the issuer as `Authorization: Bearer`. A token without scopes allows nothing. */
export function createJwtAuthenticator({ jwksUrl, issuer, audience }: JwtOptions): Authenticator {
  const keys = createRemoteJWKSet(jwksUrl, { timeoutDuration: 3000, cooldownDuration: 30_000 });
  return {
    challenge: 'Bearer realm="gateway"',
    async authenticate(headers) {
      const token = credentialsOf(headers, 'Bearer');
      if (token === null) return null;
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['exp'],
        });
        const expiresAt = 1000 * ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS);
        return { name: nameOf(payload), scopes: scopesOf(payload), credentials: null, expiresAt };
      } catch (cause) {
        if (cause instanceof errors.JOSEError && !KEY_ERRORS.has(cause.code)) return null;
        throw new AuthUnavailable('The keys of GATEWAY_JWKS_URL cannot be read.', { cause });
      }
    },
  };
}
