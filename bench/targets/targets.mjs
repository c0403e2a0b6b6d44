import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT_SID, AUTH_TOKEN } from '../upstream/world.mjs';
import { graphqlExchange } from './graphql-exchange.mjs';
import { meshExchange } from './mesh-exchange.mjs';

/**
 * Everything that is measured, each in a process of its own.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {string} about
 * @property {string[]} packages What must be installed; their versions are reported.
 * @property {string[]} argv
 * @property {string} [cwd]
 * @property {(port: number, upstream: string) => Record<string, string>} env
 * @property {import('./graphql-exchange.mjs').Exchange | null} exchange Null: the loop runs inside the target.
 */

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const file = (/** @type {string} */ name) => join(here, name);
const plainEnv = (/** @type {number} */ port, /** @type {string} */ upstream) => ({
  PORT: String(port),
  UPSTREAM: upstream,
});

/** @type {import('./graphql-exchange.mjs').Exchange} */
const handExchange = {
  path: '/',
  first: (workload, variables) => handBody(workload, variables, null),
  next: (workload, variables, answer) =>
    answer.next === null ? null : handBody(workload, variables, answer.next),
  rows: (_, answer) => answer.rows,
};

/** @param {string} workload @param {import('../workloads.mjs').Variables} variables @param {string | null} place */
function handBody(workload, { serviceSid, sessionSid, sessionSids }, place) {
  const variables = workload === 'G' ? { serviceSid, sessionSids } : { serviceSid, sessionSid };
  return JSON.stringify({ workload, variables, place });
}

/** @type {readonly Target[]} */
export const targets = [
  {
    name: 'gateway',
    about: 'this program, built, as `npm start` runs it, NODE_ENV=production',
    packages: [],
    argv: [join(root, 'dist', 'main.js')],
    cwd: root,
    env: (port, upstream) => ({
      PORT: String(port),
      TWILIO_PROXY_BASE_URL: upstream,
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      TWILIO_RATE_LIMIT: 'off',
      GATEWAY_AUTH: 'none',
      LOG_LEVEL: 'warn',
    }),
    exchange: graphqlExchange,
  },
  {
    name: 'hand-server',
    about: 'the hand-written client behind `node:http`: what no GraphQL server can beat',
    packages: ['undici'],
    argv: [file('hand-server.mjs')],
    env: plainEnv,
    exchange: handExchange,
  },
  {
    name: 'hand-client',
    about: 'a client written by hand with undici, in-process: the floor',
    packages: ['undici'],
    argv: [file('hand-process.mjs')],
    env: plainEnv,
    exchange: null,
  },
  {
    name: 'hand-apollo',
    about: 'the hand-written client below a bare Apollo Server on `node:http`, executed by graphql-js',
    packages: ['@apollo/server', 'graphql', 'undici'],
    argv: [file('hand-apollo.mjs')],
    env: plainEnv,
    exchange: graphqlExchange,
  },
  {
    name: 'hand-rows',
    about: 'the same, but the rows are handed over without any execution: what Apollo Server costs alone',
    packages: ['@apollo/server', 'graphql', 'undici'],
    argv: [file('hand-apollo.mjs')],
    env: (port, upstream) => ({ ...plainEnv(port, upstream), EXECUTION: 'none' }),
    exchange: graphqlExchange,
  },
  {
    name: 'apollo',
    about: 'a textbook Apollo Server: `fetch` in each resolver that needs a call',
    packages: ['@apollo/server', '@apollo/datasource-rest', 'graphql'],
    argv: [file('textbook.mjs')],
    env: (port, upstream) => ({ ...plainEnv(port, upstream), DATASOURCE: 'fetch' }),
    exchange: graphqlExchange,
  },
  {
    name: 'apollo-rest',
    about: 'the same with `@apollo/datasource-rest`',
    packages: ['@apollo/server', '@apollo/datasource-rest', 'graphql'],
    argv: [file('textbook.mjs')],
    env: (port, upstream) => ({ ...plainEnv(port, upstream), DATASOURCE: 'rest' }),
    exchange: graphqlExchange,
  },
  {
    name: 'mesh',
    about: 'GraphQL Mesh, composed from OpenAPI with relations by `@resolveTo`, in its gateway runtime',
    packages: ['@graphql-hive/gateway-runtime', '@graphql-mesh/compose-cli', '@omnigraph/openapi', 'graphql'],
    argv: [file('mesh.mjs')],
    env: plainEnv,
    exchange: meshExchange,
  },
];

/** The version of an installed package, or null. @param {string} name @returns {string | null} */
export function versionOf(name) {
  const { resolve } = createRequire(import.meta.url);
  for (const folder of resolve.paths(name) ?? []) {
    try {
      return JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version;
    } catch {
      // Not in this folder; the next one up may have it.
    }
  }
  return null;
}

/** Whether everything that a target needs is installed. @param {Target} target */
export const isInstalled = (target) => target.packages.every((name) => versionOf(name) !== null);
