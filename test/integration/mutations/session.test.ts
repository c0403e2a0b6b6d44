import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnavailable, expectUnknownOutcome } from './failures.ts';
import { expectHeld } from './legal-hold.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const serviceUrl = `/v1/Services/${demo.serviceSid}`;
const url = `${serviceUrl}/Sessions/${demo.sessionSid}`;
const id = `${demo.serviceSid}-${demo.sessionSid}`;
const fields = 'session { id status closedReason ttl dateExpiry }';

const update = (input: object, selection = fields) =>
  mutate(test, 'updateProxySession', { id, ...input }, selection);

describe('updateProxySession', () => {
  it('gives more time, and sends nothing else', async () => {
    const { payload, errors, requests, forms } = await update({
      ttl: 0,
      dateExpiry: '2099-12-31T23:59:59.999Z',
    });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      session: {
        id,
        status: 'IN_PROGRESS',
        closedReason: null,
        ttl: 0,
        dateExpiry: '2099-12-31T23:59:59Z',
      },
      userErrors: [],
    });
    expect(requests).toEqual([`POST ${url}`]);
    expect(forms).toEqual([{ DateExpiry: ['2099-12-31T23:59:59Z'], Ttl: ['0'] }]);
  });

  it('closes a Session and opens it again', async () => {
    const closed = await update({ status: 'CLOSED' });
    expect(closed.payload).toMatchObject({
      session: { status: 'CLOSED', closedReason: 'api' },
      userErrors: [],
    });
    expect(closed.forms).toEqual([{ Status: ['closed'] }]);
    const opened = await update({ status: 'IN_PROGRESS', failOnParticipantConflict: false });
    expect(opened.payload).toMatchObject({
      session: { status: 'IN_PROGRESS', closedReason: null },
      userErrors: [],
    });
    expect(opened.forms).toEqual([{ Status: ['in-progress'], FailOnParticipantConflict: ['false'] }]);
  });

  it('sends an empty form when nothing is to be changed', async () => {
    const { payload, requests, forms } = await update({});
    expect(payload).toMatchObject({ session: { id, status: 'IN_PROGRESS' }, userErrors: [] });
    expect([requests, forms]).toEqual([[`POST ${url}`], [{}]]);
  });

  it('says what the state of the Session forbids', async () => {
    await update({ status: 'CLOSED' });
    const back = await update({ status: 'OPEN' });
    expect(back.payload).toEqual({
      session: null,
      userErrors: [
        {
          ...refusal('INVALID_TRANSITION', 80608, ['status']),
          message: 'The Session cannot change from its status to this one.',
        },
      ],
    });
    const late = await update({ ttl: 60 });
    expect(late.payload).toMatchObject({
      session: null,
      userErrors: [refusal('SESSION_CLOSED', 80607, null)],
    });
  });

  it.each([
    [undefined, 'IN_PROGRESS', []],
    [true, undefined, [refusal('PARTICIPANT_CONFLICT', 80604, ['status'])]],
  ])('lets failOnParticipantConflict %s decide about a doubled pair', async (fail, status, userErrors) => {
    const participants = [{ identifier: '+447700900800', proxyIdentifierSid: demo.phoneNumberSid }];
    const input = { serviceId: demo.serviceSid, participants };
    const first = await mutate(test, 'createProxySession', input, 'session { id }');
    const old = { id: first.payload.session.id as string };
    await update({ ...old, status: 'CLOSED' });
    await mutate(test, 'createProxySession', input);
    test.emulator.control.set({ allowParticipantConflict: true });
    const { payload, forms } = await update({
      ...old,
      status: 'IN_PROGRESS',
      failOnParticipantConflict: fail,
    });
    test.emulator.control.set({ allowParticipantConflict: false });
    expect(payload.session?.status).toBe(status);
    expect(payload.userErrors).toMatchObject(userErrors);
    expect(forms).toEqual([
      { Status: ['in-progress'], ...(fail === true && { FailOnParticipantConflict: ['true'] }) },
    ]);
  });

  it.each(['dateExpiry', 'ttl', 'status', 'failOnParticipantConflict'])('cannot clear %s', async (name) => {
    const { payload, errors, requests } = await update({ [name]: null });
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({ session: null, userErrors: [{ code: 'NOT_CLEARABLE', field: [name] }] });
    expect(requests).toEqual([]);
  });

  const one = { field: 'updateProxySession', record: 'session' };
  const change = { ttl: 1 };

  it.each([
    ['Session', `${demo.serviceSid}-${unknownSid('KC')}`, `${serviceUrl}/Sessions/${unknownSid('KC')}`],
    [
      'Service',
      `${unknownSid('KS')}-${demo.sessionSid}`,
      `/v1/Services/${unknownSid('KS')}/Sessions/${demo.sessionSid}`,
    ],
  ])('is NOT_FOUND at the id when the %s is not there', (_, missing, path) =>
    expectMissing(test, { ...one, input: { id: missing, ...change }, request: `POST ${path}` }, 'id'),
  );

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { id: demo.sessionSid, ...change } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      { ...one, input: { id, ...change }, request: `POST ${url}` },
      'Read the Session to see whether it has changed.',
    ));
});

describe('deleteProxySession', () => {
  const one = { field: 'deleteProxySession', record: 'deletedId', input: { id } };
  const remove = (selection = '') => mutate(test, one.field, one.input, `deletedId ${selection}`);

  it('removes the Session, and names its Service without another REST call', async () => {
    const { payload, errors, requests } = await remove('service { id sid }');
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      deletedId: id,
      service: { id: demo.serviceSid, sid: demo.serviceSid },
      userErrors: [],
    });
    expect(requests).toEqual([`DELETE ${url}`]);
    const { data } = await test.query('query ($id: ID!) { proxySession(id: $id) { status } }', { id });
    expect(data).toEqual({ proxySession: null });
  });

  it('says that a legal hold forbids it, and names no Service then', () =>
    expectHeld(test, one, demo.sessionSid, 'service'));

  it('is NOT_FOUND at the id of a Session that is gone', async () => {
    await remove();
    await expectMissing(test, { ...one, request: `DELETE ${url}` }, 'id');
  });

  it('refuses an id that is none', () => expectMalformed(test, { ...one, input: { id: `${id}-` } }));

  it('is UPSTREAM_UNAVAILABLE when Twilio keeps answering 500', () =>
    expectUnavailable(test, { ...one, request: `DELETE ${url}` }));
});
