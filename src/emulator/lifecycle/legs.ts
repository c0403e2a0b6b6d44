import type { InteractionRecord, InteractionType, ResourceStatus } from '../state/records.ts';

/** One leg of an Interaction: the Participant, and the call or message that Twilio creates for it. */
export interface Leg {
  readonly participantSid: string;
  /** `SM…` or `CA…` */
  readonly resourceSid: string;
  readonly status: ResourceStatus;
  /** The address of the call or message; null for a message sent through the API. */
  readonly resourceUrl: string | null;
}

type Inbound = Pick<InteractionRecord, Extract<keyof InteractionRecord, `inbound_${string}`>>;
type Outbound = Pick<InteractionRecord, Extract<keyof InteractionRecord, `outbound_${string}`>>;

export const inboundFields = (leg: Leg | null, type: InteractionType): Inbound => ({
  inbound_participant_sid: leg?.participantSid ?? null,
  inbound_resource_sid: leg?.resourceSid ?? null,
  inbound_resource_status: leg?.status ?? null,
  inbound_resource_type: leg && resourceType(type),
  inbound_resource_url: leg?.resourceUrl ?? null,
});

export const outboundFields = (leg: Leg | null, type: InteractionType): Outbound => ({
  outbound_participant_sid: leg?.participantSid ?? null,
  outbound_resource_sid: leg?.resourceSid ?? null,
  outbound_resource_status: leg?.status ?? null,
  outbound_resource_type: leg && resourceType(type),
  outbound_resource_url: leg?.resourceUrl ?? null,
});

const resourceType = (type: InteractionType): string => (type === 'voice' ? 'Call' : 'Message');

/** The address of the call or message in Twilio's main API. */
export const resourceUrl = (accountSid: string, type: InteractionType, resourceSid: string): string =>
  `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/${resourceType(type)}s/${resourceSid}.json`;

/** The prefix of a call's or a message's SID. */
export const resourcePrefix = (type: InteractionType): 'CA' | 'SM' => (type === 'voice' ? 'CA' : 'SM');
