import { isScope } from '../../graphql/context.ts';
import type { Authenticate } from './authenticate-option.ts';
import { type Authenticated, type Authenticator, AuthUnavailable } from './viewer.ts';

export type { Authenticate };

const MAX_NAME = 128;

/** Checks what the function of the library's user returned. */
function authenticated(caller: Awaited<ReturnType<Authenticate>>): Authenticated | null {
  if (caller === null) return null;
  const { name, scopes } = caller;
  if (typeof name !== 'string' || name === '' || name.length > MAX_NAME) {
    throw new TypeError(`Expected a name of 1 to ${MAX_NAME} characters.`);
  }
  return { name, scopes: new Set([...scopes].filter(isScope)), credentials: null };
}

/** Callers are authenticated by a function of the library's user. */
export const createCustomAuthenticator = (authenticate: Authenticate): Authenticator => ({
  challenge: 'Bearer realm="gateway"',
  async authenticate(headers, raw) {
    try {
      return authenticated(await authenticate({ headers, raw }));
    } catch (cause) {
      throw new AuthUnavailable('The option "authenticate" failed.', { cause });
    }
  },
});
