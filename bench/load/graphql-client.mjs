import { Client } from 'undici';

/** Sends GraphQL operations over one kept connection for each client; throws when an answer has errors. */
export class GraphqlClient {
  /** @type {Client[]} */
  #clients = [];

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** @param {string} body @param {number} client @returns {Promise<void>} */
  async post(body, client) {
    const connection = (this.#clients[client] ??= new Client(this.url, {
      headersTimeout: 0,
      bodyTimeout: 0,
    }));
    const answer = await connection.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    const text = await answer.body.text();
    // Errors come first in an answer, data after them.
    if (answer.statusCode !== 200 || text.slice(0, 20).includes('"errors"')) {
      throw new Error(`status ${answer.statusCode}: ${text.slice(0, 300)}`);
    }
  }

  async close() {
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }
}
