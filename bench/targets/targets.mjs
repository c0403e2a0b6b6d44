import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT_SID, AUTH_TOKEN } from '../upstream/world.mjs';
import { graphqlExchange } from './graphql-exchange.mjs';
import { meshExchange } from './mesh-exchange.mjs';

/**
 * The programs that are measured, each in its own process.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {'gateway' | 'reference' | 'peer'} kind
 * @property {string[]} packages Required packages; the report names their versions.
 * @property {string[]} argv
 * @property {string} [cwd]
 * @property {(port: number, upstream: string) => Record<string, string>} env
 * @property {import('./graphql-exchange.mjs').Exchange} exchange
 */

const here = dirname(fileURLToPath(import.meta.url));
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
const others = [
  {
    name: 'hand-server',
    kind: 'reference',
    packages: ['undici'],
    argv: [file('hand-server.mjs')],
    env: plainEnv,
    exchange: handExchange,
  },
  {
    name: 'hand-apollo',
    kind: 'reference',
    packages: ['@apollo/server', 'graphql', 'undici'],
    argv: [file('hand-apollo.mjs')],
    env: plainEnv,
    exchange: graphqlExchange,
  },
  {
    name: 'apollo',
    kind: 'peer',
    packages: ['@apollo/server', '@apollo/datasource-rest', 'graphql'],
    argv: [file('textbook.mjs')],
    env: (port, upstream) => ({ ...plainEnv(port, upstream), DATASOURCE: 'fetch' }),
    exchange: graphqlExchange,
  },
  {
    name: 'apollo-rest',
    kind: 'peer',
    packages: ['@apollo/server', '@apollo/datasource-rest', 'graphql'],
    argv: [file('textbook.mjs')],
    env: (port, upstream) => ({ ...plainEnv(port, upstream), DATASOURCE: 'rest' }),
    exchange: graphqlExchange,
  },
  {
    name: 'mesh',
    kind: 'peer',
    packages: ['@graphql-hive/gateway-runtime', '@graphql-mesh/compose-cli', '@omnigraph/openapi', 'graphql'],
    argv: [file('mesh.mjs')],
    env: plainEnv,
    exchange: meshExchange,
  },
];

/**
 * The gateway in production mode with its defaults, but for the rate limit (it would be all that is seen), the log level and
 * authentication.
 *
 * @param {{ folder: string, flags: readonly string[] }} build `folder` holds `dist/main.js`; `flags` are flags of `node`.
 * @returns {Target}
 */
export const gatewayTarget = ({ folder, flags }) => ({
  name: 'gateway',
  kind: 'gateway',
  packages: [],
  argv: [...flags, join(folder, 'dist', 'main.js')],
  cwd: folder,
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
});

/** All targets, or those with one of the names. @param {Parameters<typeof gatewayTarget>[0]} build @param {readonly string[] | null} names */
export const targetsOf = (build, names = null) =>
  [gatewayTarget(build), ...others].filter(({ name }) => names?.includes(name) ?? true);

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
