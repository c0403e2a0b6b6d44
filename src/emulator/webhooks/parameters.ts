import type { InteractionRecord } from '../state/records.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Twilio leaves absent values out; it does not send them empty. */
export function present(values: Readonly<Record<string, string | null>>): Parameters {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** The parameters of an intercept: the Interaction and its inbound leg. https://www.twilio.com/docs/proxy/api/webhooks */
export const interceptParameters = (record: InteractionRecord, updatedAt: number): Parameters =>
  present({
    interactionSid: record.sid,
    interactionAccountSid: record.account_sid,
    interactionServiceSid: record.service_sid,
    interactionSessionSid: record.session_sid,
    interactionType: `${record.type.charAt(0).toUpperCase()}${record.type.slice(1)}`,
    interactionData: record.data,
    interactionDateCreated: record.date_created,
    // A recorded callback has milliseconds in this date only.
    interactionDateUpdated: new Date(updatedAt).toISOString(),
    interactionNumMedia: record.type === 'message' ? '0' : null,
    inboundParticipantSid: record.inbound_participant_sid,
    inboundResourceSid: record.inbound_resource_sid,
    inboundResourceStatus: record.inbound_resource_status,
    inboundResourceType: record.inbound_resource_type?.toLowerCase() ?? null,
    inboundResourceUrl: record.inbound_resource_url,
  });

/** The parameters of a callback: those of an intercept and the outbound leg. */
export const callbackParameters = (record: InteractionRecord, updatedAt: number): Parameters => ({
  ...interceptParameters(record, updatedAt),
  ...present({
    outboundParticipantSid: record.outbound_participant_sid,
    outboundResourceSid: record.outbound_resource_sid,
    outboundResourceStatus: record.outbound_resource_status,
    outboundResourceType: record.outbound_resource_type?.toLowerCase() ?? null,
    outboundResourceUrl: record.outbound_resource_url,
  }),
});
