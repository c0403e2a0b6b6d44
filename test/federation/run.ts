import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../src/gateway.ts';
import { startOrders } from './orders.ts';
import { composeSupergraph, fetchSdl, startSupergraph } from './supergraph.ts';

/**
 * Runs the example by hand, until Ctrl-C: the gateway on its emulator, a subgraph of orders, and a router before both.
 * With the argument `subgraphs` without the router: another one can run on the supergraph that it writes.
 */
const secret = process.env['GATEWAY_ROUTER_SECRET'] ?? '';
const headers: Record<string, string> = secret === '' ? {} : { 'x-router-secret': secret };
const print = (line: string) => void process.stdout.write(`${line}\n`);

await using gateway = await createGateway(
  readConfig({ PORT: '4001', EMULATOR_PORT: '4010', LOG_LEVEL: 'warn', GATEWAY_ROUTER_SECRET: secret }),
);
await using orders = await startOrders({
  port: 4002,
  serviceSid: demo.serviceSid,
  numbers: ['order-1058', 'order-1059', 'order-1060'],
});
const proxyUrl = `${gateway.url}/graphql`;
const subgraphs = [
  { name: 'proxy', url: proxyUrl, sdl: await fetchSdl(proxyUrl, headers) },
  { name: 'orders', url: orders.url, sdl: orders.sdl },
];
print(`Subgraphs:  ${proxyUrl} and ${orders.url}`);

const file = fileURLToPath(new URL('../../dist/supergraph.graphql', import.meta.url));
await mkdir(new URL('.', `file://${file}`), { recursive: true });
await writeFile(file, composeSupergraph(subgraphs));
print(`Written:    ${file}`);

const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
if (process.argv[2] === 'subgraphs') await interrupted;
else {
  await using router = await startSupergraph({ port: 4000, headers, subgraphs });
  print(`Supergraph: ${router.url}`);
  await interrupted;
}
