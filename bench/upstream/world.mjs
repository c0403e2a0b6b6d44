import { placeOf, sidOf } from './sids.mjs';

/** The data that every target reads: records in the shapes of the Twilio Proxy REST API v1, made from their place. */

export const ACCOUNT_SID = `AC${'0'.repeat(31)}1`;
export const AUTH_TOKEN = 'bench';
/** The host in page addresses; a client must not go there. */
const HOST = 'https://proxy.twilio.com';

export const SESSIONS = 500;
export const PARTICIPANTS = 2;
export const INTERACTIONS = 100;
export const MESSAGE_INTERACTIONS = 5;

const STATUSES = ['open', 'in-progress', 'closed'];
const TEXTS = [
  'at the door',
  'Your courier is on the way',
  'Five minutes, traffic on the bridge',
  'Thank you!',
];

const two = (/** @type {number} */ number) => String(number % 60).padStart(2, '0');
const moment = (/** @type {number} */ seed) => `2026-03-02T0${seed % 10}:${two(seed)}:${two(seed * 7)}Z`;
const phone = (/** @type {number} */ seed) => `+1415555${String(seed % 10_000).padStart(4, '0')}`;

/** @param {number} serviceNumber */
export function service(serviceNumber) {
  const sid = sidOf('KS', [serviceNumber]);
  const url = `${HOST}/v1/Services/${sid}`;
  return {
    sid,
    account_sid: ACCOUNT_SID,
    chat_instance_sid: null,
    unique_name: `courier-masking-${serviceNumber}`,
    default_ttl: 3600,
    callback_url: 'https://hooks.example.test/proxy/status',
    geo_match_level: 'country',
    number_selection_behavior: 'prefer-sticky',
    intercept_callback_url: 'https://hooks.example.test/proxy/gate',
    out_of_session_callback_url: null,
    date_created: moment(serviceNumber),
    date_updated: moment(serviceNumber + 1),
    url,
    links: {
      sessions: `${url}/Sessions`,
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
    },
  };
}

/** @param {number} serviceNumber @param {number} number */
export function session(serviceNumber, number) {
  const sid = sidOf('KC', [serviceNumber, number]);
  const url = `${service(serviceNumber).url}/Sessions/${sid}`;
  return {
    sid,
    service_sid: sidOf('KS', [serviceNumber]),
    account_sid: ACCOUNT_SID,
    unique_name: `order-${serviceNumber}-${number}`,
    status: STATUSES[number % STATUSES.length],
    closed_reason: null,
    ttl: 3600,
    mode: 'voice-and-message',
    date_started: null,
    date_ended: null,
    date_last_interaction: null,
    date_expiry: null,
    date_created: moment(number),
    date_updated: moment(number + 1),
    url,
    links: { interactions: `${url}/Interactions`, participants: `${url}/Participants` },
  };
}

/** @param {number} serviceNumber @param {number} sessionNumber @param {number} number */
export function participant(serviceNumber, sessionNumber, number) {
  const sid = sidOf('KP', [serviceNumber, sessionNumber, number]);
  const parent = session(serviceNumber, sessionNumber);
  const url = `${parent.url}/Participants/${sid}`;
  return {
    sid,
    session_sid: parent.sid,
    service_sid: parent.service_sid,
    account_sid: ACCOUNT_SID,
    friendly_name: number === 1 ? 'rider' : 'driver',
    identifier: phone(sessionNumber * 2 + number),
    proxy_identifier: phone(9000 + number),
    proxy_identifier_sid: sidOf('PN', [serviceNumber, number]),
    date_deleted: null,
    date_created: moment(sessionNumber + number),
    date_updated: moment(sessionNumber + number),
    url,
    links: { message_interactions: `${url}/MessageInteractions` },
  };
}

/** What Interactions and MessageInteractions have in common. @param {number[]} place @param {string} address */
function exchange(place, address) {
  const [serviceNumber, sessionNumber, , number] = /** @type {[number, number, number, number]} */ (place);
  const sid = sidOf('KI', place);
  return {
    sid,
    session_sid: sidOf('KC', [serviceNumber, sessionNumber]),
    service_sid: sidOf('KS', [serviceNumber]),
    account_sid: ACCOUNT_SID,
    data: JSON.stringify({ body: `${TEXTS[number % TEXTS.length]} (${number})` }),
    type: 'message',
    inbound_participant_sid: null,
    inbound_resource_sid: null,
    inbound_resource_status: null,
    inbound_resource_type: null,
    inbound_resource_url: null,
    outbound_resource_sid: sidOf('SM', place),
    outbound_resource_status: 'sent',
    outbound_resource_type: 'Message',
    outbound_resource_url: null,
    date_created: moment(number),
    date_updated: moment(number + 2),
    url: `${address}/${sid}`,
  };
}

/** @param {number} serviceNumber @param {number} sessionNumber @param {number} number */
export function interaction(serviceNumber, sessionNumber, number) {
  const place = [serviceNumber, sessionNumber, 0, number];
  const party = (/** @type {number} */ which) => sidOf('KP', [serviceNumber, sessionNumber, which]);
  return {
    ...exchange(place, `${session(serviceNumber, sessionNumber).url}/Interactions`),
    inbound_participant_sid: party(1 + (number % 2)),
    inbound_resource_sid: sidOf('SM', [...place.slice(0, 2), 1, number]),
    inbound_resource_status: 'delivered',
    inbound_resource_type: 'Message',
    outbound_participant_sid: party(2 - (number % 2)),
  };
}

/** @param {number} serviceNumber @param {number} sessionNumber @param {number} party @param {number} number */
export function messageInteraction(serviceNumber, sessionNumber, party, number) {
  const { url, sid } = participant(serviceNumber, sessionNumber, party);
  return {
    ...exchange([serviceNumber, sessionNumber, party, number], `${url}/MessageInteractions`),
    participant_sid: sid,
    outbound_participant_sid: sid,
  };
}

/** Lists by path segment: their length, their key, and a row by its number, which begins with 1. */
const LISTS = {
  Sessions: { size: SESSIONS, key: 'sessions', row: session },
  Participants: { size: PARTICIPANTS, key: 'participants', row: participant },
  Interactions: { size: INTERACTIONS, key: 'interactions', row: interaction },
  MessageInteractions: { size: MESSAGE_INTERACTIONS, key: 'interactions', row: messageInteraction },
};

/** @param {string} path @param {keyof typeof LISTS} segment @param {number[]} parent @param {URLSearchParams} query */
function page(path, segment, parent, query) {
  const { size, key, row } = LISTS[segment];
  const pageSize = Math.min(Number(query.get('PageSize') ?? 50), 100);
  const offset = Number((query.get('PageToken') ?? 'PT0').slice(2));
  const number = offset / pageSize;
  const address = (/** @type {number} */ index) =>
    `${HOST}${path}?PageSize=${pageSize}&Page=${index}` +
    (index > 0 ? `&PageToken=PT${index * pageSize}` : '');
  const end = Math.min(offset + pageSize, size);
  const rows = [];
  for (let next = offset + 1; next <= end; next++) rows.push(/** @type {Function} */ (row)(...parent, next));
  return {
    meta: {
      page: number,
      page_size: pageSize,
      first_page_url: address(0),
      previous_page_url: number > 0 ? address(number - 1) : null,
      url: address(number),
      next_page_url: end < size ? address(number + 1) : null,
      key,
    },
    [key]: rows,
  };
}

/** The JSON text at an address (path and query), or null where nothing is. @param {string} address */
export function render(address) {
  const { pathname, searchParams } = new URL(address, HOST);
  const [, version, root, ...parts] = pathname.split('/');
  if (version !== 'v1' || root !== 'Services' || parts.length === 0) return null;
  const sids = parts.filter((_, index) => index % 2 === 0);
  const place = placeOf(/** @type {string} */ (sids.at(-1)), sids.length);
  if (place.some(Number.isNaN)) return null;
  const last = /** @type {string} */ (parts.at(-1));
  if (parts.length % 2 === 0) {
    return last in LISTS
      ? JSON.stringify(page(pathname, /** @type {keyof typeof LISTS} */ (last), place, searchParams))
      : null;
  }
  const [first = 0, second = 0, third = 0] = place;
  if (sids.length === 1) return JSON.stringify(service(first));
  if (sids.length === 2) return JSON.stringify(session(first, second));
  return parts[3] !== 'Participants' || sids.length !== 3
    ? null
    : JSON.stringify(participant(first, second, third));
}
