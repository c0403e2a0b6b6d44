import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnknownOutcome } from './failures.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const url = `/v1/Services/${demo.serviceSid}/Sessions`;
const [ada, bob, cleo] = ['+447700900800', '+447700900801', '+447700900802'];
const fields = 'session { id uniqueName dateExpiry ttl mode status }';

const create = (input: object, selection = fields) =>
  mutate(test, 'createProxySession', { serviceId: demo.serviceSid, ...input }, selection);

const invalid = (field: readonly string[], message: string) => ({
  code: 'INVALID',
  field,
  message,
  twilioCode: null,
  moreInfo: null,
});

describe('createProxySession', () => {
  it('sends every field in one POST, and answers with the Session', async () => {
    const { payload, errors, requests, forms } = await create({
      uniqueName: 'order 7/8 #9',
      dateExpiry: '2099-01-01T00:30:00.5+01:00',
      ttl: 90,
      mode: 'MESSAGE_ONLY',
      status: 'IN_PROGRESS',
      participants: [],
      failOnParticipantConflict: true,
    });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      session: {
        id: expect.stringMatching(new RegExp(`^${demo.serviceSid}-KC[0-9a-f]{32}$`)) as string,
        uniqueName: 'order 7/8 #9',
        dateExpiry: '2098-12-31T23:30:00Z',
        ttl: 90,
        mode: 'MESSAGE_ONLY',
        status: 'IN_PROGRESS',
      },
      userErrors: [],
    });
    expect(requests).toEqual([`POST ${url}`]);
    expect(forms).toEqual([
      {
        UniqueName: ['order 7/8 #9'],
        DateExpiry: ['2098-12-31T23:30:00Z'],
        Ttl: ['90'],
        Mode: ['message-only'],
        Status: ['in-progress'],
        FailOnParticipantConflict: ['true'],
      },
    ]);
  });

  it.each([
    ['left out', {}],
    [
      'null',
      {
        uniqueName: null,
        dateExpiry: null,
        ttl: null,
        mode: null,
        status: null,
        participants: null,
        failOnParticipantConflict: null,
      },
    ],
  ])('sends nothing of what is %s', async (_, input) => {
    const { payload, forms } = await create(input);
    expect(payload).toMatchObject({
      session: { uniqueName: null, dateExpiry: null, mode: 'VOICE_AND_MESSAGE', status: 'OPEN' },
      userErrors: [],
    });
    expect(forms).toEqual([{}]);
  });

  it('says that the unique name is taken', async () => {
    const { payload, errors, requests } = await create({ uniqueName: demo.sessionUniqueName });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      session: null,
      userErrors: [
        {
          ...refusal('UNIQUE_NAME_TAKEN', 80603, ['uniqueName']),
          message: 'Another Session of the Service has this unique name.',
        },
      ],
    });
    expect(requests).toEqual([`POST ${url}`]);
  });

  it('blames the field that Twilio names', async () => {
    const past = await create({ ttl: 5, dateExpiry: '2001-01-01T00:00:00Z' });
    expect(past.payload).toMatchObject({
      session: null,
      userErrors: [refusal('INVALID', 80701, ['dateExpiry'])],
    });
    const long = await create({ ttl: 2 ** 31 - 1, dateExpiry: '2099-01-01T00:00:00Z' });
    expect(long.payload).toMatchObject({ session: null, userErrors: [refusal('INVALID', 80701, ['ttl'])] });
    expect([...(past.errors ?? []), ...(long.errors ?? [])]).toEqual([]);
  });

  it('names every bad value at once, and sends nothing', async () => {
    const { payload, requests } = await create({ uniqueName: 'x'.repeat(192), ttl: -1 });
    expect(payload).toEqual({
      session: null,
      userErrors: [
        invalid(['uniqueName'], '"uniqueName" must have at most 191 characters, but has 192.'),
        invalid(['ttl'], '"ttl" must not be negative, but is -1.'),
      ],
    });
    expect(requests).toEqual([]);
  });

  const one = { field: 'createProxySession', record: 'session' };

  it('is NOT_FOUND at the id of a Service that is not there', () => {
    const serviceId = unknownSid('KS');
    const request = `POST /v1/Services/${serviceId}/Sessions`;
    return expectMissing(test, { ...one, input: { serviceId }, request }, 'serviceId');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { serviceId: demo.serviceUniqueName } }));

  it.each([
    [{ uniqueName: 'perhaps' }, 'Look for the Session by its unique name before you create it again.'],
    [{ uniqueName: null }, 'Look for the Session in the list Sessions before you create it again.'],
  ])('is OUTCOME_UNKNOWN when Twilio answers 500, and says how to find out: %j', (input, advice) =>
    expectUnknownOutcome(
      test,
      { ...one, input: { serviceId: demo.serviceSid, ...input }, request: `POST ${url}` },
      advice,
    ),
  );
});

describe('Participants of a new Session', () => {
  const withParticipants = (...participants: readonly object[]) =>
    create(
      { participants },
      'session { id participants { nodes { identifier friendlyName proxyIdentifier } } }',
    );

  it('travel in the same POST, each as JSON with the keys of Twilio, in their order', async () => {
    const { payload, errors, requests, forms } = await withParticipants(
      { identifier: ada, friendlyName: 'customer "A"', proxyIdentifierSid: demo.phoneNumberSid },
      { friendlyName: null, proxyIdentifier: '+447700900900', identifier: bob },
    );
    expect(errors).toBeUndefined();
    expect(forms).toEqual([
      {
        Participants: [
          `{"Identifier":"${ada}","FriendlyName":"customer \\"A\\"","ProxyIdentifierSid":"${demo.phoneNumberSid}"}`,
          `{"Identifier":"${bob}","ProxyIdentifier":"+447700900900"}`,
        ],
      },
    ]);
    const [, sid] = (payload.session.id as string).split('-');
    expect(requests).toEqual([`POST ${url}`, `GET ${url}/${String(sid)}/Participants?PageSize=50`]);
    expect(payload.session.participants.nodes).toHaveLength(2);
    expect(payload.session.participants.nodes).toEqual(
      expect.arrayContaining([
        { identifier: ada, friendlyName: 'customer "A"', proxyIdentifier: '+447700900900' },
        { identifier: bob, friendlyName: null, proxyIdentifier: '+447700900900' },
      ]),
    );
  });

  it('are checked one by one before anything is sent', async () => {
    const { payload, requests } = await withParticipants(
      { identifier: '07700 900800' },
      { identifier: bob },
      { identifier: '', proxyIdentifier: '', proxyIdentifierSid: 'PN', friendlyName: 'x'.repeat(256) },
    );
    const e164 =
      'must be a phone number in E.164, such as + and 11 digits, or a channel address, such as messenger:123456.';
    expect(payload).toEqual({
      session: null,
      userErrors: [
        invalid(['participants', '0', 'identifier'], `"identifier" ${e164}`),
        ...[
          ['identifier', 'must have at least 1 character, but has 0.'],
          ['friendlyName', 'must have at most 255 characters, but has 256.'],
          ['proxyIdentifier', 'must have at least 1 character, but has 0.'],
          ['proxyIdentifierSid', 'must be PN and 32 hexadecimal digits.'],
        ].map(([field = '', problem]) => invalid(['participants', '2', field], `"${field}" ${problem}`)),
      ],
    });
    expect(requests).toEqual([]);
  });

  it.each([
    ['TOO_MANY_PARTICIPANTS', 80609, [ada, bob, cleo]],
    ['PARTICIPANT_CONFLICT', 80103, [ada, ada]],
    ['POOL_EXHAUSTED', 80203, [ada, '+61491570006']],
  ])('are to blame together when Twilio refuses one: %s', async (code, twilioCode, identifiers) => {
    const { payload, errors, requests } = await withParticipants(
      ...identifiers.map((identifier) => ({ identifier })),
    );
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      session: null,
      userErrors: [refusal(code, twilioCode, ['participants'])],
    });
    expect(requests).toEqual([`POST ${url}`]);
  });
});
