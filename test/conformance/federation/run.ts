import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../../../src/config/config.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../../src/gateway.ts';
import { startOrders } from './orders.ts';
import { composeSupergraph, fetchSdl, startSupergraph } from './supergraph.ts';

/**
 * `npm run supergraph [-- [--port <N>] [subgraphs]]`. Runs until Ctrl-C or SIGTERM: the gateway on its emulator, a subgraph of
 * orders, and a router in front of both. They listen on free ports and print them; with `--port` the router listens on that
 * port, and the subgraphs on the two above it. `subgraphs` leaves out the router: another one can run on the supergraph file.
 */
const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const port = Number(values.port);
const portAbove = (distance: number) => (port === 0 ? 0 : port + distance);
// They stay, because npm passes on a Ctrl-C that has come already.
const interrupted = new Promise((resolve) => process.on('SIGINT', resolve).on('SIGTERM', resolve));
const secret = process.env['GATEWAY_ROUTER_SECRET'] ?? '';
const headers: Record<string, string> = secret === '' ? {} : { 'x-router-secret': secret };
const print = (line: string) => void process.stdout.write(`${line}\n`);

await using gateway = await createGateway(
  readConfig({
    PORT: String(portAbove(1)),
    EMULATOR_PORT: '0',
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

if (positionals.includes('subgraphs')) await interrupted;
else {
  await using router = await startSupergraph({ port, headers, subgraphs });
  print(`Supergraph: ${router.url}`);
  const query = '{ order(number: "order-1060") { number maskedSession { status } } }';
  print(
    `Try:        curl ${router.url} -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`,
  );
  await interrupted;
}
// The router has ended by now, so that nothing it asked for is cut off.
await gateway.drain();
