import { randomUUID } from 'node:crypto';
import type { DeliveryLog, WebhookKind } from './delivery-log.ts';
import type { Parameters } from './parameters.ts';
import { defaultTimeouts, post, type PostResult } from './post.ts';
import { sign, signedUrl } from './signature.ts';
import type { ActiveFault } from './webhook-faults.ts';

export interface Webhook {
  readonly kind: WebhookKind;
  /** The configured URL. */
  readonly url: string;
  /** The same URL, checked by `targetOf`. */
  readonly target: URL;
  readonly parameters: Parameters;
}

/** An answer of a receiver. */
export type WebhookAnswer = Extract<PostResult, { readonly status: number }>;

export interface SendParts {
  /** The key of the signatures. */
  readonly authToken: string;
  readonly log: DeliveryLog;
  readonly now: () => number;
  /** Aborted when the emulator stops. */
  readonly signal: AbortSignal;
}

/** The first attempt and one retry: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const MAX_ATTEMPTS = 2;

/** Sends a webhook with its fault. Resolves to the answer, or to null when there was none. Never rejects. */
export async function send(
  parts: SendParts,
  webhook: Webhook,
  fault?: ActiveFault,
): Promise<WebhookAnswer | null> {
  const { parameters, url } = webhook;
  const token = randomUUID();
  const key = fault?.spec.badSignature === true ? 'not the auth token' : parts.authToken;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': sign(key, signedUrl(url), parameters),
    'i-twilio-idempotency-token': token,
  };
  const answer = await deliver(parts, webhook, headers, token, fault);
  if (fault?.spec.duplicate === true) await deliver(parts, webhook, headers, token, undefined);
  return answer;
}

/** Only a failed connection is retried: an attempt that was connected may have been processed. */
async function deliver(
  { log, now, signal }: SendParts,
  { kind, parameters, target, url }: Webhook,
  headers: Readonly<Record<string, string>>,
  token: string,
  fault: ActiveFault | undefined,
): Promise<WebhookAnswer | null> {
  const body = new URLSearchParams(parameters).toString();
  for (let attempt = 1; !signal.aborted; attempt++) {
    const at = now();
    const isDropped = fault?.spec.drop === true && (attempt === 1 || fault.hitAgain());
    const result = isDropped ? dropped : await post(target, headers, body, defaultTimeouts, signal);
    const error = result.status === null ? result.error : null;
    log.add({ kind, url, parameters, token, attempt, at, status: result.status, error });
    if (result.status !== null) return result;
    if (result.connected || attempt === MAX_ATTEMPTS) return null;
  }
  return null;
}

const dropped = { status: null, connected: false, error: 'dropped by a webhook fault' } as const;
