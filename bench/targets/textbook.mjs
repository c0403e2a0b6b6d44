/**
 * A textbook Apollo Server: a REST call in each resolver that needs one, by `fetch`, or by `@apollo/datasource-rest` when
 * DATASOURCE is `rest`. TOKEN is an auth token other than that of the fake upstream. Everything else stays as Apollo delivers it.
 */
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { ACCOUNT_SID, AUTH_TOKEN } from '../upstream/world.mjs';
import { resolvers, typeDefs } from './textbook-schema.mjs';

const { PORT = '0', UPSTREAM = '', DATASOURCE = 'fetch', TOKEN = AUTH_TOKEN } = process.env;
const authorization = `Basic ${Buffer.from(`${ACCOUNT_SID}:${TOKEN}`).toString('base64')}`;

const byFetch = {
  async get(/** @type {string} */ path) {
    const answer = await fetch(`${UPSTREAM}/${path}`, { headers: { authorization } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.json();
  },
};

class TwilioProxyApi extends RESTDataSource {
  baseURL = `${UPSTREAM}/`;
  /** @param {string} _ @param {any} request */
  willSendRequest(_, request) {
    request.headers.authorization = authorization;
  }
  /** @param {string} path @returns {Promise<any>} */
  get(path) {
    return super.get(path);
  }
}

const server = new ApolloServer({ typeDefs, resolvers });
await startStandaloneServer(server, {
  listen: { port: Number(PORT), host: '127.0.0.1' },
  context: async () => ({
    api: DATASOURCE === 'rest' ? new TwilioProxyApi({ cache: server.cache }) : byFetch,
  }),
});
