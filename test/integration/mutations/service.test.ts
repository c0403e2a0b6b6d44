import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnavailable, expectUnknownOutcome } from './failures.ts';
import { expectHeld } from './legal-hold.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const serviceUrl = `/v1/Services/${demo.serviceSid}`;
const chatInstanceSid = `IS${'0a'.repeat(16)}`;
const fields = `service {
  id uniqueName defaultTtl callbackUrl geoMatchLevel numberSelectionBehavior
  interceptCallbackUrl outOfSessionCallbackUrl chatInstanceSid
}`;

const create = (input: object) => mutate(test, 'createProxyService', { ...input }, fields);
const update = (input: object) =>
  mutate(test, 'updateProxyService', { id: demo.serviceSid, ...input }, fields);

describe('createProxyService', () => {
  const everything = {
    uniqueName: 'bikes & böats',
    defaultTtl: 600,
    callbackUrl: 'https://hooks.example.test/status?a=1&b=2#rc=2',
    geoMatchLevel: 'AREA_CODE',
    numberSelectionBehavior: 'AVOID_STICKY',
    interceptCallbackUrl: 'https://hooks.example.test/gate',
    outOfSessionCallbackUrl: 'https://hooks.example.test/lost',
    chatInstanceSid,
  };

  it('sends every field as it was given, in one POST, and answers with the Service', async () => {
    const { payload, errors, requests, forms } = await create(everything);
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      service: { ...everything, id: expect.stringMatching(/^KS[0-9a-f]{32}$/) as string },
      userErrors: [],
    });
    expect(requests).toEqual(['POST /v1/Services']);
    expect(forms).toEqual([
      {
        UniqueName: ['bikes & böats'],
        DefaultTtl: ['600'],
        CallbackUrl: ['https://hooks.example.test/status?a=1&b=2#rc=2'],
        GeoMatchLevel: ['area-code'],
        NumberSelectionBehavior: ['avoid-sticky'],
        InterceptCallbackUrl: ['https://hooks.example.test/gate'],
        OutOfSessionCallbackUrl: ['https://hooks.example.test/lost'],
        ChatInstanceSid: [chatInstanceSid],
      },
    ]);
  });

  it('sends nothing of what is left out or null', async () => {
    const nulls = Object.fromEntries(Object.keys(everything).map((name) => [name, null]));
    for (const input of [{ uniqueName: 'alone' }, { ...nulls, uniqueName: 'alone too' }]) {
      const { payload, forms } = await create(input);
      expect(payload).toMatchObject({
        service: { uniqueName: input.uniqueName, defaultTtl: 0, geoMatchLevel: 'COUNTRY', callbackUrl: null },
        userErrors: [],
      });
      expect(forms).toEqual([{ UniqueName: [input.uniqueName] }]);
    }
  });

  it('says what Twilio refused: a unique name that is taken, and a Chat instance that is', async () => {
    const named = await create({ uniqueName: demo.serviceUniqueName });
    expect(named.errors).toBeUndefined();
    expect(named.payload).toEqual({
      service: null,
      userErrors: [
        {
          ...refusal('UNIQUE_NAME_TAKEN', 80602, ['uniqueName']),
          message: 'Another Service of the account has this unique name.',
        },
      ],
    });
    expect(named.requests).toEqual(['POST /v1/Services']);

    await create({ uniqueName: 'first', chatInstanceSid });
    const chat = await create({ uniqueName: 'second', chatInstanceSid });
    expect(chat.payload).toMatchObject({
      service: null,
      userErrors: [{ code: 'CONFLICT', twilioCode: 20409 }],
    });
  });

  it('is NOT_ALLOWED where Twilio takes no new Services', async () => {
    test.emulator.control.set({ serviceCreation: 'closed' });
    const { payload, errors } = await create({ uniqueName: 'late' });
    test.emulator.control.set({ serviceCreation: 'open' });
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({ service: null, userErrors: [refusal('NOT_ALLOWED', 80506, null)] });
  });

  it('names every bad value at once, and sends nothing', async () => {
    const { payload, errors, requests } = await create({
      uniqueName: '',
      defaultTtl: -1,
      callbackUrl: `https://hooks.example.test/${'x'.repeat(4000)}`,
      chatInstanceSid: 'IS1',
    });
    expect(errors).toBeUndefined();
    const problem = (field: string, message: string) => ({
      code: 'INVALID',
      field: [field],
      message,
      twilioCode: null,
      moreInfo: null,
    });
    expect(payload).toEqual({
      service: null,
      userErrors: [
        problem('uniqueName', '"uniqueName" must have at least 1 character, but has 0.'),
        problem('defaultTtl', '"defaultTtl" must not be negative, but is -1.'),
        problem('callbackUrl', '"callbackUrl" must have at most 4000 characters, but has 4027.'),
        problem('chatInstanceSid', '"chatInstanceSid" must be IS and 32 hexadecimal digits.'),
      ],
    });
    expect(requests).toEqual([]);
  });

  it('blames no field when the account itself is not found', async () => {
    test.emulator.control.fault({ code: 20404 });
    const { payload, errors } = await create({ uniqueName: 'nowhere' });
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({ service: null, userErrors: [refusal('NOT_FOUND', 20404, null)] });
  });

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      {
        field: 'createProxyService',
        input: { uniqueName: 'perhaps' },
        record: 'service',
        request: 'POST /v1/Services',
      },
      'Look for the Service by its unique name before you create it again.',
    ));
});

describe('updateProxyService', () => {
  it('changes what is given and sends nothing else', async () => {
    const { payload, errors, requests, forms } = await update({
      uniqueName: 'renamed',
      geoMatchLevel: 'EXTENDED_AREA_CODE',
      numberSelectionBehavior: 'PREFER_STICKY',
    });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      service: {
        id: demo.serviceSid,
        uniqueName: 'renamed',
        defaultTtl: 86_400,
        callbackUrl: 'https://hooks.example.test/proxy/status',
        geoMatchLevel: 'EXTENDED_AREA_CODE',
        numberSelectionBehavior: 'PREFER_STICKY',
        interceptCallbackUrl: 'https://hooks.example.test/proxy/gate',
        outOfSessionCallbackUrl: null,
        chatInstanceSid: null,
      },
      userErrors: [],
    });
    expect(requests).toEqual([`POST ${serviceUrl}`]);
    expect(forms).toEqual([
      {
        UniqueName: ['renamed'],
        GeoMatchLevel: ['extended-area-code'],
        NumberSelectionBehavior: ['prefer-sticky'],
      },
    ]);
  });

  it('clears the callback URLs and the Chat instance with an empty value', async () => {
    const cleared = {
      callbackUrl: null,
      interceptCallbackUrl: null,
      outOfSessionCallbackUrl: null,
      chatInstanceSid: null,
    };
    await update({
      callbackUrl: 'https://a.test',
      interceptCallbackUrl: 'https://b.test',
      outOfSessionCallbackUrl: 'https://c.test',
      chatInstanceSid,
    });
    const { payload, forms } = await update(cleared);
    expect(payload).toMatchObject({ service: cleared, userErrors: [] });
    expect(forms).toEqual([
      {
        CallbackUrl: [''],
        InterceptCallbackUrl: [''],
        OutOfSessionCallbackUrl: [''],
        ChatInstanceSid: [''],
      },
    ]);
  });

  it.each(['uniqueName', 'defaultTtl', 'geoMatchLevel', 'numberSelectionBehavior'])(
    'cannot clear %s, and then sends nothing of the rest either',
    async (name) => {
      const { payload, errors, requests } = await update({ [name]: null, callbackUrl: null });
      expect(errors).toBeUndefined();
      expect(payload).toEqual({
        service: null,
        userErrors: [
          {
            code: 'NOT_CLEARABLE',
            field: [name],
            message: `Twilio cannot clear "${name}"; leave it out to keep it.`,
            twilioCode: null,
            moreInfo: null,
          },
        ],
      });
      expect(requests).toEqual([]);
    },
  );

  it('says that the unique name is taken', async () => {
    const { payload } = await update({ uniqueName: 'sandbox-empty' });
    expect(payload).toMatchObject({
      service: null,
      userErrors: [refusal('UNIQUE_NAME_TAKEN', 80602, ['uniqueName'])],
    });
  });

  const one = { field: 'updateProxyService', record: 'service' };
  const change = { defaultTtl: 1 };

  it('is NOT_FOUND at the id of a Service that is not there', () => {
    const id = unknownSid('KS');
    const request = `POST /v1/Services/${id}`;
    return expectMissing(test, { ...one, input: { id, ...change }, request }, 'id');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { id: demo.sessionSid, ...change } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      { ...one, input: { id: demo.serviceSid, ...change }, request: `POST ${serviceUrl}` },
      'Read the Service to see whether it has changed.',
    ));
});

describe('deleteProxyService', () => {
  const one = { field: 'deleteProxyService', record: 'deletedId' };
  const remove = (id: string) => mutate(test, one.field, { id }, 'deletedId');

  it('removes the Service with one DELETE, in whichever case its id is written', async () => {
    const { payload, errors, requests } = await remove(`KS${demo.serviceSid.slice(2).toUpperCase()}`);
    expect(errors).toBeUndefined();
    expect(payload).toEqual({ deletedId: demo.serviceSid, userErrors: [] });
    expect(requests).toEqual([`DELETE ${serviceUrl}`]);
    const { data } = await test.query('query ($id: ID!) { proxyService(id: $id) { uniqueName } }', {
      id: demo.serviceSid,
    });
    expect(data).toEqual({ proxyService: null });
  });

  it('says that a legal hold forbids it', () =>
    expectHeld(test, { ...one, input: { id: demo.serviceSid } }, demo.serviceSid));

  it('is NOT_FOUND at the id of a Service that is not there', () => {
    const id = unknownSid('KS');
    return expectMissing(test, { ...one, input: { id }, request: `DELETE /v1/Services/${id}` }, 'id');
  });

  it('refuses an id that is none', () => expectMalformed(test, { ...one, input: { id: '' } }));

  it('is UPSTREAM_UNAVAILABLE when Twilio keeps answering 500', () =>
    expectUnavailable(test, { ...one, input: { id: demo.serviceSid }, request: `DELETE ${serviceUrl}` }));
});
