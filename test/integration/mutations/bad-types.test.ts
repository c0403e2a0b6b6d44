import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import { mutate } from '../../support/mutate.ts';

const test = await sharedGateway();

describe('a value that does not fit its type is refused before anything is carried out', () => {
  const { serviceSid: serviceId } = demo;
  const service = 'createProxyService';
  const session = 'createProxySession';

  it.each<[string, string, object]>([
    ['an address that is none', service, { uniqueName: 'x', callbackUrl: 'hooks.example.test' }],
    ['an address that is a number', service, { uniqueName: 'x', callbackUrl: 5 }],
    ['a choice that does not exist', service, { uniqueName: 'x', geoMatchLevel: 'GALAXY' }],
    ['a choice in the spelling of Twilio', service, { uniqueName: 'x', geoMatchLevel: 'area-code' }],
    ['the choice that only answers have', service, { uniqueName: 'x', geoMatchLevel: 'UNRECOGNIZED' }],
    ['a number with a fraction', service, { uniqueName: 'x', defaultTtl: 1.5 }],
    ['a number of more than 32 bits', service, { uniqueName: 'x', defaultTtl: 2 ** 31 }],
    ['a required field that is left out', service, { defaultTtl: 5 }],
    ['a required field that is null', service, { uniqueName: null }],
    ['a field that does not exist', service, { uniqueName: 'x', colour: 'red' }],
    ['a date without a zone', session, { serviceId, dateExpiry: '2099-01-01T00:00:00' }],
    ['a day that the calendar does not have', session, { serviceId, dateExpiry: '2099-02-30T00:00:00Z' }],
    ['a date that is a number', session, { serviceId, dateExpiry: 4070908800 }],
    ['a status that nobody can set', session, { serviceId, status: 'FAILED' }],
    ['a Participant without an identifier', session, { serviceId, participants: [{}] }],
    ['a Participant that is null', session, { serviceId, participants: [null] }],
    ['a flag that is a text', session, { serviceId, failOnParticipantConflict: 'true' }],
  ])('%s', async (_, field, input) => {
    const { payload, errors, requests } = await mutate(test, field, { ...input });
    expect(payload).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(requests).toEqual([]);
  });

  it.each([
    'callbackUrl: "hooks.example.test"',
    'callbackUrl: "javascript:alert(1)"',
    'callbackUrl: "https://example.test/\\n"',
    'geoMatchLevel: GALAXY',
    'geoMatchLevel: UNRECOGNIZED',
    'defaultTtl: "5"',
    'colour: "red"',
  ])('%s in the document itself', async (field) => {
    test.takeRequests();
    const { data, errors } = await test.query(
      `mutation { createProxyService(input: { uniqueName: "x", ${field} }) { service { id } } }`,
    );
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
    expect(test.takeRequests()).toEqual([]);
  });
});
