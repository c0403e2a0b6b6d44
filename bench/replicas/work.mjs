import { isDeepStrictEqual } from 'node:util';
import { Client } from 'undici';
import { documents } from '../targets/documents.mjs';
import { graphqlExchange, plain } from '../targets/graphql-exchange.mjs';

/** @typedef {{ workload: 'C' | 'D', service: string, expected?: unknown }} Work */

/** @param {Record<string, any>} row @param {Record<string, string>} names */
const pick = (row, names) =>
  plain(Object.fromEntries(Object.entries(names).map(([name, from]) => [name, row[from]])));
const SESSION = { sid: 'sid', uniqueName: 'unique_name', status: 'status', dateCreated: 'date_created' };
const PARTICIPANT = { sid: 'sid', friendlyName: 'friendly_name', identifier: 'identifier' };
const MESSAGE = {
  sid: 'sid',
  data: 'data',
  outboundResourceStatus: 'outbound_resource_status',
  dateCreated: 'date_created',
};

/**
 * The Service of that name, with the rows that a workload must give, read from the REST API.
 *
 * @param {(path: string) => Promise<any>} get @param {Work['workload']} workload @param {string} name
 * @returns {Promise<Work>}
 */
export async function workOn(get, workload, name) {
  const { services } = await get('Services?PageSize=100');
  const { sid } = services.find((/** @type {any} */ each) => each.unique_name === name);
  const path = `Services/${sid}/Sessions`;
  const { sessions } = await get(`${path}?PageSize=${workload === 'C' ? 50 : 20}`);
  const rows = [];
  for (const session of sessions) {
    const participants = [];
    for (const party of (await get(`${path}/${session.sid}/Participants`)).participants) {
      const row = pick(party, PARTICIPANT);
      if (workload === 'D') {
        const { interactions } = await get(
          `${path}/${session.sid}/Participants/${party.sid}/MessageInteractions`,
        );
        row.messageInteractions = interactions.map((/** @type {any} */ each) => pick(each, MESSAGE));
      }
      participants.push(row);
    }
    rows.push({ ...pick(session, SESSION), participants });
  }
  return { workload, service: sid, expected: { uniqueName: name, sessions: rows } };
}

/**
 * Repeats an operation until told to stop. Answers that come later do not count.
 *
 * @param {string} url @param {Work} work
 */
export function repeat(url, { workload, service, expected }) {
  const client = new Client(url, { headersTimeout: 0, bodyTimeout: 0 });
  const body = JSON.stringify({ query: documents[workload], variables: { service } });
  /** Of right answers, in ms. @type {number[]} */
  const latencies = [];
  const result = { latencies, right: 0, wrong: 0, failure: '' };
  let isStopped = false;
  async function once() {
    const began = performance.now();
    const { body: stream } = await client.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    const answer = /** @type {any} */ (await stream.json());
    if (isStopped) return;
    if (!isDeepStrictEqual(graphqlExchange.rows(workload, answer), expected)) throw new Error('other rows');
    latencies.push(performance.now() - began);
    result.right += 1;
  }
  /** @param {number} most */
  async function run(most) {
    for (let count = 0; count < most && !isStopped; count += 1) {
      await once().catch((error) => {
        if (isStopped) return;
        result.wrong += 1;
        result.failure = String(error).slice(0, 200);
      });
    }
  }
  return {
    result,
    run,
    async stop() {
      isStopped = true;
      await client.destroy();
    },
  };
}
