import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type GraphqlAnswer, startGateway, type TestGateway } from '../../support/gateway.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { postFrom } from '../../support/post-from.ts';

const CONNECTIONS = 64;
const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxySession { uniqueName } __typename } }';
const list = `{ proxyService(id: "${demo.serviceSid}") { sessions(first: 20) { nodes { id } } } }`;

type Headers = Readonly<Record<string, string>>;

/** Services that nobody has, each named once. */
function createMadeUp() {
  let count = 0;
  return (length: number) => Array.from({ length }, () => `KS${String((count += 1)).padStart(32, '0')}`);
}

const basic = (username: string, password: string): Headers => ({
  authorization: `Basic ${btoa(`${username}:${password}`)}`,
});

/** Nothing is answered until it is told so, and no time passes. */
async function start(env: Headers): Promise<TestGateway> {
  return startGateway({
    testOptions: { clock: new ManualClock() },
    env: { METRICS_PORT: '0', ...env },
  });
}

/** The sum of all series of a metric. */
async function metric({ gateway }: TestGateway, name: string): Promise<number> {
  const text = await (await fetch(`${String(gateway.metricsUrl)}/metrics`)).text();
  const values = text.split('\n').filter((line) => line.startsWith(name));
  return values.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Waits until so many calls were taken in: they are under way, wait, or were refused. */
async function takenIn(test: TestGateway, calls: number): Promise<void> {
  const under = ['rest_calls_in_flight', 'rest_calls_waiting', 'rest_refused_total'];
  for (let sum = 0; sum < calls;) {
    const figures = await Promise.all(under.map((name) => metric(test, `proxy_gateway_${name}`)));
    sum = figures.reduce((a, b) => a + b, 0);
  }
}

const idsOf = ({ data }: Pick<GraphqlAnswer, 'data'>): string[] =>
  (data.proxyService.sessions.nodes as { readonly id: string }[]).map(({ id }) => id);

function expectAllRead({ data, errors }: GraphqlAnswer) {
  expect(errors).toBeUndefined();
  expect(data.nodes).toHaveLength(20);
  for (const node of data.nodes as object[]) expect(node).toMatchObject({ __typename: 'ProxySession' });
}

/** Reads of real Sessions come early among the requests, although they came late. */
function expectEarly(requests: readonly string[]) {
  const last = requests.findLastIndex((line) => line.includes(`${demo.serviceSid}/Sessions/`));
  // Every other turn is theirs, once those are over that were under way.
  expect(last).toBeLessThan(CONNECTIONS + 2 * 20 + CONNECTIONS);
}

describe('a caller who asks for 4000 made-up Services at once', () => {
  const one = { 'x-api-key': 'key-of-the-one-who-floods' };
  const other = { 'x-api-key': 'key-of-somebody-else' };
  const env = {
    GATEWAY_AUTH: 'api-key',
    GATEWAY_API_KEYS: `${one['x-api-key']},${other['x-api-key']}`,
  };

  it('fills the queue for itself alone: the reads of another caller all succeed, and early', async () => {
    await using test = await start(env);
    const madeUp = createMadeUp();
    const ids = idsOf(await test.query(list, {}, other));
    test.takeRequests();
    const hold = test.emulator.control.hold({});
    const flood = () => test.query(nodes, { ids: madeUp(500) }, one);
    const floods = Array.from({ length: 7 }, flood);
    await takenIn(test, 3500);
    const reads = test.query(nodes, { ids }, other);
    await takenIn(test, 3520);
    floods.push(flood());
    await takenIn(test, 4020);
    hold.release();
    expectAllRead(await reads);
    const answers = await Promise.all(floods);
    const codes = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array<string>(4000 + 20 - CONNECTIONS - 2000).fill('OVERLOADED'));
    expectEarly(test.takeRequests());
  });

  it('does not take those down with it who wait for the same read', async () => {
    await using test = await start(env);
    const madeUp = createMadeUp();
    const ids = idsOf(await test.query(list, {}, other));
    const hold = test.emulator.control.hold({});
    const floods = [...Array.from({ length: 3 }, () => madeUp(500)), [...madeUp(400), ...ids]].map((some) =>
      test.query(nodes, { ids: some }, one),
    );
    await takenIn(test, 1920);
    // These join reads that wait behind all others of the one who floods; what comes next would push them out.
    const reads = test.query(nodes, { ids }, other);
    await until(() => test.emulator.inFlight === CONNECTIONS);
    floods.push(test.query(nodes, { ids: madeUp(500) }, one));
    await takenIn(test, 2420);
    hold.release();
    expectAllRead(await reads);
    await Promise.all(floods);
  });

  it('leaves one connection in eight to another one who waits', async () => {
    await using test = await start({ ...env, TWILIO_MAX_CONCURRENCY: '8' });
    const { control } = test.emulator;
    const ids = idsOf(await test.query(list, {}, other));
    test.takeRequests();
    const hold = control.hold({});
    const flood = test.query(nodes, { ids: createMadeUp()(100) }, one);
    await control.arrived(8);
    const reads = test.query(nodes, { ids }, other);
    await takenIn(test, 120);
    hold.release(8);
    await control.arrived(16);
    // Its place and the others in turn.
    const isOther = (line: string) => line.includes(`${demo.serviceSid}/Sessions/`);
    expect(test.emulator.requests.slice(8).filter(isOther)).toHaveLength(4);
    hold.release();
    expectAllRead(await reads);
    expect((await flood).errors).toBeUndefined();
  });
});

describe('a client who makes up credentials', () => {
  const env = {
    GATEWAY_AUTH: 'forward',
    TWILIO_ACCOUNT_SID: '',
    TWILIO_AUTH_TOKEN: '',
    TWILIO_MAX_QUEUE: '200',
  };
  /** 40 operations, each with credentials of its own, for 10 Services that nobody has. */
  function createFlood(test: TestGateway) {
    const madeUp = createMadeUp();
    return () =>
      Array.from({ length: 40 }, () => {
        const ids = madeUp(10);
        return test.query(nodes, { ids }, basic(`AC${ids[0]?.slice(2) ?? ''}`, 'made-up'));
      });
  }

  it('is one caller: those whose credentials Twilio has accepted are served, and early', async () => {
    await using test = await start(env);
    const own = basic(test.emulator.accountSid, test.emulator.authToken);
    const ids = idsOf(await test.query(list, {}, own));
    test.takeRequests();
    const hold = test.emulator.control.hold({});
    const flood = createFlood(test);
    const floods = flood();
    await takenIn(test, 400);
    const reads = test.query(nodes, { ids }, own);
    await takenIn(test, 420);
    floods.push(...flood());
    await takenIn(test, 820);
    hold.release();
    expectAllRead(await reads);
    await Promise.all(floods);
    expectEarly(test.takeRequests());
  });

  // The whole net 127.0.0.0/8 is this machine there.
  it.skipIf(process.platform !== 'linux')(
    'keeps nobody out who comes from elsewhere for the first time',
    async () => {
      await using test = await start(env);
      const own = basic(test.emulator.accountSid, test.emulator.authToken);
      const hold = test.emulator.control.hold({});
      const flood = createFlood(test);
      const floods = flood();
      await takenIn(test, 400);
      const read = postFrom('127.0.0.2', test.gateway.url, list, own);
      await takenIn(test, 401);
      floods.push(...flood());
      await takenIn(test, 801);
      hold.release();
      expect(idsOf(await read)).toHaveLength(20);
      await Promise.all(floods);
    },
  );
});
