import { dateTime } from '../twilio/fields.ts';
import type { WireRecord } from '../twilio/model.ts';
import type { SidPath } from '../twilio/sid.ts';
import { interaction } from '../twilio/resources/interaction.ts';
import { parseSidPath } from '../twilio/path.ts';

/** An Interaction as a callback reports it. */
export interface InteractionReport {
  /** `[serviceSid, sessionSid, interactionSid]` */
  readonly path: SidPath;
  readonly accountSid: string;
  /** The Interaction as the REST API returns it. */
  readonly record: WireRecord;
  /** The latest moment of its state, in milliseconds since the epoch. */
  readonly updatedAt: number;
}

/** The keys of the record and the parameters of the webhook: https://www.twilio.com/docs/proxy/api/webhooks */
const PARAMETERS = {
  sid: 'interactionSid',
  account_sid: 'interactionAccountSid',
  service_sid: 'interactionServiceSid',
  session_sid: 'interactionSessionSid',
  type: 'interactionType',
  data: 'interactionData',
  date_created: 'interactionDateCreated',
  date_updated: 'interactionDateUpdated',
  inbound_participant_sid: 'inboundParticipantSid',
  inbound_resource_sid: 'inboundResourceSid',
  inbound_resource_status: 'inboundResourceStatus',
  inbound_resource_type: 'inboundResourceType',
  inbound_resource_url: 'inboundResourceUrl',
  outbound_participant_sid: 'outboundParticipantSid',
  outbound_resource_sid: 'outboundResourceSid',
  outbound_resource_status: 'outboundResourceStatus',
  outbound_resource_type: 'outboundResourceType',
  outbound_resource_url: 'outboundResourceUrl',
} as const;

type Key = keyof typeof PARAMETERS;

/** The values of all keys; null for those that the callback has not. */
type ReportRecord = Record<Key, string | null>;

const KEYS = Object.keys(PARAMETERS) as readonly Key[];

/** `message` as `Message`: webhooks and the REST API differ in case. */
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/** The last millisecond that a date can mean: without milliseconds it stands for its whole second. */
function latestOf(date: string | null): number | null {
  const read = dateTime(date, () => undefined);
  if (read === null) return null;
  // The text that was sent: `read` has no milliseconds when they are zero.
  return Date.parse(read) + (/\.\d/.test(date ?? '') ? 0 : 999);
}

/** The report of a record with the values that `read` finds; null if it is of no Interaction. */
function reportOf(read: (key: Key) => string | null): InteractionReport | null {
  const record = Object.fromEntries(KEYS.map((key) => [key, read(key)])) as ReportRecord;
  const path = parseSidPath(interaction, [
    record.service_sid ?? '',
    record.session_sid ?? '',
    record.sid ?? '',
  ]);
  const updatedAt = latestOf(record.date_updated);
  if (path === null || updatedAt === null || record.account_sid === null) return null;
  return { path, accountSid: record.account_sid, record, updatedAt };
}

/** Reads the parameters of a callback; null when they do not report an Interaction. An empty value counts as absent. */
export function readReport(parameters: URLSearchParams): InteractionReport | null {
  return reportOf((key) => {
    const value = parameters.get(PARAMETERS[key]) ?? '';
    if (value === '') return null;
    if (key === 'type') return value.toLowerCase();
    return key === 'inbound_resource_type' || key === 'outbound_resource_type' ? capitalised(value) : value;
  });
}

/** Reads a record of a report again. Null if it is none; keys that a report has not are left out. */
export function readRecord(record: WireRecord): InteractionReport | null {
  return reportOf((key) => {
    const value = Object.hasOwn(record, key) ? record[key] : null;
    return typeof value === 'string' ? value : null;
  });
}
