import { createHash } from 'node:crypto';
import { ShortLists } from '../../loaders/single-page-lists.ts';
import { AcceptedCredentials } from './accepted-credentials.ts';
import {
  createTwilioClient,
  type Credentials,
  type TwilioClient,
  type TwilioClientOptions,
} from '../client.ts';
import type { Clock } from '../clock.ts';
import { type OperationRetirements, Retirements } from '../discontinued.ts';

/** What operations of the same credentials at Twilio share, and no others. */
export interface Tenant {
  readonly client: TwilioClient;
  readonly shortLists: ShortLists;
  /** What an operation that begins now knows of retired resources. */
  readonly retirements: () => OperationRetirements;
  /** Whose turn its calls take in the queue; null when it is not the tenant that tells one caller from another. */
  readonly caller: string | null;
}

export interface TenantOptions extends Omit<TwilioClientOptions, 'credentials' | 'onResponse'> {
  readonly clock: Clock;
  /** Told of the responses to requests that have the gateway's own credentials. */
  readonly onOwnResponse: TwilioClientOptions['onResponse'];
}

/** A name for the owner of credentials that does not tell them. */
const ownerOf = ({ username, password }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([username, password]))
    .digest('base64url');

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
  { clock, onOwnResponse, ...options }: TenantOptions,
  own: Credentials | null,
): (credentials: Credentials | null) => Tenant {
  const shortLists = new ShortLists();
  const retirements = new Retirements(clock);
  const accepted = new AcceptedCredentials();
  const tenantOf = (
    credentials: Credentials,
    onResponse: TwilioClientOptions['onResponse'],
    caller: string | null,
  ): Tenant => {
    const owner = ownerOf(credentials);
    return {
      client: createTwilioClient({ ...options, credentials, onResponse }),
      shortLists: shortLists.of(owner),
      retirements: () => retirements.forOperation(owner),
      caller,
    };
  };
  const forwardedBy = (credentials: Credentials): Tenant => {
    const account = accountOf(credentials);
    const learn: TwilioClientOptions['onResponse'] = (_, { status }) => accepted.learn(account, status);
    return tenantOf(credentials, learn, accepted.has(account) ? account : null);
  };
  const ownTenant = own && tenantOf(own, onOwnResponse, null);
  return (credentials) => {
    if (credentials) return forwardedBy(credentials);
    if (ownTenant) return ownTenant;
    throw new TypeError('A caller without credentials, and the gateway has none either.');
  };
}
