import { composeServices as composeWithTheGuild } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  print,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { DEFAULT_COUNT } from '../../../src/pagination/arguments.ts';
import { requiresOf } from '../../../src/planner/define-field.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import { resolvers } from '../../../src/resolvers/resolvers.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { subgraphSdl } from '../../support/sdl.ts';
import { routerCost } from './router-cost.ts';
import { composeSupergraph } from './supergraph.ts';

const schema = createSchema(resolvers, () => undefined);
const { definitions } = parse(subgraphSdl);
const objectTypes = definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);

const costOf = ({ directives }: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) =>
  (directives ?? [])
    .filter(({ name }) => ['cost', 'listSize'].includes(name.value))
    .map((each) => print(each));

/** The fields of the subgraph, with what their resolvers ask of Twilio. */
const fields = objectTypes.flatMap(({ name: { value: typeName }, fields: nodes = [] }) => {
  const type = schema.getType(typeName);
  return nodes.map((node) => {
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    return { place: `${typeName}.${node.name.value}`, node, call: field ? requiresOf(field) : null };
  });
});

describe('@cost', () => {
  /** What these cost follows from their input: their own weight is the rest of it. */
  const byInput = { 'Mutation.openProxySession': 2, 'Mutation.closeProxySessions': 0 };

  it('is 1 on each field whose resolver asks Twilio, and on no other, unless it costs by its input', () => {
    const weightOf = (place: string) => (byInput as Readonly<Record<string, number>>)[place] ?? 1;
    const asking = fields.filter(({ call }) => call !== null && call.kind !== 'path');
    const costing = fields.filter(({ node }) => costOf(node).length > 0);
    expect(costing.map(({ place, node }) => [place, costOf(node)[0]])).toEqual(
      asking.map(({ place }) => [place, `@cost(weight: ${weightOf(place)})`]),
    );
    expect(asking.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        'Query.proxySessionByUniqueName',
        'Mutation.createProxySession',
        'Mutation.closeProxySessions',
        'ProxyService.sessions',
        'ProxyInteraction.inboundParticipant',
        'DeleteProxySessionPayload.service',
        'Subscription.proxyInteractionChanged',
      ]),
    );
  });

  it('is 1 on each message and each id of the inputs that cost by them', () => {
    const inputs = definitions.filter((definition) => definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
    const costing = inputs.flatMap(({ name, fields: nodes = [] }) =>
      nodes
        .filter((node) => costOf(node).length > 0)
        .map((node) => [name.value, node.name.value, ...costOf(node)]),
    );
    expect(costing).toEqual([
      ['OpenProxySessionParticipantInput', 'firstMessage', '@cost(weight: 1)'],
      ['CloseProxySessionsInput', 'ids', '@cost(weight: 1)'],
    ]);
  });

  it('is 0 on each object type, so that a router counts REST calls and nothing else', () => {
    const roots = Object.values(OperationTypeNode).map((operation) => schema.getRootType(operation)?.name);
    const types = objectTypes.filter(({ name }) => !roots.includes(name.value));
    expect(types.length).toBeGreaterThan(30);
    for (const type of types)
      expect([type.name.value, costOf(type)]).toEqual([type.name.value, ['@cost(weight: 0)']]);
  });
});

describe('@listSize', () => {
  const lists = fields.flatMap(({ place, node, call }) =>
    call?.kind === 'list' && call.listSize === undefined ? [{ place, node, call }] : [],
  );

  it.each(lists)('of $place assumes what the estimate does when nothing is said', ({ node, call }) => {
    const { typicalSize = DEFAULT_COUNT } = call.resource;
    expect(costOf(node)[1]).toBe(
      `@listSize(assumedSize: ${typicalSize}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`,
    );
  });

  it.each([
    [
      'ProxySession.transcript',
      '@listSize(assumedSize: 100, slicingArguments: ["upTo"], sizedFields: ["entries"], requireOneSlicingArgument: false)',
    ],
    [
      'ProxyService.pool',
      '@listSize(assumedSize: 50, sizedFields: ["crowded"], requireOneSlicingArgument: false)',
    ],
  ])('of %s names the lists in its value', (name, size) => {
    const node = fields.find(({ place }) => place === name)?.node;
    expect(node && costOf(node)).toEqual(['@cost(weight: 1)', size]);
  });

  it('stands on lists alone', () => {
    const sized = fields.filter(({ node }) => costOf(node).some((text) => text.startsWith('@listSize')));
    expect(sized.every(({ call }) => call?.kind === 'list')).toBe(true);
    expect(sized).toHaveLength(9);
  });
});

const proxy = { name: 'proxy', url: 'http://proxy.test/graphql', sdl: subgraphSdl };
const supergraphs = {
  '@apollo/composition': composeSupergraph([proxy]),
  '@theguild/federation-composition':
    composeWithTheGuild([{ ...proxy, typeDefs: parse(proxy.sdl) }]).supergraphSdl ?? '',
};

describe('@wundergraph/composition', () => {
  it('hands all weights and list sizes to its router', () => {
    const result = federateSubgraphs({
      subgraphs: [{ name: proxy.name, url: proxy.url, definitions: parse(proxy.sdl) }],
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    const costs = result.success ? result.subgraphConfigBySubgraphName.get('proxy')?.costs : undefined;
    const places = fields.filter(({ call }) => call && call.kind !== 'path').map(({ place }) => place);
    const inputs = ['OpenProxySessionParticipantInput.firstMessage', 'CloseProxySessionsInput.ids'];
    expect([...(costs?.fieldWeights.keys() ?? [])].toSorted()).toEqual([...places, ...inputs].toSorted());
    expect(costs?.listSizes.size).toBe(9);
  });
});

const session = `${demo.serviceSid}-${demo.sessionSid}`;
const customer = `${session}-${demo.customerSid}`;

describe.each(Object.entries(supergraphs))('the sum of a router on a supergraph of %s', (_, sdl) => {
  const supergraph = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  let test: TestGateway;
  beforeAll(async () => void (test = await startGateway({ env: { UPSTREAM_TRACE: 'on' } })));
  afterAll(() => test[Symbol.asyncDispose]());

  /** What the gateway says of the same operation. */
  const expectedOf = async (query: string): Promise<number> => {
    const { extensions } = await test.query(query, {}, { 'x-upstream-plan': 'true' });
    return extensions.plan.expected;
  };

  it.each<[name: string, query: string, cost: number, expected?: number]>([
    ['one record', `{ proxySession(id: "${session}") { status mode } }`, 1],
    ['one record by its name', '{ proxyServiceByUniqueName(uniqueName: "a") { defaultTtl } }', 1],
    [
      'four levels',
      `{ proxyService(id: "${demo.serviceSid}") { uniqueName sessions(first: 20) {
        nodes { participants(first: 2) { nodes { messageInteractions(first: 5) { nodes { messageBody } } } } }
      } } }`,
      62,
    ],
    [
      'four levels without a number',
      `{ proxyService(id: "${demo.serviceSid}") { uniqueName ...Tree } }
      fragment Tree on ProxyService { sessions { edges { node {
        participants { edges { node { messageInteractions { pageInfo { endCursor } } } } }
      } } } }`,
      152,
    ],
    [
      'lists below a list',
      `{ proxyServices(first: 3) { nodes {
        old: sessions(last: 4, before: null) @skip(if: true) { nodes { sid } }
        sessions(first: 4) { nodes { status participants { nodes { sid } } interactions(first: 100) { nodes { sid } } } }
        phoneNumbers { nodes { sid } } shortCodes { nodes { sid } }
      } } }`,
      34,
    ],
    [
      'relations upwards',
      `{ proxyMessageInteraction(id: "${customer}-${demo.messageInteractionSid}") {
        messageBody participant { friendlyName } session { status service { uniqueName } } interaction { type }
      } }`,
      5,
    ],
    [
      'relations that a record names',
      `{ proxyParticipant(id: "${customer}") { friendlyName proxyPhoneNumber { phoneNumber } } }`,
      2,
    ],
    [
      'what a Service is made of',
      `{ proxyService(id: "${demo.serviceSid}") {
        callbackUrl webhook { isConnected } sessionCount(upTo: 100) { value } sessions(filter: { status: [CLOSED] }, scan: 100) { nodes { sid } }
      } }`,
      // The gateway reads the same page once.
      3,
      2,
    ],
    [
      'a transcript',
      `{ proxySession(id: "${session}") { status transcript { entries { direction interaction { messageBody } } } } }`,
      2,
    ],
    [
      'one of two Participants',
      `{ proxySession(id: "${session}") { status interactions(first: 1) { nodes { inboundParticipant { friendlyName } } } } }`,
      3,
    ],
  ])('is what the gateway expects for %s', async (_name, query, calls, expected = calls) => {
    expect(routerCost(supergraph, parse(query))).toBe(calls);
    expect(await expectedOf(query)).toBe(expected);
  });

  it('counts what a write of the back office costs by its input', async () => {
    const participants = `participants: [{ identifier: "+447700900801", firstMessage: "a" }, { identifier: "+447700900802" }]`;
    const open = `mutation { openProxySession(input: { serviceId: "${demo.serviceSid}", ${participants} }) {
      session { status } participants { sid } messageInteractions { data } } }`;
    expect(routerCost(supergraph, parse(open))).toBe(3);
    expect(await expectedOf(open)).toBe(3);
    const ids = [session, `${demo.serviceSid}-${demo.oddSessionSid}`];
    const close = `mutation { closeProxySessions(input: { ids: ${JSON.stringify(ids)} }) { results { outcome } } }`;
    // A router counts the list of ids itself as well.
    expect(routerCost(supergraph, parse(close))).toBe(3);
    expect(await expectedOf(close)).toBe(2);
  });

  it('is more where the gateway reads once what is asked often, or need not read at all', async () => {
    const query = `{ proxySession(id: "${session}") {
      status
      service { sid }
      interactions(first: 100) { nodes { inboundParticipant { friendlyName } outboundParticipant { friendlyName } } }
    } }`;
    expect(routerCost(supergraph, parse(query))).toBe(203);
    expect(await expectedOf(query)).toBe(3);
  });
});
