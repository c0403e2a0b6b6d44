import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Viewer } from '../../graphql/context.ts';
import type { Credentials } from '../../twilio/client.ts';

/** What the credentials of a request prove. */
export interface Authenticated extends Omit<Viewer, 'isRouter'> {
  /** The caller's own credentials for Twilio; null if the gateway uses its own. */
  readonly credentials: Credentials | null;
  /** When the credentials expire, in milliseconds since the epoch; undefined if they do not. */
  readonly expiresAt?: number;
}

export const digestOf = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();

/**
 * A name that is the same for the same caller and reveals nothing about it: the mode and the first 8 hexadecimal digits
 * of a SHA-256, such as `api-key:2c26b46b`.
 */
export const viewerName = (mode: 'api-key' | 'jwt' | 'forward', digest: Uint8Array): string =>
  `${mode}:${Buffer.from(digest).toString('hex', 0, 4)}`;

/** One mode of authentication. */
export interface Authenticator {
  /** The value of `WWW-Authenticate` in a 401 response: RFC 9110, section 11.6.1. */
  readonly challenge: string;
  /**
   * Verifies the credentials in the headers; null if they are missing or invalid. The promise rejects with AuthUnavailable
   * if they cannot be verified.
   *
   * @param raw the request itself, or the one that opened the WebSocket
   */
  authenticate(
    headers: IncomingHttpHeaders,
    raw: IncomingMessage,
  ): Authenticated | null | Promise<Authenticated | null>;
}

/** Credentials could not be verified. It says nothing about them. */
export class AuthUnavailable extends Error {
  override readonly name = 'AuthUnavailable';
}

/** The credentials in `Authorization` for a scheme, whose name is not case-sensitive; null for any other header. */
export function credentialsOf({ authorization = '' }: IncomingHttpHeaders, scheme: string): string | null {
  const [name = '', value = '', ...rest] = authorization.split(' ');
  return name.toLowerCase() === scheme.toLowerCase() && value !== '' && rest.length === 0 ? value : null;
}
