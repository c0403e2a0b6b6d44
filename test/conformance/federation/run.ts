import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../src/config/config.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../../src/gateway.ts';
import { startOrders } from './orders.ts';
import { composeSupergraph, fetchSdl, startSupergraph } from './supergraph.ts';

/**
 * Runs the example by hand, until Ctrl-C or SIGTERM: the gateway on its emulator, a subgraph of orders, and a router before
 * both. With the argument `subgraphs` without the router: another one can run on the supergraph that it writes. The router
 * listens on PORT, the others on the two ports above it and on EMULATOR_PORT; with 0 on any that are free.
 */
const port = Number(process.env['PORT'] ?? 4000);
const portAbove = (distance: number) => (port === 0 ? 0 : port + distance);
// They stay, because npm passes on a Ctrl-C that has come already.
const interrupted = new Promise((resolve) => process.on('SIGINT', resolve).on('SIGTERM', resolve));
const secret = process.env['GATEWAY_ROUTER_SECRET'] ?? '';
const headers: Record<string, string> = secret === '' ? {} : { 'x-router-secret': secret };
const print = (line: string) => void process.stdout.write(`${line}\n`);

await using gateway = await createGateway(
  readConfig({
    PORT: String(portAbove(1)),
    EMULATOR_PORT: process.env['EMULATOR_PORT'] ?? '4010',
    LOG_LEVEL: 'warn',
    GATEWAY_ROUTER_SECRET: secret,
  }),
);
await using orders = await startOrders({
  port: portAbove(2),
  serviceSid: demo.serviceSid,
  numbers: ['order-1058', 'order-1059', 'order-1060'],
});
const proxyUrl = `${gateway.url}/graphql`;
const subgraphs = [
  { name: 'proxy', url: proxyUrl, sdl: await fetchSdl(proxyUrl, headers) },
  { name: 'orders', url: orders.url, sdl: orders.sdl },
];
print(`Subgraphs:  ${proxyUrl} and ${orders.url}`);

const file = fileURLToPath(new URL('../../../dist/supergraph.graphql', import.meta.url));
await mkdir(new URL('.', `file://${file}`), { recursive: true });
await writeFile(file, composeSupergraph(subgraphs));
print(`Written:    ${file}`);

if (process.argv[2] === 'subgraphs') await interrupted;
else {
  await using router = await startSupergraph({ port, headers, subgraphs });
  print(`Supergraph: ${router.url}`);
  await interrupted;
}
// The router has ended by now, so that nothing it asked for is cut off.
await gateway.drain();
