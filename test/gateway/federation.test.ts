import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let test: TestGateway;
beforeAll(async () => void (test = await startGateway()));
afterAll(() => test[Symbol.asyncDispose]());
beforeEach(() => void test.takeRequests());

/** A neighbour in the supergraph that has `node`, `Node`, a `Session` and a `Service` of its own. */
const neighbour = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  interface Node { id: ID! }
  type Service implements Node @key(fields: "id") { id: ID! name: String }
  type Session implements Node @key(fields: "id") { id: ID! service: Service masked: ProxySession }
  type ProxySession @key(fields: "serviceSid uniqueName", resolvable: false) { serviceSid: ID! uniqueName: String }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! sessions: [Session] }
`;

async function sdl(): Promise<string> {
  const { data } = await test.query('{ _service { sdl } }');
  return data._service.sdl as string;
}

describe('_service', () => {
  it('prints the SDL without node, nodes and Node', async () => {
    const names = [...(await sdl()).matchAll(/^(?:type|interface) (\w+)/gm)].map(([, name]) => name);
    expect(names).toContain('ProxySession');
    expect(names).not.toContain('Node');
    expect(await sdl()).not.toMatch(/\bimplements Node\b|^ {2}nodes?\(/m);
  });

  it('composes beside a subgraph that has node, Node, Session and Service of its own', async () => {
    const result = composeServices([
      { name: 'proxy', typeDefs: parse(await sdl()) },
      { name: 'neighbour', typeDefs: parse(neighbour) },
    ]);
    expect(result.errors).toBeUndefined();
    expect(result.supergraphSdl).toContain('type ProxySession');
  });
});

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on ProxyService { uniqueName }
    ... on ProxySession { id uniqueName }
    ... on ProxyParticipant { friendlyName }
  }
}`;

describe('_entities', () => {
  const { serviceSid, sessionSid, customerSid } = demo;

  it('finds records by their id, by the SIDs of their path, and a Session by its unique name', async () => {
    const session = {
      __typename: 'ProxySession',
      id: `${serviceSid}-${sessionSid}`,
      uniqueName: demo.sessionUniqueName,
    };
    const { data, errors } = await test.query(entities, {
      representations: [
        { __typename: 'ProxyService', sid: serviceSid },
        { __typename: 'ProxySession', id: `${serviceSid}-${sessionSid}` },
        { __typename: 'ProxySession', serviceSid, sid: sessionSid },
        { __typename: 'ProxySession', serviceSid, uniqueName: demo.sessionUniqueName },
        { __typename: 'ProxyParticipant', serviceSid, sessionSid, sid: customerSid },
      ],
    });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      { __typename: 'ProxyService', uniqueName: demo.serviceUniqueName },
      session,
      session,
      session,
      { __typename: 'ProxyParticipant', friendlyName: 'customer' },
    ]);
  });

  it('keeps a bad, a missing and a failing one apart from their neighbours', async () => {
    const { data, errors } = await test.query(entities, {
      representations: [
        { __typename: 'ProxyService', sid: 'nonsense' },
        {
          __typename: 'ProxySession',
          id: `${serviceSid}-KC${'0'.repeat(32)}`,
          uniqueName: 'from the caller',
        },
        { __typename: 'ProxyService', sid: serviceSid, uniqueName: 'from the caller' },
      ],
    });
    expect(data._entities).toEqual([
      null,
      null,
      { __typename: 'ProxyService', uniqueName: demo.serviceUniqueName },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } });
    expect(test.takeRequests()).toHaveLength(2);
  });
});
