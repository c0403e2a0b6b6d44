import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { ada, lineA } from '../support.ts';
import { closedAddress, createReceiver, type Receiver } from './receiver.ts';
import { emulatorWith, sessionSeed } from './support.ts';

const statuses = ({ received }: Receiver): (string | undefined)[] =>
  received.map(({ parameters }) => parameters['outboundResourceStatus']);

const errors = ({ control }: Emulator): (string | null)[] =>
  control.webhooks.deliveries.map(({ error }) => error);

describe('the callback', () => {
  it('reports a message of the API when it is new and at each change of its status, signed', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ callbackUrl: `${receiver.url}/hook?tenant=7#rc=3&rp=ct` });
    const { adaSid, emulator, send, session, svc } = test;
    const sid = await send('hello & good-bye + 1');
    emulator.control.clock.advance(60_000);
    await emulator.control.webhooks.idle();

    expect(statuses(receiver)).toEqual(['queued', 'sent', 'delivered']);
    expect(receiver.received.map(({ isSigned }) => isSigned)).toEqual([true, true, true]);
    const [first, ...others] = receiver.received;
    expect(first?.path).toBe('/hook?tenant=7');
    expect(first?.headers['content-type']).toBe('application/x-www-form-urlencoded; charset=UTF-8');
    expect(first?.parameters).toEqual({
      interactionSid: sid,
      interactionAccountSid: emulator.accountSid,
      interactionServiceSid: svc.sid,
      interactionSessionSid: session.sid,
      interactionType: 'Message',
      interactionData: '{"body":"hello & good-bye + 1"}',
      interactionDateCreated: '2026-05-01T12:00:00Z',
      interactionDateUpdated: '2026-05-01T12:00:00.000Z',
      interactionNumMedia: '0',
      outboundParticipantSid: adaSid,
      outboundResourceSid: expect.stringMatching(/^SM[0-9a-f]{32}$/) as string,
      outboundResourceStatus: 'queued',
      outboundResourceType: 'message',
    });
    expect(others.map(({ parameters }) => parameters['interactionDateUpdated'])).toEqual([
      '2026-05-01T12:00:03.000Z',
      '2026-05-01T12:00:06.000Z',
    ]);
    const tokens = receiver.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(new Set(tokens).size).toBe(3);
    expect(emulator.control.webhooks.deliveries).toMatchObject(
      tokens.map((token) => ({ kind: 'callback', token, attempt: 1, status: 204, error: null })),
    );
  });

  it('reports both legs of a call, and its end', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ callbackUrl: receiver.url });
    const { control } = test.emulator;
    const { interactionSid } = control.inboundCall({ from: ada, to: lineA });
    control.completeCall(interactionSid ?? '', 42);
    await control.webhooks.idle();
    expect(receiver.received.map(({ parameters }) => parameters)).toMatchObject([
      { interactionType: 'Voice', inboundResourceType: 'call', inboundResourceStatus: 'in-progress' },
      { interactionData: '{"duration":"42"}', inboundResourceStatus: 'completed' },
    ]);
    expect(receiver.received[0]?.parameters).not.toHaveProperty('interactionNumMedia');
  });

  it('has a later time for each change, also while the clock stands still', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ callbackUrl: receiver.url });
    const { control } = test.emulator;
    const sid = await test.send();
    control.deliver(sid);
    control.deliver(sid);
    await control.webhooks.idle();
    const times = receiver.received.map(({ parameters }) => parameters['interactionDateUpdated'] ?? '');
    expect(statuses(receiver)).toEqual(['queued', 'sent', 'delivered']);
    expect([...new Set(times)].sort()).toEqual(times);
  });

  it('is not sent for an opt-out word, nor for an Interaction that was deleted', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ callbackUrl: receiver.url });
    const { control } = test.emulator;
    control.inboundMessage({ from: ada, to: lineA, body: 'stop' });
    await test.svc.remove(`${test.path}/Interactions/${await test.send()}`);
    control.clock.advance(60_000);
    await control.webhooks.idle();
    expect(statuses(receiver)).toEqual(['queued']);
  });

  it('is tried twice with the same token when the connection fails, and then noticed', async () => {
    await using test = await emulatorWith({ callbackUrl: await closedAddress() });
    const { control } = test.emulator;
    const sid = await test.send();
    await control.webhooks.idle();
    const [first, second, ...more] = control.webhooks.deliveries;
    expect(first).toMatchObject({ attempt: 1, status: null, error: 'ECONNREFUSED' });
    expect(second).toMatchObject({ attempt: 2, status: null, error: 'ECONNREFUSED', token: first?.token });
    expect(more).toEqual([]);
    expect(control.notices).toMatchObject([{ code: 80908, sid }]);
  });

  it('is tried twice when TLS fails', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ callbackUrl: receiver.url.replace('http:', 'https:') });
    await test.send();
    await test.emulator.control.webhooks.idle();
    expect(test.emulator.control.webhooks.deliveries).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(receiver.received).toEqual([]);
  });

  it.each([500, 302, 404])('is not repeated after an answer %i', async (status) => {
    await using receiver = await createReceiver();
    receiver.answer = () => ({ status, headers: { location: `${receiver.url}/other` } });
    await using test = await emulatorWith({ callbackUrl: receiver.url });
    await test.send();
    await test.emulator.control.webhooks.idle();
    expect(receiver.received).toHaveLength(1);
    expect(test.emulator.control.notices).toMatchObject([{ code: 80908 }]);
  });

  it.each(['http://10.0.0.1/a', 'https://hooks.example.test/a', 'http://127.0.0.1.example.test/a'])(
    'does not go to %s, which is not this machine',
    async (callbackUrl) => {
      await using test = await emulatorWith({ callbackUrl });
      await test.send();
      await test.emulator.control.webhooks.idle();
      expect(errors(test.emulator)).toEqual(['not a loopback address']);
      expect(test.emulator.control.notices).toEqual([]);
    },
  );

  it('is not sent when webhooks are off, by option or by setting', async () => {
    await using receiver = await createReceiver();
    const seed = sessionSeed({ callbackUrl: receiver.url });
    await using emulator = await createEmulator({ seed, webhooks: false });
    emulator.control.inboundMessage({ from: ada, to: lineA, body: 'one' });
    expect(emulator.control.webhooks.pending).toBe(0);
    emulator.control.set({ webhooks: true, delivery: null });
    emulator.control.inboundMessage({ from: ada, to: lineA, body: 'two' });
    await emulator.control.webhooks.idle();
    expect(receiver.received.map(({ parameters }) => parameters['interactionData'])).toEqual([
      '{"body":"two"}',
    ]);
  });

  it('waits in a queue with a bound', async () => {
    await using receiver = await createReceiver();
    await using test = await emulatorWith({ callbackUrl: receiver.url });
    const { control } = test.emulator;
    control.webhooks.fault({ delayMs: 1000 });
    control.set({ delivery: null });
    for (let sent = 0; sent < 1002; sent++) control.inboundMessage({ from: ada, to: lineA, body: 'x' });
    expect(control.webhooks.pending).toBe(1000);
    expect(errors(test.emulator)).toEqual(Array(2).fill('too many pending webhooks'));
    control.clock.advance(1000);
    await control.webhooks.idle();
    expect(receiver.received).toHaveLength(1000);
  });
});

describe('a registered callback URL', () => {
  it('serves every Service that has none on this machine, also after a new seed', async () => {
    await using receiver = await createReceiver();
    await using emulator = await createEmulator();
    emulator.control.registerCallback(`${receiver.url}/registered`);
    emulator.control.seed(sessionSeed({ callbackUrl: 'https://hooks.example.test/a' }));
    emulator.control.inboundMessage({ from: ada, to: lineA, body: 'one' });
    emulator.control.seed(sessionSeed({ callbackUrl: `${receiver.url}/own` }));
    emulator.control.inboundMessage({ from: ada, to: lineA, body: 'two' });
    await emulator.control.webhooks.idle();
    expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/own', '/registered']);
    expect(() => emulator.control.registerCallback('https://hooks.example.test')).toThrow(RangeError);
  });
});
