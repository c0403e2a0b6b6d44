import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnavailable, expectUnknownOutcome } from './failures.ts';
import { expectHeld } from './legal-hold.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const sessionsUrl = `/v1/Services/${demo.serviceSid}/Sessions`;
const [ada, bob] = ['+447700900800', '+447700900801'];
const fields = 'participant { id identifier friendlyName proxyIdentifier proxyIdentifierSid dateDeleted }';

/** A new Session without Participants: its id and the URL of its Participants. */
async function newSession(input: object = {}): Promise<{ sessionId: string; url: string }> {
  const all = { serviceId: demo.serviceSid, ...input };
  const { payload } = await mutate(test, 'createProxySession', all, 'session { id sid }');
  const { id, sid } = payload.session as { id: string; sid: string };
  return { sessionId: id, url: `${sessionsUrl}/${sid}/Participants` };
}

const create = (input: object, selection = fields) =>
  mutate(test, 'createProxyParticipant', { ...input }, selection);

describe('createProxyParticipant', () => {
  it('sends every field in one POST, and answers with the Participant', async () => {
    const { sessionId, url } = await newSession();
    const { payload, errors, requests, forms } = await create({
      sessionId,
      identifier: ada,
      friendlyName: 'Ada & Söhne',
      proxyIdentifier: '+447700900900',
      proxyIdentifierSid: demo.phoneNumberSid,
      failOnParticipantConflict: true,
    });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      participant: {
        id: expect.stringMatching(new RegExp(`^${sessionId}-KP[0-9a-f]{32}$`)) as string,
        identifier: ada,
        friendlyName: 'Ada & Söhne',
        proxyIdentifier: '+447700900900',
        proxyIdentifierSid: demo.phoneNumberSid,
        dateDeleted: null,
      },
      userErrors: [],
    });
    expect(requests).toEqual([`POST ${url}`]);
    expect(forms).toEqual([
      {
        Identifier: [ada],
        FriendlyName: ['Ada & Söhne'],
        ProxyIdentifier: ['+447700900900'],
        ProxyIdentifierSid: [demo.phoneNumberSid],
        FailOnParticipantConflict: ['true'],
      },
    ]);
  });

  it.each([
    ['left out', {}],
    [
      'null',
      {
        friendlyName: null,
        proxyIdentifier: null,
        proxyIdentifierSid: null,
        failOnParticipantConflict: null,
      },
    ],
  ])('sends nothing of what is %s', async (_, input) => {
    const { sessionId } = await newSession();
    const { payload, forms } = await create({ sessionId, identifier: ada, ...input });
    expect(payload).toMatchObject({ participant: { identifier: ada, friendlyName: null }, userErrors: [] });
    expect(forms).toEqual([{ Identifier: [ada] }]);
  });

  it('takes a channel address, which no number of the pool stands for', async () => {
    const { sessionId } = await newSession();
    const input = { identifier: 'messenger:123456', proxyIdentifier: 'messenger:654321' };
    const selection = 'participant { identifier proxyIdentifier proxyIdentifierSid proxyPhoneNumber { id } }';
    const { payload, errors, requests } = await create({ sessionId, ...input }, selection);
    expect(errors).toBeUndefined();
    expect(payload.participant).toEqual({ ...input, proxyIdentifierSid: null, proxyPhoneNumber: null });
    expect(requests).toHaveLength(1);
  });

  it('says why Twilio takes no more Participants', async () => {
    const { sessionId, url } = await newSession();
    await create({ sessionId, identifier: ada });
    const twice = await create({ sessionId, identifier: ada });
    expect(twice.payload).toEqual({
      participant: null,
      userErrors: [
        {
          ...refusal('PARTICIPANT_CONFLICT', 80103, ['identifier']),
          message: 'The identifier is in this Session already.',
        },
      ],
    });
    expect(twice.requests).toEqual([`POST ${url}`]);
    await create({ sessionId, identifier: bob });
    const third = await create({ sessionId, identifier: '+447700900802' });
    expect(third.payload.userErrors).toMatchObject([refusal('TOO_MANY_PARTICIPANTS', 80609, ['identifier'])]);
  });

  it('says that the Session is closed, which no input is to blame for', async () => {
    const { sessionId } = await newSession();
    await mutate(test, 'updateProxySession', { id: sessionId, status: 'CLOSED' });
    const { payload } = await create({ sessionId, identifier: ada });
    expect(payload).toMatchObject({
      participant: null,
      userErrors: [refusal('SESSION_CLOSED', 80607, null)],
    });
  });

  it.each([
    [{ proxyIdentifier: '+15035550190' }, 'NUMBER_NOT_AVAILABLE', 80605, 'proxyIdentifier'],
    [{ proxyIdentifierSid: unknownSid('PN') }, 'NUMBER_NOT_AVAILABLE', 80305, 'proxyIdentifierSid'],
    [{ identifier: '+61491570006' }, 'POOL_EXHAUSTED', 80203, 'identifier'],
  ])('blames the number that does not fit: %j', async (input, code, twilioCode, field) => {
    const { sessionId } = await newSession();
    const { payload, errors } = await create({ sessionId, identifier: ada, ...input });
    expect(errors).toBeUndefined();
    expect(payload.userErrors).toMatchObject([refusal(code, twilioCode, [field])]);
  });

  it('lets failOnParticipantConflict decide about a doubled pair', async () => {
    const pair = { identifier: ada, proxyIdentifierSid: demo.phoneNumberSid };
    const [first, second, third] = [await newSession(), await newSession(), await newSession()];
    test.emulator.control.set({ allowParticipantConflict: true });
    await create({ sessionId: first.sessionId, ...pair });
    const failing = { sessionId: second.sessionId, ...pair, failOnParticipantConflict: true };
    const refused = await create(failing);
    const taken = await create({ sessionId: third.sessionId, ...pair, failOnParticipantConflict: false });
    test.emulator.control.set({ allowParticipantConflict: false });
    expect(refused.payload).toMatchObject({
      participant: null,
      userErrors: [refusal('PARTICIPANT_CONFLICT', 80604, ['identifier'])],
    });
    expect(taken.payload).toMatchObject({ participant: pair, userErrors: [] });
    expect(taken.forms).toMatchObject([{ FailOnParticipantConflict: ['false'] }]);
  });

  it('names every bad value at once, and sends nothing', async () => {
    const { payload, errors, requests } = await create({
      sessionId: `${demo.serviceSid}-${demo.sessionSid}`,
      identifier: '+0123',
      friendlyName: 'x'.repeat(256),
      proxyIdentifier: '',
      proxyIdentifierSid: demo.customerSid,
    });
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      participant: null,
      userErrors: ['identifier', 'friendlyName', 'proxyIdentifier', 'proxyIdentifierSid'].map((field) => ({
        code: 'INVALID',
        field: [field],
        twilioCode: null,
      })),
    });
    expect(requests).toEqual([]);
  });

  const one = { field: 'createProxyParticipant', record: 'participant' };

  it('is NOT_FOUND at the id of a Session that is not there', () => {
    const sessionId = `${demo.serviceSid}-${unknownSid('KC')}`;
    const request = `POST ${sessionsUrl}/${unknownSid('KC')}/Participants`;
    return expectMissing(test, { ...one, input: { sessionId, identifier: ada }, request }, 'sessionId');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { sessionId: demo.sessionSid, identifier: ada } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      {
        ...one,
        input: { sessionId: `${demo.serviceSid}-${demo.sessionSid}`, identifier: ada },
        request: `POST ${sessionsUrl}/${demo.sessionSid}/Participants`,
      },
      'Look for the Participant in the list Participants before you create it again.',
    ));
});

describe('deleteProxyParticipant', () => {
  const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
  const id = `${sessionId}-${demo.customerSid}`;
  const url = `${sessionsUrl}/${demo.sessionSid}/Participants/${demo.customerSid}`;
  const one = { field: 'deleteProxyParticipant', record: 'deletedId', input: { id } };
  const remove = (selection = '') => mutate(test, one.field, one.input, `deletedId ${selection}`);

  it('removes the Participant and shows it with dateDeleted, for one read', async () => {
    const { payload, errors, requests } = await remove(
      'participant { id identifier dateDeleted } session { id service { id } }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      deletedId: id,
      participant: {
        id,
        identifier: '+447700900000',
        dateDeleted: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      },
      session: { id: sessionId, service: { id: demo.serviceSid } },
      userErrors: [],
    });
    expect(requests).toEqual([`DELETE ${url}`, `GET ${url}`]);
  });

  it('costs one REST call when only path fields are asked for', async () => {
    const { payload, requests } = await remove('participant { id sid } session { id sid }');
    expect(payload).toMatchObject({ participant: { id }, session: { id: sessionId } });
    expect(requests).toEqual([`DELETE ${url}`]);
  });

  it('frees the place of the Participant, but not for the same person', async () => {
    await remove();
    const again = await create({ sessionId, identifier: '+447700900000' });
    expect(again.payload.userErrors).toMatchObject([refusal('PARTICIPANT_REMOVED', 80612, ['identifier'])]);
    const other = await create({ sessionId, identifier: ada });
    expect(other.payload.userErrors).toEqual([]);
  });

  it('says that a legal hold forbids it, and names no records then', () =>
    expectHeld(test, one, demo.customerSid, 'participant', 'session'));

  it('is NOT_FOUND at the id of a Participant that was removed before', async () => {
    await remove();
    await expectMissing(test, { ...one, request: `DELETE ${url}` }, 'id');
  });

  it('refuses an id that is none', () => expectMalformed(test, { ...one, input: { id: sessionId } }));

  it('is UPSTREAM_UNAVAILABLE when Twilio keeps answering 500', () =>
    expectUnavailable(test, { ...one, request: `DELETE ${url}` }));
});
