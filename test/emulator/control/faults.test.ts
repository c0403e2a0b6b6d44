import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { RequestLog } from '../../../src/emulator/http/request-log.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ask, authorization } from '../client.ts';

let emulator: Emulator;
const service = `/v1/Services/${demo.serviceSid}`;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterEach(() => {
  emulator.control.clearFaults();
  emulator.control.releaseHolds();
  emulator.clearRequests();
});
afterAll(() => emulator.stop());

describe('a fault', () => {
  it('answers with a code and what belongs to it', async () => {
    emulator.control.fault({ method: 'GET', path: service, code: 80621 });
    expect(await ask(emulator, 'GET', service)).toMatchObject({
      status: 429,
      body: { code: 80621, status: 429, more_info: 'https://www.twilio.com/docs/errors/80621' },
    });
  });

  it('has no code when none is known, as some platform errors', async () => {
    emulator.control.fault({ status: 503 });
    const { body, status } = await ask(emulator, 'GET', service);
    expect(status).toBe(503);
    expect(Object.keys(body)).toEqual(['message', 'status']);
  });

  it('hits after `skip` requests and only `times` requests', async () => {
    const fault = emulator.control.fault({ status: 500, skip: 1, times: 2 });
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await ask(emulator, 'GET', service)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(fault.hits).toBe(2);
  });

  it('leaves requests of another method or path alone', async () => {
    emulator.control.fault({ method: 'POST', status: 500 });
    emulator.control.fault({ path: /\/Sessions\b/g, status: 500 });
    expect((await ask(emulator, 'GET', service)).status).toBe(200);
    expect((await ask(emulator, 'GET', `${service}/Sessions?PageSize=1`)).status).toBe(500);
    expect((await ask(emulator, 'GET', `${service}/Sessions?PageSize=1`)).status).toBe(500);
  });

  it('meets a path given as text with any query, and is gone when it is cleared', async () => {
    const fault = emulator.control.fault({ path: `${service}/Sessions`, status: 500 });
    expect((await ask(emulator, 'GET', `${service}/Sessions?PageSize=1`)).status).toBe(500);
    fault.clear();
    expect((await ask(emulator, 'GET', `${service}/Sessions?PageSize=1`)).status).toBe(200);
  });

  it.each([
    ['text as it is', '<html>', undefined, '<html>'],
    ['a value as JSON', { sid: 7 }, undefined, '{"sid":7}'],
    ['a change of the true answer', (body: string) => body.slice(0, 7), undefined, '{"sid":'],
  ])('sends %s', async (_, body, __, expected) => {
    emulator.control.fault({ body, headers: { 'content-type': 'text/html' } });
    const response = await fetch(emulator.url + service, { headers: { authorization: basic() } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toBe(expected);
  });

  it('carries a request out before it fails, if it is told so', async () => {
    const form = { UniqueName: 'written-twice' };
    emulator.control.fault({ method: 'POST', status: 500, processed: true, times: 1 });
    expect((await ask(emulator, 'POST', '/v1/Services', form)).status).toBe(500);
    expect((await ask(emulator, 'GET', '/v1/Services/written-twice')).status).toBe(200);
  });

  it.each([
    ['before', false],
    ['after', true],
  ] as const)('resets the connection %s the request is carried out', async (reset, isWritten) => {
    const name = `reset-${reset}`;
    emulator.control.fault({ method: 'POST', reset });
    await expect(ask(emulator, 'POST', '/v1/Services', { UniqueName: name })).rejects.toThrow('fetch failed');
    expect((await ask(emulator, 'GET', `/v1/Services/${name}`)).status).toBe(isWritten ? 200 : 404);
  });

  it('breaks an answer off in the middle', async () => {
    emulator.control.fault({ reset: 'during' });
    const response = await fetch(emulator.url + service, { headers: { authorization: basic() } });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    await emulator.control.idle();
    expect(emulator.log).toMatchObject([{ status: 200, aborted: false }]);
  });

  it('lets a request hang until its client gives up', async () => {
    emulator.control.fault({ hang: true });
    const controller = new AbortController();
    const answer = ask(emulator, 'GET', service, undefined, { signal: controller.signal });
    await emulator.control.arrived(1);
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    await emulator.control.aborted(1, { path: service });
    expect(emulator.inFlight).toBe(0);
    expect(emulator.log).toMatchObject([{ status: null, aborted: true }]);
  });

  it('holds an answer back, until the client gives up at the latest', async () => {
    emulator.control.fault({ delayMs: 1, times: 1 });
    expect((await ask(emulator, 'GET', service)).status).toBe(200);
    emulator.control.set({ latencyMs: 1_000_000 });
    const controller = new AbortController();
    const answer = ask(emulator, 'GET', service, undefined, { signal: controller.signal });
    await emulator.control.arrived(2);
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    emulator.control.set({ latencyMs: 0 });
    await emulator.control.idle();
  });

  it('sends half an answer and then nothing', async () => {
    emulator.control.fault({ hang: 'during' });
    const controller = new AbortController();
    const init = { headers: { authorization: basic() }, signal: controller.signal };
    const response = await fetch(emulator.url + service, init);
    const body = response.body as ReadableStream<Uint8Array>;
    const { value } = await body.getReader().read();
    expect(value?.length).toBeLessThan(Number(response.headers.get('content-length')));
    controller.abort();
    await emulator.control.aborted(1);
  });
});

describe('a hold', () => {
  it('lets requests wait, and go on one by one or all at once', async () => {
    const hold = emulator.control.hold({ path: service });
    const done: number[] = [];
    const answers = [1, 2, 3].map((each) => ask(emulator, 'GET', service).then(() => done.push(each)));
    await emulator.control.arrived(3, { path: service });
    expect(hold.waiting).toBe(3);
    expect(emulator.inFlight).toBe(3);
    hold.release(1);
    await Promise.race(answers);
    expect(done).toHaveLength(1);
    hold.release();
    await Promise.all(answers);
    expect((await ask(emulator, 'GET', service)).status).toBe(200);
  });

  it('can let the answer wait, which then tells what was true when it was asked', async () => {
    const { sid } = (await ask(emulator, 'POST', '/v1/Services', { UniqueName: 'before' })).body;
    const path = `/v1/Services/${String(sid)}`;
    const hold = emulator.control.hold({ method: 'GET', path, at: 'answer' });
    const answer = ask(emulator, 'GET', path);
    await emulator.control.arrived(1, { method: 'GET' });
    await ask(emulator, 'POST', path, { UniqueName: 'after' });
    hold.release();
    expect((await answer).body).toMatchObject({ unique_name: 'before' });
  });
});

describe('the log', () => {
  it('forgets the older half when it is very long', () => {
    const log = new RequestLog();
    for (let count = 0; count < 100_001; count++) log.open('GET', `/${count}`, undefined);
    expect(log.lines).toHaveLength(50_001);
    expect(log.entries.at(0)?.path).toBe('/50000');
    expect(log.lines.at(-1)).toBe('GET /100000');
  });

  it('holds method, path, user, decoded form, status and times', async () => {
    await ask(emulator, 'POST', '/v1/Services?x=%20', { UniqueName: 'ö & co', Odd: ['1', '2'] });
    expect(emulator.requests).toEqual(['POST /v1/Services?x=%20']);
    const [entry] = emulator.log;
    expect(entry).toMatchObject({
      method: 'POST',
      path: '/v1/Services?x=%20',
      user: emulator.accountSid,
      form: { UniqueName: ['ö & co'], Odd: ['1', '2'] },
      status: 201,
      aborted: false,
    });
    expect(entry?.finishedAt).toBeGreaterThanOrEqual(entry?.startedAt ?? Infinity);
    expect(JSON.stringify(emulator.log)).not.toContain(emulator.authToken);
  });

  it('is empty after a clear, while an older copy stays as it was', async () => {
    await ask(emulator, 'GET', service);
    const before = emulator.requests;
    emulator.clearRequests();
    expect(emulator.requests).toEqual([]);
    expect(before).toEqual([`GET ${service}`]);
  });
});

describe('a control call with a mistake', () => {
  it.each([
    ['a seed', () => emulator.control.seed('spring' as 'demo'), 'There are: demo, empty, large.'],
    [
      'a date of a seed',
      () => emulator.control.seed({ services: [{ uniqueName: 'a', dateCreated: 'now' }] }),
      'ISO 8601',
    ],
    ['a setting', () => emulator.control.set({ latency: 5 } as object), 'Unknown setting "latency"'],
    ['a moment', () => emulator.control.clock.set('noon'), 'ISO 8601'],
    ['a step of time', () => emulator.control.clock.advance(NaN), 'milliseconds'],
    ['a status', () => emulator.control.fault({ status: 20 }), '200 to 599'],
  ])('throws and changes nothing: %s', async (_, act, message) => {
    expect(act).toThrow(message);
    expect((await ask(emulator, 'GET', service)).status).toBe(200);
  });
});

const basic = (): string => authorization(emulator.accountSid, emulator.authToken);
