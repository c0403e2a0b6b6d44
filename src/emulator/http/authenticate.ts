import { createHash, timingSafeEqual } from 'node:crypto';
import { TwilioError } from '../errors.ts';

/** The credentials of the emulated account: an auth token and one API key. */
export interface Credentials {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

/** Default credentials. They are documented and not secret. */
export const DEMO_ACCOUNT_SID = 'AC00000000000000000000000000000001';
export const DEMO_AUTH_TOKEN = 'demo-auth-token';
export const DEMO_API_KEY_SID = 'SK00000000000000000000000000000001';
export const DEMO_API_KEY_SECRET = 'demo-api-key-secret';

/** The user of a Basic header; undefined when there is no readable one. */
export function userOf(authorization: string | undefined): string | undefined {
  return readBasic(authorization)?.user;
}

/**
 * Checks the `Authorization` header: account SID with auth token, or API key SID with its secret.
 * Anything else throws 401 / 20003. https://www.twilio.com/docs/usage/requests-to-twilio
 */
export function createAuthentication(credentials: Credentials): (authorization: string | undefined) => void {
  const pairs = [
    digest(`${credentials.accountSid}:${credentials.authToken}`),
    digest(`${credentials.apiKeySid}:${credentials.apiKeySecret}`),
  ];
  // Accepted headers, so that only the first request of a client is hashed.
  const known = new Set<string>();
  return (authorization) => {
    if (authorization !== undefined && known.has(authorization)) return;
    const basic = readBasic(authorization);
    if (basic === undefined) throw unauthenticated('No credentials were provided.');
    const given = digest(`${basic.user}:${basic.password}`);
    if (!pairs.some((pair) => timingSafeEqual(pair, given))) {
      throw unauthenticated('Your AccountSid or AuthToken was incorrect.');
    }
    if (authorization !== undefined) known.add(authorization);
  };
}

const unauthenticated = (detail: string): TwilioError =>
  new TwilioError(20003, { detail, headers: { 'www-authenticate': 'Basic realm="Twilio API"' } });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function readBasic(authorization: string | undefined): { user: string; password: string } | undefined {
  const encoded = /^basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
