import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { emulatorAtNoon, lineA, poolSeed, serviceOf } from '../support.ts';

let emulator: Emulator;
let svc: Awaited<ReturnType<typeof serviceOf>>;

beforeEach(async () => {
  emulator = await emulatorAtNoon({ seed: poolSeed(lineA) });
  svc = await serviceOf(emulator);
});
afterEach(() => emulator.stop());

const later = (): void => emulator.control.clock.advance(100_000);

describe('the expiry of a Session', () => {
  it('by ttl counts from the last Interaction', async () => {
    const { participant, session } = await svc.withAda({ Ttl: '120' });
    later();
    await svc.post(`${participant}/MessageInteractions`, { Body: 'hello' });
    later();
    expect((await svc.get(session)).body).toMatchObject({ status: 'in-progress', date_expiry: null });
    emulator.control.clock.advance(20_000);
    expect((await svc.get(session)).body).toMatchObject({
      status: 'closed',
      date_ended: '2026-05-01T12:03:40Z',
    });
  });

  it('by ttl counts anew from a re-open', async () => {
    const session = await svc.session({ Ttl: '60' });
    later();
    await svc.post(session, { Status: 'in-progress' });
    emulator.control.clock.advance(59_999);
    expect((await svc.get(session)).body).toMatchObject({ status: 'in-progress' });
    emulator.control.clock.advance(1);
    expect((await svc.get(session)).body).toMatchObject({ status: 'closed' });
  });

  it('takes the ttl of the Service as it was when the Session was created', async () => {
    await svc.post('', { DefaultTtl: '60' });
    const inherited = await svc.session();
    await svc.post('', { DefaultTtl: '0' });
    expect((await svc.get(inherited)).body).toMatchObject({ ttl: 60 });
    expect((await svc.get(await svc.session({ Ttl: '0' }))).body).toMatchObject({ ttl: 0 });
    later();
    expect((await svc.get(inherited)).body).toMatchObject({ status: 'closed' });
  });

  it('moves with an update of ttl or date, earlier or later', async () => {
    const session = await svc.session({ Ttl: '60' });
    await svc.post(session, { Ttl: '600' });
    later();
    expect((await svc.get(session)).body).toMatchObject({ status: 'open', ttl: 600 });
    await svc.post(session, { DateExpiry: '2026-05-01T12:03:00Z' });
    later();
    expect((await svc.get(session)).body).toMatchObject({ status: 'closed', closed_reason: 'date-expired' });
  });

  it('is refused when its date lies in the past', async () => {
    const DateExpiry = '2026-05-01T11:59:59Z';
    expect(await svc.post('/Sessions', { DateExpiry })).toMatchObject({ status: 400, body: { code: 80701 } });
    expect(await svc.post(await svc.session(), { DateExpiry })).toMatchObject({
      status: 400,
      body: { code: 80701 },
    });
  });

  it('shows in lists and in the use of numbers, without the Session being asked for', async () => {
    await svc.withAda({ Ttl: '60' });
    const inUse = async (): Promise<unknown> =>
      (await svc.get<{ phone_numbers: { in_use: number }[] }>('/PhoneNumbers')).body.phone_numbers[0]?.in_use;
    expect(await inUse()).toBe(1);
    later();
    expect(await inUse()).toBe(0);
    expect((await svc.get('/Sessions')).body).toMatchObject({ sessions: [{ status: 'closed' }] });
  });

  it('happens in seeded Sessions too, by their own dates', async () => {
    emulator.control.seed({
      services: [
        {
          uniqueName: 'svc',
          sessions: [{ uniqueName: 'old', ttl: 60, dateCreated: '2026-05-01T11:00:00Z' }],
        },
      ],
    });
    const seeded = await serviceOf(emulator);
    expect((await seeded.get('/Sessions/old')).body).toMatchObject({
      status: 'closed',
      date_ended: '2026-05-01T11:01:00Z',
    });
  });

  it('never touches the demo data, in any year', async () => {
    emulator.control.seed('demo');
    const states = async (): Promise<unknown> =>
      (await serviceOf(emulator, 'courier-masking-eu')).get('/Sessions?PageSize=100');
    const before = (await states()) as { body: unknown };
    emulator.control.clock.set('2090-01-01T00:00:00Z');
    expect(((await states()) as { body: unknown }).body).toEqual(before.body);
  });
});
