import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator, Seed } from '../../../src/emulator/emulator.ts';
import { ada, bob, cleo, emulatorAtNoon, lineA, lineB, lineC, poolSeed, serviceOf } from '../support.ts';

let emulator: Emulator;
let svc: Awaited<ReturnType<typeof serviceOf>>;

beforeEach(async () => {
  emulator = await emulatorAtNoon({ seed: 'empty' });
});
afterEach(() => emulator.stop());

async function buildStore(seed: Seed): Promise<void> {
  emulator.control.seed(seed);
  svc = await serviceOf(emulator);
}

async function join(session: string, Identifier: string): Promise<unknown> {
  const { body } = await svc.post<Record<string, unknown>>(`${session}/Participants`, { Identifier });
  return body['proxy_identifier'] ?? body['code'];
}

/** The number that a Participant of a new Session gets, or the code of the refusal. */
const joinNew = async (identifier: string, form: Record<string, string> = {}): Promise<unknown> =>
  join(await svc.session(form), identifier);

describe('the choice of a proxy number', () => {
  it('takes the least used, then the one that was added first', async () => {
    await buildStore(poolSeed(lineA, lineB, lineC));
    const session = await svc.session();
    expect([await join(session, ada), await join(session, bob)]).toEqual([lineA, lineB]);
    expect(await joinNew(cleo)).toBe(lineC);
    expect(await joinNew('+14155550103')).toBe(lineA);
  });

  it('chooses alike for Participants in the Session’s form', async () => {
    await buildStore(poolSeed(lineA, lineB));
    const Participants = [ada, bob].map((Identifier) => JSON.stringify({ Identifier }));
    const { body } = await svc.post('/Sessions', { Participants });
    const { body: list } = await svc.get<{ participants: { proxy_identifier: string }[] }>(
      `/Sessions/${body.sid}/Participants`,
    );
    expect(list.participants.map(({ proxy_identifier: number }) => number).sort()).toEqual([lineA, lineB]);
  });

  it('gives both Participants the same number when there is one', async () => {
    await buildStore(poolSeed(lineA));
    const session = await svc.session();
    expect([await join(session, ada), await join(session, bob)]).toEqual([lineA, lineA]);
    expect((await svc.get('/PhoneNumbers')).body).toMatchObject({ phone_numbers: [{ in_use: 1 }] });
  });

  it('never gives a Participant a number that routes to another active Session', async () => {
    await buildStore(poolSeed(lineA, lineB));
    expect([await joinNew(ada), await joinNew(ada), await joinNew(ada)]).toEqual([lineA, lineB, 80208]);
  });

  it('gives the number back when the Session closes, or the Participant goes', async () => {
    await buildStore(poolSeed(lineA));
    const first = await svc.session();
    await join(first, ada);
    await svc.post(first, { Status: 'closed' });
    const second = await svc.session();
    const { body } = await svc.post(`${second}/Participants`, { Identifier: ada });
    await svc.remove(`${second}/Participants/${body.sid}`);
    const third = await svc.session();
    expect(await join(third, ada)).toBe(lineA);
    await svc.remove(third);
    expect(await joinNew(ada)).toBe(lineA);
  });

  it('prefers the number that the Participant had last', async () => {
    await buildStore(poolSeed(lineA, lineB));
    const first = await svc.session();
    const second = await svc.session();
    expect([await join(first, ada), await join(second, ada)]).toEqual([lineA, lineB]);
    await svc.post(first, { Status: 'closed' });
    await svc.post(second, { Status: 'closed' });
    expect(await joinNew(ada)).toBe(lineB);
    expect(await joinNew(ada)).toBe(lineA);
  });

  it('avoids it when the Service says so', async () => {
    await buildStore(poolSeed(lineA, lineB, lineC));
    await svc.post('', { NumberSelectionBehavior: 'avoid-sticky' });
    const chosen = [];
    for (let round = 0; round < 4; round++) {
      const session = await svc.session();
      chosen.push(await join(session, ada));
      await svc.post(session, { Status: 'closed' });
    }
    expect(chosen).toEqual([lineA, lineB, lineC, lineA]);
  });

  it('takes unreserved numbers only', async () => {
    const phoneNumbers = [{ number: lineA, isReserved: true }, { number: lineB }];
    await buildStore({ services: [{ uniqueName: 'svc', phoneNumbers }] });
    expect([await joinNew(ada), await joinNew(ada)]).toEqual([lineB, 80208]);
  });

  it.each([
    ['voice-only', ['voice'], lineA],
    ['voice-only', ['sms'], 80201],
    ['message-only', ['sms'], lineA],
    ['message-only', ['voice'], 80202],
    ['voice-and-message', ['voice'], 80202],
    ['voice-and-message', ['sms'], 80201],
    ['voice-and-message', ['voice', 'sms'], lineA],
  ] as const)(
    'takes numbers that can do what the mode asks: %s with %j',
    async (Mode, capabilities, expected) => {
      await buildStore({
        services: [{ uniqueName: 'svc', phoneNumbers: [{ number: lineA, capabilities }] }],
      });
      expect(await joinNew(ada, { Mode })).toBe(expected);
    },
  );

  it('takes numbers of the same dialling code, islands included', async () => {
    await buildStore(poolSeed('+447700900900', '+353209101900', lineA));
    expect(await joinNew('+447700900000')).toBe('+447700900900');
    expect(await joinNew('+441481960000')).toBe('+447700900900'); // Guernsey shares +44
    expect(await joinNew('+12685550100')).toBe(lineA); // Antigua shares +1
    expect(await joinNew('+353209101000')).toBe('+353209101900');
    expect(await joinNew('+352621555000')).toBe(80203);
  });

  it.each([
    ['country', '+12125550100', lineA],
    ['area-code', '+14155550100', lineA],
    ['area-code', '+16285550100', 80206],
    ['overlay', '+16285550100', lineA],
    ['radius', '+16285550100', lineA],
    ['extended-area-code', '+16285550100', lineA],
    ['extended-area-code', '+12125550100', 80206],
    ['area-code', '+447700900000', '+447700900900'],
  ])('looks at distance in North America: %s, %s', async (GeoMatchLevel, identifier, expected) => {
    await buildStore(poolSeed(lineA, '+447700900900'));
    await svc.post('', { GeoMatchLevel });
    expect(await joinNew(identifier)).toBe(expected);
  });

  it('tells apart that near numbers are taken and that all are', async () => {
    await buildStore(poolSeed(lineA, lineC));
    await svc.post('', { GeoMatchLevel: 'area-code' });
    await joinNew(ada);
    expect(await joinNew(ada)).toBe(80206);
    await svc.post('', { GeoMatchLevel: 'country' });
    expect([await joinNew(ada), await joinNew(ada)]).toEqual([lineC, 80208]);
  });
});
