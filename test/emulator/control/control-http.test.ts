import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ask } from '../client.ts';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await createEmulator();
});
afterEach(() => emulator.stop());

/** Asks a control call as a program on this machine does: without credentials. */
async function control(
  method: string,
  name: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${emulator.url}/__emulator/${name}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const service = `/v1/Services/${demo.serviceSid}`;

describe('the control calls over HTTP', () => {
  it('list themselves', async () => {
    const { body } = await control('GET', '');
    expect(body).toMatchObject({ calls: expect.arrayContaining(['POST seed', 'POST faults']) as unknown });
  });

  it('replace the data', async () => {
    expect((await control('POST', 'seed', { seed: 'empty' })).status).toBe(204);
    expect((await ask(emulator, 'GET', service)).status).toBe(404);
    const sid = `KS${'a'.repeat(32)}`;
    await control('POST', 'seed', { seed: { services: [{ sid, uniqueName: 'mine' }] } });
    expect((await ask(emulator, 'GET', `/v1/Services/${sid}`)).body).toMatchObject({ unique_name: 'mine' });
  });

  it('leave the data alone when the seed is not known or not sound', async () => {
    expect(await control('POST', 'seed', { seed: 'no-such' })).toMatchObject({
      status: 400,
      body: { message: 'Unknown seed "no-such". There are: demo, empty, large.' },
    });
    const sid = `KS${'a'.repeat(32)}`;
    const twice = {
      services: [
        { sid, uniqueName: 'a' },
        { sid, uniqueName: 'b' },
      ],
    };
    expect((await control('POST', 'seed', { seed: twice })).status).toBe(400);
    expect((await ask(emulator, 'GET', service)).status).toBe(200);
  });

  it('stop, move and release the clock', async () => {
    await control('POST', 'clock', { set: '2030-01-01T00:00:00Z' });
    expect(await control('POST', 'clock', { advanceMs: 90_000 })).toMatchObject({
      body: { date: '2030-01-01T00:01:30.000Z' },
    });
    expect((await ask(emulator, 'POST', '/v1/Services', { UniqueName: 'later' })).body).toMatchObject({
      date_created: '2030-01-01T00:01:30Z',
    });
    const { headers } = await ask(emulator, 'GET', service);
    expect(headers.get('date')).toBe('Tue, 01 Jan 2030 00:01:30 GMT');
    await control('POST', 'clock', { release: true });
    expect(emulator.control.clock.now()).toBeLessThan(Date.now() + 1000);
  });

  it('change settings, and refuse what is none', async () => {
    expect(await control('POST', 'settings', { shortCodes: 404 })).toMatchObject({
      body: { shortCodes: 404 },
    });
    expect((await ask(emulator, 'GET', `${service}/ShortCodes`)).status).toBe(404);
    expect((await control('POST', 'settings', { shortcodes: 404 })).status).toBe(400);
    expect((await control('POST', 'settings', { latencyMs: 'slow' })).status).toBe(400);
    expect(await control('POST', 'settings', { shortCodes: '404' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('expected one of "served"|404') },
    });
  });

  it('set faults with a pattern, count their hits and clear them', async () => {
    const { body } = await control('POST', 'faults', { pathPattern: '/Sessions', status: 503 });
    const { id } = body as { id: string };
    expect((await ask(emulator, 'GET', `${service}/Sessions`)).status).toBe(503);
    expect((await control('GET', 'faults')).body).toEqual([{ id, hits: 1 }]);
    await control('DELETE', `faults/${id}`);
    expect((await ask(emulator, 'GET', `${service}/Sessions`)).status).toBe(200);
    await control('POST', 'faults', { status: 500 });
    await control('DELETE', 'faults');
    expect((await ask(emulator, 'GET', service)).status).toBe(200);
  });

  it.each([{ status: 99 }, { headers: { 'a b': 'c' } }, { headers: { a: 'b\nc' } }, { unknown: 1 }])(
    'refuse a fault that cannot be: %j',
    async (fault) => {
      expect((await control('POST', 'faults', fault)).status).toBe(400);
    },
  );

  it('hold requests and release them', async () => {
    const { body } = await control('POST', 'holds', { path: service });
    const answer = ask(emulator, 'GET', service);
    await emulator.control.arrived(1);
    expect((await control('GET', 'holds')).body).toMatchObject([{ waiting: 1 }]);
    await control('DELETE', `holds/${(body as { id: string }).id}`);
    expect((await answer).status).toBe(200);
  });

  it('show and clear the request log, in which they do not appear', async () => {
    await ask(emulator, 'GET', service);
    expect((await control('GET', 'requests')).body).toMatchObject({
      requests: [`GET ${service}`],
      inFlight: 0,
    });
    await control('DELETE', 'requests');
    expect((await control('GET', 'requests')).body).toMatchObject({ requests: [] });
  });

  it('send texts and calls, and move them on', async () => {
    const text = await control('POST', 'inbound-messages', { participantSid: demo.customerSid, body: 'hi' });
    const { interactionSid } = text.body as { interactionSid: string };
    await control('POST', 'deliveries', { interactionSid, status: 'failed' });
    const path = `${service}/Sessions/${demo.sessionSid}/Interactions`;
    expect((await ask(emulator, 'GET', `${path}/${interactionSid}`)).body).toMatchObject({
      outbound_resource_status: 'failed',
    });
    const call = await control('POST', 'inbound-calls', { participantSid: demo.courierSid });
    const { interactionSid: callSid } = call.body as { interactionSid: string };
    await control('POST', 'completed-calls', { interactionSid: callSid, durationSeconds: 5 });
    expect((await ask(emulator, 'GET', `${path}/${callSid}`)).body).toMatchObject({
      data: '{"duration":"5"}',
    });
    await control('POST', 'inbound-messages', { participantSid: demo.customerSid, body: 'stop' });
    expect((await control('GET', 'notices')).body).toMatchObject([{ code: 80901 }]);
  });

  it.each([
    ['POST', 'nothing', {}],
    ['GET', 'toString', undefined],
  ])('answer 404 for %s %s', async (method, name, body) => {
    expect((await control(method, name, body)).status).toBe(404);
  });
});

describe('the control calls are for this machine only', () => {
  const send = (headers: Record<string, string>, method = 'GET'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(emulator.url);
      request({ hostname, port, method, path: '/__emulator/clock', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end(method === 'POST' ? '{}' : undefined);
    });

  it('refuse another host name, as a rebound DNS name would bring', async () => {
    expect(await send({ host: 'evil.example.test' })).toBe(403);
    expect(await send({ host: 'localhost:1234' })).toBe(200);
  });

  it('refuse a POST that a web page could send', async () => {
    expect(await send({ 'content-type': 'text/plain' }, 'POST')).toBe(403);
    expect(await send({ 'content-type': 'application/json' }, 'POST')).toBe(200);
  });
});
