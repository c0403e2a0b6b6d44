import { describe, expect, it } from 'vitest';
import { seededGateway } from './seeded-gateway.ts';
import { callsOf, sorted } from './calls.ts';
import {
  missingServiceSid,
  otherServiceSid,
  participantSid,
  serviceSid,
  serviceUrl,
  sessionId,
  sessionUrl,
  sid,
  upTo,
} from './seed.ts';

const test = await seededGateway();

const missingUrl = `/v1/Services/${missingServiceSid}`;
const missingSession = `${serviceSid}-${sid('KC', 999_999)}`;
const missingSessionUrl = `${serviceUrl}/Sessions/${sid('KC', 999_999)}`;

describe('a lookup', () => {
  it('starts the reads of its children, and of their relations upwards, in the same tick as its own', async () => {
    const hold = test.emulator.control.hold({});
    const running = test.query(
      `query ($id: ID!) {
        proxySession(id: $id) {
          status
          participants { nodes { sid } }
          interactions { nodes { sid } }
          service { uniqueName phoneNumbers { nodes { sid } } sessions(first: 3) { nodes { sid } } }
        }
      }`,
      { id: sessionId(3) },
    );
    await test.emulator.control.arrived(6);
    hold.release();
    const { errors } = await running;
    expect(errors).toBeUndefined();
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${sessionUrl(3)}`,
        `GET ${sessionUrl(3)}/Participants?PageSize=50`,
        `GET ${sessionUrl(3)}/Interactions?PageSize=50`,
        `GET ${serviceUrl}`,
        `GET ${serviceUrl}/PhoneNumbers?PageSize=50`,
        `GET ${serviceUrl}/Sessions?PageSize=3`,
      ]),
    );
  });

  it.each([
    ['by its own fetch', 'uniqueName sid', [`GET ${missingUrl}`]],
    ['by its own fetch when nothing but its path is asked', 'id sid', [`GET ${missingUrl}`]],
    [
      'by the first list when only path fields and lists are asked',
      'sid sessions(first: 2) { nodes { sid } }',
      [`GET ${missingUrl}/Sessions?PageSize=2`],
    ],
    [
      'by the first list that is not left out',
      'a: sessions(first: 2) @skip(if: true) { nodes { sid } } phoneNumbers { nodes { sid } } id',
      [`GET ${missingUrl}/PhoneNumbers?PageSize=50`],
    ],
  ])('is proved %s: a missing record is null without an error', async (_, fields, calls) => {
    const { data, errors } = await test.query(`{ proxyService(id: "${missingServiceSid}") { ${fields} } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ proxyService: null });
    expect(callsOf(test)).toEqual(calls);
  });

  it('of an empty Service with lists alone takes its lists and no more', async () => {
    const { data } = await test.query(
      `{ proxyService(id: "${otherServiceSid}") { id sessions { nodes { sid participants { nodes { sid } } } } } }`,
    );
    expect(data.proxyService).toEqual({ id: otherServiceSid, sessions: { nodes: [] } });
    expect(test.takeRequests()).toEqual([`GET /v1/Services/${otherServiceSid}/Sessions?PageSize=50`]);
  });

  it.each([
    'node(id: $id)',
    'nodes(ids: [$id])',
    '_entities(representations: [{__typename: "ProxyService", id: $id}])',
  ])('is proved in %s as well, in the same tick as its children', async (field) => {
    const { data, errors } = await test.query(
      `query ($id: ID!) { found: ${field} { ... on ProxyService { uniqueName sessions { nodes { sid } } } } }`,
      { id: missingServiceSid },
    );
    expect(errors).toBeUndefined();
    expect([data.found].flat()).toEqual([null]);
    expect(callsOf(test)).toEqual([`GET ${missingUrl}`, `GET ${missingUrl}/Sessions?PageSize=50`]);
  });
});

describe('a missing parent', () => {
  it('is null without a second error, and the reads of its children are aborted', async () => {
    const children = test.emulator.control.hold({ path: /Participants|Interactions/ });
    const { data, errors } = await test.query(
      `{ proxySession(id: "${missingSession}") { status participants { nodes { sid } } interactions { nodes { sid } } } }`,
    );
    expect({ data, errors }).toEqual({ data: { proxySession: null }, errors: undefined });
    await test.emulator.control.aborted(2);
    expect(test.emulator.inFlight).toBe(0);
    children.release();
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${missingSessionUrl}`,
        `GET ${missingSessionUrl}/Participants?PageSize=50`,
        `GET ${missingSessionUrl}/Interactions?PageSize=50`,
      ]),
    );
  });

  it('is null under each alias, even when the list of one alias says so before the fetch of another', async () => {
    const fetch = test.emulator.control.hold({ path: missingUrl });
    const { data, errors } = await test.query(
      `{
        a: proxyService(id: "${missingServiceSid}") { sessions { nodes { sid } } }
        b: proxyService(id: "${missingServiceSid}") { uniqueName }
      }`,
    );
    fetch.release();
    expect({ data, errors }).toEqual({ data: { a: null, b: null }, errors: undefined });
  });

  it('leaves a Session beside it alone', async () => {
    const { data, errors } = await test.query(
      `query ($ids: [ID!]!) {
        nodes(ids: $ids) { ... on ProxySession { uniqueName participants { nodes { friendlyName } } } }
      }`,
      { ids: [missingSession, sessionId(4), 'KS1'] },
    );
    expect(data.nodes).toEqual([
      null,
      {
        uniqueName: 'order-4',
        participants: { nodes: [{ friendlyName: 'person 1' }, { friendlyName: 'person 0' }] },
      },
      null,
    ]);
    expect(errors).toMatchObject([{ path: ['nodes', 2], extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a relation', () => {
  it('is believed without proof, and is null when its record turns out to be missing', async () => {
    const id = `${missingSession}-${participantSid(999, 0)}`;
    const { data, errors } = await test.query(
      `query ($id: ID!) { proxyParticipant(id: $id) { sid session { sid } messageInteractions { nodes { sid } } } }`,
      { id: `${sessionId(5)}-${participantSid(5, 0)}` },
    );
    expect(errors).toBeUndefined();
    expect(data.proxyParticipant.session.sid).toBe(sid('KC', 5));
    expect(test.takeRequests()).toHaveLength(1);
    const { data: missing } = await test.query(
      'query ($id: ID!) { proxyParticipant(id: $id) { session { status } friendlyName } }',
      { id },
    );
    expect(missing).toEqual({ proxyParticipant: null });
  });
});

describe('a failing read', () => {
  it('is one of 50, leaves 49 answers, and nothing runs any more when the answer is out', async () => {
    test.emulator.control.fault({ path: sessionUrl(20), code: 20001 });
    const { data, errors } = await test.query(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxySession { status } } }`,
      { ids: upTo(50).map(sessionId) },
    );
    expect(test.emulator.inFlight).toBe(0);
    expect(data.nodes.filter(Boolean)).toHaveLength(49);
    expect(errors).toMatchObject([{ path: ['nodes', 20], extensions: { code: 'UPSTREAM_REJECTED' } }]);
    expect(test.takeRequests()).toHaveLength(50);
  });

  it('of a list says nothing against its parent', async () => {
    test.emulator.control.fault({ path: /Sessions/, code: 20001 });
    const { data, errors } = await test.query(
      `{ proxyService(id: "${serviceSid}") { sid sessions { nodes { sid } } phoneNumbers { nodes { sid } } } }`,
    );
    expect(data.proxyService).toMatchObject({ sid: serviceSid, sessions: null });
    expect(data.proxyService.phoneNumbers.nodes).toHaveLength(4);
    expect(errors).toMatchObject([{ path: ['proxyService', 'sessions'] }]);
  });

  it('of a lookup ends the reads of its children with the answer', async () => {
    test.emulator.control.fault({ path: sessionUrl(20), code: 20001 });
    test.emulator.control.hold({ path: /Participants/ });
    const { data, errors } = await test.query(
      `{ proxySession(id: "${sessionId(20)}") { status participants { nodes { sid } } } }`,
    );
    expect(data).toEqual({ proxySession: null });
    expect(errors).toMatchObject([{ path: ['proxySession'] }]);
    await test.emulator.control.aborted(1);
    expect(test.emulator.inFlight).toBe(0);
  });
});
