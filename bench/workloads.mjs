import { sidOf } from './upstream/sids.mjs';
import * as world from './upstream/world.mjs';

/**
 * The measured operations. Each client of a loop has its own variant (a Service with its records), so that no target can
 * share reads between clients.
 *
 * @typedef {{ serviceSid: string, sessionSid: string, sessionSids: string[] }} Variables
 * @typedef {object} Workload
 * @property {string} id
 * @property {string} title
 * @property {number} calls The fewest REST calls that the API allows.
 * @property {(variant: number) => unknown} expected The rows of the answer, in Twilio's values.
 */

export const VARIANTS = 32;
const FIRST_ROWS = 50;
export const WALK_STEP = 50;
/** The Session of the workloads that read one. */
const SESSION = 7;

/** @param {number} from @param {number} to */
const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const serviceOf = (/** @type {number} */ variant) => variant + 1;

/** 100 Sessions, 80 distinct: the first 20 are asked twice. */
const ASKED = [...numbers(1, 80), ...numbers(1, 20)];

/** @param {number} variant @returns {Variables} */
export const variablesOf = (variant) => ({
  serviceSid: sidOf('KS', [serviceOf(variant)]),
  sessionSid: sidOf('KC', [serviceOf(variant), SESSION]),
  sessionSids: ASKED.map((number) => sidOf('KC', [serviceOf(variant), number])),
});

/** @param {number} serviceNumber @param {number} number */
function sessionRow(serviceNumber, number) {
  const {
    sid,
    unique_name: uniqueName,
    status,
    date_created: dateCreated,
  } = world.session(serviceNumber, number);
  return { sid, uniqueName, status, dateCreated };
}

/** @param {number} serviceNumber @param {number} sessionNumber @param {number} number */
function participantRow(serviceNumber, sessionNumber, number) {
  const {
    sid,
    friendly_name: friendlyName,
    identifier,
  } = world.participant(serviceNumber, sessionNumber, number);
  return { sid, friendlyName, identifier };
}

/** @param {number} serviceNumber @param {number} sessionNumber */
const participantRows = (serviceNumber, sessionNumber) =>
  numbers(1, world.PARTICIPANTS).map((number) => participantRow(serviceNumber, sessionNumber, number));

/** @param {number} serviceNumber @param {number} sessionNumber @param {number} party */
const messageRows = (serviceNumber, sessionNumber, party) =>
  numbers(1, world.MESSAGE_INTERACTIONS).map((number) => {
    const row = world.messageInteraction(serviceNumber, sessionNumber, party, number);
    return {
      sid: row.sid,
      data: row.data,
      outboundResourceStatus: row.outbound_resource_status,
      dateCreated: row.date_created,
    };
  });

/** @param {number} serviceNumber @param {number} sessionNumber */
function interactionRows(serviceNumber, sessionNumber) {
  return numbers(1, world.INTERACTIONS).map((number) => {
    const row = world.interaction(serviceNumber, sessionNumber, number);
    return {
      sid: row.sid,
      type: row.type,
      data: row.data,
      dateCreated: row.date_created,
      inboundParticipant: participantRow(serviceNumber, sessionNumber, 1 + (number % 2)),
      outboundParticipant: participantRow(serviceNumber, sessionNumber, 2 - (number % 2)),
    };
  });
}

const uniqueName = (/** @type {number} */ serviceNumber) => world.service(serviceNumber).unique_name;

/** @type {readonly Workload[]} */
export const workloads = [
  {
    id: 'A',
    title: 'one session by id',
    calls: 1,
    expected(variant) {
      const { mode, ttl, date_updated: dateUpdated } = world.session(serviceOf(variant), SESSION);
      return { ...sessionRow(serviceOf(variant), SESSION), mode, ttl, dateUpdated };
    },
  },
  {
    id: 'B',
    title: 'a service + its first 50 sessions',
    calls: 2,
    expected: (variant) => ({
      uniqueName: uniqueName(serviceOf(variant)),
      sessions: numbers(1, FIRST_ROWS).map((number) => sessionRow(serviceOf(variant), number)),
    }),
  },
  {
    id: 'C',
    title: '… and the participants of each',
    calls: 52,
    expected: (variant) => ({
      uniqueName: uniqueName(serviceOf(variant)),
      sessions: numbers(1, FIRST_ROWS).map((number) => ({
        ...sessionRow(serviceOf(variant), number),
        participants: participantRows(serviceOf(variant), number),
      })),
    }),
  },
  {
    id: 'D',
    title: 'a service, 20 sessions, participants, their message interactions',
    calls: 62,
    expected: (variant) => ({
      uniqueName: uniqueName(serviceOf(variant)),
      sessions: numbers(1, 20).map((number) => ({
        ...sessionRow(serviceOf(variant), number),
        participants: participantRows(serviceOf(variant), number).map((party, index) => ({
          ...party,
          messageInteractions: messageRows(serviceOf(variant), number, index + 1),
        })),
      })),
    }),
  },
  {
    id: 'E',
    title: 'a session, 100 interactions, both participants of each',
    calls: 3,
    expected: (variant) => ({
      uniqueName: sessionRow(serviceOf(variant), SESSION).uniqueName,
      interactions: interactionRows(serviceOf(variant), SESSION),
    }),
  },
  {
    id: 'F',
    title: 'walk 500 sessions in steps of 50',
    calls: 10,
    expected: (variant) => numbers(1, world.SESSIONS).map((number) => sessionRow(serviceOf(variant), number)),
  },
  {
    id: 'G',
    title: '100 session ids, 80 distinct',
    calls: 80,
    expected: (variant) => ASKED.map((number) => sessionRow(serviceOf(variant), number)),
  },
  {
    id: 'H',
    title: 'a transcript: a session, participants, 100 interactions with both parties',
    calls: 3,
    expected: (variant) => ({
      uniqueName: sessionRow(serviceOf(variant), SESSION).uniqueName,
      participants: participantRows(serviceOf(variant), SESSION),
      interactions: interactionRows(serviceOf(variant), SESSION),
    }),
  },
];
