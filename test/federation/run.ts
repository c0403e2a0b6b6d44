import { once } from 'node:events';
import { readConfig } from '../../src/config.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../src/gateway.ts';
import { startOrders } from './orders.ts';
import { fetchSdl, startSupergraph } from './supergraph.ts';

/** Runs the example by hand, until Ctrl-C: the gateway on its emulator, a subgraph of orders, and a router before both. */
const config = { PORT: '4001', EMULATOR_PORT: '4010', LOG_LEVEL: 'warn', GRAPHIQL: 'off' };
await using gateway = await createGateway(readConfig(config));
await using orders = await startOrders({
  port: 4002,
  serviceSid: demo.serviceSid,
  numbers: ['order-1058', 'order-1059', 'order-1060'],
});
const proxyUrl = `${gateway.url}/graphql`;
await using router = await startSupergraph({
  port: 4000,
  subgraphs: [
    { name: 'proxy', url: proxyUrl, sdl: await fetchSdl(proxyUrl) },
    { name: 'orders', url: orders.url, sdl: orders.sdl },
  ],
});
process.stdout.write(`Supergraph: ${router.url}\nOf:         ${proxyUrl} and ${orders.url}\n`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
