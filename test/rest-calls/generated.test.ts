import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { OperationGenerator } from './operation-generator.ts';

const clock = new ManualClock();
let test: TestGateway;
let cursors: string[];
beforeAll(async () => {
  // What the generator writes is larger than what people write.
  const env = { UPSTREAM_TRACE: 'on', MAX_DEPTH: '50', MAX_ALIASES: '2000', MAX_TOKENS: '20000' };
  test = await startGateway({ env, testOptions: { clock } });
  cursors = await readCursors();
});
afterAll(() => test[Symbol.asyncDispose]());
beforeEach(() => void test.takeRequests());

/** Cursors within and at the end of pages of three lists. */
async function readCursors(): Promise<string[]> {
  const { data } = await test.query(
    `query ($service: ID!, $session: ID!) {
      proxyServices(first: 3) { edges { cursor } }
      proxyService(id: $service) { sessions(first: 5) { edges { cursor } } }
      proxySession(id: $session) { interactions(first: 4) { edges { cursor } } }
    }`,
    { service: demo.serviceSid, session: `${demo.serviceSid}-${demo.sessionSid}` },
  );
  const lists = [data.proxyServices, data.proxyService.sessions, data.proxySession.interactions] as {
    edges: { cursor: string }[];
  }[];
  return lists.flatMap(({ edges }) => edges.map(({ cursor }) => cursor));
}

interface Upstream {
  readonly planned: { readonly min: number; readonly expected: number; readonly max: number };
  readonly calls: number;
  readonly byEndpoint: Readonly<Record<string, number>>;
}

/** What Twilio serves: what it has retired, and how long ago the gateway has last learnt of it. */
const upstreams = fc.record({
  messageInteractionsGet: fc.constantFrom(...(['served', 404, 405] as const)),
  shortCodes: fc.constantFrom(...(['served', 404] as const)),
  since: fc.constantFrom(0, 0, 60_000, 3_600_000),
});

describe('operations made up at random', () => {
  it.each([
    ['query', 300, 'that serves everything', fc.constant(null)],
    ['mutation', 100, 'that serves everything', fc.constant(null)],
    ['query', 300, 'that retires parts, and serves them again', upstreams],
    ['mutation', 100, 'that retires parts, and serves them again', upstreams],
  ] as const)(
    'of kind %s make as many calls as were planned, at least and at most (%i, on a Twilio %s)',
    async (kind, numRuns, _, upstream) => {
      let executed = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer(), upstream, async (seed, change) => {
          if (change) {
            const { since, ...served } = change;
            test.emulator.control.set(served);
            await clock.advance(since);
          }
          const text = new OperationGenerator(seed, cursors)[kind]();
          const { errors, extensions } = await test.query(text, {}, { 'x-upstream-trace': 'true' });
          const code = errors?.[0]?.extensions.code;
          expect(code).not.toBe('GRAPHQL_VALIDATION_FAILED');
          expect(code).not.toBe('INTERNAL_SERVER_ERROR');
          const { planned, calls, byEndpoint } = extensions.upstream as Upstream;
          const arrived = test.takeRequests().length;
          expect(Object.values(byEndpoint).reduce((a, b) => a + b, 0)).toBe(calls);
          if (code === 'CALL_BUDGET_EXCEEDED' && calls === 0) return;
          executed += 1;
          expect(planned.min).toBeLessThanOrEqual(planned.expected);
          expect(planned.expected).toBeLessThanOrEqual(planned.max);
          expect(calls).toBeGreaterThanOrEqual(planned.min);
          expect(calls).toBeLessThanOrEqual(planned.max);
          // A call may be given up before it is sent; none is made that is not counted.
          expect(arrived).toBeLessThanOrEqual(calls);
        }),
        { numRuns },
      );
      expect(executed).toBeGreaterThan(numRuns * 0.7);
    },
    120_000,
  );
});
