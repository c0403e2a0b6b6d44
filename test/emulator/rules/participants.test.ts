import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { seedSids } from '../../../src/emulator/seeds/seed-sids.ts';
import { ada, bob, cleo, emulatorAtNoon, lineA, lineB, lineC, poolSeed, serviceOf } from '../support.ts';

let emulator: Emulator;
let svc: Awaited<ReturnType<typeof serviceOf>>;

beforeEach(async () => {
  emulator = await emulatorAtNoon({ seed: poolSeed(lineA) });
  svc = await serviceOf(emulator);
});
afterEach(() => emulator.stop());

/** Adds a Participant and tells its proxy number, or the code of the refusal. */
async function join(
  session: string,
  Identifier: string,
  more: Record<string, string> = {},
): Promise<unknown> {
  const { body } = await svc.post<Record<string, unknown>>(`${session}/Participants`, {
    Identifier,
    ...more,
  });
  return body['proxy_identifier'] ?? body['code'];
}

describe('the Participants of a Session', () => {
  it('are two at most', async () => {
    const session = await svc.session();
    expect([await join(session, ada), await join(session, bob)]).toEqual([lineA, lineA]);
    expect(await join(session, cleo)).toBe(80609);
  });

  it('make room when one is removed, who cannot come back', async () => {
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: ada });
    await join(session, bob);
    await svc.remove(`${session}/Participants/${body.sid}`);
    expect(await join(session, ada)).toBe(80612);
    expect(await join(session, cleo)).toBe(lineA);
  });

  it('cannot be there twice', async () => {
    const session = await svc.session();
    await join(session, ada);
    expect(await join(session, ada)).toBe(80103);
  });

  it('stay in list and fetch with their date of removal; a second removal finds nothing', async () => {
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: ada });
    const path = `${session}/Participants/${body.sid}`;
    emulator.control.clock.advance(1000);
    expect((await svc.remove(path)).status).toBe(200);
    const removed = {
      sid: body.sid,
      date_deleted: '2026-05-01T12:00:01Z',
      date_updated: '2026-05-01T12:00:01Z',
    };
    expect((await svc.get(path)).body).toMatchObject(removed);
    expect((await svc.get(`${session}/Participants`)).body).toMatchObject({ participants: [removed] });
    expect(await svc.remove(path)).toMatchObject({ status: 404, body: { code: 20404 } });
    expect((await svc.post(`${path}/MessageInteractions`, { Body: 'hi' })).status).toBe(404);
  });

  it('cannot be changed', async () => {
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: ada });
    const path = `${session}/Participants/${body.sid}`;
    expect(await svc.post(path, { FriendlyName: 'x' })).toMatchObject({ status: 405, body: { code: 20004 } });
  });

  it.each([
    ['+5491123456789', '+541123456789'],
    ['+5215512345678', '+525512345678'],
    ['+541123456789', '+541123456789'],
  ])('are stored without the mobile digit of Argentina and Mexico: %s', async (given, stored) => {
    emulator.control.seed(poolSeed('+541155500100', '+525555500100'));
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: given });
    expect(body).toMatchObject({ identifier: stored });
  });

  it.each(['5550100', '+0155501', '+14155550100000000', 'messenger:', ': 1', '+1 415'])(
    'need a number or a channel address: %s is none',
    async (identifier) => {
      expect(await join(await svc.session(), identifier)).toBe(80404);
    },
  );

  it('are refused when the emulator is told that they cannot be reached', async () => {
    emulator.control.set({ unreachable: [ada] });
    expect(await join(await svc.session(), ada)).toBe(80404);
    expect(await join(await svc.session(), bob)).toBe(lineA);
  });

  it('on a channel bring a proxy address of the same channel, and not into a Session for calls', async () => {
    const messenger = { ProxyIdentifier: 'messenger:page' };
    expect(await join(await svc.session(), 'messenger:1', messenger)).toBe('messenger:page');
    expect(await join(await svc.session(), 'messenger:1')).toBe(80402);
    expect(await join(await svc.session(), 'messenger:1', { ProxyIdentifier: lineA })).toBe(80402);
    expect(await join(await svc.session(), 'viber:1', messenger)).toBe(80402);
    expect(await join(await svc.session(), ada, messenger)).toBe(80402);
    expect(await join(await svc.session({ Mode: 'voice-only' }), 'messenger:1', messenger)).toBe(80616);
  });

  it('are refused with text that is too long', async () => {
    const session = await svc.session();
    expect(await join(session, ada, { FriendlyName: 'x'.repeat(256) })).toBe(80701);
    expect(await join(session, ada, { FriendlyName: 'ö'.repeat(255) })).toBe(lineA);
  });
});

describe('a proxy number that is asked for', () => {
  beforeEach(() => {
    emulator.control.seed({
      services: [
        { uniqueName: 'svc', phoneNumbers: [{ number: lineA }, { number: lineB, isReserved: true }] },
        { uniqueName: 'other', phoneNumbers: [{ number: lineC }] },
      ],
    });
  });
  const sidOf = seedSids.phoneNumber;

  it('has to be in the pool of the Service', async () => {
    const session = await svc.session();
    expect(await join(session, ada, { ProxyIdentifier: lineC })).toBe(80605);
    expect(await join(session, ada, { ProxyIdentifierSid: sidOf(lineC) })).toBe(80605);
    expect(await join(session, ada, { ProxyIdentifier: '+15125550190' })).toBe(80606);
    expect(await join(session, ada, { ProxyIdentifierSid: sidOf('+15125550190') })).toBe(80305);
    expect(await join(session, ada, { ProxyIdentifierSid: 'PN1' })).toBe(80407);
    expect(await join(session, ada, { ProxyIdentifier: lineA, ProxyIdentifierSid: sidOf(lineB) })).toBe(
      80610,
    );
    expect(await join(session, ada, { ProxyIdentifierSid: sidOf(lineA) })).toBe(lineA);
  });

  it('may be reserved, as documented', async () => {
    const session = await svc.session();
    expect(await join(session, ada, { ProxyIdentifier: lineB })).toBe(lineB);
    expect(await join(session, bob, { ProxyIdentifierSid: sidOf(lineB) })).toBe(lineB);
  });

  it('may not be reserved, as observed, if the emulator is told so', async () => {
    emulator.control.set({ reservedNumbers: 'observed' });
    const session = await svc.session();
    expect(await join(session, ada, { ProxyIdentifier: lineB })).toBe(80304);
    expect(await join(session, ada, { ProxyIdentifierSid: sidOf(lineB) })).toBe(80207);
  });

  it('must not route this Participant to another active Session', async () => {
    const first = await svc.session();
    const asked = { ProxyIdentifier: lineA };
    expect(await join(first, ada, asked)).toBe(lineA);
    const second = await svc.session();
    expect(await join(second, ada, asked)).toBe(80604);
    await svc.post(first, { Status: 'closed' });
    expect(await join(second, ada, asked)).toBe(lineA);
  });

  it('may do so where the account allows it, unless the request does not', async () => {
    await join(await svc.session(), ada);
    emulator.control.set({ allowParticipantConflict: true });
    const asked = { ProxyIdentifier: lineA };
    const session = await svc.session();
    expect(await join(session, ada, { ...asked, FailOnParticipantConflict: 'true' })).toBe(80604);
    expect(await join(session, ada, asked)).toBe(lineA);
    expect(emulator.control.notices).toMatchObject([{ code: 80802 }]);
  });
});

describe('the Participants in a new Session’s form', () => {
  const create = (...participants: object[]) =>
    svc.post('/Sessions', {
      UniqueName: 'inline',
      Participants: participants.map((each) => JSON.stringify(each)),
    });

  it.each([
    { Identifier: ada, FriendlyName: 'Ada', ProxyIdentifier: lineA },
    { identifier: ada, friendlyName: 'Ada', proxyIdentifier: lineA },
    { identifier: ada, friendly_name: 'Ada', proxy_identifier: lineA },
  ])('may be spelt in three ways: %j', async (participant) => {
    const { body } = await create(participant, { Identifier: bob });
    const { body: list } = await svc.get<{ participants: object[] }>(`/Sessions/${body.sid}/Participants`);
    expect(list.participants).toHaveLength(2);
    expect(list.participants).toContainEqual(
      expect.objectContaining({ identifier: ada, friendly_name: 'Ada', proxy_identifier: lineA }),
    );
  });

  it.each([
    [80609, [{ Identifier: ada }, { Identifier: bob }, { Identifier: cleo }]],
    [80103, [{ Identifier: ada }, { Identifier: ada }]],
    [20001, [{ Identifier: ada }, {}]],
    [80203, [{ Identifier: ada }, { Identifier: '+447700900000' }]],
    [80701, [{ Identifier: ada }, { Identifier: 5 }]],
  ])('are all added or, with code %i, none and no Session', async (code, participants) => {
    expect(await create(...participants)).toMatchObject({ status: 400, body: { code } });
    expect((await svc.get('/Sessions')).body).toMatchObject({ sessions: [] });
    expect((await svc.get('/PhoneNumbers')).body).toMatchObject({ phone_numbers: [{ in_use: 0 }] });
    expect((await create({ Identifier: ada })).status).toBe(201);
  });

  it.each(['{', '[]', 'null', '"+1"'])('have to be JSON objects, not %s', async (text) => {
    expect(await svc.post('/Sessions', { Participants: text })).toMatchObject({
      status: 400,
      body: { code: 80701 },
    });
  });
});
