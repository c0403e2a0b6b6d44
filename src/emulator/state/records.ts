/**
 * The stored records, one type per resource, with the names of the wire. `url` and `links` depend on the address that the
 * client uses, so they are not stored.
 * Dates are wire dates: UTC, second precision, `2026-03-02T08:15:30Z`.
 */

export const sessionStatuses = ['open', 'in-progress', 'closed', 'failed', 'unknown'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

export const sessionModes = ['message-only', 'voice-only', 'voice-and-message'] as const;
export type SessionMode = (typeof sessionModes)[number];

/** Twilio's schema lists all but `extended-area-code`, which only its documentation has. All are accepted. */
export const geoMatchLevels = ['area-code', 'overlay', 'radius', 'country', 'extended-area-code'] as const;
export type GeoMatchLevel = (typeof geoMatchLevels)[number];

export const numberSelectionBehaviors = ['avoid-sticky', 'prefer-sticky'] as const;
export type NumberSelectionBehavior = (typeof numberSelectionBehaviors)[number];

export type InteractionType = 'message' | 'voice' | 'unknown';

export const resourceStatuses = [
  'accepted',
  'answered',
  'busy',
  'canceled',
  'completed',
  'deleted',
  'delivered',
  'delivery-unknown',
  'failed',
  'in-progress',
  'initiated',
  'no-answer',
  'queued',
  'received',
  'receiving',
  'ringing',
  'scheduled',
  'sending',
  'sent',
  'undelivered',
  'unknown',
] as const;
export type ResourceStatus = (typeof resourceStatuses)[number];

export interface ServiceRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly chat_instance_sid: string | null;
  readonly unique_name: string;
  readonly default_ttl: number;
  readonly callback_url: string | null;
  readonly geo_match_level: GeoMatchLevel;
  readonly number_selection_behavior: NumberSelectionBehavior;
  readonly intercept_callback_url: string | null;
  readonly out_of_session_callback_url: string | null;
  readonly date_created: string;
  readonly date_updated: string;
}

export interface SessionRecord {
  readonly sid: string;
  readonly service_sid: string;
  readonly account_sid: string;
  readonly unique_name: string | null;
  readonly status: SessionStatus;
  readonly closed_reason: string | null;
  readonly ttl: number;
  readonly mode: SessionMode;
  readonly date_started: string | null;
  readonly date_ended: string | null;
  readonly date_last_interaction: string | null;
  readonly date_expiry: string | null;
  readonly date_created: string;
  readonly date_updated: string;
}

export interface ParticipantRecord {
  readonly sid: string;
  readonly session_sid: string;
  readonly service_sid: string;
  readonly account_sid: string;
  readonly friendly_name: string | null;
  readonly identifier: string;
  readonly proxy_identifier: string | null;
  readonly proxy_identifier_sid: string | null;
  readonly date_deleted: string | null;
  readonly date_created: string;
  readonly date_updated: string;
}

/** An Interaction. A message sent through the API has no inbound leg. */
export interface InteractionRecord {
  readonly sid: string;
  readonly session_sid: string;
  readonly service_sid: string;
  readonly account_sid: string;
  readonly data: string;
  readonly type: InteractionType;
  readonly inbound_participant_sid: string | null;
  readonly inbound_resource_sid: string | null;
  readonly inbound_resource_status: ResourceStatus | null;
  readonly inbound_resource_type: string | null;
  readonly inbound_resource_url: string | null;
  readonly outbound_participant_sid: string | null;
  readonly outbound_resource_sid: string | null;
  readonly outbound_resource_status: ResourceStatus | null;
  readonly outbound_resource_type: string | null;
  readonly outbound_resource_url: string | null;
  readonly date_created: string;
  readonly date_updated: string;
}

/** `voice_inbound`, `sms_outbound`, `restriction_mms_domestic`, `sip_trunking` …: thirteen keys on the wire. */
export type Capabilities = Readonly<Record<string, boolean>>;

export interface PhoneNumberRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly service_sid: string;
  readonly phone_number: string;
  readonly friendly_name: string | null;
  readonly iso_country: string | null;
  readonly capabilities: Capabilities;
  readonly is_reserved: boolean;
  readonly date_created: string;
  readonly date_updated: string;
}

export interface ShortCodeRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly service_sid: string;
  readonly short_code: string;
  readonly iso_country: string | null;
  readonly capabilities: Capabilities;
  readonly is_reserved: boolean;
  readonly date_created: string;
  readonly date_updated: string;
}
