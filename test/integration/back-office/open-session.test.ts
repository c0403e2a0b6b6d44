import { beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type GraphqlAnswer, startGateway } from '../../support/gateway.ts';
import { formsOf, refusal } from '../../support/mutate.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway({ env: { UPSTREAM_TRACE: 'on' } });
beforeEach(() => {
  test.emulator.control.clearFaults();
  test.emulator.control.seed('demo');
});

const service = `/v1/Services/${demo.serviceSid}`;
const [ada, bob] = ['+447700900801', '+447700900802'];
const two = [{ identifier: ada }, { identifier: bob }];
const texts = [
  { identifier: ada, firstMessage: 'Hello Ada' },
  { identifier: bob, firstMessage: 'Hello Bob' },
];
const everything = `session { id status } participants { id identifier } messageInteractions { id messageBody participant { identifier } }`;

const open = (
  input: Readonly<Record<string, unknown>>,
  selection = everything,
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphqlAnswer> =>
  test.query(
    `mutation ($input: OpenProxySessionInput!) {
      openProxySession(input: $input) { ${selection} userErrors { code field message twilioCode moreInfo } }
    }`,
    { input: { serviceId: demo.serviceSid, ...input } },
    { 'x-upstream-trace': 'true', ...headers },
  );

/** The requests since the last call, without the SIDs of new records. */
const kinds = () =>
  test.takeRequests().map((line) => line.replaceAll(/(K[CP])[0-9a-f]{32}/g, '$1').replace(service, ''));

const post = 'POST /Sessions';
const list = 'GET /Sessions/KC/Participants?PageSize=100';
const message = 'POST /Sessions/KC/Participants/KP/MessageInteractions';

describe('openProxySession', () => {
  it('creates the Session, reads its Participants, and sends each its message in the order of the input', async () => {
    const { data, errors, extensions } = await open({
      participants: texts,
      uniqueName: 'opened',
      ttl: 60,
      mode: 'MESSAGE_ONLY',
      failOnParticipantConflict: true,
    });
    expect(errors).toBeUndefined();
    const { session, participants, messageInteractions, userErrors } = data.openProxySession;
    expect(session).toEqual({ id: expect.stringMatching(/^KS\w+-KC\w+$/), status: 'OPEN' });
    expect(participants).toMatchObject([{ identifier: ada }, { identifier: bob }]);
    expect(messageInteractions).toMatchObject([
      { messageBody: 'Hello Ada', participant: { identifier: ada } },
      { messageBody: 'Hello Bob', participant: { identifier: bob } },
    ]);
    expect(userErrors).toEqual([]);
    const [form, ...messages] = formsOf(test);
    expect(form).toEqual({
      UniqueName: ['opened'],
      Ttl: ['60'],
      Mode: ['message-only'],
      Participants: two.map(({ identifier }) => JSON.stringify({ Identifier: identifier })),
      FailOnParticipantConflict: ['true'],
    });
    expect(messages).toEqual([{ Body: ['Hello Ada'] }, { Body: ['Hello Bob'] }]);
    expect(kinds()).toEqual([post, list, message, message]);
    expect(extensions.upstream).toMatchObject({ planned: { min: 0, expected: 4, max: 4 }, calls: 4 });
  });

  it.each<[string, object[], string, string[]]>([
    ['nothing but the Session', two, 'session { id status }', [post]],
    ['the Participants', two, 'participants { id }', [post, list]],
    ['one message, and none of the payload', [two[0] ?? {}, texts[1] ?? {}], '', [post, list, message]],
    ['messageInteractions without messages', two, 'messageInteractions { id }', [post]],
    ['no Participants at all', [], 'participants { id }', [post, list]],
    [
      'the Participants in two ways, with relations',
      texts,
      'session { participants { nodes { identifier } } } participants { friendlyName session { status } } messageInteractions { participant { identifier } }',
      [post, list, message, message],
    ],
    [
      'the Participants of the Session alone',
      two,
      'session { participants { nodes { id } } }',
      [post, 'GET /Sessions/KC/Participants?PageSize=50'],
    ],
    [
      'the Interactions, which are read after the messages',
      texts,
      'session { interactions { nodes { data } } }',
      [post, list, message, message, 'GET /Sessions/KC/Interactions?PageSize=50'],
    ],
  ])('makes as many calls as it planned: %s', async (_, participants, selection, calls) => {
    const plan = await open({ participants }, selection, { 'x-upstream-plan': 'true' });
    expect(test.takeRequests()).toEqual([]);
    expect(plan.extensions.plan).toMatchObject({ expected: calls.length, max: calls.length });
    const { data, errors, extensions } = await open({ participants }, selection);
    expect(errors).toBeUndefined();
    expect(data.openProxySession.userErrors).toEqual([]);
    expect(kinds()).toEqual(calls);
    expect(extensions.upstream).toMatchObject({ planned: { expected: calls.length }, calls: calls.length });
  });

  it('plans a chain: the list needs the Session, and the messages need the list', async () => {
    const { extensions } = await open({ participants: texts }, everything, { 'x-upstream-plan': 'true' });
    const template = '/v1/Services/{ServiceSid}/Sessions';
    expect(extensions.plan.calls).toMatchObject([
      {
        method: 'POST',
        path: template,
        times: { min: 0, expected: 1, max: 1 },
        children: [
          {
            method: 'GET',
            path: `${template}/{SessionSid}/Participants`,
            children: [
              {
                method: 'POST',
                path: `${template}/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions`,
                times: { min: 0, expected: 2, max: 2 },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('reads the Interactions with the messages in them', async () => {
    const { data } = await open(
      { participants: texts },
      'session { interactions { nodes { messageBody } } } messageInteractions { messageBody }',
    );
    expect(data.openProxySession.session.interactions.nodes).toEqual([
      { messageBody: 'Hello Bob' },
      { messageBody: 'Hello Ada' },
    ]);
  });

  it('has one entry per Participant, null without a message', async () => {
    const { data } = await open({ participants: [two[0], texts[1]] });
    expect(data.openProxySession.messageInteractions).toMatchObject([null, { messageBody: 'Hello Bob' }]);
  });

  it.each<[string, object, string[] | null, string]>([
    ['a ttl', { ttl: -1, participants: texts }, ['input', 'ttl'], 'INVALID'],
    ['a name', { uniqueName: '', participants: texts }, ['input', 'uniqueName'], 'INVALID'],
    [
      'an identifier',
      { participants: [texts[0], { identifier: 'nobody', firstMessage: 'x' }] },
      ['input', 'participants', '1', 'identifier'],
      'INVALID',
    ],
    [
      'an empty message',
      { participants: [texts[0], { identifier: bob, firstMessage: '' }] },
      ['input', 'participants', '1', 'firstMessage'],
      'INVALID',
    ],
    [
      'a message that cannot be written in UTF-8',
      { participants: [{ identifier: ada, firstMessage: 'half a \ud83d' }] },
      ['input', 'participants', '0', 'firstMessage'],
      'INVALID',
    ],
  ])('checks all of its input before anything is sent: %s', async (_, input, field, code) => {
    const { data, errors } = await open({ ...input });
    expect(errors).toBeUndefined();
    expect(data.openProxySession).toMatchObject({
      session: null,
      participants: null,
      messageInteractions: null,
      userErrors: [{ field, code, twilioCode: null }],
    });
    expect(test.takeRequests()).toEqual([]);
  });

  it('refuses a malformed id, and wrong lists in its payload, before anything is sent', async () => {
    const malformed = await open({ serviceId: 'KS1', participants: texts });
    const wrongList = await open(
      { participants: texts },
      'participants { messageInteractions(first: 0) { nodes { id } } }',
    );
    for (const { data, errors } of [malformed, wrongList]) {
      expect(data).toEqual({ openProxySession: null });
      expect(errors).toMatchObject([{ path: ['openProxySession'], extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(test.takeRequests()).toEqual([]);
  });

  it('sends nothing more when Twilio refuses the Session', async () => {
    const { data, errors } = await open({ uniqueName: demo.sessionUniqueName, participants: texts });
    expect(errors).toBeUndefined();
    expect(data.openProxySession).toMatchObject({
      session: null,
      participants: null,
      messageInteractions: null,
      userErrors: [refusal('UNIQUE_NAME_TAKEN', 80603, ['input', 'uniqueName'])],
    });
    expect(kinds()).toEqual([post]);
  });

  it('is OUTCOME_UNKNOWN as a whole when the Session is, and sends nothing more', async () => {
    test.emulator.control.fault({ method: 'POST', path: /Sessions$/, reset: 'after' });
    const { data, errors } = await open({ uniqueName: 'lost', participants: texts });
    expect(data).toEqual({ openProxySession: null });
    expect(errors).toMatchObject([{ path: ['openProxySession'], extensions: { code: 'OUTCOME_UNKNOWN' } }]);
    expect(kinds()).toEqual([post]);
  });

  it('tells a message that Twilio refuses as a user error, and sends the later ones', async () => {
    test.emulator.control.fault({ method: 'POST', path: /MessageInteractions$/, code: 80613, times: 1 });
    const { data, errors } = await open({ participants: texts });
    expect(errors).toBeUndefined();
    expect(data.openProxySession).toMatchObject({
      session: { status: 'OPEN' },
      messageInteractions: [null, { messageBody: 'Hello Bob' }],
      userErrors: [refusal('INVALID', 80613, ['input', 'participants', '0', 'firstMessage'])],
    });
    expect(kinds()).toEqual([post, list, message, message]);
  });

  it('names the Participant whose message is refused', async () => {
    const { data } = await open({ mode: 'VOICE_ONLY', participants: [two[0], texts[1]] });
    const field = ['input', 'participants', '1', 'firstMessage'];
    expect(data.openProxySession).toMatchObject({
      messageInteractions: [null, null],
      userErrors: [refusal('INVALID', 80616, field)],
    });
  });

  it.each([
    ['reset', { reset: 'after' }],
    ['500', { status: 500, processed: true }],
  ] as const)(
    'tells an unknown outcome at its index, once, and sends the later ones: %s',
    async (_, fault) => {
      test.emulator.control.fault({ method: 'POST', path: /MessageInteractions$/, times: 1, ...fault });
      const { data, errors } = await open({ participants: texts });
      expect(errors).toMatchObject([
        { path: ['openProxySession', 'messageInteractions', 0], extensions: { code: 'OUTCOME_UNKNOWN' } },
      ]);
      expect(data.openProxySession).toMatchObject({
        session: { status: 'OPEN' },
        participants: [{ identifier: ada }, { identifier: bob }],
        messageInteractions: [null, { messageBody: 'Hello Bob' }],
        userErrors: [],
      });
      expect(kinds()).toEqual([post, list, message, message]);
    },
  );

  it('undoes nothing, and sends no message, when the Participants cannot be read', async () => {
    test.emulator.control.fault({ method: 'GET', path: /Participants/, status: 404 });
    const { data, errors } = await open({ uniqueName: 'kept', participants: [two[0], texts[1]] });
    expect(data.openProxySession).toMatchObject({
      session: { status: 'OPEN' },
      participants: null,
      messageInteractions: [null, null],
      userErrors: [],
    });
    expect(errors?.map(({ path, extensions }) => [path?.slice(1), extensions.code])).toEqual([
      [['participants'], 'UPSTREAM_REJECTED'],
      [['messageInteractions', 1], 'UPSTREAM_REJECTED'],
    ]);
    expect(kinds()).toEqual([post, list]);
    const { data: after } = await test.query(
      `{ proxySessionByUniqueName(serviceId: "${demo.serviceSid}", uniqueName: "kept") { status } }`,
    );
    expect(after.proxySessionByUniqueName).toEqual({ status: 'OPEN' });
  });

  it('sends a message only to the Participant that it is for: one that Twilio writes in another way', async () => {
    const rewritten = (body: string) => body.replaceAll(bob, '+44770090802');
    test.emulator.control.fault({ method: 'GET', path: /Participants/, body: rewritten, times: 1 });
    const one = await open({ participants: texts });
    expect(one.data.openProxySession.participants).toMatchObject([{ identifier: ada }, {}]);
    expect(one.data.openProxySession.messageInteractions).toMatchObject([
      { messageBody: 'Hello Ada' },
      { messageBody: 'Hello Bob' },
    ]);
    const both = (body: string) => rewritten(body).replaceAll(ada, '+44770090801');
    test.emulator.control.fault({ method: 'GET', path: /Participants/, body: both });
    test.takeRequests();
    const { data, errors } = await open({ participants: texts });
    expect(data.openProxySession).toMatchObject({
      participants: [{}, {}],
      messageInteractions: [null, null],
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      'UPSTREAM_BAD_RESPONSE',
      'UPSTREAM_BAD_RESPONSE',
    ]);
    expect(kinds()).toEqual([post, list]);
  });

  it('keeps within its budget: refused before, or told at the index of a message', async () => {
    const refused = await open({ participants: texts }, '', { 'x-max-upstream-calls': '3' });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(test.takeRequests()).toEqual([]);
    test.emulator.control.fault({ method: 'GET', path: /Participants/, status: 503, times: 1 });
    const { data, errors } = await open({ participants: texts }, everything, { 'x-max-upstream-calls': '4' });
    expect(data.openProxySession.messageInteractions).toMatchObject([{ messageBody: 'Hello Ada' }, null]);
    expect(errors).toMatchObject([
      { path: ['openProxySession', 'messageInteractions', 1], extensions: { code: 'CALL_BUDGET_EXCEEDED' } },
    ]);
  });

  it('still says what it has done when its records do not fit into the answer', async () => {
    await using small = await startGateway({ env: { MAX_VALUES: '40' } });
    const { data, errors } = await small.query(
      `mutation ($input: OpenProxySessionInput!) {
        openProxySession(input: $input) { session { id } messageInteractions { data } userErrors { code } }
      }`,
      {
        input: {
          serviceId: demo.serviceSid,
          participants: [{ identifier: ada, firstMessage: 'a'.repeat(5000) }],
        },
      },
    );
    expect(data).toEqual({ openProxySession: { session: null, messageInteractions: null, userErrors: [] } });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      'QUERY_TOO_COMPLEX',
      'QUERY_TOO_COMPLEX',
    ]);
  });
});
