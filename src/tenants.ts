import { ShortLists } from './graphql/short-lists.ts';
import { AcceptedCredentials } from './twilio/accepted.ts';
import {
  createTwilioClient,
  type Credentials,
  type TwilioClient,
  type TwilioClientOptions,
} from './twilio/client.ts';
import type { Clock } from './twilio/clock.ts';
import type { Send, Waiter } from './twilio/http.ts';
import { type OperationRetirements, Retirements } from './twilio/retired.ts';
import { ownerOf, singleFlight } from './twilio/single-flight.ts';

/** What operations of the same credentials at Twilio share, and no others. */
export interface Tenant {
  readonly client: TwilioClient;
  readonly shortLists: ShortLists;
  /** What an operation that begins now knows of retired resources. */
  readonly retirements: () => OperationRetirements;
  /** Whose turn its calls take in the queue; null when it is not the tenant that tells one caller from another. */
  readonly caller: string | null;
}

export interface TenantOptions extends Omit<TwilioClientOptions, 'credentials'> {
  readonly clock: Clock;
  /** Looks at the answers to requests that have the gateway's own credentials. */
  readonly watchOwn: (send: Send) => Send;
  /** Told when a read that is under way has one more caller. */
  readonly share: (waiter: Waiter, caller: string) => void;
}

/** An account and its secret under one name, in whichever case its SID is written. */
const accountOf = ({ username, password }: Credentials) =>
  ownerOf({ username: username.toLowerCase(), password });

/**
 * Finds the tenant of a caller: of the caller's own credentials, or the gateway's when they are null. Nothing is kept for
 * credentials as such, so that any number of them, right or wrong, costs no memory: reads in flight end by themselves, the
 * lanes of the queue are swept, and what is remembered of lists and of Twilio has one bound for all. Credentials are a caller
 * of their own once Twilio has accepted them; until then they may be made up, by a client that makes up many.
 */
export function createTenants(
  { clock, watchOwn, share, send: sendEach, ...options }: TenantOptions,
  own: Credentials | null,
): (credentials: Credentials | null) => Tenant {
  const shared = singleFlight(sendEach, share);
  const shortLists = new ShortLists();
  const retirements = new Retirements(clock);
  const accepted = new AcceptedCredentials();
  const tenantOf = (credentials: Credentials, send: Send, caller: string | null): Tenant => {
    const owner = ownerOf(credentials);
    return {
      client: createTwilioClient({ ...options, send, credentials }),
      shortLists: shortLists.of(owner),
      retirements: () => retirements.forOperation(owner),
      caller,
    };
  };
  const forwardedBy = (credentials: Credentials): Tenant => {
    const account = accountOf(credentials);
    const send: Send = (request, done) =>
      shared(request, (result) => {
        if ('status' in result) accepted.learn(account, result.status);
        done(result);
      });
    return tenantOf(credentials, send, accepted.has(account) ? account : null);
  };
  const ownTenant = own && tenantOf(own, watchOwn(shared), null);
  return (credentials) => {
    if (credentials) return forwardedBy(credentials);
    if (ownTenant) return ownTenant;
    throw new TypeError('A caller without credentials, and the gateway has none either.');
  };
}
