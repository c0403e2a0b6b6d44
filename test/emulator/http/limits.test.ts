import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ask } from '../client.ts';
import { emulatorAtNoon } from '../support.ts';

let emulator: Emulator;
const service = `/v1/Services/${demo.serviceSid}`;
const big = `/v1/Services/${demo.bigServiceSid}`;
const session = `${service}/Sessions/${demo.sessionSid}`;
const messages = `${session}/Participants/${demo.customerSid}/MessageInteractions`;

afterEach(() => emulator.stop());

const status = async (path: string, method = 'GET', form?: Record<string, string>): Promise<number> =>
  (await ask(emulator, method, path, form)).status;

describe('the rate window', () => {
  beforeEach(async () => {
    emulator = await emulatorAtNoon({ rateLimit: true });
  });

  it('lets 150 requests of a Service and endpoint pass in 5 seconds', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 151 }, () => status(`${service}/Sessions?PageSize=1`)),
    );
    expect(statuses.filter((each) => each === 200)).toHaveLength(150);
    const refused = await ask(emulator, 'GET', `${service}/Sessions?PageSize=1`);
    expect(refused).toMatchObject({ status: 429, body: { code: 80621, status: 429 } });
    expect(refused.headers.get('retry-after')).toBeNull();
  });

  it('counts each Service and each endpoint for itself', async () => {
    emulator.control.set({ rateLimit: { requests: 1 } });
    const ask2 = async (path: string, method?: string) => [
      await status(path, method),
      await status(path, method),
    ];
    expect(await ask2(`${service}/Sessions`)).toEqual([200, 429]);
    expect(await ask2(`${big}/Sessions`)).toEqual([200, 429]);
    expect(await ask2(session)).toEqual([200, 429]);
    expect(await ask2(service)).toEqual([200, 429]);
    expect(await ask2('/v1/Services')).toEqual([200, 429]);
    expect(await ask2(session, 'POST')).toEqual([200, 429]);
  });

  it('slides: what is older than 5 seconds does not count', async () => {
    emulator.control.set({ rateLimit: { requests: 2, retryAfter: true } });
    expect(await status(service)).toBe(200);
    emulator.control.clock.advance(3000);
    expect(await status(service)).toBe(200);
    const refused = await ask(emulator, 'GET', service);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    emulator.control.clock.advance(2000);
    expect([await status(service), await status(service)]).toEqual([200, 429]);
    emulator.control.forgetRate();
    expect(await status(service)).toBe(200);
  });

  it('refuses before anything is written', async () => {
    emulator.control.set({ rateLimit: { requests: 0 } });
    expect(await status('/v1/Services', 'POST', { UniqueName: 'new' })).toBe(429);
    emulator.control.set({ rateLimit: { enabled: false } });
    expect(await status('/v1/Services/new')).toBe(404);
  });
});

describe('limits that are off', () => {
  beforeEach(async () => {
    emulator = await emulatorAtNoon();
  });

  it('let everything pass', async () => {
    const statuses = await Promise.all(Array.from({ length: 200 }, () => status(service)));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('include the account’s concurrency, which counts requests at the same time', async () => {
    emulator.control.set({ concurrencyLimit: 1 });
    const hold = emulator.control.hold({ path: service });
    const held = status(service);
    await emulator.control.arrived(1);
    const second = await ask(emulator, 'GET', session);
    expect(second).toMatchObject({ status: 429, body: { code: 20429 } });
    hold.release();
    expect(await held).toBe(200);
    expect(await status(session)).toBe(200);
  });
});

describe('retired parts', () => {
  beforeEach(async () => {
    emulator = await emulatorAtNoon();
  });

  it.each([404, 405] as const)(
    'reading MessageInteractions can answer %i, while sending works',
    async (code) => {
      emulator.control.set({ messageInteractionsGet: code });
      expect(await status(messages)).toBe(code);
      expect(await status(`${messages}/${demo.messageInteractionSid}`)).toBe(code);
      expect(await status(messages, 'POST', { Body: 'hi' })).toBe(200);
      expect(await status(`${session}/Interactions/${demo.messageInteractionSid}`)).toBe(200);
      emulator.control.set({ messageInteractionsGet: 'served' });
      expect(await status(messages)).toBe(200);
    },
  );

  it('short codes can be gone, together with the link to them', async () => {
    expect((await ask(emulator, 'GET', service)).body).toHaveProperty('links.short_codes');
    emulator.control.set({ shortCodes: 404 });
    const all = `${service}/ShortCodes`;
    const one = `${all}/${demo.shortCodeSid}`;
    expect([await status(all), await status(one), await status(one, 'DELETE')]).toEqual([404, 404, 404]);
    expect(await status(all, 'POST', { Sid: demo.unclaimedShortCodeSid })).toBe(404);
    expect((await ask(emulator, 'GET', service)).body).not.toHaveProperty('links.short_codes');
    emulator.control.set({ shortCodes: 'served' });
    expect(await status(one)).toBe(200);
  });
});
