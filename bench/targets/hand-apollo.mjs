/**
 * The reference for CPU: the hand-written client below a bare Apollo Server on `node:http`. graphql-js executes the same
 * documents as the gateway's; the root field makes the REST calls of its operation, the fields below it read properties.
 * Plugins as a team would set them that neither caches answers nor serves a landing page. Everything else is Apollo's default.
 */
import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { createHandClient } from './hand.mjs';
import { typeDefs } from './textbook-schema.mjs';

const { PORT = '0', UPSTREAM = '' } = process.env;
const client = createHandClient(UPSTREAM);

/** The workload of each operation, by the name that its document gives it. @type {Record<string, string>} */
const workloadOf = {
  One: 'A',
  Rows: 'B',
  Nested: 'C',
  Tree: 'D',
  Parties: 'E',
  Walk: 'F',
  Many: 'G',
  Transcript: 'H',
};

/** @param {string[]} ids */
function variablesOf(ids) {
  const paths = ids.map((id) => id.split('-'));
  const [[serviceSid = '', sessionSid = ''] = []] = paths;
  return { serviceSid, sessionSid, sessionSids: paths.map(([, sid = '']) => sid) };
}

/** The value of a root field: all rows of its operation. @param {string[]} ids @param {any} info */
async function find(ids, { operation, variableValues }) {
  const workload = workloadOf[operation.name.value] ?? '';
  const found = await client[workload]?.(variablesOf(ids), variableValues.after ?? null);
  return workload === 'F' ? { sessions: found?.rows, next: found?.next } : found?.rows;
}

/** A list of the hand-written client as a connection. @param {string} name */
const list = (name) => (/** @type {any} */ row) => ({
  nodes: row[name],
  pageInfo: { endCursor: row.next ?? null, hasNextPage: Boolean(row.next) },
});

const byId = (
  /** @type {unknown} */ _,
  /** @type {any} */ { id },
  /** @type {object} */ __,
  /** @type {any} */ info,
) => find([id], info);

const server = new ApolloServer({
  typeDefs,
  resolvers: {
    Query: {
      proxyService: byId,
      proxySession: byId,
      nodes: (
        /** @type {unknown} */ _,
        /** @type {any} */ { ids },
        /** @type {object} */ __,
        /** @type {any} */ info,
      ) => find(ids, info),
    },
    Node: { __resolveType: () => 'ProxySession' },
    ProxyService: { sessions: list('sessions') },
    ProxySession: { participants: list('participants'), interactions: list('interactions') },
    ProxyParticipant: { messageInteractions: list('messageInteractions') },
  },
  plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
});
await server.start();

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const text = Buffer.concat(chunks).toString('utf8');
    const {
      status,
      headers: answered,
      body,
    } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? '',
        headers,
        search: '',
        body: text === '' ? undefined : JSON.parse(text),
      },
      context: async () => ({}),
    });
    const bytes = Buffer.from(body.kind === 'complete' ? body.string : '');
    response.writeHead(status ?? 200, { ...Object.fromEntries(answered), 'content-length': bytes.length });
    response.end(bytes);
  });
}).listen(Number(PORT), '127.0.0.1');
