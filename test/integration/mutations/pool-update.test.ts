import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal } from '../../support/mutate.ts';
import { demoGateway } from './demo-gateway.ts';
import { expectMalformed, expectMissing, expectUnknownOutcome } from './failures.ts';

const test = await demoGateway();

const pool = [
  {
    type: 'PhoneNumber',
    record: 'phoneNumber',
    fields: { phoneNumber: '+447700900900' },
    sid: demo.phoneNumberSid,
    unclaimedSid: demo.unclaimedPhoneNumberSid,
  },
  {
    type: 'ShortCode',
    record: 'shortCode',
    fields: { shortCode: '60777' },
    sid: demo.shortCodeSid,
    unclaimedSid: demo.unclaimedShortCodeSid,
  },
];

describe.each(pool)('updateProxy$type', ({ type, record, fields, sid, unclaimedSid }) => {
  const id = `${demo.serviceSid}-${sid}`;
  const url = `/v1/Services/${demo.serviceSid}/${type}s/${sid}`;
  const one = { field: `updateProxy${type}`, record };
  const change = { isReserved: true };
  const update = (input: object) =>
    mutate(test, one.field, { id, ...input }, `${record} { id isReserved ${Object.keys(fields).join(' ')} }`);

  it.each([true, false])('reserves it or not: %s', async (isReserved) => {
    const { payload, errors, requests, forms } = await update({ isReserved });
    expect(errors).toBeUndefined();
    expect(payload).toEqual({ [record]: { id, isReserved, ...fields }, userErrors: [] });
    expect(requests).toEqual([`POST ${url}`]);
    expect(forms).toEqual([{ IsReserved: [String(isReserved)] }]);
  });

  it('sends an empty form when nothing is to be changed', async () => {
    const { payload, forms } = await update({});
    expect(payload).toMatchObject({ [record]: { isReserved: false }, userErrors: [] });
    expect(forms).toEqual([{}]);
  });

  it('cannot clear isReserved', async () => {
    const { payload, requests } = await update({ isReserved: null });
    expect(payload).toMatchObject({
      [record]: null,
      userErrors: [{ code: 'NOT_CLEARABLE', field: ['isReserved'], twilioCode: null }],
    });
    expect(requests).toEqual([]);
  });

  it('says that the pool is full', async () => {
    test.emulator.control.fault({ method: 'POST', code: 80622 });
    const { payload, errors } = await update(change);
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({ [record]: null, userErrors: [refusal('POOL_FULL', 80622, null)] });
  });

  it('is NOT_FOUND at the id of what is not in the pool', () => {
    const input = { id: `${demo.emptyServiceSid}-${unclaimedSid}`, ...change };
    const request = `POST /v1/Services/${demo.emptyServiceSid}/${type}s/${unclaimedSid}`;
    return expectMissing(test, { ...one, input, request }, 'id');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { id: unclaimedSid, ...change } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500', () =>
    expectUnknownOutcome(
      test,
      { ...one, input: { id, ...change }, request: `POST ${url}` },
      `Read the ${type} to see whether it has changed.`,
    ));
});
