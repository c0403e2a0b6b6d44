import { ShortLists } from './graphql/short-lists.ts';
import {
  createTwilioClient,
  type Credentials,
  type TwilioClient,
  type TwilioClientOptions,
} from './twilio/client.ts';
import type { Clock } from './twilio/clock.ts';
import type { Send } from './twilio/http.ts';
import { type OperationRetirements, Retirements } from './twilio/retired.ts';
import { ownerOf, singleFlight } from './twilio/single-flight.ts';

/** What operations of the same credentials at Twilio share, and no others. */
export interface Tenant {
  readonly client: TwilioClient;
  readonly shortLists: ShortLists;
  /** What an operation that begins now knows of retired resources. */
  readonly retirements: () => OperationRetirements;
}

export interface TenantOptions extends Omit<TwilioClientOptions, 'credentials'> {
  readonly clock: Clock;
  /** Looks at the answers to requests that have the gateway's own credentials. */
  readonly watchOwn: (send: Send) => Send;
}

/**
 * Finds the tenant of a caller: of the caller's own credentials, or the gateway's when they are null. Nothing is kept for
 * credentials as such, so that any number of them, right or wrong, costs no memory: reads in flight end by themselves, the
 * lanes of the queue are swept, and what is remembered of lists and of Twilio has one bound for all.
 */
export function createTenants(
  { clock, watchOwn, send: sendEach, ...options }: TenantOptions,
  own: Credentials | null,
): (credentials: Credentials | null) => Tenant {
  const send = singleFlight(sendEach);
  const shortLists = new ShortLists();
  const retirements = new Retirements(clock);
  const tenantOf = (credentials: Credentials, sendAs: Send): Tenant => {
    const owner = ownerOf(credentials);
    return {
      client: createTwilioClient({ ...options, send: sendAs, credentials }),
      shortLists: shortLists.of(owner),
      retirements: () => retirements.forOperation(owner),
    };
  };
  const ownTenant = own && tenantOf(own, watchOwn(send));
  return (credentials) => {
    if (credentials) return tenantOf(credentials, send);
    if (ownTenant) return ownTenant;
    throw new TypeError('A caller without credentials, and the gateway has none either.');
  };
}
