/** GraphQL Mesh: a supergraph composed from the OpenAPI description, served by its gateway runtime on Node's HTTP server. */
import { writeFile, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import { ACCOUNT_SID, AUTH_TOKEN } from '../upstream/world.mjs';
import { openapi, relations } from './mesh-openapi.mjs';

const { PORT = '0', UPSTREAM = '' } = process.env;
const authorization = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;

/** @type {any} */
const silent = {
  child: () => silent,
  ...Object.fromEntries(['log', 'debug', 'info', 'warn', 'error'].map((name) => [name, () => {}])),
};

const source = join(await mkdtemp(join(tmpdir(), 'bench-mesh-')), 'openapi.json');
await writeFile(source, JSON.stringify(openapi));
const supergraph = await getComposedSchemaFromConfig(
  {
    subgraphs: [
      {
        sourceHandler: loadOpenAPISubgraph('proxy', {
          source,
          endpoint: UPSTREAM,
          operationHeaders: { Authorization: authorization },
        }),
      },
    ],
    additionalTypeDefs: relations,
  },
  silent,
);
const gateway = createGatewayRuntime({ supergraph, logging: false, landingPage: false, graphiql: false });
createServer(gateway).listen(Number(PORT), '127.0.0.1');
