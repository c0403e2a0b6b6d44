import { execFileSync, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { errorCodes } from '../../../src/errors/codes.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { figuresOf, operationsInFlight, readFigures, scrape, sum } from '../../support/figures.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const service = demo.serviceSid;
const session = `${service}-${demo.sessionSid}`;
const read = `query Overview { proxyService(id: "${service}") { uniqueName sessions(first: 2) { nodes { uniqueName } } } }`;
const numbers = `query Numbers { proxyService(id: "${service}") { phoneNumbers(first: 1) { nodes { phoneNumber } } } }`;
const interactions = `query Talk { proxySession(id: "${session}") { interactions(first: 1) { nodes { sid } } } }`;
const participants = `query Pair { proxySession(id: "${session}") { participants(first: 1) { nodes { sid } } } }`;

const templates = [
  ['/v1/Services/{ServiceSid}/Sessions/{SessionSid}', /^\/v1\/Services\/KS\w+\/Sessions\/KC\w+(?=\/)/],
  ['/v1/Services/{ServiceSid}/Sessions/{Sid}', /^\/v1\/Services\/KS\w+\/Sessions\/KC\w+$/],
  ['/v1/Services/{ServiceSid}', /^\/v1\/Services\/KS\w+(?=\/)/],
  ['/v1/Services/{Sid}', /^\/v1\/Services\/KS\w+$/],
] as const;

/** `GET /v1/Services/{ServiceSid}/Sessions` of a request as the emulator saw it. */
function endpointOf(method: string, path: string): string {
  const [bare = ''] = path.split('?');
  const [template, pattern] = templates.find(([, each]) => each.test(bare)) ?? ['', /(?!)/];
  return `${method} ${bare.replace(pattern, template)}`;
}

let test: TestGateway;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  test = await startGateway({ testOptions: { clock }, env: { TWILIO_MAX_CONCURRENCY: '8' } });
});
afterEach(() => test[Symbol.asyncDispose]());

const figures = async () => readFigures(await scrape(test.gateway.url));
const fault = (spec: Parameters<TestGateway['emulator']['control']['fault']>[0]) =>
  test.emulator.control.fault(spec);

/** Sends an operation, and lets a millisecond pass with each turn of the event loop until the answer is there. */
const ask = (query: string) => clock.runUntil(test.query(query), 1);

/** Operations that end in every way, and calls that fail in every way. */
async function runScript(): Promise<void> {
  await ask(read);
  await ask(read.replace('Overview', 'Overview2'));
  await ask(read.replace('query Overview', ''));
  await ask('query Misspelt { proxyServic { nodes { id } } }');
  await ask('{');
  await ask(
    `mutation Rename { a: updateProxyService(input: { id: "${service}", uniqueName: null }) { userErrors { code } }
      b: createProxyService(input: { uniqueName: "${demo.serviceUniqueName}" }) { userErrors { code } } }`,
  );
  fault({ path: /\/Sessions\?/, status: 503, times: 3 });
  await ask(read.replace('Overview', 'Holes'));
  fault({ path: /\/PhoneNumbers\?/, reset: 'before', times: 1 });
  await ask(numbers);
  fault({ path: /\/Interactions\?/, hang: true, times: 1 });
  await ask(interactions);
  fault({ path: /\/Participants\?/, code: 80621, times: 1 });
  await ask(participants);
  fault({ path: /\/Services\/KS\w+$/, body: '<html>', times: 1 });
  await ask(`query Broken { proxyService(id: "${service}") { uniqueName } }`);
  const odd = { geo_match_level: 'planet', date_created: 'yesterday' };
  fault({
    path: /\/Services\/KS\w+$/,
    body: (body: string) => JSON.stringify({ ...(JSON.parse(body) as object), ...odd }),
    times: 1,
  });
  await ask(`query Odd { proxyService(id: "${service}") { geoMatchLevel dateCreated } }`);
  await fetch(`${test.gateway.url}/nothing`);
}

describe('/metrics after a set of operations and faults', () => {
  it('has as many REST calls by endpoint and status as the emulator got requests', async () => {
    await runScript();
    await test.emulator.control.idle();
    const expected: Record<string, number> = {};
    for (const { method, path, status, aborted } of test.emulator.log) {
      const end = aborted ? 'timeout' : status === null ? 'unavailable' : String(status);
      const key = `endpoint="${endpointOf(method, path)}",status="${end}"`;
      expected[key] = (expected[key] ?? 0) + 1;
    }
    const all = await figures();
    const calls = figuresOf(all, 'proxy_gateway_rest_calls_total');
    expect(calls).toEqual(expected);
    expect(new Set(Object.keys(calls).map((key) => /status="(.*)"/.exec(key)?.[1]))).toEqual(
      new Set(['200', '400', '429', '503', 'timeout', 'unavailable']),
    );
    expect(sum(figuresOf(all, 'proxy_gateway_rest_call_duration_seconds_count'))).toBe(
      test.emulator.log.length,
    );
    expect(figuresOf(all, 'proxy_gateway_rest_retries_total')).toEqual({
      'endpoint="GET /v1/Services/{ServiceSid}/Sessions"': 2,
      'endpoint="GET /v1/Services/{ServiceSid}/PhoneNumbers"': 1,
      'endpoint="GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions"': 1,
      'endpoint="GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants"': 1,
    });
  });

  it('has every operation by name and outcome, and every error by code', async () => {
    await runScript();
    const all = await figures();
    const operations = figuresOf(all, 'proxy_gateway_operations_total');
    expect(operations).toEqual({
      'operation="Overview",outcome="ok"': 1,
      'operation="Overview2",outcome="ok"': 1,
      'operation="anonymous",outcome="ok"': 1,
      // No operation could be read from the document, or it is one that was never executed.
      'operation="anonymous",outcome="refused"': 2,
      'operation="Rename",outcome="ok"': 1,
      'operation="Holes",outcome="partial"': 1,
      'operation="Numbers",outcome="ok"': 1,
      'operation="Talk",outcome="ok"': 1,
      'operation="Pair",outcome="ok"': 1,
      'operation="Broken",outcome="failed"': 1,
      'operation="Odd",outcome="ok"': 1,
    });
    expect(sum(figuresOf(all, 'proxy_gateway_operation_duration_seconds_count'))).toBe(sum(operations));
    const errors = Object.entries(figuresOf(all, 'proxy_gateway_errors_total'));
    // Prometheus sees no increase in a series that begins with 1.
    expect(errors.map(([label]) => label)).toEqual(errorCodes.map((code) => `code="${code}"`));
    expect(Object.fromEntries(errors.filter(([, count]) => count > 0))).toEqual({
      'code="GRAPHQL_VALIDATION_FAILED"': 1,
      'code="GRAPHQL_PARSE_FAILED"': 1,
      'code="UPSTREAM_UNAVAILABLE"': 1,
      'code="UPSTREAM_BAD_RESPONSE"': 1,
    });
    expect(figuresOf(all, 'proxy_gateway_user_errors_total')).toEqual({
      'code="NOT_CLEARABLE"': 1,
      'code="UNIQUE_NAME_TAKEN"': 1,
    });
    expect(figuresOf(all, 'proxy_gateway_http_errors_total')).toEqual({ 'status="404"': 1 });
    expect(figuresOf(all, 'proxy_gateway_unknown_enum_values_total')).toEqual({
      'enum="ProxyServiceGeoMatchLevel"': 1,
    });
    expect(figuresOf(all, 'proxy_gateway_unreadable_values_total')).toEqual({
      'field="dateCreated",type="Service"': 1,
    });
  });

  it('is text that promtool takes, lint included', async (context) => {
    const isHere = spawnSync('promtool', ['--version']).status === 0;
    // Where CI runs it has to be there; on a developer's machine it may be missing.
    if (!isHere && process.env['CI'] === undefined) context.skip();
    await runScript();
    const response = await fetch(`${test.gateway.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const input = await response.text();
    // Throws, with what promtool has to say, when it exits with anything but 0.
    execFileSync('promtool', ['check', 'metrics'], { input });
    expect(spawnSync('promtool', ['check', 'metrics'], { input: `${input}9 lives\n` }).status).not.toBe(0);
  });
});

describe('/metrics', () => {
  it('shows what is under way and what waits, and how long it waited', async () => {
    await test[Symbol.asyncDispose]();
    test = await startGateway({ env: { TWILIO_MAX_CONCURRENCY: '1' } });
    const hold = test.emulator.control.hold({ method: 'GET', at: 'answer' });
    const answer = test.query(read);
    await test.emulator.control.arrived(1);
    const during = await figures();
    expect(during.get('proxy_gateway_operations_in_flight')).toBe(1);
    expect(during.get('proxy_gateway_rest_calls_in_flight')).toBe(1);
    expect(during.get('proxy_gateway_rest_calls_waiting')).toBe(1);
    hold.release();
    await answer;
    const after = await figures();
    expect(after.get('proxy_gateway_rest_calls_in_flight')).toBe(0);
    expect(after.get('proxy_gateway_rest_calls_waiting')).toBe(0);
    expect(sum(figuresOf(after, 'proxy_gateway_rest_wait_seconds_count'))).toBe(1);
  });

  it('shows reads that shared a call, with another operation or within one', async () => {
    const match = { method: 'GET', path: `/v1/Services/${service}` };
    const hold = test.emulator.control.hold({ ...match, at: 'answer' });
    const name = `{ proxyService(id: "${service}") { uniqueName } }`;
    const first = test.query(name);
    await test.emulator.control.arrived(1);
    const twice = `{ a: proxyService(id: "${service}") { uniqueName } b: proxyService(id: "${service}") { defaultTtl } }`;
    const second = test.query(twice);
    await operationsInFlight(test.gateway.url, 2);
    hold.release();
    await Promise.all([first, second]);
    expect(test.takeRequests()).toHaveLength(1);
    expect(figuresOf(await figures(), 'proxy_gateway_reads_saved_total')).toEqual({
      'by="coalesced"': 1,
      'by="deduplicated"': 1,
    });
  });

  it('shows an endpoint that is left alone, and what was refused because of it', async () => {
    fault({ path: /\/PhoneNumbers\?/, status: 500 });
    for (let times = 0; times < 5; times += 1) await ask(numbers);
    const sent = test.takeRequests().length;
    await test.query(numbers);
    expect(test.takeRequests()).toEqual([]);
    const all = await figures();
    const endpoint = 'endpoint="GET /v1/Services/{ServiceSid}/PhoneNumbers"';
    expect(all.get(`proxy_gateway_breaker_open{${endpoint}}`)).toBe(1);
    expect(all.get(`proxy_gateway_rest_calls_total{${endpoint},status="500"}`)).toBe(sent);
    expect(all.get(`proxy_gateway_rest_refused_total{${endpoint},reason="breaker"}`)).toBeGreaterThan(0);
  });

  it('shows what was refused because too many wait', async () => {
    await test[Symbol.asyncDispose]();
    test = await startGateway({ env: { TWILIO_MAX_CONCURRENCY: '1', TWILIO_MAX_QUEUE: '1' } });
    const hold = test.emulator.control.hold({ method: 'GET', at: 'answer' });
    const names = ['a', 'b', 'c'].map(
      (name) => `${name}: proxyServiceByUniqueName(uniqueName: "${name}") { sid }`,
    );
    const answer = test.query(`{ ${names.join(' ')} }`);
    await test.emulator.control.arrived(1);
    hold.release();
    expect((await answer).errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
    expect(figuresOf(await figures(), 'proxy_gateway_rest_refused_total')).toEqual({
      'endpoint="GET /v1/Services/{UniqueName}",reason="queue"': 1,
    });
  });

  it('gives so many names figures of their own and no more, and none to operations that were refused', async () => {
    await test.query('query Refused { nothing }');
    for (let index = 0; index < 101; index += 1) await test.query(`query Q${index} { __typename }`);
    await test.query(`query ${'x'.repeat(100)} { nothing }`);
    const operations = figuresOf(await figures(), 'proxy_gateway_operations_total');
    expect(Object.keys(operations)).toHaveLength(102);
    expect(operations).toMatchObject({
      'operation="Q99",outcome="ok"': 1,
      'operation="other",outcome="ok"': 1,
    });
    expect(JSON.stringify(operations)).not.toMatch(/Q100|Refused|xxx/);
  });

  it('shows nothing of the process, which a gateway in a library shares with others', async () => {
    expect([...(await figures()).keys()].filter((name) => !name.startsWith('proxy_gateway_'))).toEqual([]);
  });
});
