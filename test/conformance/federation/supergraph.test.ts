import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { codeBlocksOf } from '../../support/docs.ts';
import { type Data, type GraphqlError, startGateway, type TestGateway } from '../../support/gateway.ts';
import { type Orders, type Reference, startOrders } from './orders.ts';
import { hasHiveGateway, startHiveGateway } from './hive-gateway.ts';
import { fetchSdl, startSupergraph, type Supergraph, type SupergraphOptions } from './supergraph.ts';

const { serviceSid } = demo;
const sessionsUrl = `/v1/Services/${serviceSid}/Sessions`;
const secret = 'a-secret-of-the-router';
const headers = { 'x-router-secret': secret };
const authorization = 'Bearer key-of-the-orders-app';

/** Order numbers that the demo data has Sessions for. */
const fifty = Array.from({ length: 51 }, (_, position) => `order-${1001 + position}`).filter(
  (number) => number !== 'order-1041',
);

/** A supergraph of two subgraphs behind a router that knows the secret. */
interface World extends AsyncDisposable {
  readonly test: TestGateway;
  ask(
    query: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ data: Data; errors?: readonly GraphqlError[] }>;
}

type StartRouter = (options: SupergraphOptions) => Promise<Supergraph>;

async function startWorld(
  startRouter: StartRouter,
  options: {
    reference: Reference;
    numbers: readonly string[];
    sessionIdOf?: (number: string) => string;
  },
): Promise<World> {
  const test = await startGateway({
    env: {
      GATEWAY_ROUTER_SECRET: secret,
      GATEWAY_AUTH: 'api-key',
      GATEWAY_API_KEYS: 'key-of-the-orders-app',
      MAX_RETRIES: '0',
    },
  });
  const orders: Orders = await startOrders({ ...options, serviceSid });
  const url = `${test.gateway.url}/graphql`;
  const router = await startRouter({
    headers,
    subgraphs: [
      { name: 'proxy', url, sdl: await fetchSdl(url, { ...headers, authorization }) },
      { name: 'orders', ...orders },
    ],
  });
  return {
    test,
    async ask(query, callerHeaders = { authorization }) {
      const response = await fetch(router.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...callerHeaders },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as { data: Data; errors?: readonly GraphqlError[] };
    },
    async [Symbol.asyncDispose]() {
      await router[Symbol.asyncDispose]();
      await orders[Symbol.asyncDispose]();
      await test[Symbol.asyncDispose]();
    },
  };
}

/** The id of the Session of each order, as a team would have stored it. */
async function storedIds(): Promise<Map<string, string>> {
  await using test = await startGateway();
  const { data } = await test.query(
    '{ proxyService(id: "' + serviceSid + '") { sessions(first: 100) { nodes { id uniqueName } } } }',
  );
  const nodes = data.proxyService.sessions.nodes as { id: string; uniqueName: string }[];
  return new Map(nodes.map(({ id, uniqueName }) => [uniqueName, id]));
}

const routers: readonly (readonly [string, StartRouter, boolean])[] = [
  ['@apollo/gateway', startSupergraph, true],
  ['Hive Gateway, where it is installed', startHiveGateway, hasHiveGateway],
];

describe.each(routers)('behind %s', (_, startRouter, isThere) => {
  describe.runIf(isThere)('beside a subgraph that refers by order number', () => {
    let world: World;
    beforeAll(
      async () =>
        void (world = await startWorld(startRouter, {
          reference: 'orderNumber',
          numbers: [...fifty, 'order-1060', 'order-nobody'],
        })),
    );
    afterAll(() => world[Symbol.asyncDispose]());
    beforeEach(() => void world.test.takeRequests());

    it('answers a query of its own root fields', async () => {
      const { data, errors } = await world.ask(`{ proxyService(id: "${serviceSid}") { uniqueName } }`);
      expect(errors).toBeUndefined();
      expect(data).toEqual({ proxyService: { uniqueName: demo.serviceUniqueName } });
      expect(world.test.takeRequests()).toEqual([`GET /v1/Services/${serviceSid}`]);
    });

    it('follows an order to its masked Session and what is nested in it', async () => {
      const { data, errors } = await world.ask(
        '{ order(number: "order-1060") { number maskedSession { id status participants { nodes { friendlyName session { sid } } } } } }',
      );
      expect(errors).toBeUndefined();
      const session = { sid: demo.sessionSid };
      expect(data).toEqual({
        order: {
          number: 'order-1060',
          maskedSession: {
            id: `${serviceSid}-${demo.sessionSid}`,
            status: 'IN_PROGRESS',
            participants: {
              nodes: [
                { friendlyName: 'courier', session },
                { friendlyName: 'customer', session },
              ],
            },
          },
        },
      });
      expect(world.test.takeRequests()).toEqual([
        `GET ${sessionsUrl}/order-1060`,
        `GET ${sessionsUrl}/${demo.sessionSid}/Participants?PageSize=50`,
      ]);
    });

    it('follows Sessions back to their orders; a Session without an order has none', async () => {
      const { data, errors } = await world.ask(
        `{ proxyService(id: "${serviceSid}") { sessions(first: 3) { nodes { uniqueName order { number } } } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data.proxyService.sessions.nodes).toEqual([
        { uniqueName: 'order-1060', order: { number: 'order-1060' } },
        { uniqueName: 'order-1059', order: null },
        { uniqueName: 'order-1058', order: null },
      ]);
      expect(world.test.takeRequests()).toEqual([`GET ${sessionsUrl}?PageSize=3`]);
    });

    it('gives null for an order that has no Session', async () => {
      const { data } = await world.ask('{ order(number: "order-nobody") { maskedSession { id status } } }');
      // Hive Gateway adds an error of its own, because a non-null field of nothing was asked.
      expect(data.order).toEqual({ maskedSession: null });
      expect(world.test.takeRequests()).toEqual([`GET ${sessionsUrl}/order-nobody`]);
    });

    it('carries out mutations of both subgraphs in their order, and reads the one through the other', async () => {
      const { data, errors } = await world.ask(`mutation {
      createProxySession(input: { serviceId: "${serviceSid}", uniqueName: "order-2001" }) {
        session { uniqueName order { number } } userErrors { code }
      }
      placeOrder(number: "order-2001") { number maskedSession { mode } }
      closed: updateProxySession(input: { id: "${serviceSid}-${demo.oddSessionSid}", status: CLOSED }) { session { status } }
    }`);
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        createProxySession: { session: { uniqueName: 'order-2001', order: null }, userErrors: [] },
        placeOrder: { number: 'order-2001', maskedSession: { mode: 'VOICE_AND_MESSAGE' } },
        closed: { session: { status: 'CLOSED' } },
      });
      expect(world.test.takeRequests()).toEqual([
        `POST ${sessionsUrl}`,
        `GET ${sessionsUrl}/order-2001`,
        `POST ${sessionsUrl}/${demo.oddSessionSid}`,
      ]);
    });

    it('hands user errors and GraphQL errors through', async () => {
      const { data } = await world.ask(
        `mutation { createProxySession(input: { serviceId: "${serviceSid}", uniqueName: "order-1060" }) { userErrors { code field } } }`,
      );
      expect(data.createProxySession.userErrors).toEqual([
        { code: 'UNIQUE_NAME_TAKEN', field: ['uniqueName'] },
      ]);
      const { errors } = await world.ask('{ proxySession(id: "nonsense") { sid } }');
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    });

    it('hands the caller on: one without credentials gets what belongs to the others', async () => {
      const { data, errors } = await world.ask(
        '{ order(number: "order-1060") { number maskedSession { id status } } }',
        {},
      );
      expect(data.order).toEqual({ number: 'order-1060', maskedSession: null });
      expect(errors).not.toBeUndefined();
      expect(world.test.takeRequests()).toEqual([]);
    });

    it('reads the Sessions of 50 orders with one point read each', async () => {
      const { data, errors } = await world.ask(
        '{ orders(first: 50) { nodes { number maskedSession { id status } } } }',
      );
      expect(errors).toBeUndefined();
      expect(data.orders.nodes).toHaveLength(50);
      expect(data.orders.nodes.map((order: Data) => order.maskedSession)).not.toContain(null);
      expect(world.test.takeRequests().toSorted()).toEqual(
        fifty.map((number) => `GET ${sessionsUrl}/${number}`),
      );
    });

    it('answers the query that the docs show, with one list more for each Session', async () => {
      const shown = codeBlocksOf('docs/federation.md').find(({ flags }) => flags.includes('supergraph'));
      const { data, errors } = await world.ask(shown?.text ?? '');
      expect(errors).toBeUndefined();
      expect(data.orders.nodes[0].maskedSession.participants.nodes).toHaveLength(2);
      expect(world.test.takeRequests()).toHaveLength(100);
    });

    it('gives 48 answers and 2 errors when 2 of 50 fail', async () => {
      const control = world.test.emulator.control;
      const failing = ['order-1007', 'order-1033'];
      for (const number of failing) control.fault({ path: `${sessionsUrl}/${number}`, status: 500 });
      const { data, errors } = await world.ask(
        '{ orders(first: 50) { nodes { number maskedSession { id status } } } }',
      );
      control.clearFaults();
      const without = data.orders.nodes.filter((order: Data) => order.maskedSession === null);
      expect(without.map((order: Data) => order.number)).toEqual(failing);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
        'UPSTREAM_UNAVAILABLE',
        'UPSTREAM_UNAVAILABLE',
      ]);
      expect(world.test.takeRequests()).toHaveLength(50);
    });
  });

  describe.runIf(isThere)('beside a subgraph that refers by id', () => {
    let world: World;
    beforeAll(async () => {
      const ids = await storedIds();
      const repeated = [...fifty.slice(0, 40), ...fifty.slice(0, 10)];
      world = await startWorld(startRouter, {
        reference: 'id',
        numbers: repeated,
        sessionIdOf: (number) => ids.get(number) ?? '',
      });
    });
    afterAll(() => world[Symbol.asyncDispose]());
    beforeEach(() => void world.test.takeRequests());

    it('reads 40 Sessions of 50 orders once each', async () => {
      const { data, errors } = await world.ask(
        '{ orders { nodes { number maskedSession { uniqueName } } } }',
      );
      expect(errors).toBeUndefined();
      expect(data.orders.nodes).toHaveLength(50);
      for (const { number, maskedSession } of data.orders.nodes)
        expect(maskedSession.uniqueName).toBe(number);
      const requests = world.test.takeRequests();
      expect(requests).toHaveLength(40);
      expect(new Set(requests).size).toBe(40);
    });
  });
});
