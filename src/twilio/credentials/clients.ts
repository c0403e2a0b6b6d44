import { createHash } from 'node:crypto';
import {
  createTwilioClient,
  type Credentials,
  type TwilioClient,
  type TwilioClientOptions,
} from '../client.ts';
import type { Clock } from '../clock.ts';
import { type DiscontinuedResources, ResourceAvailability } from '../discontinued.ts';
import { AcceptedCredentials } from './accepted-credentials.ts';

/** Access to Twilio for one operation: a client with its credentials, and the state that belongs to these. */
export interface AuthenticatedClient {
  readonly client: TwilioClient;
  /** Identifies the credentials without revealing them. It is the key of all state that is shared between operations. */
  readonly credentialsId: string;
  /** Identifies the caller in the queue; null when the credentials do not identify one. */
  readonly callerId: string | null;
  readonly discontinued: DiscontinuedResources;
}

export interface ClientsOptions extends Omit<TwilioClientOptions, 'credentials' | 'onResponse'> {
  readonly clock: Clock;
  /** Called with each response to a request with the gateway's own credentials. */
  readonly onOwnResponse: TwilioClientOptions['onResponse'];
}

/** A digest of credentials. */
const idOf = ({ username, password }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([username, password]))
    .digest('base64url');

/** The same for credentials that differ only in the case of the SID. */
const callerIdOf = ({ username, password }: Credentials) =>
  idOf({ username: username.toLowerCase(), password });

/**
 * Creates `clientFor(credentials)`, which gives an operation its client: with the caller's credentials, or with the
 * gateway's own when they are null. Memory is bounded for any number of credentials: clients are not cached, and the state
 * of all credentials has one limit. Credentials identify a caller in the queue only after Twilio has accepted them, so that
 * a client with made-up credentials does not count as many callers.
 *
 * @throws TypeError from `clientFor(null)` when the gateway has no credentials
 */
export function createClients(
  { clock, onOwnResponse, ...options }: ClientsOptions,
  own: Credentials | null,
): (credentials: Credentials | null) => AuthenticatedClient {
  const availability = new ResourceAvailability(clock);
  const accepted = new AcceptedCredentials();
  const ownClient = own && {
    client: createTwilioClient({ ...options, credentials: own, onResponse: onOwnResponse }),
    credentialsId: idOf(own),
    callerId: null,
  };

  function forwarded(credentials: Credentials) {
    const callerId = callerIdOf(credentials);
    const onResponse: TwilioClientOptions['onResponse'] = (_, { status }) => accepted.learn(callerId, status);
    return {
      client: createTwilioClient({ ...options, credentials, onResponse }),
      credentialsId: idOf(credentials),
      callerId: accepted.has(callerId) ? callerId : null,
    };
  }

  return (credentials) => {
    const known = credentials ? forwarded(credentials) : ownClient;
    if (!known) throw new TypeError('Expected credentials: neither the caller nor the gateway has any.');
    return { ...known, discontinued: availability.forOperation(known.credentialsId) };
  };
}
