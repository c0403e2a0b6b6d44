import type { Clock } from '../clock.ts';
import { kindOfStatus, readErrorBody } from '../errors.ts';
import type { TwilioClientOptions } from '../client.ts';
import type { TwilioRequest, TwilioResponse } from '../http/request.ts';

/** So many operations in a row have to be refused before the gateway is out of service. */
const REPEATED = 3;

/** How long it stays so after a refusal; then an operation may show whether that has changed. */
const OUT_OF_SERVICE_MS = 30_000;

export interface OwnCredentialsOptions {
  readonly clock: Clock;
  /** Told once when Twilio refuses the credentials, with the status of its answer. */
  readonly onRefused: (status: number) => void;
  /** Told once when it accepts them after that. */
  readonly onAccepted: () => void;
}

/** What Twilio says of the gateway's own credentials. Those that callers send are their own matter. */
export interface OwnCredentials {
  /** Learns from the responses to requests that have the gateway's credentials. */
  readonly onResponse: TwilioClientOptions['onResponse'];
  /** Whether it is not worth sending callers here, because Twilio has refused several operations in a row. */
  readonly areRefused: () => boolean;
}

/** Whether a response refuses the credentials. */
const isRefusal = ({ status, body }: TwilioResponse): boolean =>
  (status === 401 || status === 403) && kindOfStatus(readErrorBody(status, body, null)) === 'auth';

/**
 * Tells refused credentials from a single refusal: where no call has succeeded yet, the first refusal shows that the
 * credentials are wrong; later ones may concern one endpoint only, so it takes several operations in a row.
 */
export function createOwnCredentials(options: OwnCredentialsOptions): OwnCredentials {
  const { clock, onRefused, onAccepted } = options;
  /** The operations that were refused since the last call that succeeded; not more than are needed. */
  const refused = new Set<object>();
  let wereAccepted = false;
  let isTold = false;
  let refusedAt = 0;

  function accept(): void {
    wereAccepted = true;
    refused.clear();
    if (isTold) onAccepted();
    isTold = false;
  }

  function refuse({ waiter }: TwilioRequest, status: number): void {
    refusedAt = clock.now();
    if (refused.size < REPEATED) refused.add(waiter.operation ?? {});
    if (isTold || refused.size < (wereAccepted ? REPEATED : 1)) return;
    isTold = true;
    onRefused(status);
  }

  return {
    onResponse(request, response) {
      const { status } = response;
      if (isRefusal(response)) refuse(request, status);
      else if (status >= 200 && status < 300) accept();
    },
    areRefused: () => refused.size === REPEATED && clock.now() - refusedAt < OUT_OF_SERVICE_MS,
  };
}
