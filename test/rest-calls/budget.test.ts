import { describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { startGateway } from '../support/gateway.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { seededGateway } from './seeded-gateway.ts';
import { economySeed, serviceSid, sessionId, TRANSCRIPT, upTo } from './seed.ts';

const test = await seededGateway({ MAX_ALIASES: '200' });

const people = `query ($id: ID!, $first: Int) {
  proxyService(id: $id) { uniqueName sessions(first: $first) { nodes { sid participants { nodes { sid } } } } }
}`;

describe('an operation that would cost too much', () => {
  it('is refused before the first call, with its worst paths and a hint', async () => {
    const { status, data, errors, extensions } = await test.query(
      `{ proxyServices { nodes { all: sessions { nodes { participants { nodes { messageInteractions { nodes { sid } } } } } } } } }`,
      {},
      { 'x-upstream-trace': 'true', accept: 'application/graphql-response+json' },
    );
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message:
          'The operation would take about 7551 REST calls, but 500 are allowed. ' +
          'Most of them: 5000 for proxyServices.nodes.all.nodes.participants.nodes.messageInteractions, ' +
          '2500 for proxyServices.nodes.all.nodes.participants, 50 for proxyServices.nodes.all. ' +
          'Ask for fewer rows there with "first", or in several operations.',
        extensions: { code: 'CALL_BUDGET_EXCEEDED' },
      },
    ]);
    expect(extensions.upstream).toMatchObject({ planned: { expected: 7551 }, calls: 0 });
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([
    [494, undefined],
    [495, 'CALL_BUDGET_EXCEEDED'],
  ])('is one of %i Sessions with their Participants: %s', async (first, code) => {
    // Up to 100 Sessions come with each of five calls, and there is one for the Service and for each Session.
    const { errors } = await test.query(people, { id: serviceSid, first });
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(test.takeRequests()).toHaveLength(code === undefined ? 500 : 0);
  });

  it('is a mutation as well, and nothing is written', async () => {
    const { errors } = await test.query(
      `mutation ($id: ID!) {
        updateProxyService(input: { id: $id, defaultTtl: 60 }) {
          service { sessions(first: 400) { nodes { participants { nodes { sid } } interactions { nodes { sid } } } } }
        }
      }`,
      { id: serviceSid },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(test.takeRequests()).toEqual([]);
  });
});

describe('a caller', () => {
  it.each([
    ['51', 'CALL_BUDGET_EXCEEDED', 0],
    ['52', undefined, 52],
    ['100000', undefined, 52],
    ['', undefined, 52],
  ])('who sends x-max-upstream-calls: %s', async (value, code, calls) => {
    const { errors } = await test.query(people, { id: serviceSid }, { 'x-max-upstream-calls': value });
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(test.takeRequests()).toHaveLength(calls);
  });

  it('can lower the budget, but never lift it', async () => {
    const { errors } = await test.query(
      people,
      { id: serviceSid, first: 500 },
      { 'x-max-upstream-calls': '100000' },
    );
    expect(errors?.[0]?.message).toContain('about 506 REST calls, but 500 are allowed');
  });

  it.each(['-1', '1.5', 'many', '1e3', '0x10'])(
    'who sends x-max-upstream-calls: %s is refused',
    async (value) => {
      const { errors } = await test.query(people, { id: serviceSid }, { 'x-max-upstream-calls': value });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
      expect(test.takeRequests()).toEqual([]);
    },
  );

  it('who allows no call still learns what costs none', async () => {
    const { data, errors } = await test.query('{ __typename }', {}, { 'x-max-upstream-calls': '0' });
    expect({ data, errors }).toEqual({ data: { __typename: 'Query' }, errors: undefined });
  });
});

describe('the cap at run time', () => {
  it('answers what was read, and says CALL_BUDGET_EXCEEDED where nothing could be', async () => {
    const transcript = `query ($id: ID!) {
      proxySession(id: $id) { status interactions(last: 5) { nodes { sid } } participants { nodes { sid } } }
    }`;
    // The end of 120 Interactions is two pages away, and a list of unknown length is taken for five.
    const { data, errors, extensions } = await test.query(
      transcript,
      { id: sessionId(TRANSCRIPT) },
      { 'x-upstream-trace': 'true' },
    );
    expect(errors).toBeUndefined();
    expect(extensions.upstream).toMatchObject({ planned: { min: 3, expected: 7 }, calls: 4 });
    expect(data.proxySession.interactions.nodes).toHaveLength(5);
  });

  it('keeps neighbours when a budget is used up in the middle', async () => {
    const query = `query ($id: ID!) {
      proxyService(id: $id) {
        uniqueName
        sessions(first: 10) { nodes { sid participants { nodes { messageInteractions { nodes { sid } } } } } }
      }
    }`;
    // Sessions with more Participants than usual cost more than was expected.
    test.emulator.control.seed({
      services: [
        {
          sid: serviceSid,
          uniqueName: 'crowded',
          sessions: upTo(10).map((session) => ({
            participants: upTo(6).map((person) => ({
              identifier: `+1212555${String(session)}0${String(person)}0`,
            })),
          })),
        },
      ],
    });
    const { data, errors } = await test.query(query, { id: serviceSid }, { 'x-max-upstream-calls': '32' });
    test.emulator.control.seed(economySeed);
    expect(test.takeRequests()).toHaveLength(32);
    const sessions = data.proxyService.sessions.nodes as {
      participants: { nodes: { messageInteractions: unknown }[] };
    }[];
    const texts = sessions.flatMap(({ participants }) =>
      participants.nodes.map((person) => person.messageInteractions),
    );
    expect(texts).toHaveLength(60);
    expect(texts.filter(Boolean)).toHaveLength(20);
    expect(errors).toHaveLength(40);
    expect(errors?.[0]).toMatchObject({
      message:
        'Not read: the operation has used up its budget of 32 REST calls. Ask for less, or in several operations.',
      extensions: { code: 'CALL_BUDGET_EXCEEDED' },
    });
  });

  it('holds for a walk to the end', async () => {
    const { data, errors } = await test.query(
      'query ($id: ID!) { proxyService(id: $id) { uniqueName sessions(last: 3) { nodes { sid } } } }',
      { id: serviceSid },
      { 'x-max-upstream-calls': '6' },
    );
    expect(errors).toBeUndefined();
    expect(data.proxyService.sessions.nodes).toHaveLength(3);
    test.emulator.control.seed({
      services: [{ sid: serviceSid, uniqueName: 'longer', sessions: upTo(700).map(() => ({})) }],
    });
    const longer = await test.query(
      'query ($id: ID!) { proxyService(id: $id) { uniqueName sessions(last: 3) { nodes { sid } } } }',
      { id: serviceSid },
      { 'x-max-upstream-calls': '6' },
    );
    test.emulator.control.seed(economySeed);
    expect(longer.data.proxyService).toEqual({ uniqueName: 'longer', sessions: null });
    expect(longer.errors).toMatchObject([
      { path: ['proxyService', 'sessions'], extensions: { code: 'CALL_BUDGET_EXCEEDED' } },
    ]);
  });
});

describe('Twilio’s rate limit', () => {
  const manyPeople = { id: serviceSid, first: 301 };

  it('is a reason to refuse what one Service and endpoint cannot pass in time', async () => {
    await using limited = await startGateway({
      emulator: { seed: economySeed },
      env: { TWILIO_RATE_LIMIT: 'on', OPERATION_DEADLINE_MS: '10000' },
    });
    const { errors } = await limited.query(people, manyPeople);
    expect(errors).toMatchObject([
      {
        message:
          'The operation would take about 301 REST calls of one Service to ' +
          'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants, ' +
          'but Twilio takes 150 in 5 seconds, and the operation has 10 seconds. ' +
          'They are: 301 for proxyService.sessions.nodes.participants. ' +
          'Ask for fewer rows there with "first", or in several operations.',
        extensions: { code: 'CALL_BUDGET_EXCEEDED' },
      },
    ]);
    expect(limited.takeRequests()).toEqual([]);
  });

  it('is none where it is not kept', async () => {
    const { errors } = await test.query(people, manyPeople);
    expect(errors).toBeUndefined();
  });
});

describe('the four-level query without any `first:`', () => {
  it('is accepted on each of the demo’s Services', async () => {
    await using onDemo = await startGateway({
      testOptions: { clock: new ManualClock() },
      env: { TWILIO_RATE_LIMIT: 'on' },
    });
    const { data } = await onDemo.query('{ proxyServices { nodes { id } } }');
    const ids = (data.proxyServices.nodes as { id: string }[]).map(({ id }) => id);
    expect(ids).toContain(demo.bigServiceSid);
    for (const id of ids) {
      const { errors } = await onDemo.query(
        `query ($id: ID!) {
          proxyService(id: $id) {
            uniqueName
            sessions { nodes { status participants { nodes { identifier messageInteractions { nodes { messageBody } } } } } }
          }
        }`,
        { id },
      );
      expect(errors).toBeUndefined();
    }
  });
});
