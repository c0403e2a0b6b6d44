import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { createRawServer } from '../../support/raw-server.ts';
import { type GraphqlAnswer, startGateway, type TestGateway } from '../../support/gateway.ts';

const logged: string[] = [];
let test: TestGateway;
beforeAll(async () => {
  const logger = createLogger('warn', { write: (line) => void logged.push(line) });
  test = await startGateway({ logger });
});
beforeEach(() => {
  test.takeRequests();
  logged.length = 0;
});
afterEach(() => test.emulator.control.clearFaults());
afterAll(() => test[Symbol.asyncDispose]());

const sessionPath = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const listPath = `/v1/Services/${demo.serviceSid}/Sessions`;

const record = `{
  bad: proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") { uniqueName }
  good: proxyService(id: "${demo.serviceSid}") { uniqueName }
}`;
const page = `{
  proxyService(id: "${demo.serviceSid}") { uniqueName sessions(first: 3) { nodes { sid } pageInfo { hasNextPage } } }
}`;

const faultyBody = (path: string, body: string | ((body: string) => string)) =>
  test.emulator.control.fault({ path, body });

/** The same record or page with other values. */
const changed =
  (change: (value: Record<string, unknown>) => unknown) =>
  (body: string): string =>
    JSON.stringify(change(JSON.parse(body) as Record<string, unknown>));

const badResponse = (path: (string | number)[]) => [{ path, extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }];

async function expectNormal() {
  test.emulator.control.clearFaults();
  const first: GraphqlAnswer = await test.query(record);
  expect(first.errors).toBeUndefined();
  expect(first.data.bad).toEqual({ uniqueName: demo.sessionUniqueName });
  const second = await test.query(page);
  expect(second.errors).toBeUndefined();
  expect(second.data.proxyService.sessions.nodes).toHaveLength(3);
}

describe('a record that is none', () => {
  it.each<[string, string | ((body: string) => string)]>([
    ['HTML', '<!doctype html><title>Welcome</title>'],
    ['nothing', ''],
    ['blanks', '  \n'],
    ['half of it', (body) => body.slice(0, -10)],
    ['two of them', (body) => body + body],
    ['null', 'null'],
    ['a list', (body) => `[${body}]`],
    ['a text', '"ok"'],
    ['a number', '1e999'],
    ['a list 200 000 deep', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['without a SID', changed((value) => ({ ...value, sid: undefined }))],
    ['with a SID that is no text', changed((value) => ({ ...value, sid: 7 }))],
    ['with the SID of another kind', changed((value) => ({ ...value, sid: demo.customerSid }))],
    ['with the SID of another record', changed((value) => ({ ...value, sid: demo.oddSessionSid }))],
    ['with a SID and more', changed((value) => ({ ...value, sid: `${demo.sessionSid}/../x` }))],
  ])('is UPSTREAM_BAD_RESPONSE after one attempt, and all else is answered: %s', async (_, body) => {
    faultyBody(sessionPath, body);
    const { data, errors } = await test.query(record);
    expect(data).toEqual({ bad: null, good: { uniqueName: demo.serviceUniqueName } });
    expect(errors).toMatchObject(badResponse(['bad']));
    expect(test.takeRequests()).toHaveLength(2);
    await expectNormal();
  });

  it('is UPSTREAM_BAD_RESPONSE when a 204 came in its place', async () => {
    test.emulator.control.fault({ path: sessionPath, status: 204 });
    const { data, errors } = await test.query(record);
    expect(data.bad).toBeNull();
    expect(errors).toMatchObject(badResponse(['bad']));
    expect(test.takeRequests()).toHaveLength(2);
    await expectNormal();
  });

  it.each([
    [502, 'UPSTREAM_UNAVAILABLE', 3],
    [401, 'UPSTREAM_AUTH', 1],
    [418, 'UPSTREAM_REJECTED', 1],
    [300, 'UPSTREAM_BAD_RESPONSE', 1],
  ])('keeps the meaning of its status when an error is HTML: %d', async (status, code, attempts) => {
    test.emulator.control.fault({ path: sessionPath, status, body: '<html>nginx</html>' });
    const { data, errors } = await test.query(record);
    expect(data).toEqual({ bad: null, good: { uniqueName: demo.serviceUniqueName } });
    expect(errors).toMatchObject([{ path: ['bad'], extensions: { code, twilio: { status } } }]);
    expect(JSON.stringify(errors)).not.toContain('nginx');
    expect(test.takeRequests().filter((line) => line.endsWith(sessionPath))).toHaveLength(attempts);
    await expectNormal();
  });
});

describe('a record with odd values', () => {
  const all = `{ proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") {
    sid serviceSid accountSid uniqueName status closedReason ttl mode dateStarted dateEnded dateLastInteraction
    dateExpiry dateCreated dateUpdated
  } }`;
  const sids = { sid: demo.sessionSid, serviceSid: demo.serviceSid };
  const nothing = {
    ...sids,
    accountSid: null,
    uniqueName: null,
    status: null,
    closedReason: null,
    ttl: null,
    mode: null,
    dateStarted: null,
    dateEnded: null,
    dateLastInteraction: null,
    dateExpiry: null,
    dateCreated: null,
    dateUpdated: null,
  };

  it.each<[string, unknown]>([
    ['null', null],
    ['an object', { a: 1 }],
    ['a list', ['x']],
    ['true', true],
    ['1.5', 1.5],
  ])('reads each as null, with no error, when all are %s', async (_, odd) => {
    faultyBody(
      sessionPath,
      changed((value) => ({
        ...Object.fromEntries(Object.keys(value).map((name) => [name, odd])),
        sid: demo.sessionSid,
      })),
    );
    const { data, errors } = await test.query(all);
    expect(errors).toBeUndefined();
    expect(data.proxySession).toEqual(nothing);
    const unreadable = logged.filter((line) => line.includes('unreadable')).length;
    expect(unreadable).toBe(odd === null ? 0 : 12);
    await expectNormal();
  });

  it('reads what is left when all keys but the SID are gone, and disregards keys that it does not know', async () => {
    faultyBody(
      sessionPath,
      `{"sid":"${demo.sessionSid}","brand_new":{"deep":[1]},"__proto__":{"status":"open"}}`,
    );
    const { data, errors } = await test.query(all);
    expect(errors).toBeUndefined();
    expect(data.proxySession).toEqual(nothing);
    await expectNormal();
  });

  it('gives enum values that Twilio added later as UNRECOGNIZED, and tells it to the log', async () => {
    faultyBody(
      sessionPath,
      changed((value) => ({ ...value, status: 'paused', mode: 'VOICE-ONLY' })),
    );
    const { data, errors } = await test.query(all);
    expect(errors).toBeUndefined();
    expect(data.proxySession).toMatchObject({ status: 'UNRECOGNIZED', mode: 'VOICE_ONLY' });
    expect(logged.join()).toContain('unknown enum value');
    await expectNormal();
  });

  it('reads `data` as null when it is deeper than can be written', async () => {
    const path = `${sessionPath}/Interactions`;
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    faultyBody(path, (body) => body.replace(/"data":"(?:[^"\\]|\\.)*"/, `"data":${deep}`));
    const id = `${demo.serviceSid}-${demo.sessionSid}`;
    const { data, errors } = await test.query(
      `{ proxySession(id: "${id}") { interactions(first: 2) { nodes { sid data messageBody } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.proxySession.interactions.nodes[0]).toMatchObject({ data: null, messageBody: null });
    expect(data.proxySession.interactions.nodes[1].data).toEqual(expect.any(String));
    await expectNormal();
  });
});

interface PageBody {
  readonly sessions: readonly { readonly sid: string }[];
  readonly meta: Readonly<Record<string, unknown>>;
}
const changedPage = (change: (body: PageBody) => unknown) =>
  changed((value) => change(value as unknown as PageBody));
const withNext = (next: unknown) =>
  changedPage(({ sessions, meta }) => ({ sessions, meta: { ...meta, next_page_url: next } }));
const ownPage = 'http://127.0.0.1:1/v1/Services';

describe('a page that is none', () => {
  it.each<[string, string | ((body: string) => string)]>([
    ['HTML', '<html>'],
    ['nothing', ''],
    ['no rows', changedPage(({ meta }) => ({ meta }))],
    ['rows that are null', changedPage(({ meta }) => ({ sessions: null, meta }))],
    [
      'rows in an object',
      changedPage(({ sessions, meta }) => ({ sessions: Object.fromEntries(sessions.entries()), meta })),
    ],
    ['rows of another list', changedPage(({ sessions, meta }) => ({ services: sessions, meta }))],
    ['a row that is null', changedPage(({ sessions, meta }) => ({ sessions: [...sessions, null], meta }))],
    ['a row without a SID', changedPage(({ sessions, meta }) => ({ sessions: [...sessions, {}], meta }))],
    ['no meta', changedPage(({ sessions }) => ({ sessions }))],
    ['meta that is null', changedPage(({ sessions }) => ({ sessions, meta: null }))],
    ['meta that is a list', changedPage(({ sessions }) => ({ sessions, meta: [] }))],
    ['a next page that is a number', withNext(7)],
    ['a next page that is true', withNext(true)],
    ['a next page that is no address', withNext('next')],
    ['a next page without a place', withNext(`${ownPage}/${demo.serviceSid}/Sessions?PageSize=3`)],
    ['a next page of another list', withNext(`${ownPage}/${demo.serviceSid}/PhoneNumbers?PageToken=PT1`)],
    ['a next page of another Service', withNext(`${ownPage}/${demo.bigServiceSid}/Sessions?PageToken=PT1`)],
    ['a script for a next page', withNext('javascript:alert(1)')],
    [
      'a next page that is too long',
      withNext(`${ownPage}/${demo.serviceSid}/Sessions?PageToken=${'x'.repeat(5000)}`),
    ],
  ])('is UPSTREAM_BAD_RESPONSE after one attempt, and its parent is answered: %s', async (_, body) => {
    faultyBody(listPath, body);
    const { data, errors } = await test.query(page);
    expect(data).toEqual({ proxyService: { uniqueName: demo.serviceUniqueName, sessions: null } });
    expect(errors).toMatchObject(badResponse(['proxyService', 'sessions']));
    expect(test.takeRequests()).toHaveLength(2);
    await expectNormal();
  });
});

describe('pages that lead astray', () => {
  const tokenOf = (sid: string) => `PageToken=PT${sid}`;
  const all = `{ proxyService(id: "${demo.serviceSid}") { uniqueName sessions(first: 200) { nodes { sid } } } }`;

  it('are read from the configured origin, whatever host they name', async () => {
    await using other = await createRawServer();
    faultyBody(listPath, (body) => body.replaceAll(test.emulator.url, other.url));
    const { data, errors } = await test.query(all);
    expect(errors).toBeUndefined();
    expect(data.proxyService.sessions.nodes).toHaveLength(60);
    expect(other.connections).toBe(0);
    await expectNormal();
  });

  it.each<[string, (answer: number) => string, number]>([
    ['the same place again', () => `${tokenOf(demo.sessionSid)}&Page=1`, 3],
    ['the same place under other page numbers', (answer) => `${tokenOf(demo.sessionSid)}&Page=${answer}`, 3],
    [
      'two places in turn under page numbers that count up',
      (answer) => `${tokenOf(answer % 2 ? demo.sessionSid : demo.oddSessionSid)}&Page=${answer}`,
      4,
    ],
    ['places without a token', (answer) => `Page=${answer % 2}`, 4],
  ])('end with UPSTREAM_BAD_RESPONSE when they lead in a circle: %s', async (_, place, calls) => {
    let answers = 0;
    faultyBody(listPath, (body) =>
      withNext(`${ownPage}/${demo.serviceSid}/Sessions?PageSize=20&${place((answers += 1))}`)(body),
    );
    const { data, errors } = await test.query(all);
    expect(data).toEqual({ proxyService: { uniqueName: demo.serviceUniqueName, sessions: null } });
    expect(errors).toMatchObject(badResponse(['proxyService', 'sessions']));
    expect(test.takeRequests()).toHaveLength(calls);
    await expectNormal();
  });

  it('give each row once when they repeat rows', async () => {
    faultyBody(
      listPath,
      changedPage(({ sessions, meta }) => ({ sessions: [...sessions, ...sessions, ...sessions], meta })),
    );
    const { data, errors } = await test.query(all);
    expect(errors).toBeUndefined();
    const sids = (data.proxyService.sessions.nodes as { sid: string }[]).map(({ sid }) => sid);
    expect(sids).toHaveLength(60);
    expect(new Set(sids).size).toBe(60);
    await expectNormal();
  });

  it('give what was asked for, however many rows they have', async () => {
    const sid = (index: number) => `KC${index.toString(16).padStart(32, '0')}`;
    const sessions = Array.from({ length: 50_000 }, (_, index) => ({ sid: sid(index) }));
    faultyBody(listPath, JSON.stringify({ sessions, meta: { next_page_url: null } }));
    const { data, errors } = await test.query(page);
    expect(errors).toBeUndefined();
    expect(data.proxyService.sessions).toEqual({
      nodes: [0, 1, 2].map((index) => ({ sid: sid(index) })),
      pageInfo: { hasNextPage: true },
    });
    await expectNormal();
  });
});
