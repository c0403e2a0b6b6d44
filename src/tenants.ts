import { ShortLists } from './graphql/short-lists.ts';
import {
  createTwilioClient,
  type Credentials,
  type TwilioClient,
  type TwilioClientOptions,
} from './twilio/client.ts';
import { ownerOf, SingleFlight } from './twilio/single-flight.ts';

/** What operations of the same credentials at Twilio share, and no others. */
export interface Tenant {
  readonly client: TwilioClient;
  readonly shortLists: ShortLists;
}

/**
 * Finds the tenant of a caller: of the caller's own credentials, or the gateway's when they are null. Nothing is kept for
 * credentials as such, so that any number of them, right or wrong, costs no memory: reads in flight end by themselves, the
 * lanes of the queue are swept, and what is remembered of lists has one bound for all.
 */
export function createTenants(
  options: Omit<TwilioClientOptions, 'credentials'>,
  own: Credentials | null,
): (credentials: Credentials | null) => Tenant {
  const flights = new SingleFlight();
  const shortLists = new ShortLists();
  const tenantOf = (credentials: Credentials): Tenant => ({
    client: flights.share(createTwilioClient({ ...options, credentials }), credentials),
    shortLists: shortLists.of(ownerOf(credentials)),
  });
  const ownTenant = own && tenantOf(own);
  return (credentials) => {
    if (credentials) return tenantOf(credentials);
    if (ownTenant) return ownTenant;
    throw new TypeError('A caller without credentials, and the gateway has none either.');
  };
}
