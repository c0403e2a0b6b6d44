import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { formsOf, refusal } from '../../support/mutate.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const emptyUrl = `/v1/Services/${demo.emptyServiceSid}`;
const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const participantId = `${sessionId}-${demo.customerSid}`;
const userErrors = 'userErrors { code field message twilioCode moreInfo }';

describe('several mutations in one operation', () => {
  const three = `mutation ($serviceId: ID!, $lost: ID!) {
    a: createProxySession(input: { serviceId: $serviceId, uniqueName: "a" }) { session { uniqueName } ${userErrors} }
    b: createProxySession(input: { serviceId: $lost, uniqueName: "b" }) { session { uniqueName } ${userErrors} }
    c: createProxySession(input: { serviceId: $serviceId, uniqueName: "c" }) { session { uniqueName } ${userErrors} }
  }`;
  const variables = { serviceId: demo.emptyServiceSid, lost: 'nonsense' };
  const done = (uniqueName: string) => ({ session: { uniqueName }, userErrors: [] });

  it('are carried out one after the other, in their order', async () => {
    const { data, errors } = await test.query(three, { ...variables, lost: demo.emptyServiceSid });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: done('a'), b: done('b'), c: done('c') });
    expect(formsOf(test)).toEqual([{ UniqueName: ['a'] }, { UniqueName: ['b'] }, { UniqueName: ['c'] }]);
  });

  it.each([
    ['an id is none', {}, 'BAD_USER_INPUT', 2],
    ['Twilio answers 500', { status: 500 }, 'OUTCOME_UNKNOWN', 3],
    ['the connection breaks after the request', { reset: 'after' }, 'OUTCOME_UNKNOWN', 3],
    ['Twilio answers no JSON', { status: 201, body: '<html>' }, 'OUTCOME_UNKNOWN', 3],
    ['Twilio refuses the credentials', { code: 20003 }, 'UPSTREAM_AUTH', 3],
  ] as const)('keep the payloads of the others when one fails: %s', async (_, fault, code, calls) => {
    const isSent = Object.keys(fault).length > 0;
    if (isSent) test.emulator.control.fault({ method: 'POST', skip: 1, times: 1, ...fault });
    const lost = isSent ? demo.emptyServiceSid : 'nonsense';
    const { data, errors, status } = await test.query(three, { ...variables, lost });
    expect(status).toBe(200);
    expect(data).toEqual({ a: done('a'), b: null, c: done('c') });
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code } }]);
    expect(errors).toHaveLength(1);
    expect(test.takeRequests()).toEqual(Array<string>(calls).fill(`POST ${emptyUrl}/Sessions`));
  });

  it('keep the payloads of the others when one has user errors', async () => {
    const { data, errors } = await test.query(
      `mutation ($id: ID!) {
        close: updateProxySession(input: { id: $id, status: CLOSED }) { session { status } ${userErrors} }
        more: updateProxySession(input: { id: $id, ttl: 60 }) { session { status } ${userErrors} }
        odd: updateProxySession(input: { id: $id, ttl: null }) { session { status } ${userErrors} }
        open: updateProxySession(input: { id: $id, status: IN_PROGRESS }) { session { status } ${userErrors} }
      }`,
      { id: sessionId },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      close: { session: { status: 'CLOSED' }, userErrors: [] },
      more: { session: null, userErrors: [refusal('SESSION_CLOSED', 80607, null)] },
      odd: { session: null, userErrors: [{ code: 'NOT_CLEARABLE', field: ['ttl'] }] },
      open: { session: { status: 'IN_PROGRESS' }, userErrors: [] },
    });
    expect(test.takeRequests()).toHaveLength(3);
  });

  it('keep what was written when a read in the payload fails', async () => {
    test.emulator.control.fault({ method: 'GET', code: 20001 });
    const { data, errors } = await test.query(
      `mutation ($id: ID!) {
        updateProxySession(input: { id: $id, ttl: 60 }) {
          session { ttl service { uniqueName } participants { nodes { id } } } ${userErrors}
        }
      }`,
      { id: sessionId },
    );
    expect(data.updateProxySession).toEqual({
      session: { ttl: 60, service: null, participants: null },
      userErrors: [],
    });
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code]).toSorted()).toEqual([
      ['participants', 'UPSTREAM_REJECTED'],
      ['service', 'UPSTREAM_REJECTED'],
    ]);
  });
});

describe('any 2xx is a success', () => {
  it.each([200, 201, 202])('%s for a create', async (status) => {
    const body = { sid: demo.sessionSid, unique_name: 'new' };
    test.emulator.control.fault({ method: 'POST', status, body });
    const { data, errors } = await test.query(
      `mutation ($id: ID!) {
        createProxySession(input: { serviceId: $id, uniqueName: "new" }) { session { id uniqueName } ${userErrors} }
      }`,
      { id: demo.serviceSid },
    );
    expect(errors).toBeUndefined();
    expect(data.createProxySession).toEqual({
      session: { id: sessionId, uniqueName: 'new' },
      userErrors: [],
    });
    expect(test.emulator.log.map((entry) => entry.status)).toEqual([status]);
  });

  it.each([
    [200, ''],
    [200, '{}'],
    [202, 'gone'],
    [204, ''],
  ])('%s for a DELETE, whatever its body: %j', async (status, body) => {
    test.emulator.control.fault({ method: 'DELETE', processed: true, status, body });
    const { data, errors } = await test.query(
      `mutation ($id: ID!) {
        deleteProxyParticipant(input: { id: $id }) { deletedId participant { dateDeleted } ${userErrors} }
      }`,
      { id: participantId },
    );
    expect(errors).toBeUndefined();
    expect(data.deleteProxyParticipant).toEqual({
      deletedId: participantId,
      participant: { dateDeleted: expect.any(String) as string },
      userErrors: [],
    });
    expect(test.emulator.log[0]?.status).toBe(status);
  });
});
