import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { callsOf, sorted } from './calls.ts';
import { economySeed, participantSid, serviceSid, serviceUrl, sessionId, sessionUrl, sid } from './seed.ts';

const trace = { 'x-upstream-trace': 'true' };
const participantId = (session: number, position: 0 | 1): string =>
  `${sessionId(session)}-${participantSid(session, position)}`;
const messages = 'messageInteractions { nodes { sid messageBody } }';
const messagesOf = `query ($id: ID!) { proxyParticipant(id: $id) { ${messages} } }`;

const clock = new ManualClock();
let test: TestGateway;
beforeEach(async () => {
  test = await startGateway({
    emulator: { seed: economySeed },
    env: { UPSTREAM_TRACE: 'on' },
    testOptions: { clock },
  });
});
afterEach(() => test[Symbol.asyncDispose]());

/** Retires the list, and lets the gateway learn of it. */
async function retire(gateway: TestGateway, id = participantId(9, 0)): Promise<void> {
  gateway.emulator.control.set({ messageInteractionsGet: 404 });
  const { errors } = await gateway.query(messagesOf, { id });
  expect(errors).toBeUndefined();
  gateway.takeRequests();
}

const tree = `query ($id: ID!) {
  proxyService(id: $id) {
    uniqueName
    sessions(first: 20) { nodes { sid participants { nodes { identifier ${messages} } } } }
  }
}`;

describe('MessageInteractions that are known to be retired', () => {
  it('cost one list of Interactions for all Participants of a Session: three calls in all', async () => {
    await retire(test);
    const { data, errors, extensions } = await test.query(
      `query ($id: ID!) { proxySession(id: $id) { status participants { nodes { identifier ${messages} } } } }`,
      { id: sessionId(3) },
      trace,
    );
    expect(errors).toBeUndefined();
    expect(data.proxySession.participants.nodes).toMatchObject([
      { messageInteractions: { nodes: [{ messageBody: 'text 0' }] } },
      { messageInteractions: { nodes: [{ messageBody: 'text 1' }] } },
    ]);
    expect(extensions.upstream).toMatchObject({ calls: 3, planned: { min: 2, expected: 3 } });
    expect(callsOf(test)).toEqual([
      `GET ${sessionUrl(3)}`,
      `GET ${sessionUrl(3)}/Interactions?PageSize=100`,
      `GET ${sessionUrl(3)}/Participants?PageSize=50`,
    ]);
  });

  it('cost one list for each of twenty Sessions, as planned', async () => {
    await retire(test);
    const { errors, extensions } = await test.query(tree, { id: serviceSid }, trace);
    expect(errors).toBeUndefined();
    // One of the Sessions has two pages of Interactions.
    expect(extensions.upstream).toMatchObject({ calls: 43, planned: { min: 2, expected: 42 } });
    const { extensions: only } = await test.query(tree, { id: serviceSid }, { 'x-upstream-plan': 'true' });
    expect(only.plan.calls).toMatchObject([
      {
        path: '/v1/Services/{ServiceSid}/Sessions',
        children: [
          {
            path: '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants',
            times: { min: 0, expected: 20, max: 20 },
            children: [
              {
                path: '/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions',
                times: { min: 0, expected: 20, max: 500 },
                fields: ['proxyService.sessions.nodes.participants.nodes.messageInteractions'],
              },
            ],
          },
        ],
      },
      { path: '/v1/Services/{Sid}' },
    ]);
  });

  it('cost no more than that on the demo', async () => {
    await using onDemo = await startGateway({ env: { UPSTREAM_TRACE: 'on' } });
    await retire(onDemo, `${demo.serviceSid}-${demo.sessionSid}-${demo.customerSid}`);
    const { data, errors, extensions } = await onDemo.query(tree, { id: demo.serviceSid }, trace);
    expect(errors).toBeUndefined();
    const sessions = data.proxyService.sessions.nodes as { participants: { nodes: unknown[] } }[];
    const inhabited = sessions.filter(({ participants }) => participants.nodes.length > 0).length;
    expect(extensions.upstream).toMatchObject({ calls: 22 + inhabited, planned: { expected: 42 } });
  });

  it('cost one list of Participants as proof for several that are asked by their ids', async () => {
    await retire(test);
    const { errors, extensions } = await test.query(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxyParticipant { ${messages} } } }`,
      { ids: [participantId(3, 0), participantId(3, 1)] },
      trace,
    );
    expect(errors).toBeUndefined();
    expect(extensions.upstream).toMatchObject({ calls: 2, planned: { min: 2, expected: 2 } });
    expect(callsOf(test)).toEqual([
      `GET ${sessionUrl(3)}/Interactions?PageSize=100`,
      `GET ${sessionUrl(3)}/Participants?PageSize=100`,
    ]);
  });

  it('share their page with a list of Interactions, and their records with relations', async () => {
    await retire(test);
    const message = `${participantId(3, 0)}-${sid('KI', 3001)}`;
    const { data, errors, extensions } = await test.query(
      `query ($id: ID!, $session: ID!) {
        proxyMessageInteraction(id: $id) { messageBody interaction { messageBody } }
        proxySession(id: $session) {
          interactions(first: 100) { nodes { sid } }
          participants { nodes { ${messages} } }
        }
      }`,
      { id: message, session: sessionId(4) },
      trace,
    );
    expect(errors).toBeUndefined();
    expect(data.proxyMessageInteraction).toEqual({
      messageBody: 'text 1',
      interaction: { messageBody: 'text 1' },
    });
    expect(extensions.upstream).toMatchObject({ calls: 3, planned: { min: 3, expected: 3 } });
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${sessionUrl(3)}/Interactions/${sid('KI', 3001)}`,
        `GET ${sessionUrl(4)}/Interactions?PageSize=100`,
        `GET ${sessionUrl(4)}/Participants?PageSize=50`,
      ]),
    );
  });
});

describe('the first 404 after a list that was served', () => {
  const id = participantId(3, 1);
  const messageBody = 'text 0';

  it.each([
    [
      'a list has brought',
      `{ seen: proxySession(id: "${sessionId(3)}") { participants(first: 1) { nodes { ${messages} } } } }`,
      { participants: { nodes: [{ messageInteractions: { nodes: [{ messageBody }] } }] } },
    ],
    [
      'is read beside it',
      `{ seen: proxyParticipant(id: "${id}") { identifier ${messages} } }`,
      { messageInteractions: { nodes: [{ messageBody }] } },
    ],
    [
      'another field of the operation reads',
      `{
        seen: proxyParticipant(id: "${id}") { ${messages} }
        node(id: "${id}") { ... on ProxyParticipant { identifier } }
      }`,
      { messageInteractions: { nodes: [{ messageBody }] } },
    ],
  ])('takes nothing from a Participant that %s', async (_, query, seen) => {
    await test.query(messagesOf, { id: participantId(9, 0) });
    test.emulator.control.set({ messageInteractionsGet: 404 });
    const { data, errors } = await test.query(query);
    expect(errors).toBeUndefined();
    expect(data.seen).toMatchObject(seen);
  });

  it('names retired ShortCodes of a Service that was read beside them', async () => {
    const query = 'query ($id: ID!) { proxyService(id: $id) { uniqueName shortCodes { nodes { sid } } } }';
    await test.query(query, { id: serviceSid });
    test.emulator.control.set({ shortCodes: 404 });
    test.takeRequests();
    const { data, errors } = await test.query(query, { id: serviceSid });
    expect(data.proxyService).toEqual({ uniqueName: 'economy', shortCodes: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_REJECTED' } }]);
    expect(callsOf(test)).toEqual([`GET ${serviceUrl}`, `GET ${serviceUrl}/ShortCodes?PageSize=50`]);
  });
});

describe('max', () => {
  const planned = async (query: string, variables: object) => {
    test.takeRequests();
    const { errors, extensions } = await test.query(query, { ...variables }, trace);
    expect(errors).toBeUndefined();
    const { calls, planned } = extensions.upstream as {
      calls: number;
      planned: { min: number; max: number };
    };
    expect(test.takeRequests()).toHaveLength(calls);
    return { calls, ...planned };
  };

  it.each([404, 405] as const)('holds for a walk over retired MessageInteractions (%d)', async (status) => {
    // One text to each of the two, and 500 between them after it.
    const person = (position: number) => ({
      identifier: `+1212555${position}000`,
      proxyIdentifier: '+14155550190',
    });
    const texts = Array.from({ length: 500 }, (_, index) => ({
      body: `${index}`,
      from: index % 2,
      to: (index + 1) % 2,
    }));
    test.emulator.control.seed({
      services: [
        {
          sid: serviceSid,
          uniqueName: 'talkative',
          phoneNumbers: [{ number: '+14155550190' }],
          sessions: [
            {
              sid: sid('KC', 1),
              participants: [person(1), person(2)].map((each, position) => ({
                ...each,
                sid: participantSid(1, position as 0 | 1),
              })),
              interactions: [{ body: 'first', to: 0 }, { body: 'second', to: 1 }, ...texts],
            },
          ],
        },
      ],
    });
    test.emulator.control.set({ messageInteractionsGet: status });
    const walk =
      'query ($id: ID!) { proxyParticipant(id: $id) { messageInteractions(first: 2) { nodes { messageBody } } } }';
    for (const extra of [2, 1]) {
      const { calls, min, max } = await planned(walk, { id: participantId(1, 0) });
      expect(calls).toBe(6 + extra);
      expect(calls).toBeGreaterThanOrEqual(min);
      expect(calls).toBeLessThanOrEqual(max);
    }
  });

  it('holds for a message that is read elsewhere after a 405', async () => {
    test.emulator.control.set({ messageInteractionsGet: 405 });
    const query = 'query ($id: ID!) { proxyMessageInteraction(id: $id) { messageBody } }';
    const id = `${participantId(3, 0)}-${sid('KI', 3001)}`;
    expect(await planned(query, { id })).toMatchObject({ calls: 2, min: 1, max: 2 });
    expect(await planned(query, { id })).toMatchObject({ calls: 1, min: 1, max: 1 });
  });

  it('holds for ShortCodes of Services that a list has brought, which need no proof', async () => {
    test.emulator.control.set({ shortCodes: 404 });
    const { extensions } = await test.query(
      '{ proxyServices { nodes { shortCodes { nodes { sid } } } } }',
      {},
      trace,
    );
    expect(extensions.upstream).toMatchObject({ calls: 3 });
  });
});
