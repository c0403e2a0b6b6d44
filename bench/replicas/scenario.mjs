import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTarget } from '../load/processes.mjs';
import { percentile } from '../load/statistics.mjs';
import { startRedis } from './redis.mjs';
import { account, judge, MAIN, startEmulator } from './upstream.mjs';
import { repeat, workOn } from './work.mjs';

/** C reads the Participants of this Service; D the MessageInteractions of that one. */
const BUSY = /** @type {const} */ ([
  ['C', 'ride-hailing-us', /Participants$/],
  ['D', 'courier-masking-eu', /MessageInteractions$/],
]);
/** Small enough for one window, so that warming up does not wait. */
const SMALL = /** @type {const} */ ([
  ['C', 'telehealth-calls-de'],
  ['D', 'support-desk-ie'],
]);
const READY_MS = 20_000;

/**
 * @typedef {object} Scenario
 * @property {string} title
 * @property {number} count Number of replicas.
 * @property {'gateway' | 'apollo'} target
 * @property {boolean} hasRedis
 * @property {number} [known] `REPLICAS`.
 * @property {number} [busy] How many of them have work. Default: all.
 * @property {(redis: import('./redis.mjs').RedisServer) => Promise<void>} [fail] Makes Redis fail and repairs it.
 *
 * @typedef {object} Length
 * @property {number} seconds Infinity: until the operations are done.
 * @property {number} operations The most of each client.
 * @property {number} windowMs The emulator's window.
 * @property {Record<string, string>} [env] More for the gateways.
 */

/** @param {Scenario} scenario @param {string} redisUrl @param {Record<string, string>} [env] */
const gateway = ({ known = 1, hasRedis }, redisUrl, env) => ({
  name: 'gateway',
  argv: [MAIN],
  env: (/** @type {number} */ port, /** @type {string} */ upstream) => ({
    PORT: String(port),
    LOG_LEVEL: 'silent',
    GATEWAY_AUTH: 'none',
    OPERATION_DEADLINE_MS: '60000',
    TWILIO_PROXY_BASE_URL: upstream,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.token,
    REPLICAS: String(known),
    ...(hasRedis && { REDIS_URL: redisUrl }),
    ...env,
  }),
});

const apollo = {
  name: 'apollo',
  argv: [fileURLToPath(new URL('../targets/textbook.mjs', import.meta.url))],
  env: (/** @type {number} */ port, /** @type {string} */ upstream) => ({
    PORT: String(port),
    UPSTREAM: upstream,
    TOKEN: account.token,
  }),
};

/** Figures of a gateway, by name with labels. @param {string} url */
async function figures(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map(
    (line) => /** @type {[string, number]} */ ([line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]),
  );
}

/** @param {string} url */
const restCalls = async (url) =>
  (await figures(url)).reduce(
    (sum, [name, value]) => (name.startsWith('proxy_gateway_rest_calls_total') ? sum + value : sum),
    0,
  );

/** Waits until the replicas share the limit: a new Redis is settled first. @param {readonly string[]} urls */
async function untilShared(urls) {
  const end = performance.now() + READY_MS;
  for (const url of urls) {
    const isShared = async () =>
      (await figures(url)).some(([name, value]) => /quota_state\{state="shared"\}/.test(name) && value === 1);
    while (!(await isShared())) {
      if (performance.now() > end) throw new Error('The replicas do not share the limit in time.');
      await sleep(100);
    }
  }
}

/** @param {Scenario} scenario @param {Length} length */
export async function measure(scenario, { seconds, operations, windowMs, env }) {
  const emulator = await startEmulator();
  const redis = scenario.hasRedis ? await startRedis() : null;
  /** @type {Awaited<ReturnType<typeof startTarget>>[]} */
  const targets = [];
  /** @type {ReturnType<typeof repeat>[]} */
  const clients = [];
  try {
    const target = scenario.target === 'apollo' ? apollo : gateway(scenario, redis?.url ?? '', env);
    for (let n = 0; n < scenario.count; n += 1) targets.push(await startTarget(target, emulator.url));
    const urls = targets.map(({ url }) => url);
    const isGateway = scenario.target === 'gateway';

    for (const [workload, name] of SMALL) {
      const work = await workOn(emulator.get, workload, name);
      const warm = urls.map((url) => repeat(url, work));
      clients.push(...warm);
      await Promise.all(warm.map(({ run }) => run(1)));
      const faulty = warm.find(({ result }) => result.wrong > 0);
      if (faulty) throw new Error(`Wrong before the measurement: ${faulty.result.failure}`);
    }
    const works = [];
    for (const [workload, name] of BUSY) works.push(await workOn(emulator.get, workload, name));
    // Without times it does not matter.
    if (redis && seconds < Infinity) await untilShared(urls);
    await emulator.limit(windowMs);
    const busy = urls.slice(0, scenario.busy);
    const before = isGateway ? await Promise.all(busy.map(restCalls)) : [];
    const working = works.flatMap((work) => busy.map((url) => repeat(url, work)));
    clients.push(...working);
    const done = Promise.all(working.map(({ run }) => run(operations)));
    await Promise.all([seconds === Infinity ? done : sleep(seconds * 1000), redis && scenario.fail?.(redis)]);
    await Promise.all(working.map(({ stop }) => stop()));
    const results = working.map(({ result }) => result);
    const requests = await emulator.requests();
    const after = isGateway ? await Promise.all(busy.map(restCalls)) : [];
    const calls = after.map((value, n) => value - (before[n] ?? 0));
    const patterns = BUSY.map(([, , end], n) => new RegExp(`${works[n]?.service}.*${end.source}`));
    return {
      ...judge(requests, patterns, windowMs),
      right: results.reduce((sum, { right }) => sum + right, 0),
      wrong: results.reduce((sum, { wrong }) => sum + wrong, 0),
      failure: results.find(({ failure }) => failure)?.failure ?? '',
      fairness: calls.length > 1 ? Math.min(...calls) / Math.max(...calls) : null,
      p50: percentile(
        results.flatMap(({ latencies }) => latencies),
        0.5,
      ),
    };
  } finally {
    await Promise.all(clients.map(({ stop }) => stop()));
    await Promise.all(targets.map(({ stop }) => stop()));
    await redis?.kill();
    await emulator.stop();
  }
}
