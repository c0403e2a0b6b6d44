import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Scopes } from '../../graphql/context.ts';
import type { Credentials } from '../../twilio/client.ts';

/** Who asks the gateway. */
export interface Identity {
  /** The caller's name in logs, see `callerName`. */
  readonly name: string;
  readonly scopes: Scopes;
  /** The caller's own credentials at Twilio; null when the gateway asks with its own. */
  readonly credentials: Credentials | null;
}

export const digestOf = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();

/**
 * A name that lets the same caller be found again in the log and tells nobody who it is: how it proved itself, and the
 * first eight hexadecimal digits of a SHA-256, `api-key:2c26b46b`.
 */
export const callerName = (mode: 'api-key' | 'jwt' | 'forward', digest: Uint8Array): string =>
  `${mode}:${Buffer.from(digest).toString('hex', 0, 4)}`;

/** One way to find out who asks. */
export interface Authenticator {
  /** The value of `WWW-Authenticate` in a refusal: RFC 9110, section 11.6.1. */
  readonly challenge: string;
  /**
   * Who sent these headers; null when they prove nothing. A promise where somebody else has to be asked, which fails with
   * AuthUnavailable when they cannot be.
   */
  authenticate(headers: IncomingHttpHeaders): Identity | null | Promise<Identity | null>;
}

/** Callers could not be checked: nothing is known against them. */
export class AuthUnavailable extends Error {
  override readonly name = 'AuthUnavailable';
}

/** The text after a scheme in `Authorization`; the name of a scheme has no case. Null when it is another one or none. */
export function credentialsOf({ authorization = '' }: IncomingHttpHeaders, scheme: string): string | null {
  const [name = '', value = '', ...rest] = authorization.split(' ');
  return name.toLowerCase() === scheme.toLowerCase() && value !== '' && rest.length === 0 ? value : null;
}
