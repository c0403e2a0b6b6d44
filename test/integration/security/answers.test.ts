import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { economySeed, numberSid, serviceSid, sessionId, serviceUrl } from '../../rest-calls/seed.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let test: TestGateway;
const env = { UPSTREAM_TRACE: 'on', MAX_DEPTH: '20' };
beforeAll(async () => void (test = await startGateway({ emulator: { seed: economySeed }, env })));
afterAll(() => test[Symbol.asyncDispose]());
beforeEach(() => {
  test.emulator.control.clearFaults();
  test.takeRequests();
});

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** Goes round a cycle of fields so many times. */
const round = (cycle: string, turns: number, leaf: string): string =>
  turns === 0 ? leaf : cycle.replace('…', round(cycle, turns - 1, leaf));

const sessions = round('sessions { nodes { service { … } } }', 3, 'sessions { nodes { id } }');
const numbers = round('phoneNumbers { nodes { service { … } } }', 3, 'phoneNumbers { nodes { id } }');
const interactions = round('interactions { nodes { session { … } } }', 3, 'interactions { nodes { id } }');
const input = `input: { id: "${sessionId(0)}", ttl: 60 }`;
const same = (id: string, count: number) => `[${times(count, () => `"${id}"`)}]`;

/** Short operations that cost few REST calls, with the list that multiplies most. */
const cycles: [what: string, query: string, list: string][] = [
  ['of Sessions', `{ proxyService(id: "${serviceSid}") { ${sessions} } }`, 'proxyService.sessions'],
  ['of numbers', `{ proxyService(id: "${serviceSid}") { ${numbers} } }`, 'proxyService.phoneNumbers'],
  [
    'of Interactions',
    `{ proxySession(id: "${sessionId(0)}") { ${interactions} } }`,
    'proxySession.interactions',
  ],
  [
    'below a mutation',
    `mutation { updateProxySession(${input}) { session { ${interactions} } } }`,
    'updateProxySession.session.interactions',
  ],
  [
    'below entities',
    `{ _entities(representations: [{ __typename: "ProxyService", id: "${serviceSid}" }]) { ... on ProxyService { ${sessions} } } }`,
    '_entities.sessions',
  ],
  [
    'in a fragment',
    `{ proxyService(id: "${serviceSid}") { ...A } } fragment A on ProxyService { ${sessions} }`,
    'proxyService.sessions',
  ],
  [
    'in aliased lists of one record that is named 500 times',
    `{ nodes(ids: ${same(serviceSid, 500)}) { ... on ProxyService { ${times(20, (i) => `a${i}: sessions { nodes { id } }`)} } } }`,
    'nodes.a0',
  ],
  [
    'where only __typename is asked',
    `{ proxyService(id: "${serviceSid}") { ${sessions.replace('{ id }', '{ __typename }')} } }`,
    'proxyService.sessions',
  ],
];

describe('an operation whose answer would be huge is refused before anything is sent', () => {
  it.each(cycles)('%s', async (_, query, list) => {
    const { data, errors } = await test.query(query);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    expect(errors?.[0]?.message).toMatch(
      /^The answer would hold about \d+ values; MAX_VALUES allows 500000\. /,
    );
    expect(errors?.[0]?.message).toContain(` ${list} multiplies most: by about `);
    expect(test.takeRequests()).toEqual([]);
  });

  it('by the limit that MAX_VALUES sets, of which plan and receipt tell', async () => {
    await using small = await startGateway({
      emulator: { seed: economySeed },
      env: { ...env, MAX_VALUES: '40' },
    });
    // A connection with `nodes`, and for each row itself and the two values of a short text.
    const list = (first: number) =>
      `{ proxyService(id: "${serviceSid}") { sessions(first: ${first}) { nodes { status } } } }`;
    const plan = await small.query(list(13), {}, { 'x-upstream-plan': 'true' });
    expect(plan.extensions.plan.values).toBe(3 + 13 * 3);
    expect((await small.query(list(13))).errors).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
    const { data, extensions } = await small.query(list(12), {}, { 'x-upstream-trace': 'true' });
    expect(data.proxyService.sessions.nodes).toHaveLength(12);
    expect(extensions.upstream.values).toBe(2 + 12 * 3);
  });
});

/** Makes a text of each record long. */
const longNames = (body: string) => body.replaceAll('person ', 'p'.repeat(1000));

describe('what cannot be known before is bounded while it is read', () => {
  it('a list that does not fit is null, and the rest of the answer arrives', async () => {
    await using small = await startGateway({
      emulator: { seed: economySeed },
      env: { ...env, MAX_VALUES: '30' },
    });
    small.emulator.control.fault({ path: /Participants/, body: longNames });
    const { data, errors } = await small.query(
      `{ proxySession(id: "${sessionId(1)}") {
        participants { nodes { friendlyName } } status
        again: participants { nodes { sid } } } }`,
    );
    expect(data.proxySession.participants).toBeNull();
    expect(data.proxySession.status).toBe('OPEN');
    expect(data.proxySession.again.nodes).toHaveLength(2);
    expect(errors).toMatchObject([
      { path: ['proxySession', 'participants'], extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
  });

  it('so is a record that rows refer to', async () => {
    await using small = await startGateway({
      emulator: { seed: economySeed },
      env: { ...env, MAX_VALUES: '40' },
    });
    small.emulator.control.fault({ path: /Participants/, body: longNames });
    const { data, errors } = await small.query(
      `{ proxySession(id: "${sessionId(1)}") {
        interactions(first: 4) { nodes { sid inboundParticipant { sid friendlyName } } } } }`,
    );
    const rows = data.proxySession.interactions.nodes as { inboundParticipant: unknown }[];
    expect(rows).toHaveLength(4);
    expect(rows.filter(({ inboundParticipant }) => inboundParticipant !== null)).not.toHaveLength(4);
    expect(errors?.map(({ extensions: { code } }) => code)).toContain('QUERY_TOO_COMPLEX');
  });

  it('a payload keeps what says that the write is done', async () => {
    await using small = await startGateway({
      emulator: { seed: economySeed },
      env: { ...env, MAX_VALUES: '30' },
    });
    const longName = (body: string) => body.replace(/"order-\d+"/, `"${'o'.repeat(4000)}"`);
    small.emulator.control.fault({ path: /Sessions/, body: longName });
    const { data, errors } = await small.query(
      `mutation { updateProxySession(${input}) { session { uniqueName } userErrors { code } } }`,
    );
    expect(data.updateProxySession).toEqual({ session: null, userErrors: [] });
    expect(errors).toMatchObject([
      { path: ['updateProxySession', 'session'], extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
  });

  it('health answers while an operation fills its answer', async () => {
    const running = test.query(
      `{ proxyService(id: "${serviceSid}") { sessions(first: 45) { nodes { service { sessions(first: 45) { nodes { service {
        sessions(first: 45) { nodes { id } } } } } } } } } }`,
    );
    const { status } = await fetch(`${test.gateway.url}/health/live`);
    expect(status).toBe(200);
    expect((await running).errors).toBeUndefined();
  });
});

describe('a response key', () => {
  const aliased = (length: number) =>
    `{ proxyService(id: "${serviceSid}") { ...A } } fragment A on ProxyService { ${'a'.repeat(length)}: sid }`;

  it('of 100 characters is answered', async () => {
    expect((await test.query(aliased(100))).data.proxyService).toEqual({ ['a'.repeat(100)]: serviceSid });
  });

  it('of 101 characters is refused, and not repeated in the message', async () => {
    const { data, errors } = await test.query(aliased(101));
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: 'The operation has an alias of 101 characters; a response key has at most 100.',
        extensions: { code: 'QUERY_TOO_COMPLEX' },
      },
    ]);
  });
});

describe('errors', () => {
  it('are at most 1,000, and one that says how many were left out', async () => {
    test.emulator.control.fault({ path: new RegExp(`${serviceUrl}$`), status: 400 });
    const aliases = times(30, (i) => `a${i}: service { uniqueName }`);
    const { data, errors = [] } = await test.query(
      `{ proxyService(id: "${serviceSid}") { sessions(first: 50) { nodes { ${aliases} } } } }`,
    );
    expect(data.proxyService.sessions.nodes).toHaveLength(50);
    expect(errors).toHaveLength(1001);
    expect(errors[0]).toMatchObject({ extensions: { code: 'UPSTREAM_REJECTED' } });
    expect(errors[1000]).toEqual({
      message: '500 more errors were left out.',
      extensions: { code: 'QUERY_TOO_COMPLEX' },
    });
  });

  it('have at most 1 MiB together', async () => {
    const key = (level: number) => `${String.fromCharCode(97 + level)}_${'k'.repeat(98)}`;
    // Eleven response keys of 100 characters each lead to each of 900 errors.
    const sessions = (first: number) => ['service', `sessions(first: ${first})`, 'nodes'];
    const levels = [...sessions(30), ...sessions(30), ...sessions(1)];
    const below = levels.reduceRight((inner, field, i) => `${key(i)}: ${field} { ${inner} }`, 'FIELD');
    const failing = `${key(20)}: interactions(after: "no cursor") { nodes { sid } }`;
    const query = `{ ${key(21)}: proxySession(id: "${sessionId(1)}") { ${below.replace('FIELD', failing)} } }`;
    const { errors = [] } = await test.query(query);
    const last = errors.at(-1);
    expect(last?.message).toMatch(/^\d+ more errors were left out\.$/);
    expect(Buffer.byteLength(JSON.stringify(errors))).toBeLessThan(1024 * 1024 + 1000);
  });

  it('of a request that is not executed have at most 1 MiB too', async () => {
    const env = { MAX_BODY_BYTES: '4000000' };
    await using large = await startGateway({ emulator: { seed: economySeed }, env });
    const { errors = [] } = await large.query(`{ ${'x'.repeat(2_000_000)} }`);
    expect(JSON.stringify(errors).length).toBeLessThan(1024 * 1024 + 1000);
    expect(errors).toHaveLength(1);
  });

  it('of a request that is not executed are at most ten', async () => {
    const { errors = [] } = await test.query(`{ proxyServices { ${times(40, (i) => `x${i}`)} } }`);
    expect(errors).toHaveLength(10);
  });
});

describe('ids', () => {
  it('of numbers and Sessions that are named over and over are counted each time', async () => {
    const ids = Array.from({ length: 1000 }, () => `${serviceSid}-${numberSid(0)}`);
    const { errors } = await test.query(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxyPhoneNumber { service { ${sessions} } } } }`,
      { ids },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    expect(test.takeRequests()).toEqual([]);
  });
});
