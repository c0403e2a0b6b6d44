import { countryOf } from '../numbers/dialling.ts';
import type { ParticipantRecord } from '../state/records.ts';
import type { ParticipantNode } from '../state/store.ts';
import { present, type Parameters } from './parameters.ts';

/** An inbound message or call that no active Session takes. */
export interface Unrouted {
  /** The sender's number or channel address. */
  readonly from: string;
  /** The proxy number. */
  readonly to: string;
  /** The sender in the last Session that had the pair of numbers, if there is one. */
  readonly last: ParticipantNode | undefined;
}

/** The text of a message; null for a call. */
export type Text = string | null;

/**
 * The parameters of an out-of-session webhook: those of a messaging or voice webhook, and what is known of the last Session.
 * https://www.twilio.com/docs/proxy/out-session-callback-response-guide
 */
export function outOfSessionParameters(
  accountSid: string,
  resourceSid: string,
  { from, last, to }: Unrouted,
  text: Text,
): Parameters {
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    AddOns: '{"status":"successful","message":null,"code":null,"results":{}}',
    ...numberParameters('From', from),
    ...numberParameters('To', to),
    ...(text === null ? callParameters(resourceSid, from, to) : messageParameters(resourceSid, text)),
    ...(last && lastSessionParameters(last)),
  };
}

const messageParameters = (sid: string, text: string): Parameters => ({
  MessageSid: sid,
  SmsSid: sid,
  SmsMessageSid: sid,
  SmsStatus: 'received',
  Body: text,
  NumMedia: '0',
  NumSegments: String(Math.max(1, Math.ceil(text.length / 160))),
});

const callParameters = (sid: string, from: string, to: string): Parameters => ({
  CallSid: sid,
  CallStatus: 'ringing',
  Direction: 'inbound',
  ...numberParameters('Caller', from),
  ...numberParameters('Called', to),
});

/** Only the country is known of a number; Twilio sends the other three empty when it does not know them. */
const numberParameters = (name: string, number: string): Parameters => ({
  [name]: number,
  [`${name}City`]: '',
  [`${name}State`]: '',
  [`${name}Zip`]: '',
  [`${name}Country`]: countryOf(number) ?? '',
});

function lastSessionParameters(sender: ParticipantNode): Parameters {
  const { record } = sender.session;
  const other = Array.from(sender.session.participants).find((each) => each !== sender);
  return {
    ...present({
      sessionSid: record.sid,
      sessionAccountSid: record.account_sid,
      sessionServiceSid: record.service_sid,
      sessionUniqueName: record.unique_name,
      sessionStatus: record.status,
      sessionClosedReason: record.closed_reason,
      sessionMode: record.mode,
      sessionDateCreated: record.date_created,
      sessionDateUpdated: record.date_updated,
      sessionDateEnded: record.date_ended,
    }),
    ...participantParameters('inboundParticipant', sender.record),
    ...(other && participantParameters('outboundParticipant', other.record)),
  };
}

const participantParameters = (prefix: string, record: ParticipantRecord): Parameters =>
  present({
    [`${prefix}Sid`]: record.sid,
    [`${prefix}AccountSid`]: record.account_sid,
    [`${prefix}ServiceSid`]: record.service_sid,
    [`${prefix}SessionSid`]: record.session_sid,
    [`${prefix}Identifier`]: record.identifier,
    [`${prefix}FriendlyName`]: record.friendly_name,
    [`${prefix}ProxyIdentifier`]: record.proxy_identifier,
    [`${prefix}ProxyIdentifierSid`]: record.proxy_identifier_sid,
    [`${prefix}DateCreated`]: record.date_created,
    [`${prefix}DateUpdated`]: record.date_updated,
  });
