import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { readFigures, scrape } from '../../support/figures.ts';
import type { Data, TestGateway } from '../../support/gateway.ts';
import { startLiveGateway } from '../../support/live-gateway.ts';
import { subscribe } from '../../support/transports.ts';
import { hasHiveGateway, startHiveGateway } from './hive-gateway.ts';
import { type Orders, startOrders } from './orders.ts';
import { fetchSdl, type Supergraph } from './supergraph.ts';

const authorization = 'Bearer key-of-the-orders-app';
const headers = { 'x-router-secret': 'a-secret-of-the-router' };
const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const readSession = `GET /v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;

const document = `subscription ($of: ID!, $after: String) {
  proxyInteractionChanged(of: $of, after: $after) {
    kind cursor interaction { id messageBody outboundResourceStatus }
  }
}`;

const eventOf = (result: Data): Data => result.data.proxyInteractionChanged;

describe.runIf(hasHiveGateway).each(['sse', 'websocket'] as const)(
  'behind Hive Gateway, which subscribes over %s',
  (upstream) => {
    let test: TestGateway;
    let orders: Orders;
    let router: Supergraph;
    beforeAll(async () => {
      test = await startLiveGateway({
        env: {
          GATEWAY_ROUTER_SECRET: headers['x-router-secret'],
          GATEWAY_AUTH: 'api-key',
          GATEWAY_API_KEYS: 'key-of-the-orders-app',
        },
      });
      test.emulator.control.set({ delivery: null });
      orders = await startOrders({ serviceSid: demo.serviceSid, numbers: ['order-1060'] });
      const url = `${test.gateway.url}/graphql`;
      const sdl = await fetchSdl(url, { ...headers, authorization });
      const subgraphs = [
        { name: 'proxy', url, sdl },
        { name: 'orders', ...orders },
      ];
      router = await startHiveGateway({ headers, subgraphs }, upstream);
    });
    afterAll(async () => {
      await router[Symbol.asyncDispose]();
      await orders[Symbol.asyncDispose]();
      await test[Symbol.asyncDispose]();
    });
    beforeEach(() => void test.takeRequests());

    const openSubscriptions = async () =>
      readFigures(await scrape(test.gateway.url, { authorization })).get('proxy_gateway_subscriptions');

    const open = (
      transport: 'websocket' | 'sse',
      query: string,
      variables: Record<string, unknown>,
      credentials: Readonly<Record<string, string>> = { authorization },
    ) => subscribe(transport, { url: router.url.replace('/graphql', '') }, query, variables, credentials);

    it.each(['websocket', 'sse'] as const)(
      'passes events on to a client over %s until it hangs up',
      async (transport) => {
        const { control } = test.emulator;
        await using live = await open(transport, document, { of: sessionId });
        expect(eventOf(await live.next())).toMatchObject({ kind: 'STARTED', interaction: null });
        const message = { participantSid: demo.courierSid, body: 'I am at the gate.' };
        const sid = control.inboundMessage(message).interactionSid ?? '';
        const seen = [eventOf(await live.next())];
        control.deliver(sid);
        seen.push(eventOf(await live.next()));
        control.deliver(sid);
        seen.push(eventOf(await live.next()));
        const interaction = { id: `${sessionId}-${sid}`, messageBody: message.body };
        expect(seen).toMatchObject(
          ['QUEUED', 'SENT', 'DELIVERED'].map((outboundResourceStatus) => ({
            kind: 'CHANGED',
            interaction: { ...interaction, outboundResourceStatus },
          })),
        );
        expect(test.takeRequests()).toEqual([readSession]);
        await live.close();
        while ((await openSubscriptions()) !== 0);
      },
    );

    it('adds to an event what another subgraph knows of its Session', async () => {
      const query = `subscription ($of: ID!) {
        proxyInteractionChanged(of: $of) { kind session { id order { number } } }
      }`;
      await using live = await open('sse', query, { of: sessionId });
      const session = { id: sessionId, order: { number: 'order-1060' } };
      expect(await live.next()).toEqual({ data: { proxyInteractionChanged: { kind: 'STARTED', session } } });
      test.emulator.control.inboundMessage({ participantSid: demo.courierSid, body: 'Here.' });
      expect(await live.next()).toEqual({ data: { proxyInteractionChanged: { kind: 'CHANGED', session } } });
    });

    it('continues after a cursor', async () => {
      await using first = await open('sse', document, { of: sessionId });
      const { cursor } = eventOf(await first.next());
      test.emulator.control.inboundMessage({ participantSid: demo.courierSid, body: 'Missed?' });
      await first.next();
      await using again = await open('websocket', document, { of: sessionId, after: cursor });
      const events = (await again.take(2)).map(eventOf);
      expect(events).toMatchObject([
        { kind: 'STARTED' },
        { kind: 'CHANGED', interaction: { messageBody: 'Missed?' } },
      ]);
    });

    it('is asked for each of two equal subscriptions, so that both start', async () => {
      const follow = () => open('sse', document, { of: sessionId });
      await using one = await follow();
      await using two = await follow();
      const starts = [eventOf(await one.next()), eventOf(await two.next())];
      expect(starts).toMatchObject([{ kind: 'STARTED' }, { kind: 'STARTED' }]);
      expect(test.takeRequests()).toEqual([readSession, readSession]);
    });

    // Over WebSocket it tries again for half a minute before it says so.
    if (upstream === 'sse') {
      it.each(['websocket', 'sse'] as const)(
        'gives no events to a client over %s without credentials',
        async (transport) => {
          await using live = await open(transport, document, { of: sessionId }, {});
          const { data, errors } = await live.next();
          expect(data?.proxyInteractionChanged ?? null).toBeNull();
          expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
          expect(test.takeRequests()).toEqual([]);
        },
      );
    }
  },
);
