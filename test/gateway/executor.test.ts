import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultSpec } from '../../src/emulator/control/faults.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { OperationGenerator } from './operation-generator.ts';

let test: TestGateway;
let cursors: string[];
beforeAll(async () => {
  // What the generator writes is larger than what people write.
  const env = { MAX_DEPTH: '50', MAX_ALIASES: '2000', MAX_TOKENS: '20000', MAX_UPSTREAM_CALLS: '5000' };
  test = await startGateway({ env });
  const { data } = await test.query(`{ proxyServices(first: 3) { edges { cursor } } }`);
  cursors = (data.proxyServices.edges as { cursor: string }[]).map(({ cursor }) => cursor);
});
afterAll(() => test[Symbol.asyncDispose]());

/** A query that asks for introspection as well is left to graphql-js. It stands last in the first line, so that no place moves. */
const forGraphqlJs = (text: string) => text.replace(/ \}$/m, ' judged: __schema { queryType { name } } }');

interface Outcome {
  readonly status: number;
  readonly data: string;
  readonly errors: readonly string[];
  readonly requests: readonly string[];
}

async function run(text: string): Promise<Outcome> {
  test.takeRequests();
  const answer = await test.query(text, {}, { 'x-request-id': 'same' });
  await test.emulator.control.idle();
  const { judged, ...data } = (answer.data ?? {}) as Record<string, unknown>;
  expect(judged === undefined, text).toBe(!text.includes('judged:') || answer.data === null);
  return {
    status: answer.status,
    // As text, so that the order of the keys counts.
    data: JSON.stringify(answer.data && data),
    // Twilio counts its answers.
    errors: (answer.errors ?? [])
      .map((error) => JSON.stringify(error).replace(/"RQ\w+"/, '"RQ…"'))
      .toSorted(),
    requests: test.takeRequests().toSorted(),
  };
}

/** Makes every record odd: fields of another kind, none at all, unknown ones. */
const odd = (body: string) =>
  body
    .replaceAll(/"(status|mode|type)": ?"[^"]*"/g, '"$1":"brand-new"')
    .replaceAll(/"(date_\w+|ttl)": ?("[^"]*"|\d+)/g, '"$1":{"odd":true}')
    .replaceAll(/"unique_name": ?"[^"]*"/g, '"friend":1');

const withoutSids = (body: string) => body.replaceAll(/"sid": ?"K[PI][^"]*"/g, '"sid":7');

/** What goes wrong; nothing that the gateway would remember, such as failures in a row. */
const weathers: readonly (readonly [string, readonly FaultSpec[]])[] = [
  ['well', []],
  ['with odd records', [{ body: odd }]],
  ['with refusals below Sessions', [{ path: /\/(Participants|Interactions)/, status: 400 }]],
  ['with missing Sessions', [{ path: /\/Sessions\/KC/, code: 20404 }]],
  ['with refused credentials for lists', [{ path: /PageSize=/, status: 401 }]],
  ['with records without a SID', [{ body: withoutSids }]],
  ['with answers that are no JSON', [{ path: /\/(PhoneNumbers|Participants)/, status: 200, body: '<html>' }]],
];

describe('a made-up query', () => {
  it.each(weathers)(
    'is answered %s as graphql-js answers it, with the same REST calls',
    async (_, faults) => {
      let calls = 0;
      test.emulator.control.clearFaults();
      faults.forEach((fault) => test.emulator.control.fault(fault));
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const text = new OperationGenerator(seed, cursors).query();
          // The first time teaches the gateway which lists are short.
          await run(text);
          const own = await run(text);
          expect(own.status, text).toBe(200);
          expect(own, text).toEqual(await run(forGraphqlJs(text)));
          calls += own.requests.length;
        }),
        { numRuns: 60 },
      );
      expect(calls).toBeGreaterThan(60);
    },
    120_000,
  );
});

describe('a query', () => {
  const id = `${demo.serviceSid}-${demo.sessionSid}`;

  it.each([
    ['at the root', 'query ($no: Boolean = false) { __typename @skip(if: $no) }', null],
    [
      'below it',
      `query ($no: Boolean = false) { proxySession(id: "${id}") { sid @skip(if: $no) } }`,
      { proxySession: null },
    ],
  ])('that answers a @skip %s by null is executed, and says so in its place', async (_, text, expected) => {
    const { status, data, errors } = await test.query(text, { no: null });
    expect([status, data, errors?.length]).toEqual([200, expected, 1]);
  });

  it('may name a response key __proto__, which is a key like any other', async () => {
    const { data } = await test.query(`{ __proto__: proxySession(id: "${id}") { __proto__: sid sid } }`);
    expect(JSON.stringify(data)).toBe(
      `{"__proto__":{"__proto__":"${demo.sessionSid}","sid":"${demo.sessionSid}"}}`,
    );
  });
});
