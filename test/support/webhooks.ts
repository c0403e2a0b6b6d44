import { randomUUID } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { DEMO_ACCOUNT_SID, DEMO_AUTH_TOKEN } from '../../src/emulator/emulator.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import type { Gateway } from '../../src/gateway.ts';

/** What Twilio was told in these tests; nobody calls it. */
export const webhookUrl = 'https://hooks.example.test/proxy?tenant=7';

export type Parameters = Readonly<Record<string, string>>;

export const interactionSid = (number: number): string => `KI${String(number).padStart(32, '0')}`;

/** A report of the first message in the demo Session. */
export const report = (changes: Parameters = {}): Parameters => ({
  interactionSid: interactionSid(1),
  interactionAccountSid: DEMO_ACCOUNT_SID,
  interactionServiceSid: demo.serviceSid,
  interactionSessionSid: demo.sessionSid,
  interactionType: 'Message',
  interactionData: '{"body":"hi"}',
  interactionDateCreated: '2026-03-02T09:00:00Z',
  interactionDateUpdated: '2026-03-02T09:00:01.000Z',
  interactionNumMedia: '0',
  outboundParticipantSid: demo.customerSid,
  outboundResourceSid: `SM${'1'.repeat(32)}`,
  outboundResourceStatus: 'sent',
  outboundResourceType: 'message',
  ...changes,
});

export interface Delivery {
  /** The URL that is signed. */
  readonly url?: string;
  readonly authToken?: string;
  /** The idempotency token. Default: a new one. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a report to the gateway as Twilio does, signed by Twilio's own package. */
export async function postReport(
  { url: gatewayUrl }: Pick<Gateway, 'url'>,
  parameters: Parameters = report(),
  { url = webhookUrl, authToken = DEMO_AUTH_TOKEN, token = randomUUID(), headers }: Delivery = {},
): Promise<number> {
  const response = await fetch(`${gatewayUrl}/webhooks/proxy`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url, parameters),
      'i-twilio-idempotency-token': token,
      ...headers,
    },
    body: new URLSearchParams(parameters).toString(),
  });
  await response.arrayBuffer();
  return response.status;
}
