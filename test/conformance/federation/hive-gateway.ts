import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeSupergraph, type Supergraph, type SupergraphOptions } from './supergraph.ts';

const folder = fileURLToPath(new URL('routers/', import.meta.url));
const program = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js');

/** Whether it was installed: `npm install --prefix test/conformance/federation/routers`. */
export const hasHiveGateway = existsSync(program);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts Hive Gateway with the configuration that docs/federation.md offers.
 *
 * @param subscriptions how it subscribes at the gateway: over WebSocket, or as it does by default, by server-sent events
 */
export async function startHiveGateway(
  { subgraphs, headers = {} }: SupergraphOptions,
  subscriptions: 'sse' | 'websocket' = 'sse',
): Promise<Supergraph> {
  const scratch = await mkdtemp(join(tmpdir(), 'supergraph-'));
  const file = join(scratch, 'supergraph.graphql');
  await writeFile(file, composeSupergraph(subgraphs));
  const port = await freePort();
  const config = join(folder, 'hive-gateway.mjs');
  const child = spawn(
    process.execPath,
    [program, 'supergraph', '-c', config, '-h', '127.0.0.1', '-p', String(port)],
    {
      env: {
        PATH: process.env['PATH'],
        SUPERGRAPH_FILE: file,
        GATEWAY_ROUTER_SECRET: headers['x-router-secret'],
        PROXY_SUBSCRIPTIONS: subscriptions,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Listening on')) resolve();
    });
    void exited.then(() => reject(new Error(`Hive Gateway ended:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
      await rm(scratch, { recursive: true });
    },
  };
}
