/**
 * The fields of each resource as Twilio's published contract has them: name, kind, and whether null is allowed.
 * Written out by hand, so that the emulator is not its own judge.
 * https://github.com/twilio/twilio-oai (spec/json/twilio_proxy_v1.json; short codes: release 2.3.3)
 */
export type Kind =
  | 'text'
  | 'whole number'
  | 'yes or no'
  | 'date'
  | 'address'
  | `sid ${string}`
  | readonly string[]
  | Links
  | 'flags';

export interface Links {
  readonly links: readonly string[];
}

/** `null` stands for a field that may be null. */
export type Fields = Readonly<Record<string, readonly [kind: Kind, nullable?: null]>>;

const resourceStatus = [
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
];

const interaction: Fields = {
  sid: ['sid KI'],
  session_sid: ['sid KC'],
  service_sid: ['sid KS'],
  account_sid: ['sid AC'],
  data: ['text'],
  type: [['message', 'voice', 'unknown']],
  inbound_participant_sid: ['sid KP', null],
  inbound_resource_sid: ['sid CA|SM', null],
  inbound_resource_status: [resourceStatus, null],
  inbound_resource_type: [['Call', 'Message'], null],
  inbound_resource_url: ['address', null],
  outbound_participant_sid: ['sid KP', null],
  outbound_resource_sid: ['sid CA|SM', null],
  outbound_resource_status: [resourceStatus, null],
  outbound_resource_type: [['Call', 'Message'], null],
  outbound_resource_url: ['address', null],
  date_created: ['date'],
  date_updated: ['date'],
  url: ['address'],
};

export const fields: Readonly<Record<string, Fields>> = {
  Service: {
    sid: ['sid KS'],
    account_sid: ['sid AC'],
    chat_instance_sid: ['sid IS', null],
    unique_name: ['text'],
    default_ttl: ['whole number'],
    callback_url: ['address', null],
    geo_match_level: [['area-code', 'overlay', 'radius', 'country', 'extended-area-code']],
    number_selection_behavior: [['avoid-sticky', 'prefer-sticky']],
    intercept_callback_url: ['address', null],
    out_of_session_callback_url: ['address', null],
    date_created: ['date'],
    date_updated: ['date'],
    url: ['address'],
    links: [{ links: ['sessions', 'phone_numbers', 'short_codes'] }],
  },
  Session: {
    sid: ['sid KC'],
    service_sid: ['sid KS'],
    account_sid: ['sid AC'],
    unique_name: ['text', null],
    status: [['open', 'in-progress', 'closed', 'failed', 'unknown']],
    closed_reason: ['text', null],
    ttl: ['whole number'],
    mode: [['message-only', 'voice-only', 'voice-and-message']],
    date_started: ['date', null],
    date_ended: ['date', null],
    date_last_interaction: ['date', null],
    date_expiry: ['date', null],
    date_created: ['date'],
    date_updated: ['date'],
    url: ['address'],
    links: [{ links: ['interactions', 'participants'] }],
  },
  Participant: {
    sid: ['sid KP'],
    session_sid: ['sid KC'],
    service_sid: ['sid KS'],
    account_sid: ['sid AC'],
    friendly_name: ['text', null],
    identifier: ['text'],
    proxy_identifier: ['text', null],
    proxy_identifier_sid: ['sid PN', null],
    date_deleted: ['date', null],
    date_created: ['date'],
    date_updated: ['date'],
    url: ['address'],
    links: [{ links: ['message_interactions'] }],
  },
  Interaction: interaction,
  MessageInteraction: { ...interaction, participant_sid: ['sid KP'] },
  PhoneNumber: {
    sid: ['sid PN'],
    account_sid: ['sid AC'],
    service_sid: ['sid KS'],
    phone_number: ['text'],
    friendly_name: ['text', null],
    iso_country: ['text'],
    capabilities: ['flags'],
    is_reserved: ['yes or no'],
    in_use: ['whole number'],
    date_created: ['date'],
    date_updated: ['date'],
    url: ['address'],
  },
  ShortCode: {
    sid: ['sid SC'],
    account_sid: ['sid AC'],
    service_sid: ['sid KS'],
    short_code: ['text'],
    iso_country: ['text'],
    capabilities: ['flags'],
    is_reserved: ['yes or no'],
    date_created: ['date'],
    date_updated: ['date'],
    url: ['address'],
  },
};

/** The thirteen keys that an answer has; the schema's own four are never sent. */
export const capabilityKeys = [
  'voice_inbound',
  'voice_outbound',
  'sms_inbound',
  'sms_outbound',
  'mms_inbound',
  'mms_outbound',
  'fax_inbound',
  'fax_outbound',
  'restriction_voice_domestic',
  'restriction_sms_domestic',
  'restriction_mms_domestic',
  'restriction_fax_domestic',
  'sip_trunking',
];
