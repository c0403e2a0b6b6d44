import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { figure, table } from './report/figures.mjs';
import { machine } from './report/machine.mjs';
import { measure } from './replicas/scenario.mjs';
import { ALLOWED, WINDOW_MS } from './replicas/upstream.mjs';
import { isInstalled, versionOf } from './targets/targets.mjs';

/**
 * Several replicas on one emulator with Twilio's rate limit, with more work than it allows: with Redis, without, and without
 * anything shared; and with a Redis that fails.
 *
 * node bench/replicas.mjs [--short] [--seconds 20] [--only words] [--note text] [--out REPLICAS.md]
 */

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    note: { type: 'string', default: '' },
    out: { type: 'string', default: 'REPLICAS.md' },
  },
});

const FAIL_AT_MS = 7000;
const DOWN_MS = 4000;

/** @typedef {import('./replicas/scenario.mjs').Scenario} Scenario */

/** @param {number} count @param {Partial<Scenario>} options @returns {Scenario} */
const replicas = (count, options) => ({
  title: `${count} × gateway`,
  count,
  target: 'gateway',
  hasRedis: true,
  known: count,
  ...options,
});

/** @type {Scenario[]} */
const healthy = [1, 2, 4].flatMap((count) => [
  replicas(count, { title: `${count} × gateway, Redis` }),
  ...(count === 1
    ? []
    : [
        replicas(count, { title: `${count} × gateway, Redis, \`REPLICAS\` not set`, known: 1 }),
        replicas(count, {
          title: `${count} × gateway, \`REPLICAS=${count}\` without Redis`,
          hasRedis: false,
        }),
        replicas(count, { title: `${count} × gateway, nothing shared`, hasRedis: false, known: 1 }),
      ]),
  replicas(count, { title: `${count} × textbook Apollo Server`, target: 'apollo', hasRedis: false }),
]);

/** @type {Scenario[]} */
const unequal = [
  replicas(4, { title: '4 × gateway, Redis, work at one', busy: 1 }),
  replicas(4, { title: '4 × gateway, `REPLICAS=4` without Redis, work at one', busy: 1, hasRedis: false }),
];

/** @type {Scenario[]} */
const failing = [
  replicas(4, {
    title: '4 × gateway, Redis killed for 4 s',
    async fail(redis) {
      await sleep(FAIL_AT_MS);
      await redis.kill();
      await sleep(DOWN_MS);
      await redis.restart();
    },
  }),
  replicas(4, {
    title: '4 × gateway, Redis hangs for 4 s',
    async fail(redis) {
      await sleep(FAIL_AT_MS);
      redis.hang();
      await sleep(DOWN_MS);
      redis.resume();
    },
  }),
  replicas(4, {
    title: '4 × gateway, Redis flushed',
    async fail(redis) {
      await sleep(FAIL_AT_MS);
      await redis.flush();
    },
  }),
];

/** On a slow machine a request may arrive long after its place was granted, and Redis may answer late: neither counts here. */
const SHORT = { seconds: Infinity, windowMs: WINDOW_MS / 2, env: { REDIS_TIMEOUT_MS: '60000' } };

async function runShort() {
  let isWell = true;
  // Numbers of replicas, and of operations of each client: 200 calls to one endpoint, which are more than a window.
  for (const [count, operations] of /** @type {const} */ ([
    [2, 2],
    [4, 1],
  ])) {
    const found = await measure(replicas(count, {}), { ...SHORT, operations });
    const { right, wrong, refused, worst, failure } = found;
    process.stdout.write(
      `${count} replicas: ${right} right answers, ${wrong} wrong, ${refused} calls refused, at most ${worst} in a window\n`,
    );
    if (failure) process.stderr.write(`${failure}\n`);
    isWell &&= wrong === 0 && right === 2 * count * operations && refused === 0 && worst <= ALLOWED;
  }
  return isWell;
}

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(0)} %`;

/** @param {Scenario} scenario @param {number} seconds */
async function rowOf(scenario, seconds) {
  const length = { seconds, operations: Infinity, windowMs: WINDOW_MS };
  const { right, wrong, refused, worst, used, fairness, p50 } = await measure(scenario, length);
  const row = [
    scenario.title,
    `${right} of ${right + wrong}`,
    `${refused}`,
    `${worst}`,
    used.map(percent).join(' / '),
    fairness === null ? '–' : fairness.toFixed(2),
    figure(p50 / 1000),
  ];
  process.stdout.write(`${row.join(' | ')}\n`);
  return row;
}

async function runFull() {
  const seconds = Number(values.seconds);
  const isPeerHere = isInstalled({ packages: ['@apollo/server', '@apollo/datasource-rest', 'graphql'] });
  const wanted = [...healthy, ...unequal, ...failing].filter(
    ({ title, target }) => title.includes(values.only) && (isPeerHere || target !== 'apollo'),
  );
  const rows = [];
  const about = machine();
  for (const scenario of wanted) rows.push(await rowOf(scenario, seconds));
  const [redis] = spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout.match(/v=[\d.]+/) ?? [
    '',
  ];
  const head = ['', 'right answers', '429s', 'worst 5 s', 'quota used, C / D', 'fairness', 'p50 in s'];
  const parts = [
    '# Replicas',
    `Written by \`npm --prefix bench run replicas\`. For ${seconds} seconds each replica has two clients, one with workload C and one with workload D ([README](README.md#workloads)) on another Service; the emulator allows 150 calls in 5 seconds for each Service and endpoint.`,
    `${about} Redis ${redis.slice(2)}, @apollo/server ${versionOf('@apollo/server')}. ${values.note}`.trim(),
    table(head, rows),
    [
      '- 429s, and the most calls of one Service and endpoint in any 5 seconds, are from the log of the emulator, on its clock. It logs a request when it arrives, a little before it admits it. It admits 150, so what is let through beyond that shows as 429s.',
      '- Quota used: of the 600 calls that Twilio allows in the first 18 seconds to the Participants of one Service (C), and to the MessageInteractions of another (D).',
      '- Fairness: REST calls of the replica with the fewest, divided by those of the replica with the most. p50: of right answers.',
      `- Redis fails ${FAIL_AT_MS / 1000} seconds after the start.`,
      '- The replicas have answered one small operation of each kind before, and settled with the new Redis.',
    ].join('\n'),
  ];
  await writeFile(new URL(values.out, import.meta.url), `${parts.join('\n\n')}\n`);
  return true;
}

process.exit((await (values.short ? runShort() : runFull())) ? 0 : 1);
