import { parse, print, visit } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import type { Data } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway({ env: { UPSTREAM_TRACE: 'on' } });
beforeEach(() => {
  test.emulator.control.clearFaults();
  test.takeRequests();
});

const ACCEPT = 'multipart/mixed;deferSpec=20220824, application/json';
const session = `${demo.serviceSid}-${demo.sessionSid}`;
const long = `${demo.bigServiceSid}-${demo.longSessionSid}`;

const ask = (query: string, headers: Readonly<Record<string, string>> = { accept: ACCEPT }) =>
  fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

/** The parts of a multipart answer, in order. */
const partsOf = (text: string): Data[] =>
  text
    .split(/\r\n---(?:--)?\r\n/)
    .filter((part) => part.includes('{'))
    .map((part) => JSON.parse(part.slice(part.indexOf('\r\n\r\n'))));

const deferred = async (query: string, headers?: Readonly<Record<string, string>>) => {
  const response = await ask(query, { accept: ACCEPT, ...headers });
  expect(response.headers.get('content-type')).toContain('multipart/mixed');
  return partsOf(await response.text());
};

/** Puts one value into another at the same places. */
const merge = (into: Data, from: Data): Data => {
  if (typeof into !== 'object' || into === null) return from;
  for (const [key, value] of Object.entries(from as object))
    into[key] = key in into ? merge(into[key], value) : value;
  return into;
};

/** The whole answer out of its parts. */
const assemble = ([first, ...rest]: readonly Data[]): Data => {
  const { data } = first;
  for (const { data: part, path } of rest.flatMap(({ incremental = [] }) => incremental)) {
    let place = data;
    for (const key of path) place = place[key];
    merge(place, part);
  }
  return data;
};

const sorted = (requests: readonly string[]) => [...requests].sort();

const operations: readonly (readonly [string, string])[] = [
  [
    'a list of a lookup',
    `{ proxySession(id: "${session}") { status ... @defer { participants { nodes { sid friendlyName } } } } }`,
  ],
  [
    'the plain fields of a lookup',
    `{ proxySession(id: "${session}") { sid ... @defer { status } participants { nodes { sid } } } }`,
  ],
  [
    'one of both Participants of each row',
    `{ proxySession(id: "${long}") { uniqueName interactions(first: 100) { nodes {
      sid inboundParticipant { friendlyName } ... @defer { outboundParticipant { friendlyName } }
    } } } }`,
  ],
  [
    'one of two Participants',
    `{ proxySession(id: "${session}") { status interactions(first: 1) { nodes {
      inboundParticipant { friendlyName } ... @defer(label: "other") { outboundParticipant { friendlyName } }
    } } } }`,
  ],
  [
    'a list below a list',
    `{ proxyService(id: "${demo.serviceSid}") { uniqueName sessions(first: 5) { nodes {
      sid ...Below @defer
    } } } }
    fragment Below on ProxySession { status participants { nodes { sid ... @defer { messageInteractions(first: 2) { nodes { messageBody } } } } } }`,
  ],
  [
    'what is asked outside as well',
    `{ proxyService(id: "${demo.serviceSid}") { sessions(first: 3) { nodes { status } } ... @defer { uniqueName sessions(first: 3) { nodes { uniqueName } } } } }`,
  ],
  [
    'root fields',
    `{ a: proxyService(id: "${demo.serviceSid}") { uniqueName } ... @defer { b: proxyService(id: "${demo.serviceSid}") { uniqueName } c: proxyServices(first: 2) { nodes { sid } } } }`,
  ],
];

const RICH = `{
  proxyService(id: "${demo.serviceSid}") {
    uniqueName
    sessions(first: 4) {
      nodes {
        id
        status
        service { uniqueName }
        participants { nodes { friendlyName messageInteractions(first: 2) { nodes { messageBody } } } }
        interactions(first: 3) { nodes { type inboundParticipant { friendlyName } outboundParticipant { identifier } } }
      }
    }
    phoneNumbers(first: 2) { nodes { phoneNumber } }
  }
  other: proxySession(id: "${long}") { uniqueName service { uniqueName } }
  proxyServices(first: 2) { nodes { uniqueName } }
}`;

/** Puts fields into deferred fragments, always the same ones for the same seed. */
function deferSome(query: string, seed: number): string {
  // Numbers of Park and Miller.
  let state = seed * 7919;
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return print(
    visit(parse(query), {
      Field: {
        leave: (node) =>
          chance() < 0.35
            ? (parse(`{ ... @defer { ${print(node)} } }`).definitions[0] as Data).selectionSet.selections[0]
            : undefined,
      },
    }),
  );
}

describe('@defer', () => {
  it.each(operations)('of %s costs what the whole costs, and gives the same', async (_, query) => {
    const whole = await test.query(query.replace(/@defer(?:\(.*?\))?/g, ''));
    expect(whole.errors).toBeUndefined();
    const calls = sorted(test.takeRequests());
    const parts = await deferred(query);
    expect(sorted(test.takeRequests())).toEqual(calls);
    expect(parts.length).toBeGreaterThan(1);
    expect(assemble(parts)).toEqual(whole.data);
  });

  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    'of fields taken by chance (%i) costs what the whole costs, and gives the same',
    async (seed) => {
      const query = deferSome(RICH, seed);
      const whole = await test.query(RICH);
      const calls = sorted(test.takeRequests());
      const parts = await deferred(query);
      expect(sorted(test.takeRequests()), query).toEqual(calls);
      expect(assemble(parts), query).toEqual(whole.data);
    },
  );

  it('of the list that proves a record is refuted by it: what is missing is null, for one REST call', async () => {
    const missing = `${demo.serviceSid}-KC${'0'.repeat(32)}`;
    const query = `{ proxySession(id: "${missing}") { sid ... @defer { participants { nodes { sid } } } } }`;
    const text = await (await ask(query)).text();
    expect(text).toContain('"data":{"proxySession":null}');
    expect(text).not.toContain('"errors"');
    expect(test.takeRequests()).toHaveLength(1);
  });

  it('sends the first part while the deferred one is read', async () => {
    const hold = test.emulator.control.hold({ path: /Participants/ });
    const response = await ask(
      `{ proxySession(id: "${session}") { status ... @defer { participants { nodes { sid } } } } }`,
    );
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    const [first] = partsOf(Buffer.from(value ?? []).toString());
    expect(first).toEqual({ data: { proxySession: { status: 'IN_PROGRESS' } }, hasNext: true });
    hold.release();
    while (!(await reader.read()).done);
  });

  it('is answered at once to clients that do not ask for parts', async () => {
    const query = `{ proxySession(id: "${session}") { sid ... @defer { status } } }`;
    for (const accept of ['application/json', '*/*', 'multipart/mixed, application/json']) {
      const response = await ask(query, { accept });
      expect(await response.json()).toEqual({
        data: { proxySession: { sid: demo.sessionSid, status: 'IN_PROGRESS' } },
      });
    }
  });

  it('may be switched off by a variable', async () => {
    const response = await ask(`{ proxySession(id: "${session}") { sid ... @defer(if: false) { status } } }`);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({ data: { proxySession: { status: 'IN_PROGRESS' } } });
  });

  it('presents errors of a deferred part after the table', async () => {
    test.emulator.control.fault({ path: /Participants/, code: 20003 });
    const [, ...rest] = await deferred(
      `{ proxySession(id: "${session}") { status ... @defer { participants { nodes { sid } } } } }`,
    );
    const [part] = rest.flatMap(({ incremental = [] }) => incremental);
    expect(part.data).toEqual({ participants: null });
    expect(part.errors).toMatchObject([
      { path: ['proxySession', 'participants'], extensions: { code: 'UPSTREAM_AUTH' } },
    ]);
  });

  it('brings the receipt with the last part', async () => {
    const parts = await deferred(
      `{ proxySession(id: "${session}") { status ... @defer { participants { nodes { sid } } } } }`,
      {
        'x-upstream-trace': 'true',
      },
    );
    expect(parts.slice(0, -1).every(({ extensions }) => extensions === undefined)).toBe(true);
    expect(parts.at(-1)).toMatchObject({ hasNext: false, extensions: { upstream: { calls: 2 } } });
  });

  it('never defers a write', async () => {
    const query = `mutation { ... @defer { deleteProxySession(input: { id: "${session}" }) { deletedId } } }`;
    const response = await ask(query);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(test.takeRequests()).toEqual([]);
  });

  it('defers what the payload of a write holds', async () => {
    const parts = await deferred(`mutation {
      updateProxySession(input: { id: "${session}", ttl: 600 }) { session { ttl ... @defer { participants { nodes { sid } } } } userErrors { code } }
    }`);
    expect(test.takeRequests().filter((call) => call.startsWith('POST'))).toHaveLength(1);
    expect(assemble(parts)).toMatchObject({
      updateProxySession: { session: { ttl: 600, participants: { nodes: [{}, {}] } } },
    });
  });
});
