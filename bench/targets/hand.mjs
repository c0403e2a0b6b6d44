import { Pool } from 'undici';
import { ACCOUNT_SID, AUTH_TOKEN } from '../upstream/world.mjs';
import { WALK_STEP } from '../workloads.mjs';

/**
 * A client written by hand for exactly these workloads: the fewest calls, everything that can be in parallel in parallel, a
 * bounded pool of connections, the cheapest way into undici, and only the asked fields. Without retries, deadlines or checks.
 */

/** As many connections as the gateway opens when nothing is said. */
const CONNECTIONS = 64;

class Reader {
  /** @type {Buffer[]} */
  chunks = [];
  status = 0;

  /** @param {(text: any) => void} resolve @param {(error: Error) => void} reject */
  constructor(resolve, reject) {
    this.resolve = resolve;
    this.reject = reject;
  }
  onRequestStart() {}
  /** @param {unknown} _ @param {number} status */
  onResponseStart(_, status) {
    this.status = status;
  }
  /** @param {unknown} _ @param {Buffer} chunk */
  onResponseData(_, chunk) {
    this.chunks.push(chunk);
  }
  onResponseEnd() {
    if (this.status !== 200) this.reject(new Error(`status ${this.status}`));
    else this.resolve(JSON.parse(Buffer.concat(this.chunks).toString('utf8')));
  }
  /** @param {unknown} _ @param {Error} error */
  onResponseError(_, error) {
    this.reject(error);
  }
}

const sessionRow = (/** @type {any} */ row) => ({
  sid: row.sid,
  uniqueName: row.unique_name,
  status: row.status,
  dateCreated: row.date_created,
});
const participantRow = (/** @type {any} */ row) => ({
  sid: row.sid,
  friendlyName: row.friendly_name,
  identifier: row.identifier,
});
const messageRow = (/** @type {any} */ row) => ({
  sid: row.sid,
  data: row.data,
  outboundResourceStatus: row.outbound_resource_status,
  dateCreated: row.date_created,
});

/** @param {any} interactions @param {any} participants */
function interactionRows(interactions, participants) {
  const parties = new Map(
    participants.participants.map((/** @type {any} */ row) => [row.sid, participantRow(row)]),
  );
  return interactions.interactions.map((/** @type {any} */ row) => ({
    sid: row.sid,
    type: row.type,
    data: row.data,
    dateCreated: row.date_created,
    inboundParticipant: parties.get(row.inbound_participant_sid) ?? null,
    outboundParticipant: parties.get(row.outbound_participant_sid) ?? null,
  }));
}

/**
 * The workloads by id. Each takes its variables (and F the place of a page) and gives `{ rows, next }`.
 *
 * @param {string} upstream
 * @returns {Record<string, (variables: import('../workloads.mjs').Variables, place?: string | null) => Promise<{ rows: any, next: string | null }>>}
 */
export function createHandClient(upstream) {
  const pool = new Pool(upstream, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const authorization = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;
  const headers = { authorization, accept: 'application/json' };
  /** @param {string} path @returns {Promise<any>} */
  const get = (path) =>
    new Promise((resolve, reject) => {
      pool.dispatch({ method: 'GET', path, headers }, new Reader(resolve, reject));
    });
  const serviceAt = (/** @type {string} */ sid) => `/v1/Services/${sid}`;
  const done = (/** @type {any} */ rows) => ({ rows, next: null });

  /** @param {string} service @param {number} size @param {(row: any) => Promise<any>} row */
  async function serviceWith(service, size, row) {
    const [head, rows] = await Promise.all([
      get(serviceAt(service)),
      get(`${serviceAt(service)}/Sessions?PageSize=${size}`).then((page) =>
        Promise.all(page.sessions.map(row)),
      ),
    ]);
    return done({ uniqueName: head.unique_name, sessions: rows });
  }

  /** @param {import('../workloads.mjs').Variables} variables */
  function transcript({ serviceSid, sessionSid }) {
    const path = `${serviceAt(serviceSid)}/Sessions/${sessionSid}`;
    return Promise.all([
      get(path),
      get(`${path}/Interactions?PageSize=100`),
      get(`${path}/Participants?PageSize=50`),
    ]);
  }

  return {
    async A({ serviceSid, sessionSid }) {
      const row = await get(`${serviceAt(serviceSid)}/Sessions/${sessionSid}`);
      return done({ ...sessionRow(row), mode: row.mode, ttl: row.ttl, dateUpdated: row.date_updated });
    },
    B: ({ serviceSid }) => serviceWith(serviceSid, 50, sessionRow),
    C: ({ serviceSid }) =>
      serviceWith(serviceSid, 50, async (row) => {
        const page = await get(`${serviceAt(serviceSid)}/Sessions/${row.sid}/Participants?PageSize=50`);
        return { ...sessionRow(row), participants: page.participants.map(participantRow) };
      }),
    D: ({ serviceSid }) =>
      serviceWith(serviceSid, 20, async (row) => {
        const path = `${serviceAt(serviceSid)}/Sessions/${row.sid}/Participants`;
        const { participants } = await get(`${path}?PageSize=50`);
        const withMessages = async (/** @type {any} */ party) => {
          const page = await get(`${path}/${party.sid}/MessageInteractions?PageSize=50`);
          return { ...participantRow(party), messageInteractions: page.interactions.map(messageRow) };
        };
        return { ...sessionRow(row), participants: await Promise.all(participants.map(withMessages)) };
      }),
    async E(variables) {
      const [head, interactions, participants] = await transcript(variables);
      return done({
        uniqueName: head.unique_name,
        interactions: interactionRows(interactions, participants),
      });
    },
    async F({ serviceSid }, place = null) {
      const page = await get(`${serviceAt(serviceSid)}/Sessions?PageSize=${WALK_STEP}${place ?? ''}`);
      const url = page.meta.next_page_url;
      const query = url === null ? null : new URL(url).searchParams;
      const next = query && `&Page=${query.get('Page')}&PageToken=${query.get('PageToken')}`;
      return { rows: page.sessions.map(sessionRow), next };
    },
    async G({ serviceSid, sessionSids }) {
      /** @type {Map<string, Promise<any>>} */
      const reads = new Map();
      const read = (/** @type {string} */ sid) => {
        const known = reads.get(sid) ?? get(`${serviceAt(serviceSid)}/Sessions/${sid}`).then(sessionRow);
        reads.set(sid, known);
        return known;
      };
      return done(await Promise.all(sessionSids.map(read)));
    },
    async H(variables) {
      const [head, interactions, participants] = await transcript(variables);
      return done({
        uniqueName: head.unique_name,
        participants: participants.participants.map(participantRow),
        interactions: interactionRows(interactions, participants),
      });
    },
  };
}
