import { deepStrictEqual } from 'node:assert/strict';
import { Client } from 'undici';
import { variablesOf, VARIANTS, workloads } from '../workloads.mjs';

/** @typedef {import('../targets/graphql-exchange.mjs').Exchange} Exchange */
/** @typedef {{ body: string, answer: Buffer | null, next: string | null }} Step One request of an operation, with the answer that was checked. */

/**
 * Sends operations and compares each answer with the expected rows. Bytes that were compared once are known; only other
 * bytes are parsed again, so that the generator of load stays cheap.
 */
export class HttpClient {
  /** @type {Map<string, Step[]>} */
  #known = new Map();
  /** @type {Client[]} */
  #clients = [];

  /** @param {string} url @param {Exchange} exchange */
  constructor(url, exchange) {
    this.url = url;
    this.exchange = exchange;
  }

  /** Carries one operation out; throws when a row is not the expected one. @param {string} workload @param {number} client */
  async operate(workload, client) {
    const variant = client % VARIANTS;
    const key = `${workload}${variant}`;
    const known = this.#known.get(key);
    if (known && (await this.#repeat(known, client))) return;
    this.#known.set(key, await this.#check(workload, variant, client));
  }

  /** @param {Step[]} steps @param {number} client */
  async #repeat(steps, client) {
    for (const { body, answer } of steps) {
      const bytes = await this.#post(body, client);
      if (answer === null || !bytes.equals(answer)) return false;
    }
    return true;
  }

  /** @param {string} workload @param {number} variant @param {number} client */
  async #check(workload, variant, client) {
    const variables = variablesOf(variant);
    /** @type {Step[]} */
    const steps = [];
    const pages = [];
    /** @type {string | null} */
    let body = this.exchange.first(workload, variables);
    while (body !== null) {
      const answer = await this.#post(body, client);
      const parsed = JSON.parse(answer.toString('utf8'));
      pages.push(this.exchange.rows(workload, parsed));
      const next = this.exchange.next(workload, variables, parsed);
      steps.push({ body, answer, next });
      body = next;
    }
    deepStrictEqual(workload === 'F' ? pages.flat() : pages[0], expectedRows(workload, variant));
    return steps;
  }

  /** @param {string} body @param {number} client @returns {Promise<Buffer>} */
  async #post(body, client) {
    const connection = (this.#clients[client] ??= new Client(this.url, {
      headersTimeout: 0,
      bodyTimeout: 0,
    }));
    const answer = await connection.request({
      method: 'POST',
      path: this.exchange.path,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    if (answer.statusCode !== 200)
      throw new Error(`status ${answer.statusCode}: ${bytes.toString('utf8').slice(0, 300)}`);
    return bytes;
  }

  async close() {
    await Promise.all(this.#clients.map((client) => client.destroy()));
    this.#clients = [];
  }
}

/** @type {Map<string, unknown>} */
const expected = new Map();

/** The rows that an operation must answer. @param {string} workload @param {number} variant */
function expectedRows(workload, variant) {
  const key = `${workload}${variant}`;
  if (!expected.has(key)) expected.set(key, workloads.find(({ id }) => id === workload)?.expected(variant));
  return expected.get(key);
}
