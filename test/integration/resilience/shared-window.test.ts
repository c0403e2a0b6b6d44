import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { configFor, createQuery, longTimeouts, type GraphqlAnswer } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const READS = 100;
const DEADLINE_MS = 10_000;

type Query = ReturnType<typeof createQuery>;

type Ask = (query: Query, ids: readonly string[]) => Promise<GraphqlAnswer[]>;

/** The same reads in several shapes: each gives its answers. */
const shapes: Readonly<Record<string, Ask>> = {
  'in one operation': async (query, ids) => [
    await query('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxySession { status } } }', { ids }),
  ],
  'in operations of their own': (query, ids) =>
    Promise.all(ids.map((id) => query('query ($id: ID!) { proxySession(id: $id) { status } }', { id }))),
};

const startOn = (emulator: Emulator, clock: ManualClock, env: Readonly<Record<string, string>>) =>
  createGateway(configFor(emulator, { TWILIO_RATE_LIMIT: 'on', ...env }), {
    logger: createLogger('silent'),
    testOptions: { clock, random: Math.random, timeouts: longTimeouts },
  });

describe('three gateways on one account, with 100 reads each at once', () => {
  const settings = [
    ['Twilio says when to come again', true, {}],
    ['Twilio does not say when to come again', false, {}],
    ['nothing is repeated that fails', false, { MAX_RETRIES: '0' }],
    ['they keep no window themselves', false, { TWILIO_RATE_LIMIT: 'off' }],
  ] as const;
  const cases = Object.entries(shapes).flatMap(([shape, ask]) =>
    settings.map(([setting, retryAfter, env]) => [shape, setting, ask, retryAfter, env] as const),
  );

  it.each(cases)(
    'lose none within the deadline: %s, when %s',
    async (_shape, _setting, ask, retryAfter, env) => {
      const clock = new ManualClock();
      await using emulator = await createEmulator({ now: clock.now, rateLimit: true });
      emulator.control.set({ rateLimit: { retryAfter } });
      await using first = await startOn(emulator, clock, env);
      await using second = await startOn(emulator, clock, env);
      await using third = await startOn(emulator, clock, env);
      const queries = [first, second, third].map(createQuery);
      const { data } = await createQuery(first)(
        `{ proxyService(id: "${demo.bigServiceSid}") { sessions(first: ${READS}) { nodes { id } } } }`,
      );
      const ids = (data.proxyService.sessions.nodes as { id: string }[]).map(({ id }) => id);
      emulator.clearRequests();
      const startedAt = clock.now();
      const answers = Promise.all(queries.map((query) => ask(query, ids)));
      const all = (await clock.runUntil(answers, 5, () => emulator.inFlight > 0)).flat();
      for (const { errors } of all) expect(errors).toBeUndefined();
      const read = all.flatMap((answer): unknown[] => answer.data.nodes ?? [answer.data.proxySession]);
      expect(read).toHaveLength(3 * READS);
      expect(read).not.toContain(null);
      expect(clock.now() - startedAt).toBeLessThan(DEADLINE_MS);
      // Few attempts find out that the window is full still.
      expect(emulator.requests.length).toBeLessThan(6 * READS);
    },
  );
});
