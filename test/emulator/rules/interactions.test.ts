import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { ada, bob, cleo, emulatorAtNoon, lineA, poolSeed, serviceOf } from '../support.ts';

let emulator: Emulator;
let svc: Awaited<ReturnType<typeof serviceOf>>;

beforeEach(async () => {
  emulator = await emulatorAtNoon({ seed: poolSeed(lineA) });
  svc = await serviceOf(emulator);
});
afterEach(() => emulator.stop());

/** A new Session with some Participants: its path, and their SIDs. */
async function sessionWith(identifiers: readonly string[], form: Record<string, string> = {}) {
  const session = await svc.session(form);
  const sids = [];
  for (const Identifier of identifiers) {
    sids.push((await svc.post(`${session}/Participants`, { Identifier })).body.sid);
  }
  return { session, sids, messages: `${session}/Participants/${sids[0] ?? ''}/MessageInteractions` };
}

describe('a message that is sent over the API', () => {
  it('needs one Participant only, and is one record under two addresses', async () => {
    const { messages, session, sids } = await sessionWith([ada]);
    const { body, status } = await svc.post<Record<string, unknown>>(messages, { Body: 'hello' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      type: 'message',
      data: '{"body":"hello"}',
      participant_sid: sids[0],
      inbound_participant_sid: null,
      outbound_participant_sid: sids[0],
      outbound_resource_status: 'queued',
    });
    const shared = Object.entries(body).filter(([key]) => key !== 'participant_sid' && key !== 'url');
    const interaction = await svc.get(`${session}/Interactions/${String(body['sid'])}`);
    expect(interaction.body).toMatchObject(Object.fromEntries(shared));
    expect(interaction.body).not.toHaveProperty('participant_sid');
    expect((await svc.get(messages)).body).toMatchObject({ interactions: [body] });
  });

  it('is sent and delivered by the clock', async () => {
    const { messages } = await sessionWith([ada]);
    const { body } = await svc.post(messages, { Body: 'hello' });
    const state = async () => (await svc.get(`${messages}/${body.sid}`)).body;
    emulator.control.clock.advance(2999);
    expect(await state()).toMatchObject({ outbound_resource_status: 'queued' });
    emulator.control.clock.advance(1);
    expect(await state()).toMatchObject({
      outbound_resource_status: 'sent',
      date_updated: '2026-05-01T12:00:03Z',
    });
    emulator.control.clock.advance(60_000);
    expect(await state()).toMatchObject({
      outbound_resource_status: 'delivered',
      date_updated: '2026-05-01T12:00:06Z',
    });
  });

  it('is moved by hand only, if the emulator is told so', async () => {
    emulator.control.set({ delivery: null });
    const { messages } = await sessionWith([ada]);
    const { body } = await svc.post(messages, { Body: 'hello' });
    const status = async () => (await svc.get(`${messages}/${body.sid}`)).body['outbound_resource_status'];
    emulator.control.clock.advance(60_000);
    const seen = [await status()];
    for (let step = 0; step < 3; step++) {
      emulator.control.deliver(body.sid);
      seen.push(await status());
    }
    expect(seen).toEqual(['queued', 'sent', 'delivered', 'delivered']);
    emulator.control.setOutboundStatus(body.sid, 'undelivered');
    expect(await status()).toBe('undelivered');
  });

  it('that failed is not delivered any more', async () => {
    const { messages } = await sessionWith([ada]);
    const { body } = await svc.post(messages, { Body: 'hello' });
    emulator.control.setOutboundStatus(body.sid, 'failed');
    emulator.control.clock.advance(60_000);
    expect((await svc.get(`${messages}/${body.sid}`)).body).toMatchObject({
      outbound_resource_status: 'failed',
    });
  });

  it('has a text or media', async () => {
    const { messages } = await sessionWith([ada]);
    expect(await svc.post(messages, { Body: '' })).toMatchObject({ status: 400, body: { code: 20001 } });
    const MediaUrl = ['https://media.example.test/a.png', 'https://media.example.test/b.png'];
    expect(await svc.post(messages, { MediaUrl })).toMatchObject({
      status: 200,
      body: { data: '{"body":""}' },
    });
  });

  it('is not for a Session of calls', async () => {
    const { messages } = await sessionWith([ada], { Mode: 'voice-only' });
    expect(await svc.post(messages, { Body: 'hi' })).toMatchObject({ status: 400, body: { code: 80616 } });
  });

  it('is listed for its own recipient only', async () => {
    const { messages, session, sids } = await sessionWith([ada, bob]);
    const { body } = await svc.post(messages, { Body: 'hi' });
    const other = `${session}/Participants/${sids[1] ?? ''}/MessageInteractions`;
    expect((await svc.get(other)).body).toMatchObject({ interactions: [] });
    expect((await svc.get(`${other}/${body.sid}`)).status).toBe(404);
    expect(await svc.remove(`${messages}/${body.sid}`)).toMatchObject({ status: 405, body: { code: 20004 } });
  });
});

describe('a text from the telephone network', () => {
  it('becomes an Interaction with both legs, and starts the Session', async () => {
    const { session, sids } = await sessionWith([ada, bob]);
    const { interactionSid } = emulator.control.inboundMessage({ from: ada, to: lineA, body: 'hi "Bob"' });
    const { body } = await svc.get(`${session}/Interactions/${interactionSid ?? ''}`);
    expect(body).toMatchObject({
      type: 'message',
      data: '{"body":"hi \\"Bob\\""}',
      inbound_participant_sid: sids[0],
      inbound_resource_status: 'delivered',
      inbound_resource_type: 'Message',
      outbound_participant_sid: sids[1],
      outbound_resource_status: 'queued',
    });
    expect(body['inbound_resource_url']).toMatch(
      /^https:\/\/api\.twilio\.com\/2010-04-01\/Accounts\/AC\w+\/Messages\/SM\w+\.json$/,
    );
    expect((await svc.get(session)).body).toMatchObject({
      status: 'in-progress',
      date_started: '2026-05-01T12:00:00Z',
    });
    emulator.control.clock.advance(6000);
    expect((await svc.get(`${session}/Interactions/${interactionSid ?? ''}`)).body).toMatchObject({
      outbound_resource_status: 'delivered',
    });
  });

  it('is no MessageInteraction', async () => {
    const { messages } = await sessionWith([ada, bob]);
    const { interactionSid } = emulator.control.inboundMessage({ from: bob, to: lineA, body: 'hi' });
    expect((await svc.get(messages)).body).toMatchObject({ interactions: [] });
    expect((await svc.get(`${messages}/${interactionSid ?? ''}`)).status).toBe(404);
  });

  it.each([
    'STOP',
    'stop',
    ' Quit ',
    'UNSUBSCRIBE',
    'arret',
    'Cancel',
    'END',
    'REVOKE',
    'OPTOUT',
    'STOPALL',
    'UNSTOP',
  ])('is dropped when it is the opt-out word %j', async (body) => {
    const { session } = await sessionWith([ada, bob]);
    expect(emulator.control.inboundMessage({ from: ada, to: lineA, body })).toMatchObject({
      interactionSid: null,
      notice: { code: 80901, sid: session.slice(-34) },
    });
    expect((await svc.get(session)).body).toMatchObject({ status: 'open' });
    expect((await svc.get(`${session}/Interactions`)).body).toMatchObject({ interactions: [] });
  });

  it.each(['START', 'yes', 'DEBUT', 'please stop'])('passes when it is %j', async (body) => {
    await sessionWith([ada, bob]);
    expect(emulator.control.inboundMessage({ from: ada, to: lineA, body }).notice).toBeNull();
  });

  it('is refused without a partner, without a Session, after its end, and in a Session for calls', async () => {
    const send = (from: string) =>
      emulator.control.inboundMessage({ from, to: lineA, body: 'hi' }).notice?.code;
    expect(send(ada)).toBe(80902);
    const { session } = await sessionWith([ada]);
    expect(send(ada)).toBe(80614);
    await svc.post(session, { Status: 'closed' });
    expect(send(ada)).toBe(80902);
    await svc.session({ Ttl: '60' }).then((path) => svc.post(`${path}/Participants`, { Identifier: bob }));
    emulator.control.clock.advance(60_000);
    expect(send(bob)).toBe(80904);
    await sessionWith([cleo, ada], { Mode: 'voice-only' });
    expect(send(cleo)).toBe(80910);
  });
});

describe('a call from the telephone network', () => {
  it('is in progress until it is completed, and then has a duration', async () => {
    const { session, sids } = await sessionWith([ada, bob]);
    const { interactionSid } = emulator.control.inboundCall({ participantSid: sids[1] ?? '' });
    const path = `${session}/Interactions/${interactionSid ?? ''}`;
    expect((await svc.get(path)).body).toMatchObject({
      type: 'voice',
      data: '{}',
      inbound_participant_sid: sids[1],
      inbound_resource_status: 'in-progress',
      inbound_resource_type: 'Call',
      outbound_participant_sid: sids[0],
    });
    emulator.control.clock.advance(5000);
    emulator.control.completeCall(interactionSid ?? '', 5);
    expect((await svc.get(path)).body).toMatchObject({
      data: '{"duration":"5"}',
      inbound_resource_status: 'completed',
      outbound_resource_status: 'completed',
      date_updated: '2026-05-01T12:00:05Z',
    });
    expect(() => emulator.control.completeCall(interactionSid ?? '', 5)).toThrow(RangeError);
  });

  it('is refused in a Session for messages', async () => {
    await sessionWith([ada, bob], { Mode: 'message-only' });
    expect(emulator.control.inboundCall({ from: ada, to: lineA }).notice?.code).toBe(80911);
  });

  it('keeps a Session alive that would have expired', async () => {
    const { session } = await sessionWith([ada, bob], { Ttl: '60' });
    emulator.control.clock.advance(59_000);
    emulator.control.inboundCall({ from: ada, to: lineA });
    emulator.control.clock.advance(59_000);
    expect((await svc.get(session)).body).toMatchObject({ status: 'in-progress' });
  });
});

describe('unknown SIDs', () => {
  it('are told by the control calls', () => {
    expect(() => emulator.control.inboundCall({ participantSid: 'KP' })).toThrow(RangeError);
    expect(() => emulator.control.deliver('KI')).toThrow(RangeError);
  });
});
