import { describe, expect, it } from 'vitest';
import type { PlanNode } from '../../src/planner/explain.ts';
import { startGateway } from '../support/gateway.ts';
import { seededGateway } from './seeded-gateway.ts';
import { economySeed, serviceSid, sessionId, TRANSCRIPT } from './seed.ts';

const test = await seededGateway();

const exactly = (calls: number) => ({ min: calls, expected: calls, max: calls });

const tree = `query Tree($id: ID!, $first: Int = 20) {
  proxyService(id: $id) {
    name: uniqueName
    sessions(first: $first) {
      nodes { sid participants { nodes { friendlyName messageInteractions { nodes { messageBody } } } } }
    }
  }
}`;
const transcript = `query ($id: ID!) {
  proxySession(id: $id) {
    status
    interactions(first: 100) {
      nodes { inboundParticipant { friendlyName } outboundParticipant { friendlyName } }
    }
  }
}`;

describe('x-upstream-plan', () => {
  const plan = { 'x-upstream-plan': 'true' };

  it('answers the tree of REST calls, and executes nothing', async () => {
    const { status, data, errors, extensions } = await test.query(tree, { id: serviceSid }, plan);
    expect({ status, data, errors }).toEqual({ status: 200, data: null, errors: undefined });
    expect(extensions).toEqual({
      plan: {
        values: expect.any(Number),
        min: 2,
        expected: 62,
        max: 1522,
        calls: [
          {
            method: 'GET',
            path: '/v1/Services/{ServiceSid}/Sessions',
            times: exactly(1),
            fields: ['proxyService.sessions'],
            children: [
              {
                method: 'GET',
                path: '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants',
                times: { min: 0, expected: 20, max: 20 },
                fields: ['proxyService.sessions.nodes.participants'],
                children: [
                  {
                    method: 'GET',
                    path: '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions',
                    times: { min: 0, expected: 40, max: 1000 },
                    fields: ['proxyService.sessions.nodes.participants.nodes.messageInteractions'],
                    // Where Twilio turns out to have retired them.
                    children: [
                      {
                        method: 'GET',
                        path: '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions',
                        times: { min: 0, expected: 0, max: 500 },
                        fields: ['proxyService.sessions.nodes.participants.nodes.messageInteractions'],
                      },
                    ],
                  },
                ],
              },
            ],
          },
          {
            method: 'GET',
            path: '/v1/Services/{Sid}',
            times: exactly(1),
            fields: ['proxyService.name'],
          },
        ],
      },
    });
    expect(test.takeRequests()).toEqual([]);
  });

  it('names the list that stands for point reads, beside the list that names them, and what it may lack', async () => {
    const { extensions } = await test.query(transcript, { id: sessionId(TRANSCRIPT) }, plan);
    const session = '/v1/Services/{ServiceSid}/Sessions/{SessionSid}';
    const lines = ({ path, times, children = [] }: PlanNode): unknown[] => [
      path,
      times,
      ...children.map(lines),
    ];
    expect(extensions.plan.calls.map(lines)).toEqual([
      [
        `${session}/Interactions`,
        exactly(1),
        [`${session}/Participants/{Sid}`, { min: 0, expected: 0, max: 200 }],
      ],
      ['/v1/Services/{ServiceSid}/Sessions/{Sid}', exactly(1)],
      [`${session}/Participants`, exactly(1)],
    ]);
  });

  it('writes nothing', async () => {
    const { data, extensions } = await test.query(
      `mutation ($id: ID!) {
        deleteProxySession(input: { id: $id }) { deletedId service { uniqueName sessions(first: 3) { nodes { sid } } } }
      }`,
      { id: sessionId(5) },
      plan,
    );
    expect(data).toBeNull();
    expect(extensions.plan).toMatchObject({ min: 0, expected: 3, max: 3 });
    expect(extensions.plan.calls).toMatchObject([
      {
        method: 'DELETE',
        path: '/v1/Services/{ServiceSid}/Sessions/{Sid}',
        fields: ['deleteProxySession'],
        children: [
          { method: 'GET', path: '/v1/Services/{ServiceSid}/Sessions' },
          { method: 'GET', path: '/v1/Services/{Sid}' },
        ],
      },
    ]);
    expect(test.takeRequests()).toEqual([]);
    const { data: after } = await test.query('query ($id: ID!) { proxySession(id: $id) { status } }', {
      id: sessionId(5),
    });
    expect(after.proxySession.status).toBe('OPEN');
  });

  it('is given for an operation that would be refused, so that one sees why', async () => {
    const { data, errors, extensions } = await test.query(tree, { id: serviceSid, first: 1000 }, plan);
    expect({ data, errors }).toEqual({ data: null, errors: undefined });
    expect(extensions.plan.expected).toBe(3011);
  });

  it('groups like calls', async () => {
    const ids = [...Array(30).keys()].map(sessionId);
    const { extensions } = await test.query(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxySession { status participants { nodes { sid } } } } }',
      { ids },
      plan,
    );
    expect(extensions.plan).toEqual({
      ...exactly(60),
      // Of each Session: itself, two of its status, `participants` and `nodes`, and three of each Participant.
      values: 30 * 11,
      calls: [
        {
          method: 'GET',
          path: '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants',
          times: exactly(30),
          fields: ['nodes.participants'],
        },
        {
          method: 'GET',
          path: '/v1/Services/{ServiceSid}/Sessions/{Sid}',
          times: exactly(30),
          fields: ['nodes.status'],
        },
      ],
    });
  });

  it.each([
    ['an operation that is not valid', '{ proxyServices { nothing } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['variables that do not fit', tree, { id: ['a'] }, 'BAD_USER_INPUT'],
  ])('of %s is that error', async (_, query, variables, code) => {
    const { errors } = await test.query(query, variables, plan);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(test.takeRequests()).toEqual([]);
  });

  it('is refused when it is unclear, so that nobody runs what they only wanted to see', async () => {
    const { errors } = await test.query(tree, { id: serviceSid }, { 'x-upstream-plan': '1' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('holds no SID and no name', async () => {
    const { extensions } = await test.query(
      `query ($service: ID!, $id: ID!) {
        proxySessionByUniqueName(serviceId: $service, uniqueName: "secret order") { status }
        proxySession(id: $id) { status }
      }`,
      { service: serviceSid, id: sessionId(3) },
      plan,
    );
    expect(extensions.plan.calls.map(({ path }: { path: string }) => path)).toEqual([
      '/v1/Services/{ServiceSid}/Sessions/{Sid}',
      '/v1/Services/{ServiceSid}/Sessions/{UniqueName}',
    ]);
    expect(JSON.stringify(extensions)).not.toMatch(/secret|[A-Z]{2}[0-9a-f]{32}/);
  });
});

describe('x-upstream-trace', () => {
  const trace = { 'x-upstream-trace': 'true' };

  it('adds the receipt: what was planned, what was called, what was saved', async () => {
    const { data, extensions } = await test.query(transcript, { id: sessionId(TRANSCRIPT) }, trace);
    expect(data.proxySession.status).toBe('OPEN');
    expect(extensions).toEqual({
      upstream: {
        planned: { min: 3, expected: 3, max: 203 },
        values: expect.any(Number),
        calls: 3,
        byEndpoint: {
          'GET /v1/Services/{ServiceSid}/Sessions/{Sid}': 1,
          'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions': 1,
          'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants': 1,
        },
        // A hundred Interactions name 200 Participants; one list brought them all.
        saved: { coalesced: 0, deduplicated: 199 },
      },
    });
    expect(test.takeRequests()).toHaveLength(3);
  });

  it('counts writes and each attempt that is repeated', async () => {
    test.emulator.control.fault({ path: /Participants/, status: 503, times: 2 });
    const { extensions, errors } = await test.query(
      `mutation ($id: ID!) {
        updateProxySession(input: { id: $id, ttl: 60 }) { session { participants { nodes { sid } } } }
      }`,
      { id: sessionId(5) },
      trace,
    );
    expect(errors).toBeUndefined();
    expect(extensions.upstream).toMatchObject({
      planned: { min: 0, expected: 2, max: 2 },
      calls: 4,
      byEndpoint: {
        'POST /v1/Services/{ServiceSid}/Sessions/{Sid}': 1,
        'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants': 3,
      },
    });
  });

  it('comes with errors too, and is left out when it is not asked for', async () => {
    const failed = await test.query('{ proxySession(id: "no id") { status } }', {}, trace);
    expect(failed.errors).toHaveLength(1);
    expect(failed.extensions.upstream).toMatchObject({ planned: exactly(0), calls: 0 });
    const { extensions } = await test.query('{ proxyServices { nodes { sid } } }');
    expect(extensions).toBeUndefined();
  });
});

describe('with UPSTREAM_TRACE off', () => {
  it('no receipt is given, and no plan; what only a plan was wanted of is not executed', async () => {
    await using silent = await startGateway({ emulator: { seed: economySeed } });
    const { data, extensions } = await silent.query(
      '{ proxyServices { nodes { sid } } }',
      {},
      { 'x-upstream-trace': 'true' },
    );
    expect(data.proxyServices.nodes).toHaveLength(2);
    expect(extensions).toBeUndefined();
    silent.takeRequests();
    const planned = await silent.query(
      'mutation ($id: ID!) { deleteProxySession(input: { id: $id }) { deletedId } }',
      { id: sessionId(5) },
      { 'x-upstream-plan': 'true' },
    );
    expect(planned.errors).toMatchObject([
      {
        message: 'This gateway gives no plans (UPSTREAM_TRACE is off). Nothing was executed.',
        extensions: { code: 'BAD_REQUEST' },
      },
    ]);
    expect(silent.takeRequests()).toEqual([]);
  });
});
