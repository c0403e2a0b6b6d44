import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { isScope, type Scopes } from '../../graphql/context.ts';
import { type Authenticator, AuthUnavailable, callerName, credentialsOf, digestOf } from './viewer.ts';

export interface JwtOptions {
  /** Where the issuer publishes its public keys: RFC 7517. */
  readonly jwksUrl: URL;
  readonly issuer: string;
  readonly audience: string;
}

/** How far the clocks of issuer and gateway may be apart. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** Signatures with a public key only. A shared secret or `none` would let a caller sign tokens with what is published. */
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/** Failures to get the keys, which say nothing about the token. */
const NO_KEYS = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

/** `scope` is one text with blanks between (RFC 9068); some issuers write `scp`, as a text or as a list. */
function scopesOf({ scope, scp }: JWTPayload): Scopes {
  const texts = [scope, scp].flat().filter((value) => typeof value === 'string');
  return new Set(texts.flatMap((text) => text.split(' ')).filter(isScope));
}

/** The subject may be a person's name or address, so only a digest of it is told. */
const nameOf = ({ sub }: JWTPayload): string =>
  sub === undefined ? 'jwt' : callerName('jwt', digestOf(sub));

/** Callers send a token of the issuer as `Authorization: Bearer`. A token without scopes gives no right. */
export function createJwtCheck({ jwksUrl, issuer, audience }: JwtOptions): Authenticator {
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
        return { name: nameOf(payload), scopes: scopesOf(payload), credentials: null };
      } catch (cause) {
        if (cause instanceof errors.JOSEError && !NO_KEYS.has(cause.code)) return null;
        throw new AuthUnavailable('The keys of the issuer could not be read.', { cause });
      }
    },
  };
}
