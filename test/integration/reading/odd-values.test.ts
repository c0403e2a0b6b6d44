import { afterEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();
afterEach(() => test.emulator.control.clearFaults());

type Wire = Record<string, unknown>;

/** Lets Twilio answer with other values in that record. */
const answerWith = (change: (record: Wire) => Wire) =>
  test.emulator.control.fault({
    body: (body) => JSON.stringify(change(JSON.parse(body) as Wire)),
  });

const ids = {
  proxyService: demo.serviceSid,
  proxySession: `${demo.serviceSid}-${demo.sessionSid}`,
  proxyParticipant: `${demo.serviceSid}-${demo.sessionSid}-${demo.customerSid}`,
  proxyInteraction: `${demo.serviceSid}-${demo.sessionSid}-${demo.messageInteractionSid}`,
  proxyPhoneNumber: `${demo.serviceSid}-${demo.phoneNumberSid}`,
};
type Root = keyof typeof ids;

/** Reads a field whose value on the wire is odd, beside one that is not; no error may come of it. */
async function readOdd(root: Root, field: string, change: Wire): Promise<unknown> {
  answerWith((record) => ({ ...record, ...change }));
  const { data, errors } = await test.query(
    `query ($id: ID!) { ${root}(id: $id) { id accountSid odd: ${field} } }`,
    { id: ids[root] },
  );
  expect(errors).toBeUndefined();
  expect(data[root]).toMatchObject({ id: ids[root], accountSid: test.emulator.accountSid });
  return data[root].odd;
}

describe('an odd value costs no more than its own field', () => {
  it.each<[Root, string, string, unknown, unknown]>([
    ['proxySession', 'status', 'status', 'paused', 'UNRECOGNIZED'],
    ['proxySession', 'status', 'status', 'UNRECOGNIZED', 'UNRECOGNIZED'],
    ['proxySession', 'status', 'status', 'In-Progress', 'IN_PROGRESS'],
    ['proxySession', 'status', 'status', null, null],
    ['proxySession', 'status', 'status', undefined, null],
    ['proxySession', 'status', 'status', 7, null],
    ['proxySession', 'status', 'status', ['open'], null],
    ['proxySession', 'mode', 'mode', 'fax-only', 'UNRECOGNIZED'],
    ['proxySession', 'mode', 'mode', '__proto__', 'UNRECOGNIZED'],
    ['proxyService', 'geoMatchLevel', 'geo_match_level', 'extended-area-code', 'EXTENDED_AREA_CODE'],
    ['proxyService', 'geoMatchLevel', 'geo_match_level', 'galaxy', 'UNRECOGNIZED'],
    ['proxyInteraction', 'type', 'type', 'Voice', 'VOICE'],
    ['proxyInteraction', 'type', 'type', 'hologram', 'UNRECOGNIZED'],
    ['proxyInteraction', 'outboundResourceStatus', 'outbound_resource_status', 'no-answer', 'NO_ANSWER'],
    ['proxyInteraction', 'inboundResourceStatus', 'inbound_resource_status', 'beamed', 'UNRECOGNIZED'],

    ['proxySession', 'ttl', 'ttl', '3600', 3600],
    ['proxySession', 'ttl', 'ttl', 2 ** 31 - 1, 2 ** 31 - 1],
    ['proxySession', 'ttl', 'ttl', 2 ** 31, null],
    ['proxySession', 'ttl', 'ttl', '99999999999999999999', null],
    ['proxySession', 'ttl', 'ttl', 1e300, null],
    ['proxySession', 'ttl', 'ttl', 1.5, null],
    ['proxySession', 'ttl', 'ttl', 'soon', null],
    ['proxySession', 'ttl', 'ttl', '', null],
    ['proxySession', 'ttl', 'ttl', true, null],
    ['proxySession', 'ttl', 'ttl', null, null],
    ['proxyPhoneNumber', 'inUse', 'in_use', '3', 3],
    ['proxyPhoneNumber', 'inUse', 'in_use', {}, null],
    ['proxyPhoneNumber', 'isReserved', 'is_reserved', 'true', true],
    ['proxyPhoneNumber', 'isReserved', 'is_reserved', 1, null],

    ['proxySession', 'uniqueName', 'unique_name', 5, null],
    ['proxySession', 'uniqueName', 'unique_name', { a: 1 }, null],
    ['proxySession', 'closedReason', 'closed_reason', '', null],
    ['proxyService', 'callbackUrl', 'callback_url', '', null],
    ['proxyService', 'callbackUrl', 'callback_url', 'no address', 'no address'],
    ['proxyService', 'callbackUrl', 'callback_url', 5, null],
    ['proxyInteraction', 'outboundResourceUrl', 'outbound_resource_url', '', null],

    ['proxyParticipant', 'identifier', 'identifier', 'whatsapp:+14155550142', 'whatsapp:+14155550142'],
    ['proxyParticipant', 'identifier', 'identifier', 'messenger:123456', 'messenger:123456'],
    ['proxyParticipant', 'identifier', 'identifier', 14155550142, null],
    ['proxyParticipant', 'proxyIdentifier', 'proxy_identifier', 'messenger:1', 'messenger:1'],
    ['proxyParticipant', 'proxyPhoneNumber { id }', 'proxy_identifier_sid', null, null],
    ['proxyParticipant', 'proxyPhoneNumber { id }', 'proxy_identifier_sid', '', null],
    ['proxyParticipant', 'proxyPhoneNumber { id }', 'proxy_identifier_sid', 'messenger:1', null],
    ['proxyParticipant', 'proxyPhoneNumber { id }', 'proxy_identifier_sid', `SC${'0'.repeat(32)}`, null],
    ['proxyInteraction', 'inboundParticipant { id }', 'inbound_participant_sid', '../x', null],
    ['proxyInteraction', 'outboundParticipant { id }', 'outbound_participant_sid', 5, null],
  ])('%s.%s: %s is %j', async (root, field, wireName, value, expected) => {
    expect(await readOdd(root, field, { [wireName]: value })).toEqual(expected);
  });

  it.each<[unknown, string | null]>([
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z'],
    ['2026-03-02T09:00:00.250Z', '2026-03-02T09:00:00.250Z'],
    ['2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00Z'],
    ['Mon, 02 Mar 2026 09:00:00 +0000', '2026-03-02T09:00:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2026-02-30T00:00:00Z', null],
    ['2026-13-01T00:00:00Z', null],
    ['2026-03-02T24:00:00Z', null],
    ['2026-03-02T09:00:61Z', null],
    ['0000-01-01T00:00:00+14:00', null],
    ['9999-12-31T23:59:59-14:00', null],
    ['2026-03-02', null],
    ['2026-03-02T09:00:00', null],
    ['2026-03-02 09:00:00Z', null],
    ['yesterday', null],
    ['', null],
    [1772442000, null],
    [null, null],
    [undefined, null],
  ])('the date %j is %j', async (value, expected) => {
    expect(await readOdd('proxySession', 'dateStarted', { date_started: value })).toBe(expected);
  });

  it.each<[string, unknown, Wire]>([
    ['text', 'hello', { data: 'hello', messageBody: null, callDurationSeconds: null }],
    ['broken JSON', '{"body":', { data: '{"body":', messageBody: null, callDurationSeconds: null }],
    ['null', null, { data: null, messageBody: null, callDurationSeconds: null }],
    ['a number', 7, { data: null, messageBody: null, callDurationSeconds: null }],
    ['an object', { body: 'hi' }, { data: '{"body":"hi"}', messageBody: 'hi', callDurationSeconds: null }],
    ['JSON of another kind', '[1]', { data: '[1]', messageBody: null, callDurationSeconds: null }],
    ['JSON null', 'null', { data: 'null', messageBody: null, callDurationSeconds: null }],
    [
      'JSON with odd fields',
      '{"body":5,"duration":"a minute"}',
      { data: '{"body":5,"duration":"a minute"}', messageBody: null, callDurationSeconds: null },
    ],
    ['a number as duration', { duration: 42 }, { data: '{"duration":42}', callDurationSeconds: 42 }],
    ['a huge duration', { duration: '99999999999' }, { callDurationSeconds: null }],
  ])('data that is %s', async (_, data, expected) => {
    answerWith((record) => ({ ...record, data }));
    const answer = await test.query(
      'query ($id: ID!) { proxyInteraction(id: $id) { id data messageBody callDurationSeconds } }',
      { id: ids.proxyInteraction },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.proxyInteraction).toMatchObject({ id: ids.proxyInteraction, ...expected });
  });

  it('data that is too deep to be written out', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    test.emulator.control.fault({ body: (body) => `${body.slice(0, -1)},"data":${deep}}` });
    const answer = await test.query(
      'query ($id: ID!) { proxyInteraction(id: $id) { id data messageBody type } }',
      { id: ids.proxyInteraction },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.proxyInteraction).toEqual({
      id: ids.proxyInteraction,
      data: null,
      messageBody: null,
      type: 'MESSAGE',
    });
  });

  it.each<[string, unknown, Wire | null]>([
    ['the keys of the schema', { voice: true, sms: false }, { voice: true, sms: false, mms: null }],
    [
      'the keys of the wire',
      {
        voice_inbound: true,
        voice_outbound: true,
        sms_inbound: true,
        sms_outbound: false,
        sip_trunking: true,
      },
      { voice: true, voiceInbound: true, sms: false, smsInbound: true, mms: null, sipTrunking: true },
    ],
    [
      'half of a pair',
      { mms_inbound: true, voice_outbound: false },
      { mms: null, mmsInbound: true, voice: false },
    ],
    [
      'the keys of the incoming-number API',
      { SMS: true, MMS: 'false' },
      { sms: true, mms: false, voice: null },
    ],
    ['other values', { voice: 'perhaps', sms: 1, mms: null }, { voice: null, sms: null, mms: null }],
    ['unknown keys', { telepathy: true, __proto__: 1 }, { voice: null, sms: null, mms: null }],
    ['nothing', {}, { voice: null, sms: null, mms: null }],
    ['a list', ['voice'], null],
    ['a text', 'voice', null],
    ['null', null, null],
  ])('capabilities that are %s', async (_, capabilities, expected) => {
    const field = 'capabilities { voice voiceInbound sms smsInbound mms mmsInbound sipTrunking }';
    const odd = await readOdd('proxyPhoneNumber', field, { capabilities });
    if (expected === null) expect(odd).toBeNull();
    else expect(odd).toMatchObject(expected);
  });
});
