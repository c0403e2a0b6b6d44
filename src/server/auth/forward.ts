import { defaultScopes } from '../../graphql/context.ts';
import type { Credentials } from '../../twilio/client.ts';
import { type Authenticator, credentialsOf, digestOf, viewerName } from './viewer.ts';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Decodes Basic credentials (RFC 7617): an account or API key SID and its secret. Null for anything else. */
function parseBasic(text: string): Credentials | null {
  if (!BASE64.test(text)) return null;
  const pair = Buffer.from(text, 'base64').toString('utf8');
  const match = /^((?:AC|SK)[0-9a-fA-F]{32}):([!-~]+)$/.exec(pair);
  return match?.[1] !== undefined && match[2] !== undefined
    ? { username: match[1], password: match[2] }
    : null;
}

/** Callers send their Basic credentials for Twilio. The gateway checks only their form; Twilio verifies them. */
export function createForwardAuthenticator(): Authenticator {
  return {
    challenge: 'Basic realm="Twilio", charset="UTF-8"',
    authenticate(headers) {
      const text = credentialsOf(headers, 'Basic');
      const credentials = text === null ? null : parseBasic(text);
      if (credentials === null) return null;
      const name = viewerName('forward', digestOf(credentials.username));
      return { name, scopes: defaultScopes, credentials };
    },
  };
}
