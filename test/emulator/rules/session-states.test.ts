import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { bob, emulatorAtNoon, lineA, poolSeed, serviceOf } from '../support.ts';

let emulator: Emulator;
let svc: Awaited<ReturnType<typeof serviceOf>>;

beforeEach(async () => {
  emulator = await emulatorAtNoon({ seed: poolSeed(lineA) });
  svc = await serviceOf(emulator);
});
afterEach(() => emulator.stop());

const NOON_DATE = '2026-05-01T12:00:00Z';
const LATER_DATE = '2026-05-01T12:01:40Z';
const later = (): void => emulator.control.clock.advance(100_000);

describe('the state of a Session', () => {
  it('is open after its creation, with no dates but that of its creation', async () => {
    const { body } = await svc.get(await svc.session());
    expect(body).toMatchObject({
      status: 'open',
      mode: 'voice-and-message',
      ttl: 0,
      closed_reason: null,
      date_started: null,
      date_ended: null,
      date_expiry: null,
      date_last_interaction: null,
      date_created: NOON_DATE,
      date_updated: NOON_DATE,
    });
  });

  it('stays open when Participants are added', async () => {
    const { session } = await svc.withAda();
    await svc.post(`${session}/Participants`, { Identifier: bob });
    expect((await svc.get(session)).body).toMatchObject({ status: 'open', date_started: null });
  });

  it('goes from open to in-progress with the first Interaction', async () => {
    const { participant, session } = await svc.withAda();
    later();
    await svc.post(`${participant}/MessageInteractions`, { Body: 'hello' });
    expect((await svc.get(session)).body).toMatchObject({
      status: 'in-progress',
      date_started: LATER_DATE,
      date_last_interaction: LATER_DATE,
    });
    later();
    await svc.post(`${participant}/MessageInteractions`, { Body: 'again' });
    expect((await svc.get(session)).body).toMatchObject({
      date_started: LATER_DATE,
      date_last_interaction: '2026-05-01T12:03:20Z',
    });
  });

  it('goes from open to closed by request, and keeps that it never started', async () => {
    const session = await svc.session();
    later();
    expect(await svc.post(session, { Status: 'closed' })).toMatchObject({
      status: 200,
      body: { status: 'closed', closed_reason: 'api', date_ended: LATER_DATE, date_started: null },
    });
  });

  it('goes from in-progress to closed by request, and keeps when it started', async () => {
    const { participant, session } = await svc.withAda();
    await svc.post(`${participant}/MessageInteractions`, { Body: 'hello' });
    later();
    expect((await svc.post(session, { Status: 'closed' })).body).toMatchObject({
      status: 'closed',
      closed_reason: 'api',
      date_ended: LATER_DATE,
      date_started: NOON_DATE,
    });
  });

  it('goes to closed when it expires, at the moment it expired', async () => {
    const byTtl = await svc.session({ Ttl: '60' });
    const byDate = await svc.session({ DateExpiry: '2026-05-01T12:01:00Z', Ttl: '7200' });
    later();
    for (const [session, reason] of [
      [byTtl, 'ttl-expired'],
      [byDate, 'date-expired'],
    ] as const) {
      expect((await svc.get(session)).body).toMatchObject({
        status: 'closed',
        closed_reason: reason,
        date_ended: '2026-05-01T12:01:00Z',
        date_updated: '2026-05-01T12:01:00Z',
      });
    }
  });

  it('goes from closed to in-progress by re-opening, with its Participants and their numbers', async () => {
    const { participant, session } = await svc.withAda();
    const before = (await svc.get(participant)).body;
    await svc.post(session, { Status: 'closed' });
    later();
    expect(await svc.post(session, { Status: 'in-progress' })).toMatchObject({
      status: 200,
      body: { status: 'in-progress', closed_reason: null, date_ended: null, date_updated: LATER_DATE },
    });
    expect((await svc.get(participant)).body).toEqual(before);
  });

  it('does not go from closed to open', async () => {
    const session = await svc.session();
    await svc.post(session, { Status: 'closed' });
    expect(await svc.post(session, { Status: 'open' })).toMatchObject({ status: 400, body: { code: 80608 } });
  });

  it('goes from open to in-progress by request, without having started', async () => {
    const session = await svc.session();
    expect((await svc.post(session, { Status: 'in-progress' })).body).toMatchObject({
      status: 'in-progress',
      date_started: null,
    });
    expect((await svc.post(session, { Status: 'open' })).body).toMatchObject({ code: 80608 });
  });

  it.each(['failed', 'unknown'])('does not become %s by request', async (status) => {
    const session = await svc.session();
    expect(await svc.post(session, { Status: status })).toMatchObject({ status: 400, body: { code: 80608 } });
  });

  it.each(['open', 'in-progress', 'closed'])(
    'stays %s without any change when that is asked again',
    async (status) => {
      const session = await svc.session();
      const { body: before } = await svc.post(session, status === 'open' ? {} : { Status: status });
      later();
      expect(await svc.post(session, { Status: status })).toMatchObject({ status: 200, body: before });
    },
  );
});

describe('a closed Session', () => {
  it('cannot be changed but by re-opening it', async () => {
    const { participant, session } = await svc.withAda();
    await svc.post(session, { Status: 'closed' });
    const refused = { status: 400, body: { code: 80607 } };
    expect(await svc.post(session, { Ttl: '60' })).toMatchObject(refused);
    expect(await svc.post(`${session}/Participants`, { Identifier: bob })).toMatchObject(refused);
    expect(await svc.post(`${participant}/MessageInteractions`, { Body: 'hi' })).toMatchObject(refused);
    expect((await svc.post(session, { Ttl: '60', Status: 'in-progress' })).body).toMatchObject({ ttl: 60 });
  });

  it('is not re-opened while a pair of its Participants is active in another Session', async () => {
    const { session: first } = await svc.withAda();
    await svc.post(first, { Status: 'closed' });
    const { session: second } = await svc.withAda();
    const reopen = { Status: 'in-progress' };
    expect(await svc.post(first, reopen)).toMatchObject({ status: 400, body: { code: 80604 } });
    await svc.post(second, { Status: 'closed' });
    expect((await svc.post(first, reopen)).status).toBe(200);
  });

  it('is re-opened beside such a Session when the account allows it, unless the request does not', async () => {
    const { session } = await svc.withAda();
    await svc.post(session, { Status: 'closed' });
    await svc.withAda();
    emulator.control.set({ allowParticipantConflict: true });
    const strict = { Status: 'in-progress', FailOnParticipantConflict: 'true' };
    expect(await svc.post(session, strict)).toMatchObject({ status: 400, body: { code: 80604 } });
    expect((await svc.post(session, { Status: 'in-progress' })).status).toBe(200);
    expect(emulator.control.notices).toMatchObject([{ code: 80801, sid: session.slice(-34) }]);
  });

  it('is re-opened only with numbers that are still in the pool', async () => {
    const { session } = await svc.withAda();
    await svc.post(session, { Status: 'closed' });
    const { body } = await svc.get<{ phone_numbers: { sid: string }[] }>('/PhoneNumbers');
    await svc.remove(`/PhoneNumbers/${body.phone_numbers[0]?.sid ?? ''}`);
    expect(await svc.post(session, { Status: 'in-progress' })).toMatchObject({
      status: 400,
      body: { code: 80605 },
    });
  });

  it('whose date has passed is re-opened only with a new date', async () => {
    const session = await svc.session({ DateExpiry: '2026-05-01T12:01:00Z' });
    later();
    expect(await svc.post(session, { Status: 'in-progress' })).toMatchObject({
      status: 400,
      body: { code: 80701 },
    });
    const DateExpiry = '2026-05-01T13:00:00Z';
    expect((await svc.post(session, { Status: 'in-progress', DateExpiry })).body).toMatchObject({
      status: 'in-progress',
      date_expiry: DateExpiry,
    });
  });

  it('is kept, unless the emulator is told to delete it after some days', async () => {
    const session = await svc.session();
    await svc.post(session, { Status: 'closed' });
    emulator.control.clock.advance(91 * 86_400_000);
    expect((await svc.get(session)).status).toBe(200);
    emulator.control.set({ closedSessionDays: 90 });
    expect((await svc.get(session)).status).toBe(404);
  });
});
