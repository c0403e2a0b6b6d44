import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { seedSids } from '../../../src/emulator/seeds/seed-sids.ts';
import { ask } from '../client.ts';
import { ada, bob, emulatorAtNoon, lineA, lineB, lineC, serviceOf } from '../support.ts';

let emulator: Emulator;
let svc: Awaited<ReturnType<typeof serviceOf>>;

const number = '+15035550190';
const numberSid = seedSids.phoneNumber(number);

beforeEach(async () => {
  emulator = await emulatorAtNoon({
    seed: {
      phoneNumbers: [{ number, isoCountry: 'US', friendlyName: 'spare' }],
      shortCodes: [{ number: '48499' }],
      services: [
        { uniqueName: 'svc', phoneNumbers: [{ number: lineA }], shortCodes: [{ number: '48412' }] },
        { uniqueName: 'other', phoneNumbers: [{ number: lineC }], shortCodes: [{ number: '48413' }] },
      ],
    },
  });
  svc = await serviceOf(emulator);
});
afterEach(() => emulator.stop());

/** Fills the pool of `svc`. */
function fill(unreserved: number, reserved: number): void {
  const numbers = Array.from({ length: unreserved + reserved }, (_, position) => ({
    number: `+1650${String(5_550_000 + position)}`,
    isReserved: position >= unreserved,
  }));
  emulator.control.seed({
    phoneNumbers: [{ number }],
    services: [{ uniqueName: 'svc', phoneNumbers: numbers }],
  });
}

describe('the pool of a Service', () => {
  it('takes at most 500 unreserved numbers', async () => {
    fill(500, 0);
    expect(await svc.post('/PhoneNumbers', { Sid: numberSid })).toMatchObject({
      status: 400,
      body: { code: 80622 },
    });
    expect((await svc.post('/PhoneNumbers', { Sid: numberSid, IsReserved: 'true' })).status).toBe(201);
    const { body } = await svc.post(`/PhoneNumbers/${numberSid}`, { IsReserved: 'false' });
    expect(body).toMatchObject({ code: 80622 });
  });

  it('takes at most 5000 reserved numbers', async () => {
    fill(0, 5000);
    const { body } = await svc.post('/PhoneNumbers', { Sid: numberSid, IsReserved: 'true' });
    expect(body).toMatchObject({ code: 80622 });
    expect((await svc.post('/PhoneNumbers', { Sid: numberSid })).status).toBe(201);
  });

  it('notes when it reaches 85 percent', async () => {
    fill(424, 0);
    await svc.post('/PhoneNumbers', { Sid: numberSid });
    expect(emulator.control.notices).toMatchObject([{ code: 80624, sid: svc.sid }]);
  });

  it('shares no number: not twice in one, not in two Services', async () => {
    const add = (PhoneNumber: string) => svc.post('/PhoneNumbers', { PhoneNumber });
    expect(await add(lineA)).toMatchObject({ status: 400, body: { code: 80104 } });
    expect(await add(lineC)).toMatchObject({ status: 400, body: { code: 80101 } });
    expect(await add(number)).toMatchObject({
      status: 201,
      body: { sid: numberSid, phone_number: number, friendly_name: 'spare', iso_country: 'US', in_use: 0 },
    });
  });

  it('keeps a number that active Sessions use; a reserved one drains', async () => {
    const session = await svc.session();
    await svc.post(`${session}/Participants`, { Identifier: ada });
    const path = `/PhoneNumbers/${seedSids.phoneNumber(lineA)}`;
    expect(await svc.remove(path)).toMatchObject({ status: 400, body: { code: 80611 } });
    await svc.post(path, { IsReserved: 'true' });
    const other = await svc.session();
    expect(await svc.post(`${other}/Participants`, { Identifier: bob })).toMatchObject({
      body: { code: 80207 },
    });
    await svc.post(session, { Status: 'closed' });
    expect((await svc.remove(path)).status).toBe(204);
    expect((await svc.get(path)).status).toBe(404);
  });

  it('gives a removed number back to the account, for any Service', async () => {
    const sid = seedSids.phoneNumber(lineA);
    await svc.remove(`/PhoneNumbers/${sid}`);
    const other = await serviceOf(emulator, 'other');
    expect((await other.post('/PhoneNumbers', { Sid: sid })).status).toBe(201);
  });

  it('counts each active Session once for a number', async () => {
    const session = await svc.session();
    await svc.post(`${session}/Participants`, { Identifier: ada });
    const { body } = await svc.post(`${session}/Participants`, { Identifier: bob });
    const inUse = async () => (await svc.get(`/PhoneNumbers/${seedSids.phoneNumber(lineA)}`)).body['in_use'];
    expect(await inUse()).toBe(1);
    await svc.remove(`${session}/Participants/${body.sid}`);
    expect(await inUse()).toBe(1);
    await svc.remove(session);
    expect(await inUse()).toBe(0);
  });

  it('takes a number by SID or by number, which must be the account’s', async () => {
    const add = async (form: Record<string, string>) => (await svc.post('/PhoneNumbers', form)).body;
    expect(await add({})).toMatchObject({ code: 20001 });
    expect(await add({ Sid: `PN${'0'.repeat(32)}` })).toMatchObject({ code: 80301, status: 404 });
    expect(await add({ PhoneNumber: lineB })).toMatchObject({ code: 80601 });
    expect(await add({ Sid: numberSid.replace(/[a-f]/g, (digit) => digit.toUpperCase()) })).toMatchObject({
      sid: numberSid,
    });
  });

  it('gets any number and short code if the emulator is told to make them up', async () => {
    emulator.control.set({ mintNumbers: true });
    const { body } = await svc.post('/PhoneNumbers', { PhoneNumber: '+447700900950' });
    expect(body).toMatchObject({ phone_number: '+447700900950', iso_country: 'GB' });
    const sid = `PN${'0'.repeat(32)}`;
    expect((await svc.post('/PhoneNumbers', { Sid: sid })).body).toMatchObject({ sid });
    const code = `SC${'0'.repeat(32)}`;
    expect((await svc.post('/ShortCodes', { Sid: code })).body).toMatchObject({
      sid: code,
      iso_country: null,
    });
  });

  it.each([
    ['+15035550150', 'US'],
    ['+16045550150', 'CA'],
    ['+14165550150', 'CA'],
    ['+18765550150', 'JM'],
    ['+447400123456', 'GB'],
    ['+447700900950', 'GB'],
    ['+441481960001', 'GG'],
    ['+33639980150', 'FR'],
    ['+919876543210', 'IN'],
    ['+5511961234567', 'BR'],
    ['+79161234567', 'RU'],
    ['+77011234567', 'KZ'],
    // In no range of the countries that share its code; an area code that nobody has; a satellite; no code at all.
    ['+447000000', null],
    ['+12005550150', null],
    ['+870773111632', null],
    ['+999123456', null],
  ])('knows the country of %s, seeded or made up: %s', async (phoneNumber, country) => {
    emulator.control.set({ mintNumbers: true });
    const minted = await svc.post('/PhoneNumbers', { PhoneNumber: phoneNumber });
    expect(minted).toMatchObject({ status: 201, body: { iso_country: country } });
    emulator.control.seed({ services: [{ uniqueName: 'seeded', phoneNumbers: [{ number: phoneNumber }] }] });
    const { body } = await (await serviceOf(emulator, 'seeded')).get('/PhoneNumbers');
    expect(body['phone_numbers']).toMatchObject([{ iso_country: country }]);
  });

  it('shares no short code either', async () => {
    const add = (code: string) => svc.post('/ShortCodes', { Sid: seedSids.shortCode('US', code) });
    expect((await add('48412')).body).toMatchObject({ code: 80105 });
    expect((await add('48413')).body).toMatchObject({ code: 80101 });
    expect((await add('48400')).body).toMatchObject({ code: 80303, status: 404 });
    expect((await svc.post('/ShortCodes', { Sid: 'SC1' })).body).toMatchObject({ code: 80701 });
    expect((await svc.post('/ShortCodes')).body).toMatchObject({ code: 20001 });
    expect(await add('48499')).toMatchObject({ status: 201, body: { short_code: '48499' } });
  });
});

describe('deleting', () => {
  it('a Service takes everything below it, active Sessions included, and frees its numbers', async () => {
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: ada });
    const participant = `${session}/Participants/${body.sid}`;
    const message = await svc.post(`${participant}/MessageInteractions`, { Body: 'hi' });
    expect((await svc.remove()).status).toBe(204);
    const gone = ['', session, participant, `${session}/Interactions/${message.body.sid}`, '/PhoneNumbers'];
    for (const path of gone) expect((await svc.get(path)).status).toBe(404);
    const other = await serviceOf(emulator, 'other');
    expect((await other.post('/PhoneNumbers', { PhoneNumber: lineA })).status).toBe(201);
    expect((await other.post('/ShortCodes', { Sid: seedSids.shortCode('US', '48412') })).status).toBe(201);
  });

  it('a Session takes its Participants and Interactions for good', async () => {
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: ada });
    expect((await svc.remove(session)).status).toBe(204);
    expect((await svc.get(session)).status).toBe(404);
    expect((await svc.get(`${session}/Participants/${body.sid}`)).status).toBe(404);
    expect((await svc.remove(session)).status).toBe(404);
  });

  it('frees names at once', async () => {
    const session = await svc.session({ UniqueName: 'order' });
    expect((await svc.post('/Sessions', { UniqueName: 'order' })).body).toMatchObject({ code: 80603 });
    await svc.remove(session);
    expect((await svc.post('/Sessions', { UniqueName: 'order' })).status).toBe(201);
    await svc.remove();
    expect((await ask(emulator, 'POST', '/v1/Services', { UniqueName: 'svc' })).status).toBe(201);
  });

  it('an Interaction leaves no trace of it in either list', async () => {
    const session = await svc.session();
    const { body } = await svc.post(`${session}/Participants`, { Identifier: ada });
    const messages = `${session}/Participants/${body.sid}/MessageInteractions`;
    const { body: message } = await svc.post(messages, { Body: 'hi' });
    expect((await svc.remove(`${session}/Interactions/${message.sid}`)).status).toBe(204);
    expect((await svc.get(messages)).body).toMatchObject({ interactions: [] });
    expect((await svc.get(`${session}/Interactions/${message.sid}`)).status).toBe(404);
  });

  it('is refused under legal hold', async () => {
    const session = await svc.session();
    const sids = [
      svc.sid,
      session.slice(-34),
      seedSids.phoneNumber(lineA),
      seedSids.shortCode('US', '48412'),
    ];
    emulator.control.set({ legalHold: sids });
    const paths = ['', session, `/PhoneNumbers/${sids[2] ?? ''}`, `/ShortCodes/${sids[3] ?? ''}`];
    for (const path of paths)
      expect(await svc.remove(path)).toMatchObject({ status: 403, body: { code: 80615 } });
    emulator.control.set({ legalHold: [] });
    expect((await svc.remove(session)).status).toBe(204);
  });
});

describe('unique names', () => {
  it('of Services are unique in the account, of Sessions in their Service, closed ones included', async () => {
    const session = await svc.session({ UniqueName: 'order' });
    await svc.post(session, { Status: 'closed' });
    expect((await svc.post('/Sessions', { UniqueName: 'order' })).body).toMatchObject({ code: 80603 });
    const other = await serviceOf(emulator, 'other');
    expect((await other.post('/Sessions', { UniqueName: 'order' })).status).toBe(201);
    expect((await other.post('', { UniqueName: 'svc' })).body).toMatchObject({ code: 80602 });
    expect((await other.post('', { UniqueName: 'other' })).status).toBe(200);
  });

  it('distinguish upper from lower case', async () => {
    await svc.post('/Sessions', { UniqueName: 'order' });
    expect((await svc.post('/Sessions', { UniqueName: 'Order' })).status).toBe(201);
    expect((await svc.get('/Sessions/ORDER')).body).toMatchObject({ code: 80308 });
  });

  it('move with an update of the Service', async () => {
    await svc.post('', { UniqueName: 'renamed' });
    expect((await ask(emulator, 'GET', '/v1/Services/svc')).status).toBe(404);
    expect((await ask(emulator, 'GET', '/v1/Services/renamed')).body).toMatchObject({ sid: svc.sid });
  });
});

describe('the URLs of a Service', () => {
  it.each(['CallbackUrl', 'InterceptCallbackUrl', 'OutOfSessionCallbackUrl'])(
    '%s is checked',
    async (key) => {
      const set = async (url: string) => (await svc.post('', { [key]: url })).status;
      expect(await set('https://hooks.example.test/a?b=c#rc=2&rp=all')).toBe(200);
      expect(await set('ftp://hooks.example.test')).toBe(400);
      expect(await set('hooks.example.test/a')).toBe(400);
      expect(await set('https://proxy.twilio.com/v1/Services')).toBe(400);
      expect(await set(`https://hooks.example.test/${'a'.repeat(4000)}`)).toBe(400);
    },
  );

  it('belong to one chat instance, which belongs to one Service', async () => {
    const ChatInstanceSid = `IS${'c'.repeat(32)}`;
    expect((await svc.post('', { ChatInstanceSid })).status).toBe(200);
    const other = await serviceOf(emulator, 'other');
    expect((await other.post('', { ChatInstanceSid })).status).toBe(409);
    await svc.post('', { ChatInstanceSid: '' });
    expect((await other.post('', { ChatInstanceSid })).status).toBe(200);
  });
});
