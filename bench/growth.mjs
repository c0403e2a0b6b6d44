import { writeFile } from 'node:fs/promises';
import { crowd } from './load/crowd.mjs';
import { GraphqlClient } from './load/graphql-client.mjs';
import { closedLoop } from './load/loop.mjs';
import { startTarget, startUpstream } from './load/processes.mjs';
import { median, percentile } from './load/statistics.mjs';
import { readOptions } from './options.mjs';
import { figure, table } from './report/figures.mjs';
import { machine } from './report/machine.mjs';
import { gatewayTarget } from './targets/targets.mjs';
import { sidOf } from './upstream/sids.mjs';

/** Cost of the gateway by size of the query, 1000 slow operations at once, and start-up. */

const STARTS = 5;
const SLOW_OPERATIONS = 1000;
const CROWD_WARM_UPS = 5;
/** One that can be served in time, and one that nothing outlasts. */
const SLOW = [
  { latencyMs: 400, deadlineMs: 10_000 },
  { latencyMs: 60_000, deadlineMs: 2000 },
];
const MIB = 2 ** 20;

const sessions = (/** @type {number} */ first, /** @type {string} */ fields) =>
  `query Growth($service: ID!) { proxyService(id: $service) { uniqueName
    sessions(first: ${first}) { nodes { sid uniqueName status dateCreated ${fields} } } } }`;
const PARTICIPANTS = 'participants { nodes { sid friendlyName identifier } }';
const MESSAGES = 'messageInteractions { nodes { sid data dateCreated } }';
const DEEP = `participants { nodes { sid friendlyName ${MESSAGES} } }`;

/** The steps of each kind of growth; `units` is what the cost should be proportional to at most. */
const KINDS = [
  {
    title: 'Rows of one list',
    unit: 'row',
    steps: [50, 100, 200, 400].map((units) => ({ units, document: sessions(units, ''), clients: 1 })),
  },
  {
    title: 'Sessions, with the Participants of each',
    unit: 'Session',
    steps: [10, 20, 50, 100, 200, 400].map((units) => ({
      units,
      document: sessions(units, PARTICIPANTS),
      clients: 1,
    })),
  },
  {
    title: 'Levels below a Service, 10 Sessions wide',
    unit: 'REST call',
    steps: [
      {
        units: 1,
        document: 'query Growth($service: ID!) { proxyService(id: $service) { uniqueName } }',
        clients: 1,
      },
      { units: 2, document: sessions(10, ''), clients: 1 },
      { units: 12, document: sessions(10, PARTICIPANTS), clients: 1 },
      { units: 32, document: sessions(10, DEEP), clients: 1 },
    ],
  },
  {
    title: 'Clients, each with 20 Sessions and their Participants',
    unit: 'operation',
    steps: [1, 2, 4, 8, 16, 32].map((clients) => ({
      units: 1,
      document: sessions(20, PARTICIPANTS),
      clients,
    })),
  },
];

const options = readOptions(process.argv.slice(2));
const gateway = gatewayTarget(options.build);
const upstream = await startUpstream();

/** @param {string} query @param {number} client */
const bodyOf = (query, client) =>
  JSON.stringify({ query, variables: { service: sidOf('KS', [client + 1]) } });

/** @param {Awaited<ReturnType<typeof startTarget>>} running @param {GraphqlClient} client @param {(typeof KINDS)[number]['steps'][number]} step */
async function measureStep(running, client, { document, clients }) {
  const operate = (/** @type {number} */ number) => client.post(bodyOf(document, number), number);
  const load = { clients, milliseconds: options.milliseconds, leastOperations: 20, operate };
  await closedLoop(load);
  await upstream.reset(0);
  const before = await running.usage();
  const { latencies, failed, failure } = await closedLoop(load);
  const after = await running.usage();
  if (failed > 0) throw new Error(String(failure));
  const { calls } = await upstream.counts();
  return {
    cpuMs: (after.cpu - before.cpu) / 1000 / latencies.length,
    calls: calls / latencies.length,
    p50: percentile(latencies, 0.5),
  };
}

/** @param {Awaited<ReturnType<typeof startTarget>>} running @returns {Promise<string[]>} */
async function measureGrowth(running) {
  const client = new GraphqlClient(running.url);
  const parts = [];
  for (const { title, unit, steps } of KINDS) {
    const body = [];
    for (const step of steps) {
      const samples = [];
      for (let round = 0; round < options.rounds; round++)
        samples.push(await measureStep(running, client, step));
      const cpuMs = median(samples.map((sample) => sample.cpuMs));
      const label = unit === 'operation' ? step.clients : step.units;
      body.push([
        String(label),
        ...(unit === 'REST call' ? [] : [figure(samples[0]?.calls ?? NaN)]),
        figure(median(samples.map(({ p50 }) => p50))),
        figure(cpuMs),
        figure((cpuMs / step.units) * 1000),
      ]);
    }
    const head = unit === 'operation' ? 'clients' : `${unit}s`;
    parts.push(
      `## ${title}`,
      table([...new Set([head, 'REST calls', 'p50 in ms', 'CPU ms', `CPU µs per ${unit}`])], body),
    );
  }
  await client.close();
  return parts;
}

/** 1000 operations at once that all wait for a slow upstream: what each holds, and when the last is answered. @param {(typeof SLOW)[number]} slow */
async function measureCrowd({ latencyMs, deadlineMs }) {
  const env = (/** @type {number} */ port, /** @type {string} */ url) => ({
    ...gateway.env(port, url),
    OPERATION_DEADLINE_MS: String(deadlineMs),
  });
  const running = await startTarget({ ...gateway, env }, upstream.url);
  const query = 'query Slow($service: ID!) { proxyService(id: $service) { uniqueName defaultTtl } }';
  const bodies = Array.from({ length: SLOW_OPERATIONS }, (_, client) => bodyOf(query, client));
  await upstream.reset(0);
  for (let round = 0; round < CROWD_WARM_UPS; round++) await crowd(running, bodies);
  await upstream.reset(latencyMs);
  const { before, most, ends, latestMs } = await crowd(running, bodies);
  const { most: calls } = await upstream.counts();
  await running.stop();
  const late = latestMs - deadlineMs;
  return [
    `## ${SLOW_OPERATIONS} operations at once, ${latencyMs} ms upstream latency, a deadline of ${deadlineMs} ms`,
    table(
      ['', ''],
      [
        ['resident before', `${(before / MIB).toFixed(0)} MiB`],
        ['resident at most', `${(most / MIB).toFixed(0)} MiB`],
        ['more for each operation', `${((most - before) / SLOW_OPERATIONS / 1024).toFixed(1)} KiB`],
        ['REST calls under way at most', String(calls)],
        ...[...ends].map(([code, count]) => [`answered ${code}`, String(count)]),
        ['latest answer, seen by its client', `${(latestMs / 1000).toFixed(2)} s`],
        [
          late > 0 ? 'that is after the deadline' : 'that is before the deadline',
          `${(Math.abs(late) / 1000).toFixed(2)} s`,
        ],
      ],
    ),
  ];
}

async function measureStart() {
  const samples = [];
  for (let start = 0; start < STARTS; start++) {
    const running = await startTarget(gateway, upstream.url);
    const { rss, heapUsed } = await running.usage();
    samples.push({ startMs: running.startMs, rss, heapUsed });
    await running.stop();
  }
  const middle = (/** @type {(sample: (typeof samples)[number]) => number} */ of) => median(samples.map(of));
  return [
    '## Start-up',
    `Medians of ${STARTS} starts: first answer after ${middle(({ startMs }) => startMs).toFixed(0)} ms; ` +
      `then ${(middle(({ rss }) => rss) / MIB).toFixed(0)} MiB resident, ${(middle(({ heapUsed }) => heapUsed) / MIB).toFixed(0)} MiB of heap.`,
  ];
}

try {
  const start = await measureStart();
  const running = await startTarget(gateway, upstream.url);
  const growth = await measureGrowth(running);
  await running.stop();
  const memory = [];
  for (const slow of SLOW) memory.push(...(await measureCrowd(slow)));
  const parts = [
    '# Growth',
    'Written by `npm --prefix bench run growth`. The gateway alone, upstream without latency.',
    options.note,
    machine(),
    `Medians of ${options.rounds} rounds of ${options.milliseconds} ms for each step, after a warm-up.`,
    ...start,
    ...memory,
    ...growth,
  ];
  const out = options.out ?? 'GROWTH.md';
  await writeFile(new URL(out, import.meta.url), `${parts.filter((part) => part !== '').join('\n\n')}\n`);
  process.stdout.write(`bench/${out}\n`);
} finally {
  await upstream.stop();
}
process.exit(0);
