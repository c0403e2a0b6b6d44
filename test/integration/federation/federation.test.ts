import { parse } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { subgraphSdl } from '../../support/sdl.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();
afterEach(() => test.emulator.control.clearFaults());

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on ProxyService { uniqueName }
    ... on ProxySession { id uniqueName }
    ... on ProxyParticipant { friendlyName }
    ... on ProxyInteraction { data }
    ... on ProxyMessageInteraction { messageBody }
    ... on ProxyPhoneNumber { phoneNumber }
    ... on ProxyShortCode { shortCode }
  }
}`;

const find = (representations: readonly unknown[]) => test.query(entities, { representations });

const { serviceSid, sessionSid, customerSid, messageInteractionSid, phoneNumberSid, shortCodeSid } = demo;
const sessionsUrl = `/v1/Services/${serviceSid}/Sessions`;
const missingSid = `KC${'0'.repeat(32)}`;

describe('_service', () => {
  it('answers the SDL that the package ships', async () => {
    const { data } = await test.query('{ _service { sdl } }');
    expect(data._service.sdl).toBe(subgraphSdl);
    expect(() => parse(data._service.sdl as string)).not.toThrow();
  });

  it('leaves node, nodes and Node to those who ask the gateway itself', async () => {
    const { data } = await test.query(`{ node(id: "${serviceSid}") { id } }`);
    expect(data.node).toEqual({ id: serviceSid });
  });
});

describe('_entities', () => {
  const session = {
    __typename: 'ProxySession',
    id: `${serviceSid}-${sessionSid}`,
    uniqueName: demo.sessionUniqueName,
  };

  it.each([
    ['ProxyService', { sid: serviceSid }, serviceSid],
    ['ProxySession', { serviceSid, sid: sessionSid }, `${serviceSid}-${sessionSid}`],
    [
      'ProxyParticipant',
      { serviceSid, sessionSid, sid: customerSid },
      `${serviceSid}-${sessionSid}-${customerSid}`,
    ],
    [
      'ProxyInteraction',
      { serviceSid, sessionSid, sid: messageInteractionSid },
      `${serviceSid}-${sessionSid}-${messageInteractionSid}`,
    ],
    [
      'ProxyMessageInteraction',
      { serviceSid, sessionSid, participantSid: customerSid, sid: messageInteractionSid },
      `${serviceSid}-${sessionSid}-${customerSid}-${messageInteractionSid}`,
    ],
    ['ProxyPhoneNumber', { serviceSid, sid: phoneNumberSid }, `${serviceSid}-${phoneNumberSid}`],
    ['ProxyShortCode', { serviceSid, sid: shortCodeSid }, `${serviceSid}-${shortCodeSid}`],
  ])(
    'finds a %s by the SIDs of its path and by its id, in either case, with one read',
    async (type, sids, id) => {
      const upper = Object.fromEntries(
        Object.entries(sids).map(([name, sid]) => [name, sid.slice(0, 2) + sid.slice(2).toUpperCase()]),
      );
      const { data, errors } = await find([
        { __typename: type, ...sids },
        { __typename: type, id },
        { __typename: type, ...upper },
      ]);
      expect(errors).toBeUndefined();
      const [first] = data._entities;
      expect(first).toMatchObject({ __typename: type });
      expect(Object.values(first as object)).not.toContain(null);
      expect(data._entities).toEqual([first, first, first]);
      expect(test.takeRequests()).toHaveLength(1);
    },
  );

  it('finds a Session by its unique name, whatever it has to be escaped to', async () => {
    const { data, errors } = await find([
      { __typename: 'ProxySession', serviceSid, uniqueName: demo.sessionUniqueName },
      { __typename: 'ProxySession', serviceSid, uniqueName: demo.sessionUniqueName },
      { __typename: 'ProxySession', serviceSid, uniqueName: demo.oddSessionUniqueName },
    ]);
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      session,
      session,
      {
        __typename: 'ProxySession',
        id: `${serviceSid}-${demo.oddSessionSid}`,
        uniqueName: demo.oddSessionUniqueName,
      },
    ]);
    expect(test.takeRequests().toSorted()).toEqual([
      `GET ${sessionsUrl}/${encodeURIComponent(demo.oddSessionUniqueName)}`,
      `GET ${sessionsUrl}/${demo.sessionUniqueName}`,
    ]);
  });

  it('finds nothing under a name that is null, and asks nobody', async () => {
    const { data, errors } = await find([{ __typename: 'ProxySession', serviceSid, uniqueName: null }]);
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([null]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('takes a key that is null for one that is left out', async () => {
    const { data, errors } = await find([
      { __typename: 'ProxySession', id: null, serviceSid, sid: sessionSid, uniqueName: null },
      { __typename: 'ProxySession', id: null, sid: null, serviceSid, uniqueName: demo.sessionUniqueName },
    ]);
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([session, session]);
  });

  it('trusts nothing but the key', async () => {
    const claims = {
      uniqueName: 'from the caller',
      accountSid: `AC${'0'.repeat(32)}`,
      sessionSid: missingSid,
    };
    const { data } = await find([
      { ...claims, __typename: 'ProxyService', sid: serviceSid },
      { ...claims, __typename: 'ProxySession', serviceSid, sid: sessionSid },
      { ...claims, __typename: 'ProxySession', id: `${serviceSid}-${missingSid}` },
    ]);
    expect(data._entities).toEqual([
      { __typename: 'ProxyService', uniqueName: demo.serviceUniqueName },
      session,
      null,
    ]);
  });

  it('proves that a thing exists even when only its path is asked', async () => {
    const { data, errors } = await test.query(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ProxySession { sid } } }',
      { representations: [{ __typename: 'ProxySession', serviceSid, sid: missingSid }] },
    );
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([null]);
    expect(test.takeRequests()).toEqual([`GET ${sessionsUrl}/${missingSid}`]);
  });

  const bad: readonly (readonly [string, unknown])[] = [
    ['an id of another kind', { __typename: 'ProxySession', id: serviceSid }],
    ['an id that is none', { __typename: 'ProxySession', id: '../../v1/Services' }],
    ['an id that is no text', { __typename: 'ProxySession', id: 1, serviceSid, sid: sessionSid }],
    ['a SID with a line break', { __typename: 'ProxyService', sid: `${serviceSid}\n` }],
    ['half a key', { __typename: 'ProxySession', sid: sessionSid }],
    ['a SID that is an object', { __typename: 'ProxyService', sid: { toString: 'x' } }],
    ['an empty name', { __typename: 'ProxySession', serviceSid, uniqueName: '' }],
    ['a name that is a path', { __typename: 'ProxySession', serviceSid, uniqueName: '..' }],
    ['a name in the shape of a SID', { __typename: 'ProxySession', serviceSid, uniqueName: sessionSid }],
    ['a name that is no text', { __typename: 'ProxySession', serviceSid, uniqueName: 7 }],
    ['no key', { __typename: 'ProxyParticipant' }],
    ['a type that nobody knows', { __typename: 'Parcel', id: 'x' }],
    ['a type without keys', { __typename: 'PageInfo', hasNextPage: true }],
    ['a type with a name of JavaScript', { __typename: 'constructor', id: serviceSid }],
    ['no type', { id: serviceSid }],
    ['a text', 'ProxyService'],
    ['a list', [{ __typename: 'ProxyService', sid: serviceSid }]],
  ];

  it.each(bad)('refuses %s alone, and answers its neighbours', async (_, representation) => {
    const { data, errors } = await find([
      { __typename: 'ProxySession', serviceSid, sid: sessionSid },
      representation,
      { __typename: 'ProxyService', sid: serviceSid },
    ]);
    expect(data._entities).toEqual([
      session,
      null,
      { __typename: 'ProxyService', uniqueName: demo.serviceUniqueName },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } });
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('keeps one that Twilio fails apart from its neighbours', async () => {
    test.emulator.control.fault({ path: `${sessionsUrl}/${missingSid}`, code: 20001 });
    const { data, errors } = await find([
      { __typename: 'ProxySession', serviceSid, sid: missingSid },
      { __typename: 'ProxySession', serviceSid, sid: sessionSid },
    ]);
    expect(data._entities).toEqual([null, session]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['_entities', 0], extensions: { code: 'UPSTREAM_REJECTED' } });
  });

  it('reads two Participants of one Session by one list, as everywhere', async () => {
    const { data, errors } = await find([
      { __typename: 'ProxyParticipant', serviceSid, sessionSid, sid: customerSid },
      { __typename: 'ProxyParticipant', serviceSid, sessionSid, sid: demo.courierSid },
    ]);
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      { __typename: 'ProxyParticipant', friendlyName: 'customer' },
      { __typename: 'ProxyParticipant', friendlyName: 'courier' },
    ]);
    expect(test.takeRequests()).toEqual([`GET ${sessionsUrl}/${sessionSid}/Participants?PageSize=100`]);
  });

  it('starts the lists below an entity together with it', async () => {
    const { data } = await test.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on ProxySession { status participants(first: 2) { nodes { friendlyName } } }
      } }`,
      { representations: [{ __typename: 'ProxySession', serviceSid, sid: sessionSid }] },
    );
    expect(data._entities[0].participants.nodes).toHaveLength(2);
    expect(test.takeRequests().toSorted()).toEqual([
      `GET ${sessionsUrl}/${sessionSid}`,
      `GET ${sessionsUrl}/${sessionSid}/Participants?PageSize=2`,
    ]);
  });
});

describe('GATEWAY_ROUTER_SECRET', () => {
  const secret = 'canary-of-the-router';
  let guarded: TestGateway;
  beforeAll(async () => void (guarded = await startGateway({ env: { GATEWAY_ROUTER_SECRET: secret } })));
  afterAll(() => guarded[Symbol.asyncDispose]());
  beforeEach(() => void guarded.takeRequests());

  const representations = [{ __typename: 'ProxyService', sid: serviceSid }];

  it('lets a router that sends it ask', async () => {
    const headers = { 'x-router-secret': secret };
    const { data, errors } = await guarded.query(`{ _service { sdl } }`, {}, headers);
    expect(errors).toBeUndefined();
    expect(data._service.sdl).toBe(subgraphSdl);
    const found = await guarded.query(entities, { representations }, headers);
    expect(found.data._entities).toEqual([
      { __typename: 'ProxyService', uniqueName: demo.serviceUniqueName },
    ]);
  });

  it.each([
    ['nothing', {}],
    ['another text', { 'x-router-secret': 'canary-of-the-routes' }],
    ['its beginning', { 'x-router-secret': secret.slice(0, -1) }],
    ['it twice', { 'x-router-secret': `${secret}, ${secret}` }],
  ])('refuses _service and _entities to one that sends %s, and asks nobody', async (_, headers) => {
    for (const query of ['{ _service { sdl } }', entities]) {
      const { data, errors } = await guarded.query(query, { representations }, headers);
      expect(data).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(JSON.stringify(errors)).not.toContain('canary');
    }
    expect(guarded.takeRequests()).toEqual([]);
  });

  it('leaves everything else to callers of other kinds', async () => {
    const { data } = await guarded.query(`{ node(id: "${serviceSid}") { id } }`);
    expect(data.node).toEqual({ id: serviceSid });
  });
});
