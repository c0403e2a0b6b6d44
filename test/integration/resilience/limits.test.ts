import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createHttpClient } from '../../support/http-client.ts';
import { ManualClock, settle, until } from '../../support/manual-clock.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const service = `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`;
const session = `{ proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") { uniqueName } }`;
const both = `{
  bad: proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") { uniqueName }
  good: proxyService(id: "${demo.serviceSid}") { uniqueName }
}`;
const sessionPath = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const good = { uniqueName: demo.serviceUniqueName };

async function expectNormal(test: TestGateway) {
  test.emulator.control.clearFaults();
  const { data, errors } = await test.query(both);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ bad: { uniqueName: demo.sessionUniqueName }, good });
}

const attempts = (test: TestGateway) =>
  test.takeRequests().filter((line) => line.endsWith(sessionPath)).length;

describe('a 429', () => {
  it('that passes is not seen by the caller', async () => {
    await using test = await startGateway();
    test.emulator.control.fault({ path: sessionPath, code: 80621, times: 2 });
    const { data, errors } = await test.query(both);
    expect(errors).toBeUndefined();
    expect(data.bad).toEqual({ uniqueName: demo.sessionUniqueName });
    expect(attempts(test)).toBe(3);
    await expectNormal(test);
  });

  it.each([
    ['seconds that are said', { 'retry-after': '1' }, 1, true],
    ['nothing that is said', {}, 5, true],
    ['garbage', { 'retry-after': 'in a while' }, 5, true],
    ['a negative number', { 'retry-after': '-5' }, 5, true],
    ['a date in the past', { 'retry-after': 'Mon, 02 Mar 2020 09:00:00 GMT' }, 1, true],
    ['seconds beyond the deadline', { 'retry-after': '30' }, 30, false],
    ['a huge number', { 'retry-after': '99999999999999999999' }, 86_400, false],
    ['a date far away', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 86_400, false],
  ])('that lasts is RATE_LIMITED: %s', async (_, headers, retryAfterSeconds, isTriedAgain) => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    test.emulator.control.fault({ path: sessionPath, code: 80621, headers });
    const {
      data,
      errors,
      headers: answered,
    } = await clock.runUntil(test.query(both), 5, () => test.emulator.inFlight > 0);
    expect(clock.now()).toBeLessThan(10_000);
    expect(data).toEqual({ bad: null, good });
    expect(errors).toMatchObject([
      { path: ['bad'], extensions: { code: 'RATE_LIMITED', retryAfterSeconds, twilio: { code: 80621 } } },
    ]);
    // Something was answered, so the answer as a whole is not to be repeated.
    expect(answered.get('retry-after')).toBeNull();
    // As long as there is time, whatever MAX_RETRIES says, and ever more rarely.
    const sent = attempts(test);
    if (isTriedAgain) expect(sent).toBeGreaterThan(6);
    expect(sent).toBeLessThanOrEqual(isTriedAgain ? 13 : 1);
    await clock.advance(60_000);
    await expectNormal(test);
  });

  it('gives `Retry-After` to an answer without any data', async () => {
    await using test = await startGateway({ env: { MAX_RETRIES: '0' } });
    test.emulator.control.fault({ code: 80621, headers: { 'retry-after': '86400' } });
    const { status, headers } = await test.query(both);
    expect(status).toBe(200);
    expect(headers.get('retry-after')).toBe('86400');
    await expectNormal(test);
  });

  it("does not come at all while the gateway keeps Twilio's window by itself", async () => {
    const clock = new ManualClock();
    await using test = await startGateway({
      emulator: { now: () => clock.now(), rateLimit: true },
      testOptions: { clock },
      env: { TWILIO_RATE_LIMIT: 'on', OPERATION_DEADLINE_MS: '60000' },
    });
    const list = `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: 200) { nodes { interactions(first: 1) { nodes { sid } } } } } }`;
    const answer = test.query(list);
    await test.emulator.control.arrived(152);
    await test.emulator.control.idle();
    await settle();
    expect(test.emulator.requests).toHaveLength(152);
    await clock.advance(5000);
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data.proxyService.sessions.nodes).toHaveLength(200);
    expect(test.emulator.log.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    expect(test.emulator.requests).toHaveLength(202);
  });
});

describe('a full queue', () => {
  it('is OVERLOADED with `Retry-After`; what was there before is answered', async () => {
    await using test = await startGateway({ env: { TWILIO_MAX_CONCURRENCY: '1', TWILIO_MAX_QUEUE: '1' } });
    const { control } = test.emulator;
    const hold = control.hold({});
    const first = test.query(session);
    await control.arrived(1);
    // One of them waits, whichever comes first; the other one finds no place.
    const others = [
      test.query(service),
      test.query(`{ proxyPhoneNumber(id: "${demo.serviceSid}-${demo.phoneNumberSid}") { isReserved } }`),
    ];
    const refused = await Promise.race(others);
    expect(Object.values(refused.data as object)).toEqual([null]);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'OVERLOADED', retryAfterSeconds: 2 } }]);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(test.emulator.requests).toHaveLength(1);
    hold.release();
    const answers = [await first, ...(await Promise.all(others))].filter((answer) => answer !== refused);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(test.takeRequests()).toHaveLength(2);
    await expectNormal(test);
  });

  it('leaves the health answers alone', async () => {
    await using test = await startGateway({ env: { TWILIO_MAX_CONCURRENCY: '1', TWILIO_MAX_QUEUE: '1' } });
    const { control } = test.emulator;
    const hold = control.hold({});
    const queries = Array.from({ length: 20 }, () => test.query(both));
    await control.arrived(1);
    const client = createHttpClient(test.gateway.url);
    expect(await client.get('/health/live')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await client.get('/health/ready')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
    client.close();
    hold.release();
    await Promise.all(queries);
  });
});

describe('a hot Service', () => {
  const hot = `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: 100) { nodes { participants { nodes { sid } } } } } }`;

  it('that hangs with all its requests does not keep another from being answered', async () => {
    await using test = await startGateway({ env: { TWILIO_MAX_CONCURRENCY: '8' } });
    const { control } = test.emulator;
    const hold = control.hold({ path: /\/Participants\?/ });
    const queries = [test.query(hot), test.query(hot)];
    await control.arrived(7, { path: /\/Participants\?/ });
    await expectNormal(test);
    expect(hold.waiting).toBe(7);
    hold.release();
    for (const { errors } of await Promise.all(queries)) expect(errors).toBeUndefined();
  });

  it('that waits for its rate does not keep another from being answered', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({
      testOptions: { clock },
      env: { TWILIO_RATE_LIMIT: 'on', OPERATION_DEADLINE_MS: '60000' },
    });
    // Other pages of the same lists, so that the two share no request.
    const queries = [test.query(hot), test.query(hot.replace('participants {', 'participants(first: 9) {'))];
    await test.emulator.control.arrived(150, { path: /\/Participants\?/ });
    await test.emulator.control.idle();
    await expectNormal(test);
    await clock.advance(10_000);
    for (const { errors } of await Promise.all(queries)) expect(errors).toBeUndefined();
  });
});

describe('the account-wide 429 (20429)', () => {
  it('lets fewer requests out at the same time afterwards', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    const { control } = test.emulator;
    control.fault({ path: /Participants/, code: 20429, times: 1, skip: 39 });
    const list = `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: 40) { nodes { participants { nodes { sid } } } } } }`;
    const first = await clock.runUntil(test.query(list), 1);
    expect(first.errors).toBeUndefined();
    test.takeRequests();
    const hold = control.hold({ path: /Participants/ });
    const second = test.query(list);
    await control.arrived(2);
    await until(() => hold.waiting > 0);
    await settle();
    await settle();
    expect(hold.waiting).toBeLessThan(40);
    hold.release();
    expect((await second).errors).toBeUndefined();
  });
});

describe('an endpoint that keeps failing', () => {
  const retries = { MAX_RETRIES: '0' };

  it('is not asked after five operations have failed, until one request shows that it is back', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock }, env: retries });
    test.emulator.control.fault({ path: sessionPath, status: 503 });
    for (let count = 0; count < 5; count += 1) await test.query(both);
    expect(attempts(test)).toBe(5);
    const { data, errors } = await test.query(both);
    expect(data).toEqual({ bad: null, good });
    expect(errors).toMatchObject([
      { path: ['bad'], extensions: { code: 'UPSTREAM_UNAVAILABLE', retryAfterSeconds: 5 } },
    ]);
    expect(attempts(test)).toBe(0);
    test.emulator.control.clearFaults();
    await clock.advance(5000);
    await expectNormal(test);
    expect(attempts(test)).toBe(1);
  });

  it('counts the parallel failures of one operation once', async () => {
    await using test = await startGateway({ env: retries });
    test.emulator.control.fault({ path: /Participants/, status: 503 });
    const list = `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: 50) { nodes { participants { nodes { sid } } } } } }`;
    expect((await test.query(list)).errors).toHaveLength(50);
    test.emulator.control.clearFaults();
    expect((await test.query(list)).errors).toBeUndefined();
  });

  it('refuses a write as well, which was then not sent: it is not OUTCOME_UNKNOWN', async () => {
    await using test = await startGateway({ env: retries });
    const write = `mutation { createProxySession(input: { serviceId: "${demo.serviceSid}" }) { session { sid } } }`;
    test.emulator.control.fault({ method: 'POST', reset: 'before' });
    for (let count = 0; count < 5; count += 1) {
      expect((await test.query(write)).errors?.[0]?.extensions.code).toBe('OUTCOME_UNKNOWN');
    }
    test.takeRequests();
    expect((await test.query(write)).errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(test.takeRequests()).toEqual([]);
  });

  it('takes the gateway out of service while nothing else answers, and back again when it is worth a try', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock }, env: retries });
    const client = createHttpClient(test.gateway.url);
    test.emulator.control.fault({ status: 503 });
    for (let count = 0; count < 5; count += 1) await test.query(session);
    expect(await client.get('/health/ready')).toMatchObject({
      status: 503,
      headers: { 'cache-control': 'no-store' },
      body: '{"status":"upstream unavailable"}',
    });
    expect((await client.get('/health/live')).status).toBe(200);
    expect(test.takeRequests()).toHaveLength(5);
    await clock.advance(5000);
    expect((await client.get('/health/ready')).status).toBe(200);
    client.close();
    await expectNormal(test);
  });
});
