import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import type { GraphqlError } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway({ env: { UPSTREAM_TRACE: 'on' } });

const serviceId = demo.serviceSid;
const sessionId = `${serviceId}-${demo.sessionSid}`;
const participantId = `${sessionId}-${demo.customerSid}`;
const serviceUrl = `/v1/Services/${serviceId}`;
const sessionUrl = `${serviceUrl}/Sessions/${demo.sessionSid}`;
const missingSession = `${serviceId}-KC${'0'.repeat(32)}`;

const told = (errors: readonly GraphqlError[] | undefined) =>
  errors?.map(({ path, extensions }) => [path, extensions.code]);
const bad = (...path: (string | number)[]) => [path, 'BAD_USER_INPUT'];

/** A cursor of the Participants of another Session. */
async function cursorOfAnotherList(): Promise<string> {
  const { data } = await test.query(
    `{ proxySession(id: "${demo.bigServiceSid}-${demo.longSessionSid}") {
      participants(first: 1) { pageInfo { endCursor } }
    } }`,
  );
  test.takeRequests();
  return data.proxySession.participants.pageInfo.endCursor as string;
}

describe('a bad connection argument in a query is an error at that list, and everything else is answered', () => {
  it('below a lookup', async () => {
    const { data, errors } = await test.query(
      `query ($id: ID!) { proxySession(id: $id) { status all: participants(first: 0) { nodes { sid } } } }`,
      { id: sessionId },
    );
    expect(data).toEqual({ proxySession: { status: 'IN_PROGRESS', all: null } });
    expect(told(errors)).toEqual([bad('proxySession', 'all')]);
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl}`]);
  });

  it('beside lists that are right', async () => {
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        proxySession(id: $id) {
          bad: participants(first: 1, last: 1) { nodes { sid } }
          good: participants(first: 1) { nodes { sid } }
        }
      }`,
      { id: sessionId },
    );
    expect(data.proxySession).toMatchObject({ bad: null, good: { nodes: [{}] } });
    expect(told(errors)).toEqual([bad('proxySession', 'bad')]);
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl}/Participants?PageSize=1`]);
  });

  it('in each row of a list, in a fragment, with the indices of the rows', async () => {
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        proxyService(id: $id) { sessions(first: 2) { nodes { ...S } edges { node { ...S } } } }
      }
      fragment S on ProxySession { sid participants(first: 1001) { nodes { id } } }`,
      { id: serviceId },
    );
    const { nodes, edges } = data.proxyService.sessions;
    const row = { sid: expect.any(String) as string, participants: null };
    expect([nodes, edges]).toEqual([
      [row, row],
      [{ node: row }, { node: row }],
    ]);
    expect(told(errors)).toEqual([
      bad('proxyService', 'sessions', 'nodes', 0, 'participants'),
      bad('proxyService', 'sessions', 'nodes', 1, 'participants'),
      bad('proxyService', 'sessions', 'edges', 0, 'node', 'participants'),
      bad('proxyService', 'sessions', 'edges', 1, 'node', 'participants'),
    ]);
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}/Sessions?PageSize=2`]);
  });

  it('below a relation', async () => {
    const { data, errors } = await test.query(
      `query ($id: ID!) { proxySession(id: $id) { service { sid sessions(last: 0) { nodes { sid } } } } }`,
      { id: sessionId },
    );
    expect(data).toEqual({ proxySession: { service: { sid: serviceId, sessions: null } } });
    expect(told(errors)).toEqual([bad('proxySession', 'service', 'sessions')]);
  });

  it('below nodes, whose items are proved', async () => {
    const { data, errors } = await test.query(
      `query ($ids: [ID!]!) {
        nodes(ids: $ids) { ... on ProxySession { id participants(first: -1) { nodes { sid } } } }
      }`,
      { ids: [sessionId, missingSession] },
    );
    expect(data).toEqual({ nodes: [{ id: sessionId, participants: null }, null] });
    expect(told(errors)).toEqual([bad('nodes', 0, 'participants')]);
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('below _entities', async () => {
    const { data, errors } = await test.query(
      `query ($all: [_Any!]!) {
        _entities(representations: $all) { ... on ProxySession { sid participants(after: "x") { nodes { sid } } } }
      }`,
      {
        all: [
          { __typename: 'ProxySession', id: sessionId },
          { __typename: 'ProxySession', id: missingSession },
        ],
      },
    );
    expect(data).toEqual({ _entities: [{ sid: demo.sessionSid, participants: null }, null] });
    expect(told(errors)).toEqual([bad('_entities', 0, 'participants')]);
  });

  it('inside @defer', async () => {
    const response = await fetch(`${test.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'multipart/mixed;deferSpec=20220824, application/json',
      },
      body: JSON.stringify({
        query: `{ proxySession(id: "${sessionId}") {
          status ... @defer { friendly: uniqueName participants(first: 0) { nodes { sid } } }
        } }`,
      }),
    });
    const text = await response.text();
    expect(text).toContain('{"proxySession":{"status":"IN_PROGRESS"}}');
    expect(text).toMatch(/"data":\{"friendly":[^}]*"participants":null\}/);
    expect(text).toContain('"path":["proxySession","participants"]');
    expect(text.match(/BAD_USER_INPUT/g)).toHaveLength(1);
  });

  it('when it is a cursor of another list', async () => {
    const after = await cursorOfAnotherList();
    const { data, errors } = await test.query(
      `query ($id: ID!, $after: String) {
        proxySession(id: $id) { status participants(after: $after) { nodes { sid } } }
      }`,
      { id: sessionId, after },
    );
    expect(data).toEqual({ proxySession: { status: 'IN_PROGRESS', participants: null } });
    expect(told(errors)).toEqual([bad('proxySession', 'participants')]);
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl}`]);
  });

  it('which the plan knows', async () => {
    const query = `query ($id: ID!) {
      proxyService(id: $id) { uniqueName sessions(first: 0) { nodes { participants { nodes { sid } } } } }
    }`;
    const { extensions } = await test.query(query, { id: serviceId }, { 'x-upstream-plan': 'true' });
    expect(extensions.plan).toMatchObject({ min: 1, expected: 1, max: 1 });
  });
});

describe('a bad connection argument below a mutation refuses its root field before anything is sent', () => {
  const update = (selection: string, alias = 'updateProxySession') =>
    `${alias}: updateProxySession(input: { id: "${sessionId}", ttl: 0 }) { session { ${selection} } }`;

  it.each([
    ['right below', 'participants(first: 0) { nodes { sid } }'],
    [
      'in the rows of a list',
      'interactions { nodes { session { participants(last: 0) { nodes { sid } } } } }',
    ],
    ['below a relation', 'service { sessions(after: "x") { nodes { sid } } }'],
  ])('%s', async (_, selection) => {
    const { data, errors } = await test.query(`mutation { ${update(selection)} }`);
    expect(data).toEqual({ updateProxySession: null });
    expect(told(errors)).toEqual([bad('updateProxySession')]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('and that one alone', async () => {
    const { data, errors } = await test.query(
      `mutation {
        ${update('ttl', 'before')}
        ${update('participants(first: 0) { nodes { sid } }', 'bad')}
        ${update('ttl', 'behind')}
      }`,
    );
    expect(data).toEqual({ before: { session: { ttl: 0 } }, bad: null, behind: { session: { ttl: 0 } } });
    expect(told(errors)).toEqual([bad('bad')]);
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('inside @defer', async () => {
    const { data, errors } = await test.query(
      `mutation { ${update('ttl ... @defer { participants(first: 0) { nodes { sid } } }')} }`,
    );
    expect(data).toEqual({ updateProxySession: null });
    expect(told(errors)).toEqual([bad('updateProxySession')]);
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([
    [
      'of a record that is changed',
      `updateProxySession(input: { id: "${sessionId}", ttl: 0 }) { session { participants(after: $after) { nodes { sid } } } }`,
    ],
    [
      'of the parent of one that is removed',
      `deleteProxyParticipant(input: { id: "${participantId}" }) { session { participants(after: $after) { nodes { sid } } } }`,
    ],
    [
      'of a record that is yet to be created',
      `createProxySession(input: { serviceId: "${serviceId}" }) { session { participants(after: $after) { nodes { sid } } } }`,
    ],
  ])('when it is a cursor of another list than that %s', async (_, field) => {
    const after = await cursorOfAnotherList();
    const { data, errors } = await test.query(`mutation ($after: String) { ${field} }`, { after });
    expect(Object.values(data as object)).toEqual([null]);
    expect(told(errors)).toEqual([bad(field.slice(0, field.indexOf('(')))]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('but not where @skip leaves the list out', async () => {
    const { data, errors } = await test.query(
      `mutation { ${update('ttl participants(first: 0) @skip(if: true) { nodes { sid } }')} }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ updateProxySession: { session: { ttl: 0 } } });
  });
});
