import { describe, expect, it } from 'vitest';
import { ada, bob, cleo, lineA } from '../support.ts';
import { closedAddress, createReceiver } from './receiver.ts';
import { control as controlHttp, emulatorWith } from './support.ts';

const dave = '+14155550103';

describe('the intercept webhook', () => {
  it('is asked before an Interaction is connected, and 403 blocks it', async () => {
    await using receiver = await createReceiver();
    receiver.answer = ({ path }) => ({ status: path === '/intercept' ? 403 : 204 });
    await using test = await emulatorWith({
      callbackUrl: `${receiver.url}/callback`,
      interceptCallbackUrl: `${receiver.url}/intercept`,
    });
    const { emulator, path, svc } = test;
    const result = await emulator.control.receiveMessage({ from: ada, to: lineA, body: 'hi' });
    await emulator.control.webhooks.idle();
    expect(result).toMatchObject({ interactionSid: null, notice: { code: 80909 } });
    expect(receiver.received).toMatchObject([{ path: '/intercept', isSigned: true }]);
    const { parameters = {} } = receiver.received[0] ?? {};
    expect(parameters).toMatchObject({ interactionType: 'Message', inboundResourceStatus: 'delivered' });
    expect(Object.keys(parameters).filter((name) => name.startsWith('outbound'))).toEqual([]);
    expect((await svc.get(`${path}/Interactions`)).body).toMatchObject({ interactions: [] });
    expect((await svc.get(path)).body).toMatchObject({ status: 'open' });
  });

  it.each([200, 204, 400, 500, 302])('lets the Interaction pass with %i', async (status) => {
    await using receiver = await createReceiver();
    receiver.answer = () => ({ status });
    await using test = await emulatorWith({ interceptCallbackUrl: receiver.url });
    const { control } = test.emulator;
    const { interactionSid } = await control.receiveCall({ from: ada, to: lineA });
    expect(receiver.received).toMatchObject([{ parameters: { interactionSid, interactionType: 'Voice' } }]);
  });

  it('lets the Interaction pass when nobody answers', async () => {
    await using test = await emulatorWith({ interceptCallbackUrl: await closedAddress() });
    const { control } = test.emulator;
    const result = await control.receiveMessage({ from: ada, to: lineA, body: 'hi' });
    expect(result.notice).toBeNull();
    expect(control.webhooks.deliveries).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
  });

  it('waits for a fault that delays it', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ interceptCallbackUrl: receiver.url });
    const { control } = test.emulator;
    control.webhooks.fault({ kind: 'intercept', delayMs: 1000 });
    const result = control.receiveMessage({ from: ada, to: lineA, body: 'hi' });
    expect(control.webhooks.pending).toBe(1);
    expect(receiver.received).toEqual([]);
    control.clock.advance(1000);
    expect((await result).notice).toBeNull();
    expect(receiver.received).toHaveLength(1);
  });

  it('holds back the answer of inbound-messages, and a Session that is closed meanwhile takes nothing', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ interceptCallbackUrl: receiver.url });
    const { emulator, path, svc } = test;
    receiver.answer = async () => {
      await svc.post(path, { Status: 'closed' });
      return {};
    };
    const { body } = await controlHttp(emulator, 'POST', 'inbound-messages', {
      from: ada,
      to: lineA,
      body: 'hi',
    });
    expect(body).toMatchObject({ interactionSid: null, notice: { code: 80902 } });
  });

  it('is not asked about messages of the API', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ interceptCallbackUrl: receiver.url });
    await test.send();
    await test.emulator.control.webhooks.idle();
    expect(receiver.received).toEqual([]);
  });
});

describe('the out-of-session webhook', () => {
  it('can create a Session, which forwards the first text', async () => {
    await using receiver = await createReceiver();
    receiver.answer = ({ path }) =>
      path !== '/lost'
        ? {}
        : {
            status: 200,
            headers: { 'content-type': 'application/json; charset=utf-8' },
            body: JSON.stringify({ participantIdentifier: dave, uniqueName: 'created', ttl: 60 }),
          };
    await using test = await emulatorWith({
      callbackUrl: `${receiver.url}/callback`,
      interceptCallbackUrl: `${receiver.url}/intercept`,
      outOfSessionCallbackUrl: `${receiver.url}/lost`,
    });
    const { emulator, svc } = test;
    const { interactionSid } = await emulator.control.receiveMessage({
      from: cleo,
      to: lineA,
      body: 'anyone?',
    });
    await emulator.control.webhooks.idle();

    expect(receiver.received.map(({ path }) => path)).toEqual(['/lost', '/intercept', '/callback']);
    expect(receiver.received.map(({ isSigned }) => isSigned)).toEqual([true, true, true]);
    expect(receiver.received[0]?.parameters).toMatchObject({
      AccountSid: emulator.accountSid,
      ApiVersion: '2010-04-01',
      From: cleo,
      FromCountry: 'US',
      To: lineA,
      Body: 'anyone?',
      NumMedia: '0',
      SmsStatus: 'received',
      MessageSid: expect.stringMatching(/^SM[0-9a-f]{32}$/) as string,
    });
    expect(receiver.received[0]?.parameters).not.toHaveProperty('sessionSid');
    expect(receiver.received[0]?.parameters).not.toHaveProperty('CallSid');

    const created = (await svc.get<{ sid: string }>('/Sessions/created')).body;
    expect(created).toMatchObject({ status: 'in-progress', ttl: 60 });
    expect(
      (await svc.get(`/Sessions/${created.sid}/Interactions/${interactionSid ?? ''}`)).body,
    ).toMatchObject({
      data: '{"body":"anyone?"}',
      outbound_resource_status: 'queued',
    });
    const { body } = await svc.get<{ participants: object[] }>(`/Sessions/${created.sid}/Participants`);
    expect(body.participants).toHaveLength(2);
    expect(body.participants).toContainEqual(
      expect.objectContaining({ identifier: cleo, proxy_identifier: lineA }),
    );
  });

  it('is told of the last Session and its Participants, for a call too', async () => {
    await using receiver = await createReceiver();
    receiver.answer = () => ({
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: '<Response><Reject/></Response>',
    });
    await using test = await emulatorWith({ outOfSessionCallbackUrl: receiver.url });
    const { emulator, path, session, svc } = test;
    await svc.post(path, { Status: 'closed' });
    const result = await emulator.control.receiveCall({ from: ada, to: lineA });
    expect(result).toMatchObject({ interactionSid: null, notice: { code: 80902 } });
    expect(receiver.received[0]?.parameters).toMatchObject({
      CallSid: expect.stringMatching(/^CA[0-9a-f]{32}$/) as string,
      CallStatus: 'ringing',
      Direction: 'inbound',
      Caller: ada,
      CalledCountry: 'US',
      sessionSid: session.sid,
      sessionUniqueName: 'one',
      sessionStatus: 'closed',
      sessionClosedReason: 'api',
      sessionMode: 'voice-and-message',
      sessionDateEnded: '2026-05-01T12:00:00Z',
      inboundParticipantIdentifier: ada,
      outboundParticipantIdentifier: bob,
      outboundParticipantProxyIdentifier: lineA,
    });
    expect(emulator.control.notices).toMatchObject([{ code: 80902 }]);
  });

  it.each([
    ['an error', { status: 500 }],
    ['text that is no JSON', { status: 200, body: 'hi' }],
    ['JSON without the second Participant', { status: 200, body: '{"uniqueName":"x"}' }],
    [
      'a Session that the rules refuse',
      { status: 200, body: `{"participantIdentifier":"${dave}","uniqueName":"one"}` },
    ],
    ['the sender as second Participant', { status: 200, body: `{"participantIdentifier":"${cleo}"}` }],
    ['an answer that is too large', { status: 200, body: ' '.repeat(65_537) }],
  ])('adds a notice for %s', async (_, answer) => {
    await using receiver = await createReceiver();
    receiver.answer = () => ({ headers: { 'content-type': 'application/json' }, ...answer });
    await using test = await emulatorWith({ outOfSessionCallbackUrl: receiver.url });
    const { control } = test.emulator;
    const result = await control.receiveMessage({ from: cleo, to: lineA, body: 'hi' });
    expect(result).toMatchObject({ interactionSid: null, notice: { code: 80913 } });
    expect((await test.svc.get('/Sessions')).body).toMatchObject({ sessions: [{ unique_name: 'one' }] });
  });

  it('is not asked about an opt-out word, nor when the number is in no pool', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ outOfSessionCallbackUrl: receiver.url });
    const { control } = test.emulator;
    await control.receiveMessage({ from: cleo, to: lineA, body: 'Stop' });
    await control.receiveMessage({ from: cleo, to: bob, body: 'hi' });
    expect(receiver.received).toEqual([]);
  });
});
