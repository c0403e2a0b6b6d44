import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnavailable, expectUnknownOutcome } from './failures.ts';
import { expectHeld } from './legal-hold.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const { emptyServiceSid: serviceId, unclaimedShortCodeSid: sid } = demo;
const listUrl = `/v1/Services/${serviceId}/ShortCodes`;
const pooledId = `${demo.serviceSid}-${demo.shortCodeSid}`;
const pooledUrl = `/v1/Services/${demo.serviceSid}/ShortCodes/${demo.shortCodeSid}`;
const fields = 'shortCode { id shortCode isReserved }';

const create = (input: object) => mutate(test, 'createProxyShortCode', { serviceId, ...input }, fields);

describe('createProxyShortCode', () => {
  it('sends the SID in one POST, and answers with the ShortCode', async () => {
    const { payload, errors, requests, forms } = await create({ sid });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      shortCode: { id: `${serviceId}-${sid}`, shortCode: '48499', isReserved: false },
      userErrors: [],
    });
    expect(requests).toEqual([`POST ${listUrl}`]);
    expect(forms).toEqual([{ Sid: [sid] }]);
  });

  it.each([
    [
      'in the pool of this Service',
      { serviceId: demo.serviceSid, sid: demo.shortCodeSid },
      'NUMBER_IN_USE',
      80105,
    ],
    ['in the pool of another Service', { sid: demo.shortCodeSid }, 'NUMBER_IN_USE', 80101],
    ['not of this account', { sid: unknownSid('SC') }, 'NUMBER_NOT_AVAILABLE', 80303],
  ])('says that the short code is %s', async (_, input, code, twilioCode) => {
    const { payload, errors, requests } = await create(input);
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({ shortCode: null, userErrors: [refusal(code, twilioCode, ['sid'])] });
    expect(requests).toHaveLength(1);
  });

  it('refuses a SID of another kind, and sends nothing', async () => {
    const { payload, errors, requests } = await create({ sid: demo.phoneNumberSid });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      shortCode: null,
      userErrors: [
        {
          code: 'INVALID',
          field: ['sid'],
          message: '"sid" must be SC and 32 hexadecimal digits.',
          twilioCode: null,
          moreInfo: null,
        },
      ],
    });
    expect(requests).toEqual([]);
  });

  it.each([[{}], [{ sid: null }]])('cannot do without a SID: %j', async (input) => {
    const { payload, errors, requests } = await create(input);
    expect(payload).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(requests).toEqual([]);
  });

  const one = { field: 'createProxyShortCode', record: 'shortCode' };

  it('is NOT_FOUND at the id of a Service that is not there', () => {
    const input = { serviceId: unknownSid('KS'), sid };
    const request = `POST /v1/Services/${unknownSid('KS')}/ShortCodes`;
    return expectMissing(test, { ...one, input, request }, 'serviceId');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { serviceId: `${serviceId}-${sid}`, sid } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      { ...one, input: { serviceId, sid }, request: `POST ${listUrl}` },
      'Look for the ShortCode in the list ShortCodes before you create it again.',
    ));
});

describe('deleteProxyShortCode', () => {
  const one = { field: 'deleteProxyShortCode', record: 'deletedId', input: { id: pooledId } };
  const remove = (selection: string) => mutate(test, one.field, one.input, `deletedId ${selection}`);

  it('takes the short code out of the pool, and names the Service without another REST call', async () => {
    const { payload, errors, requests } = await remove('service { id }');
    expect(errors).toBeUndefined();
    expect(payload).toEqual({ deletedId: pooledId, service: { id: demo.serviceSid }, userErrors: [] });
    expect(requests).toEqual([`DELETE ${pooledUrl}`]);
  });

  it('reads the Service when more of it is asked for, with what is left in its pool', async () => {
    const { payload, requests } = await remove('service { uniqueName shortCodes { nodes { id } } }');
    expect(payload.service).toEqual({ uniqueName: demo.serviceUniqueName, shortCodes: { nodes: [] } });
    expect(requests).toHaveLength(3);
  });

  it('says that a legal hold forbids it, and names no Service then', () =>
    expectHeld(test, one, demo.shortCodeSid, 'service'));

  it('is NOT_FOUND at the id of a short code that is not in the pool', async () => {
    await remove('');
    await expectMissing(test, { ...one, request: `DELETE ${pooledUrl}` }, 'id');
  });

  it('refuses an id that is none', () => expectMalformed(test, { ...one, input: { id: pooledId.slice(1) } }));

  it('is UPSTREAM_UNAVAILABLE when Twilio keeps answering 500', () =>
    expectUnavailable(test, { ...one, request: `DELETE ${pooledUrl}` }));
});
