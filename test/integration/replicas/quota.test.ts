import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway, type Gateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import { configFor, createQuery, longTimeouts, wideLimits } from '../../support/gateway.ts';
import { until } from '../../support/manual-clock.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';

const service = demo.bigServiceSid;
const WINDOW_MS = 2500;

/** Gateways on one emulator, which counts as Twilio does, and one Redis. */
class Deployment implements AsyncDisposable {
  readonly emulator: Emulator;
  readonly redis: TestRedis;
  readonly gateways: Gateway[] = [];
  readonly lines: string[][] = [];
  readonly #ids: string[] = [];

  private constructor(emulator: Emulator, redis: TestRedis) {
    this.emulator = emulator;
    this.redis = redis;
  }

  static async start(count: number, env: Readonly<Record<string, string>> = {}): Promise<Deployment> {
    const deployment = new Deployment(await createEmulator({ rateLimit: true }), await startRedis());
    // Half of Twilio's window: on a slow machine a request may arrive long after its place was granted.
    deployment.emulator.control.set({ rateLimit: { windowMs: WINDOW_MS } });
    // Redis is not new, so that nothing is settled.
    await deployment.redis.client.set('proxy-gateway:quota:marker', 'before', 'PX', 60_000);
    await deployment.loadIds();
    for (let index = 0; index < count; index += 1) await deployment.add({ REPLICAS: String(count), ...env });
    return deployment;
  }

  async add(env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
    const lines: string[] = [];
    const config = configFor(this.emulator, {
      ...wideLimits,
      REDIS_URL: this.redis.url,
      // A slow machine is no outage, unless a test is about one.
      REDIS_TIMEOUT_MS: '60000',
      TWILIO_RATE_LIMIT: 'on',
      LOG_LEVEL: 'info',
      MAX_UPSTREAM_CALLS: '5000',
      ...env,
    });
    const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
    const gateway = await createGateway(config, { logger, testOptions: { timeouts: longTimeouts } });
    this.gateways.push(gateway);
    this.lines.push(lines);
    return gateway;
  }

  /** Reads so many Sessions of one Service in one operation, which is one REST call each. */
  async read(index: number, count: number): Promise<void> {
    const gateway = this.gateways[index];
    if (!gateway) throw new Error(`There is no gateway ${index}.`);
    const ids = this.#ids.slice(0, count);
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxySession { status } } }';
    const { data, errors } = await createQuery(gateway)(query, { ids });
    expect(errors).toBeUndefined();
    expect(data.nodes.filter(Boolean)).toHaveLength(count);
  }

  /** Reads ids from the emulator, without a REST call of a gateway. */
  async loadIds(): Promise<void> {
    const { url, accountSid, authToken } = this.emulator;
    const headers = {
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    };
    const answer = await fetch(`${url}/v1/Services/${service}/Sessions?PageSize=100`, { headers });
    const body = (await answer.json()) as { sessions: { sid: string }[] };
    this.#ids.push(...body.sessions.map(({ sid }) => `${service}-${sid}`));
    this.emulator.clearRequests();
  }

  /** The states that a replica has logged, in order. */
  states(index: number): { state: string; reason?: string }[] {
    return (this.lines[index] ?? [])
      .map((line) => JSON.parse(line) as { state?: string; reason?: string })
      .flatMap(({ state, reason }) =>
        state === undefined ? [] : [{ state, ...(reason !== undefined && { reason }) }],
      );
  }

  /** Waits until a replica has logged so many changes. */
  changed(index: number, count: number): Promise<void> {
    return until(() => this.states(index).length >= count);
  }

  /** The most requests that the emulator has counted in a window. */
  get worstWindow(): number {
    const times = this.emulator.log
      .filter(({ status }) => status !== 429)
      .map(({ startedAt }) => startedAt)
      .toSorted((a, b) => a - b);
    let start = 0;
    return times.reduce((worst, time, end) => {
      while (time - (times[start] ?? time) >= WINDOW_MS) start += 1;
      return Math.max(worst, end - start + 1);
    }, 0);
  }

  get refused(): number {
    return this.emulator.log.filter(({ status }) => status === 429).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const gateway of this.gateways) await gateway.stop();
    await this.emulator.stop();
    await this.redis[Symbol.asyncDispose]();
  }
}

type Change = (deployment: Deployment) => unknown;

describe.skipIf(skipWithoutRedis).concurrent('replicas with one Redis', () => {
  it('stay together within the limit of Twilio, and none of their calls is refused', async () => {
    await using deployment = await Deployment.start(3);
    await Promise.all([deployment.read(0, 100), deployment.read(1, 60), deployment.read(2, 40)]);
    expect(deployment.emulator.log).toHaveLength(200);
    expect(deployment.refused).toBe(0);
    expect(deployment.worstWindow).toBeLessThanOrEqual(150);

    const keys = await deployment.redis.client.keys('*');
    expect(keys).not.toEqual([]);
    for (const key of keys) {
      expect(key).toMatch(/^proxy-gateway:/);
      expect(key).not.toMatch(/KS|KC|AC|SK|demo/);
      const left = await deployment.redis.client.pttl(key);
      expect(left, key).toBeGreaterThan(0);
      expect(left, key).toBeLessThanOrEqual(60_000);
    }
  });

  it('use all of it when the others do nothing', async () => {
    await using deployment = await Deployment.start(1, { REPLICAS: '1' });
    await deployment.add({ REPLICAS: '1' });
    await deployment.read(1, 100);
    expect(deployment.refused).toBe(0);
    const figures = readFigures(await scrape(deployment.gateways[1]?.metricsUrl ?? ''));
    expect(figuresOf(figures, 'proxy_gateway_quota_state')).toMatchObject({ 'state="shared"': 1 });
    expect(figures.get('proxy_gateway_quota_lease_seconds_count')).toBeGreaterThanOrEqual(4);
    expect(figures.get('proxy_gateway_quota_share')).toBe(150);
  });

  it('use TWILIO_QUOTA_SHARE of it', async () => {
    await using deployment = await Deployment.start(2, { TWILIO_QUOTA_SHARE: '0.1' });
    await Promise.all([deployment.read(0, 10), deployment.read(1, 10)]);
    expect(deployment.worstWindow).toBeLessThanOrEqual(15);
  });

  it('halve it for all of them when Twilio refuses a call', async () => {
    await using deployment = await Deployment.start(2);
    deployment.emulator.control.fault({ path: /Sessions\//, status: 429, times: 1 });
    await deployment.read(0, 1);
    const [halved = ''] = await deployment.redis.client.keys('*:halved');
    expect(await deployment.redis.client.get(halved)).toMatch(/^75:\d+$/);
    expect(await deployment.redis.client.pttl(halved)).toBeLessThanOrEqual(60_000);
    await deployment.read(1, 50);
    expect(deployment.worstWindow).toBeLessThanOrEqual(76);
  });
});

describe.skipIf(skipWithoutRedis).concurrent('replicas go on without Redis, and say so once, when it', () => {
  const failures: Readonly<Record<string, [reason: RegExp, fail: Change, repair: Change]>> = {
    'is killed': [/^(CLOSED|ECONNRESET)$/, ({ redis }) => redis.kill(), ({ redis }) => redis.restart()],
    hangs: [/^TIMEOUT$/, ({ redis }) => redis.hang(), ({ redis }) => redis.resume()],
    'takes no writes': [
      /^READONLY$/,
      ({ redis }) => redis.client.replicaof('127.0.0.1', '1'),
      ({ redis }) => redis.client.replicaof('NO', 'ONE'),
    ],
    'is out of memory': [
      /^OOM$/,
      ({ redis }) => redis.client.config('SET', 'maxmemory', '1'),
      ({ redis }) => redis.client.config('SET', 'maxmemory', '0'),
    ],
    'has other values at the keys': [
      /^WRONGTYPE$/,
      async ({ redis }) => {
        const [key = ''] = await redis.client.keys('*:places');
        await redis.client.set(key, 'text');
      },
      async ({ redis }) => {
        const [key = ''] = await redis.client.keys('*:places');
        await redis.client.del(key);
      },
    ],
  };

  it.each(Object.entries(failures))('%s', async (name, [reason, fail, repair]) => {
    await using deployment = await Deployment.start(2, name === 'hangs' ? { REDIS_TIMEOUT_MS: '500' } : {});
    await Promise.all([deployment.read(0, 20), deployment.read(1, 20)]);
    const before = [0, 1].map((index) => deployment.states(index).length);
    await fail(deployment);
    await Promise.all([deployment.read(0, 40), deployment.read(1, 40)]);
    for (const index of [0, 1]) {
      await deployment.changed(index, (before[index] ?? 0) + 1);
      expect((await fetch(`${deployment.gateways[index]?.url}/health/ready`)).status).toBe(200);
    }
    await repair(deployment);
    for (const index of [0, 1]) {
      await deployment.changed(index, (before[index] ?? 0) + 3);
      const changes = deployment.states(index).slice(before[index]);
      expect(changes).toEqual([
        { state: 'local', reason: expect.stringMatching(reason) },
        { state: 'settling' },
        { state: 'shared' },
      ]);
      const figures = readFigures(await scrape(deployment.gateways[index]?.metricsUrl ?? ''));
      const counted = figuresOf(figures, 'proxy_gateway_quota_state_changes_total');
      expect(counted['state="local"']).toBe(1);
      expect(figuresOf(figures, 'proxy_gateway_quota_state')['state="local"']).toBe(0);
    }
    await Promise.all([deployment.read(0, 20), deployment.read(1, 20)]);
    expect(deployment.emulator.log).toHaveLength(160);
    expect(deployment.refused).toBe(0);
    expect(deployment.worstWindow).toBeLessThanOrEqual(150);
  });

  it('hangs before they had requests of one kind: without REPLICAS, too, each keeps to its part', async () => {
    await using deployment = await Deployment.start(3, { REPLICAS: '1', REDIS_TIMEOUT_MS: '500' });
    // The answer of Redis says how many are registered. Of one Service each, so that no limit has two replicas.
    const services = [service, demo.serviceSid, demo.emptyServiceSid];
    for (const [index, gateway] of deployment.gateways.entries())
      await createQuery(gateway)(`{ proxyService(id: "${services[index]}") { uniqueName } }`);
    deployment.redis.hang();
    await Promise.all([deployment.read(0, 70), deployment.read(1, 70), deployment.read(2, 70)]);
    deployment.redis.resume();
    expect(deployment.refused).toBe(0);
    const figures = await Promise.all(deployment.gateways.map(({ metricsUrl }) => scrape(metricsUrl ?? '')));
    expect(figures.map((text) => readFigures(text).get('proxy_gateway_quota_share'))).toEqual([50, 50, 50]);
  });

  it('is flushed: they settle', async () => {
    await using deployment = await Deployment.start(2);
    await Promise.all([deployment.read(0, 70), deployment.read(1, 70)]);
    await deployment.redis.flush();
    await Promise.all([deployment.read(0, 70), deployment.read(1, 70)]);
    expect(deployment.states(0)[0]).toEqual({ state: 'settling' });
    expect(deployment.refused).toBe(0);
    expect(deployment.worstWindow).toBeLessThanOrEqual(150);
  });

  it('cannot be reached at the start', async () => {
    await using deployment = await Deployment.start(0);
    await deployment.redis.kill();
    await deployment.add({ REPLICAS: '2' });
    expect(deployment.states(0)).toEqual([{ state: 'local', reason: 'ECONNREFUSED' }]);
    await deployment.read(0, 75);
    const figures = readFigures(await scrape(deployment.gateways[0]?.metricsUrl ?? ''));
    expect(figures.get('proxy_gateway_quota_share')).toBe(75);
    expect(deployment.lines.flat().join('')).not.toContain(String(deployment.redis.port));
  });
});
