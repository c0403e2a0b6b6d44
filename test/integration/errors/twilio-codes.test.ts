import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { errorOf } from '../../../src/emulator/errors.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { twilioCodes } from '../../../src/errors/twilio-codes.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { mutate, pageOf } from '../../support/mutate.ts';

let test: TestGateway;
beforeAll(async () => {
  const clock = new ManualClock();
  const gateway = await startGateway({ testOptions: { clock }, env: { MAX_RETRIES: '0' } });
  // What Twilio refuses with 429 is repeated until the deadline.
  const query: TestGateway['query'] = (...args) =>
    clock.runUntil(gateway.query(...args), 1, () => gateway.emulator.inFlight > 0);
  test = { ...gateway, query };
});
afterAll(() => test[Symbol.asyncDispose]());
afterEach(() => test.emulator.control.clearFaults());

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;

/** Mutations with everything that can be to blame. None of them is carried out: Twilio refuses them. */
const mutations = {
  service: {
    field: 'createProxyService',
    input: { uniqueName: 'refused', chatInstanceSid: `IS${'0'.repeat(32)}` },
  },
  create: {
    field: 'createProxySession',
    input: {
      serviceId: demo.serviceSid,
      uniqueName: 'refused',
      participants: [{ identifier: 'messenger:1' }],
    },
  },
  session: {
    field: 'updateProxySession',
    input: { id: sessionId, status: 'IN_PROGRESS', dateExpiry: '2099-01-01T00:00:00Z' },
  },
  participant: {
    field: 'createProxyParticipant',
    input: {
      sessionId,
      identifier: '+447700900800',
      proxyIdentifier: '+447700900900',
      proxyIdentifierSid: demo.phoneNumberSid,
    },
  },
  number: {
    field: 'createProxyPhoneNumber',
    input: { serviceId: demo.serviceSid, sid: demo.phoneNumberSid },
  },
  shortCode: { field: 'createProxyShortCode', input: { serviceId: demo.serviceSid, sid: demo.shortCodeSid } },
  message: {
    field: 'createProxyMessageInteraction',
    input: { participantId: `${sessionId}-${demo.customerSid}`, body: 'Hello' },
  },
  removal: {
    field: 'deleteProxyInteraction',
    input: { id: `${sessionId}-${demo.messageInteractionSid}` },
  },
} as const;

type Refusal = readonly [
  code: number,
  status: number,
  mutation: keyof typeof mutations,
  userError: string,
  field: string | null,
];

/** The codes by which Twilio says that the input is wrong: https://www.twilio.com/docs/api/errors */
const refusals: readonly Refusal[] = [
  [20001, 400, 'participant', 'INVALID', null],
  [20404, 404, 'participant', 'NOT_FOUND', 'sessionId'],
  [20409, 409, 'session', 'CONFLICT', null],
  [20422, 422, 'participant', 'INVALID', null],
  [20423, 422, 'participant', 'INVALID', 'proxyIdentifierSid'],
  [80101, 400, 'number', 'NUMBER_IN_USE', 'sid'],
  [80102, 400, 'participant', 'CONFLICT', null],
  [80103, 400, 'participant', 'PARTICIPANT_CONFLICT', 'identifier'],
  [80104, 400, 'number', 'NUMBER_IN_USE', 'sid'],
  [80105, 400, 'shortCode', 'NUMBER_IN_USE', 'sid'],
  [80201, 400, 'participant', 'POOL_EXHAUSTED', 'identifier'],
  [80202, 400, 'create', 'POOL_EXHAUSTED', 'participants'],
  [80203, 400, 'participant', 'POOL_EXHAUSTED', 'identifier'],
  [80205, 400, 'create', 'POOL_EXHAUSTED', 'participants'],
  [80206, 400, 'participant', 'POOL_EXHAUSTED', 'identifier'],
  [80207, 400, 'participant', 'POOL_EXHAUSTED', 'proxyIdentifierSid'],
  [80208, 400, 'participant', 'POOL_EXHAUSTED', 'identifier'],
  [80301, 404, 'number', 'NUMBER_NOT_AVAILABLE', 'sid'],
  [80303, 404, 'shortCode', 'NUMBER_NOT_AVAILABLE', 'sid'],
  [80304, 400, 'participant', 'NUMBER_NOT_AVAILABLE', 'proxyIdentifier'],
  [80305, 404, 'participant', 'NUMBER_NOT_AVAILABLE', 'proxyIdentifierSid'],
  [80306, 404, 'service', 'NOT_FOUND', 'chatInstanceSid'],
  [80307, 404, 'session', 'NOT_FOUND', 'id'],
  [80308, 404, 'create', 'NOT_FOUND', 'uniqueName'],
  [80401, 400, 'session', 'INVALID', null],
  [80402, 400, 'participant', 'INVALID', 'proxyIdentifier'],
  [80403, 400, 'removal', 'INVALID', null],
  [80404, 400, 'participant', 'INVALID', 'identifier'],
  [80405, 400, 'message', 'INVALID', null],
  [80406, 400, 'participant', 'INVALID', 'identifier'],
  [80407, 400, 'number', 'INVALID', 'sid'],
  [80408, 400, 'number', 'INVALID', null],
  [80409, 400, 'session', 'INVALID', null],
  [80503, 404, 'session', 'NOT_FOUND', 'id'],
  [80506, 403, 'service', 'NOT_ALLOWED', null],
  [80601, 400, 'number', 'NUMBER_NOT_AVAILABLE', 'sid'],
  [80602, 400, 'service', 'UNIQUE_NAME_TAKEN', 'uniqueName'],
  [80603, 400, 'create', 'UNIQUE_NAME_TAKEN', 'uniqueName'],
  [80604, 400, 'session', 'PARTICIPANT_CONFLICT', 'status'],
  [80605, 400, 'participant', 'NUMBER_NOT_AVAILABLE', 'proxyIdentifier'],
  [80606, 400, 'participant', 'NUMBER_NOT_AVAILABLE', 'proxyIdentifier'],
  [80607, 400, 'message', 'SESSION_CLOSED', null],
  [80608, 400, 'session', 'INVALID_TRANSITION', 'status'],
  [80609, 400, 'participant', 'TOO_MANY_PARTICIPANTS', 'identifier'],
  [80610, 400, 'participant', 'INVALID', null],
  [80611, 400, 'removal', 'NUMBER_IN_USE', null],
  [80612, 400, 'participant', 'PARTICIPANT_REMOVED', 'identifier'],
  [80613, 400, 'participant', 'INVALID', null],
  [80615, 403, 'removal', 'NOT_ALLOWED', null],
  [80616, 400, 'message', 'INVALID', 'body'],
  [80622, 400, 'number', 'POOL_FULL', null],
  [80623, 409, 'participant', 'PARTICIPANT_CONFLICT', 'identifier'],
  [80625, 403, 'message', 'NOT_ALLOWED', null],
  [80701, 400, 'session', 'INVALID', null],
];

/** The codes that blame nobody's input. */
const failures: readonly (readonly [code: number, status: number, error: string])[] = [
  [20003, 401, 'UPSTREAM_AUTH'],
  [20004, 405, 'UPSTREAM_REJECTED'],
  [20005, 403, 'UPSTREAM_AUTH'],
  [20006, 403, 'UPSTREAM_AUTH'],
  [20008, 403, 'UPSTREAM_AUTH'],
  [20010, 403, 'UPSTREAM_AUTH'],
  [20403, 403, 'UPSTREAM_AUTH'],
  [20413, 413, 'UPSTREAM_REJECTED'],
  [20429, 429, 'RATE_LIMITED'],
  [20500, 500, 'UPSTREAM_UNAVAILABLE'],
  [20503, 503, 'UPSTREAM_UNAVAILABLE'],
  [80501, 500, 'UPSTREAM_UNAVAILABLE'],
  // Not in a row with the others: an endpoint that fails five times in a row is left alone.
  [80621, 429, 'RATE_LIMITED'],
  [80502, 500, 'UPSTREAM_UNAVAILABLE'],
  [80504, 500, 'UPSTREAM_UNAVAILABLE'],
  [80505, 500, 'UPSTREAM_UNAVAILABLE'],
];

/** The codes that only a list can bring. */
const listFailures: readonly (readonly [code: number, status: number, error: string])[] = [
  [20007, 400, 'UPSTREAM_REJECTED'],
  [21481, 400, 'CURSOR_EXPIRED'],
];

/** What Twilio writes must not come out: a number, an address, its words. */
const secret = 'Nothing with +14155550142 at https://evil.test/docs';
const leaks = /4155|evil|Nothing with/;

const fault = (method: string, code: number, status: number) =>
  test.emulator.control.fault({ method, code, status, message: secret });

it('lists the codes of the table and no others, with the statuses of the emulator', () => {
  const listed = [...refusals, ...failures, ...listFailures];
  const codes = listed.map(([code]) => code).toSorted((a, b) => a - b);
  expect(codes).toEqual(Object.keys(twilioCodes).map(Number));
  for (const [code, status] of listed) expect([code, errorOf(code).status]).toEqual([code, status]);
});

describe('a code that blames the input is a user error', () => {
  it.each(refusals)('%i with %i on a %s: %s at %s', async (code, status, name, userError, field) => {
    const { field: mutation, input } = mutations[name];
    fault(name === 'removal' ? 'DELETE' : 'POST', code, status);
    const { payload, errors, requests } = await mutate(test, mutation, input);
    expect(errors).toBeUndefined();
    expect(payload.userErrors).toEqual([
      {
        code: userError,
        field: field === null ? null : [field],
        message: expect.stringMatching(/^[A-Z][^\d+:/]*\.$/) as string,
        twilioCode: code,
        moreInfo: pageOf(code),
      },
    ]);
    expect(JSON.stringify(payload)).not.toMatch(leaks);
    expect(requests).toHaveLength(1);
  });
});

describe('the words of a message', () => {
  const blamed = async (code: number, message: string) => {
    test.emulator.control.fault({ method: 'POST', code, message });
    const { field, input } = mutations.session;
    const { payload } = await mutate(test, field, input);
    return payload.userErrors[0].field as unknown;
  };

  it('name the input where the code itself blames none', async () => {
    expect(await blamed(80701, 'DateExpiry must not have passed')).toEqual(['dateExpiry']);
  });

  it('name nothing that was not given', async () => {
    expect(await blamed(80701, 'Identifier is wrong')).toBeNull();
  });

  it('do not count where the code blames an input', async () => {
    expect(await blamed(80608, 'DateExpiry does not matter')).toEqual(['status']);
  });
});

describe('a code that blames nobody’s input is a GraphQL error', () => {
  const expectError = (errors: unknown, code: number, status: number, error: string) => {
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(`Twilio answered ${status} (code ${code}).`) as string,
        extensions: { code: error, twilio: { code, status, moreInfo: pageOf(code) } },
      },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(leaks);
  };

  it.each(failures)('%i with %i on a DELETE: %s', async (code, status, error) => {
    fault('DELETE', code, status);
    const { field, input } = mutations.removal;
    const { payload, errors } = await mutate(test, field, input);
    expect(payload).toBeNull();
    expectError(errors, code, status, error);
    if (status === 429) expect(errors?.[0]?.extensions['retryAfterSeconds']).toBe(5);
  });

  it.each(failures)(
    '%i with %i on a POST: %s, or OUTCOME_UNKNOWN after a 5xx',
    async (code, status, error) => {
      fault('POST', code, status);
      const { field, input } = mutations.message;
      const { payload, errors } = await mutate(test, field, input);
      expect(payload).toBeNull();
      expectError(errors, code, status, status >= 500 ? 'OUTCOME_UNKNOWN' : error);
    },
  );

  it.each(listFailures)('%i with %i on a list: %s', async (code, status, error) => {
    fault('GET', code, status);
    const { data, errors } = await test.query('{ proxyServices { nodes { id } } }');
    expect(data).toEqual({ proxyServices: null });
    expectError(errors, code, status, error);
  });
});

describe('an answer that the table does not know', () => {
  const { field, input } = mutations.participant;
  const at = (name: string | null) => (name === null ? null : [name]);

  it.each([
    [400, 80999, 'UNRECOGNIZED', 'Twilio refused the input (code 80999).', null],
    [409, 80999, 'CONFLICT', 'The state of the record does not allow it.', null],
    [422, 12345, 'UNRECOGNIZED', 'Twilio refused the input (code 12345).', null],
    [403, 80999, 'UNRECOGNIZED', 'Twilio refused the input (code 80999).', null],
    [404, 80999, 'NOT_FOUND', 'The record does not exist.', 'sessionId'],
    // Codes that only lists can bring say nothing about an input.
    [400, 20007, 'UNRECOGNIZED', 'Twilio refused the input (code 20007).', null],
    [400, 21481, 'UNRECOGNIZED', 'Twilio refused the input (code 21481).', null],
  ])('%i with code %i is %s', async (status, code, userError, message, name) => {
    fault('POST', code, status);
    const { payload, errors } = await mutate(test, field, input);
    expect(errors).toBeUndefined();
    expect(payload.userErrors).toEqual([
      { code: userError, field: at(name), message, twilioCode: code, moreInfo: pageOf(code) },
    ]);
  });

  it.each([
    [400, 'UNRECOGNIZED', 'Twilio refused the input (status 400).', null],
    [404, 'NOT_FOUND', 'The record does not exist.', 'sessionId'],
    [409, 'CONFLICT', 'The state of the record does not allow it.', null],
    [422, 'UNRECOGNIZED', 'Twilio refused the input (status 422).', null],
  ])('%i without a code or without JSON is %s', async (status, userError, message, name) => {
    for (const body of ['', '<html>', 'null', { message: secret, status }, { code: 'x', more_info: 7 }]) {
      test.emulator.control.clearFaults();
      test.emulator.control.fault({ method: 'POST', status, body });
      const { payload, errors } = await mutate(test, field, input);
      expect(errors).toBeUndefined();
      expect(payload.userErrors).toEqual([
        { code: userError, field: at(name), message, twilioCode: null, moreInfo: null },
      ]);
    }
  });

  it.each([99_999_999_999, -1e300, 1.5, '80609', true, [80609]])(
    'whose code is no code costs no more than the code: %j',
    async (code) => {
      test.emulator.control.fault({
        method: 'POST',
        status: 400,
        body: { code, message: secret, status: 400 },
      });
      const { payload, errors } = await mutate(test, field, input);
      expect(errors).toBeUndefined();
      expect(payload).toMatchObject({ userErrors: [{ code: 'UNRECOGNIZED', twilioCode: null }] });
    },
  );

  it('leads to no page but Twilio’s own', async () => {
    for (const moreInfo of [
      'https://evil.test/docs/errors/80609',
      'http://www.twilio.com/docs/errors/80609',
      'https://www.twilio.com.evil.test/',
      'https://user:secret@www.twilio.com/',
      'https://:secret@www.twilio.com/',
      'javascript:alert(1)',
      '',
    ]) {
      test.emulator.control.clearFaults();
      test.emulator.control.fault({ method: 'POST', code: 80609, moreInfo });
      const { payload, errors } = await mutate(test, field, input);
      expect(errors).toBeUndefined();
      expect(payload).toMatchObject({ userErrors: [{ code: 'TOO_MANY_PARTICIPANTS', moreInfo: null }] });
    }
  });

  it.each([410, 451])('%i is UPSTREAM_REJECTED', async (status) => {
    fault('POST', 80999, status);
    const { payload, errors } = await mutate(test, field, input);
    expect(payload).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_REJECTED' } }]);
  });
});
