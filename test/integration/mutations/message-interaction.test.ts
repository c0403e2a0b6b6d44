import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, refusal, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnknownOutcome } from './failures.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const participantId = `${sessionId}-${demo.customerSid}`;
const participantsUrl = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}/Participants`;
const url = `${participantsUrl}/${demo.customerSid}/MessageInteractions`;
const one = {
  field: 'createProxyMessageInteraction',
  record: 'messageInteraction',
  input: { participantId, body: 'Hello' },
  request: `POST ${url}`,
};

const send = (input: object, selection = 'messageInteraction { id messageBody }') =>
  mutate(test, one.field, { participantId, ...input }, selection);

describe('createProxyMessageInteraction', () => {
  it('sends the text as it is, in one POST, and answers with the MessageInteraction', async () => {
    const body = '{"body": "ünïcode & 100 %"}\n🚕';
    const { payload, errors, requests, forms } = await send(
      { body },
      'messageInteraction { id data messageBody type outboundResourceStatus participant { id } interaction { id } }',
    );
    expect(errors).toBeUndefined();
    const { id } = payload.messageInteraction as { id: string };
    expect(id).toMatch(new RegExp(`^${participantId}-KI[0-9a-f]{32}$`));
    expect(payload).toEqual({
      messageInteraction: {
        id,
        data: JSON.stringify({ body }),
        messageBody: body,
        type: 'MESSAGE',
        outboundResourceStatus: 'QUEUED',
        participant: { id: participantId },
        interaction: { id: `${sessionId}-${id.slice(-34)}` },
      },
      userErrors: [],
    });
    expect(requests).toEqual([one.request]);
    expect(forms).toEqual([{ Body: [body] }]);
  });

  it('repeats the key for each of several media', async () => {
    const mediaUrl = ['https://media.example.test/b.png?x=1&y=2', 'https://media.example.test/a.png'];
    const { payload, forms } = await send({ body: 'Look', mediaUrl });
    expect(payload.userErrors).toEqual([]);
    expect(forms).toEqual([{ Body: ['Look'], MediaUrl: mediaUrl }]);
  });

  it.each([{ body: 'Hello' }, { body: 'Hello', mediaUrl: null }, { body: 'Hello', mediaUrl: [] }])(
    'sends nothing of what is left out, null or empty: %j',
    async (input) => {
      const { forms } = await send(input);
      expect(forms).toEqual([{ Body: ['Hello'] }]);
    },
  );

  it('takes media without a text', async () => {
    const { payload, forms } = await send({ body: null, mediaUrl: ['https://media.example.test/a.png'] });
    expect(payload.userErrors).toEqual([]);
    expect(forms).toEqual([{ MediaUrl: ['https://media.example.test/a.png'] }]);
  });

  it.each([{}, { body: null, mediaUrl: null }, { body: '' }, { mediaUrl: [] }, { body: '', mediaUrl: [] }])(
    'needs a text or media, and sends nothing without: %j',
    async (input) => {
      const { payload, errors, requests } = await send(input);
      expect(errors).toBeUndefined();
      expect(payload).toEqual({
        messageInteraction: null,
        userErrors: [
          {
            code: 'INVALID',
            field: ['body'],
            message: 'Expected "body" or "mediaUrl", but got neither.',
            twilioCode: null,
            moreInfo: null,
          },
        ],
      });
      expect(requests).toEqual([]);
    },
  );

  it('refuses a text that cannot be written in UTF-8', async () => {
    const { payload, requests } = await send({ body: 'half of a \ud83d' });
    expect(payload.userErrors).toMatchObject([{ code: 'INVALID', field: ['body'] }]);
    expect(requests).toEqual([]);
  });

  it('says why Twilio sends no text: the Session is closed, or carries calls only', async () => {
    await mutate(test, 'updateProxySession', { id: sessionId, status: 'CLOSED' });
    const closed = await send({ body: 'Too late' });
    expect(closed.errors).toBeUndefined();
    expect(closed.payload).toMatchObject({
      messageInteraction: null,
      userErrors: [refusal('SESSION_CLOSED', 80607, null)],
    });
    expect(closed.requests).toEqual([one.request]);

    const callsOnly = {
      serviceId: demo.serviceSid,
      mode: 'VOICE_ONLY',
      participants: [{ identifier: '+447700900800' }],
    };
    const selection = 'session { participants { nodes { id } } }';
    const { payload } = await mutate(test, 'createProxySession', callsOnly, selection);
    const [participant] = payload.session.participants.nodes as { id: string }[];
    const silent = await send({ participantId: participant?.id, body: 'Can you hear me?' });
    expect(silent.payload).toMatchObject({
      messageInteraction: null,
      userErrors: [refusal('INVALID', 80616, ['body'])],
    });
  });

  it('is NOT_FOUND at the id of a Participant that is not there', () => {
    const input = { participantId: `${sessionId}-${unknownSid('KP')}`, body: 'Hello' };
    const request = `POST ${participantsUrl}/${unknownSid('KP')}/MessageInteractions`;
    return expectMissing(test, { ...one, input, request }, 'participantId');
  });

  it('refuses an id that is none', () =>
    expectMalformed(test, { ...one, input: { participantId: sessionId, body: 'Hello' } }));

  it('is OUTCOME_UNKNOWN when Twilio answers 500, and is never sent again', () =>
    expectUnknownOutcome(
      test,
      one,
      'Look for the MessageInteraction in the list MessageInteractions before you create it again.',
    ));

  it('is sent once when the connection breaks after it was carried out', async () => {
    test.emulator.control.fault({ method: 'POST', reset: 'after' });
    const { payload, errors, requests } = await send({ body: 'Once' });
    expect(payload).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'OUTCOME_UNKNOWN' } }]);
    expect(requests).toEqual([one.request]);
  });
});
