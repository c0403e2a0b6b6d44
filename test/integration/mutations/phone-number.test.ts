import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnavailable, expectUnknownOutcome } from './failures.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const { emptyServiceSid: serviceId, unclaimedPhoneNumberSid: sid, unclaimedPhoneNumber: phoneNumber } = demo;
const listUrl = `/v1/Services/${serviceId}/PhoneNumbers`;
const pooledId = `${demo.serviceSid}-${demo.phoneNumberSid}`;
const fields = 'phoneNumber { id phoneNumber isReserved inUse }';

const create = (input: object) => mutate(test, 'createProxyPhoneNumber', { serviceId, ...input }, fields);

describe('createProxyPhoneNumber', () => {
  it('sends every field in one POST, and answers with the PhoneNumber', async () => {
    const { payload, errors, requests, forms } = await create({ sid, phoneNumber, isReserved: true });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      phoneNumber: { id: `${serviceId}-${sid}`, phoneNumber, isReserved: true, inUse: 0 },
      userErrors: [],
    });
    expect(requests).toEqual([`POST ${listUrl}`]);
    expect(forms).toEqual([{ Sid: [sid], PhoneNumber: [phoneNumber], IsReserved: ['true'] }]);
  });

  it.each([
    [{ sid }, { Sid: [sid] }],
    [{ phoneNumber }, { PhoneNumber: [phoneNumber] }],
    [{ sid, phoneNumber: null, isReserved: null }, { Sid: [sid] }],
    [
      { phoneNumber, sid: null, isReserved: false },
      { PhoneNumber: [phoneNumber], IsReserved: ['false'] },
    ],
  ])('sends nothing of what is left out or null: %j', async (input, form) => {
    const { payload, forms } = await create(input);
    expect(payload).toMatchObject({ phoneNumber: { phoneNumber, isReserved: false }, userErrors: [] });
    expect(forms).toEqual([form]);
  });

  it.each([{}, { sid: null, phoneNumber: null }, { phoneNumber: '', isReserved: true }])(
    'needs the SID or the number, and sends nothing without: %j',
    async (input) => {
      const { payload, errors, requests } = await create(input);
      expect(errors).toBeUndefined();
      expect(payload.phoneNumber).toBeNull();
      expect(payload.userErrors).toContainEqual({
        code: 'INVALID',
        field: ['sid'],
        message: 'Expected "sid" or "phoneNumber", but got neither.',
        twilioCode: null,
        moreInfo: null,
      });
      expect(requests).toEqual([]);
    },
  );

  it.each([
    ['the pool of this Service', { serviceId: demo.serviceSid, sid: demo.phoneNumberSid }, 80104, ['sid']],
    ['the pool of another Service', { phoneNumber: '+447700900900' }, 80101, ['phoneNumber']],
  ])('says that the number is in %s', async (_, input, twilioCode, field) => {
    const { payload, errors, requests } = await create(input);
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      phoneNumber: null,
      userErrors: [refusal('NUMBER_IN_USE', twilioCode, field)],
    });
    expect(requests).toHaveLength(1);
  });

  it.each([
    [{ sid: unknownSid('PN') }, 80301, 'sid'],
    [{ phoneNumber: '+15035550199' }, 80601, 'phoneNumber'],
  ])('says that the account has no such number: %j', async (input, twilioCode, field) => {
    const { payload, errors } = await create(input);
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      phoneNumber: null,
      userErrors: [refusal('NUMBER_NOT_AVAILABLE', twilioCode, [field])],
    });
  });

  it('refuses a number that is not E.164 and a SID of another kind, and sends nothing', async () => {
    const { payload, requests } = await create({ sid: demo.shortCodeSid, phoneNumber: '0503 555 0190' });
    expect(payload).toMatchObject({
      phoneNumber: null,
      userErrors: [
        { code: 'INVALID', field: ['sid'], message: '"sid" must be PN and 32 hexadecimal digits.' },
        { code: 'INVALID', field: ['phoneNumber'] },
      ],
    });
    expect(JSON.stringify(payload)).not.toContain('555 0190');
    expect(requests).toEqual([]);
  });

  const one = { field: 'createProxyPhoneNumber', record: 'phoneNumber' };

  it('is NOT_FOUND at the id of a Service that is not there', () => {
    const input = { serviceId: unknownSid('KS'), sid };
    const request = `POST /v1/Services/${unknownSid('KS')}/PhoneNumbers`;
    return expectMissing(test, { ...one, input, request }, 'serviceId');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { serviceId: pooledId, sid } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      { ...one, input: { serviceId, sid }, request: `POST ${listUrl}` },
      'Look for the PhoneNumber in the list PhoneNumbers before you create it again.',
    ));
});

describe('deleteProxyPhoneNumber', () => {
  const id = `${serviceId}-${sid}`;
  const one = { field: 'deleteProxyPhoneNumber', record: 'deletedId', input: { id } };
  const remove = (of: string) => mutate(test, one.field, { id: of }, 'deletedId service { id }');

  it('takes the number out of the pool, and names the Service without another REST call', async () => {
    await create({ sid });
    const { payload, errors, requests } = await remove(id);
    expect(errors).toBeUndefined();
    expect(payload).toEqual({ deletedId: id, service: { id: serviceId }, userErrors: [] });
    expect(requests).toEqual([`DELETE ${listUrl}/${sid}`]);
    const { payload: again } = await create({ sid });
    expect(again.userErrors).toEqual([]);
  });

  it('says that Sessions use the number', async () => {
    const { payload, errors } = await remove(pooledId);
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      deletedId: null,
      service: null,
      userErrors: [refusal('NUMBER_IN_USE', 80611, null)],
    });
  });

  it('is NOT_FOUND at the id of a number that is not in the pool', () =>
    expectMissing(test, { ...one, request: `DELETE ${listUrl}/${sid}` }, 'id'));

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { id: `${demo.serviceSid}-${demo.shortCodeSid}` } }));

  it('is UPSTREAM_UNAVAILABLE when Twilio keeps answering 500', () =>
    expectUnavailable(test, { ...one, request: `DELETE ${listUrl}/${sid}` }));
});
