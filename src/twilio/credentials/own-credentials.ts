import type { TwilioClientOptions } from '../client.ts';
import type { Clock } from '../clock.ts';
import { kindOfStatus, readErrorBody } from '../errors.ts';
import type { TwilioRequest, TwilioResponse } from '../http/request.ts';

/** How many operations in a row must be refused before the gateway is not ready. */
const REPEATED = 3;

/** How long the gateway is not ready after a refusal. Then the next operation shows whether the credentials work again. */
const NOT_READY_MS = 30_000;

export interface OwnCredentialsOptions {
  readonly clock: Clock;
  /** Called once when Twilio refuses the credentials, with the status of the response. */
  readonly onRefused: (status: number) => void;
  /** Called once when Twilio accepts them after that. */
  readonly onAccepted: () => void;
}

/** Whether Twilio accepts the gateway's own credentials. Callers' credentials are not watched. */
export interface OwnCredentials {
  /** Records the responses to requests with the gateway's credentials. */
  readonly onResponse: TwilioClientOptions['onResponse'];
  /** Whether Twilio has refused several operations in a row, so that the gateway is not ready. */
  readonly areRefused: () => boolean;
}

/** Whether a response refuses the credentials. */
const isRefusal = ({ status, body }: TwilioResponse): boolean =>
  (status === 401 || status === 403) && kindOfStatus(readErrorBody(status, body, null)) === 'auth';

/**
 * Watches the gateway's own credentials. Before any call has succeeded, the first refusal shows that the credentials are
 * wrong. Later a refusal may concern one endpoint only, so it takes several operations in a row.
 */
export function createOwnCredentials(options: OwnCredentialsOptions): OwnCredentials {
  const { clock, onRefused, onAccepted } = options;
  /** The operations that were refused since the last success; at most `REPEATED`. */
  const refused = new Set<object>();
  let wereAccepted = false;
  let isReported = false;
  let refusedAt = 0;

  function accept(): void {
    wereAccepted = true;
    refused.clear();
    if (isReported) onAccepted();
    isReported = false;
  }

  function refuse({ context }: TwilioRequest, status: number): void {
    refusedAt = clock.now();
    if (refused.size < REPEATED) refused.add(context.operation ?? {});
    if (isReported || refused.size < (wereAccepted ? REPEATED : 1)) return;
    isReported = true;
    onRefused(status);
  }

  return {
    onResponse(request, response) {
      const { status } = response;
      if (isRefusal(response)) refuse(request, status);
      else if (status >= 200 && status < 300) accept();
    },
    areRefused: () => refused.size === REPEATED && clock.now() - refusedAt < NOT_READY_MS,
  };
}
