import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startTarget } from './load/processes.mjs';
import { machine } from './report/machine.mjs';

/**
 * A soak: mixed operations against a gateway with a small heap. It prints the memory of the gateway as it goes on, and fails
 * when an operation is answered wrongly, when the gateway dies, or when its memory still grows in the second half.
 *
 * node bench/soak.mjs [--operations 100000] [--heap 160] [--clients 8]
 */

const MIB = 2 ** 20;
const CHECKPOINTS = 10;
/** The heap after a collection may differ by this much between two checkpoints of the second half. */
const LEVEL_MIB = 16;

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    heap: { type: 'string', default: '160' },
    clients: { type: 'string', default: '8' },
  },
});
const operations = Number(values.operations);

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const emulator = await startTarget(
  {
    name: 'emulator',
    argv: [MAIN, 'emulator'],
    env: (port) => ({ EMULATOR_PORT: String(port), EMULATOR_SEED: 'large' }),
  },
  '',
);
const gateway = await startTarget(
  {
    name: 'gateway',
    argv: [`--max-old-space-size=${values.heap}`, '--expose-gc', MAIN],
    env: (port, upstream) => ({
      PORT: String(port),
      LOG_LEVEL: 'silent',
      GATEWAY_AUTH: 'none',
      TWILIO_PROXY_BASE_URL: upstream,
      TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
      TWILIO_AUTH_TOKEN: 'demo-auth-token',
      TWILIO_RATE_LIMIT: 'off',
    }),
  },
  emulator.url,
);
let exit = /** @type {string | null} */ (null);
gateway.child.once('exit', (code, signal) => void (exit = `the gateway ended with ${signal ?? code}`));

/** @param {Record<string, unknown>} body @param {AbortSignal} [signal] */
async function post(body, signal) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  return response.json();
}

/** @param {unknown} isRight @param {string} what */
function expect(isRight, what) {
  if (!isRight) throw new Error(`A wrong answer to ${what}.`);
}

const service = (await post({ query: '{ proxyServices(first: 1) { nodes { sid } } }' })).data.proxyServices
  .nodes[0].sid;
const COMMENT = 'x'.repeat(200_000);

/** What clients send, in turn. `n` is another number each time. @type {((n: number) => Promise<void>)[]} */
const kinds = [
  async function distinctText(n) {
    const { data } = await post({ query: `{ a${n}: proxyService(id: "${service}") { sid } }` });
    expect(data[`a${n}`].sid === service, 'a distinct text');
  },
  async function sameText() {
    const query = 'query One($id: ID!) { proxyService(id: $id) { sid uniqueName } }';
    const { data } = await post({ query, variables: { id: service } });
    expect(data.proxyService.sid === service, 'a known text');
  },
  async function refused(n) {
    const { errors } = await post({ query: `{ proxyService(id: "${service}") { nothing${n} } }` });
    expect(errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED', 'an invalid document');
  },
  async function otherService(n) {
    const id = `KS${String(n).padStart(32, '0')}`;
    await post({ query: '{ proxyService(id: $id) { uniqueName } }'.replace('$id', `"${id}"`) });
  },
  async function aborted() {
    const controller = new AbortController();
    const query = `{ proxyService(id: "${service}") { sessions(first: 50) { nodes { sid } } } }`;
    const running = post({ query }, controller.signal).catch(() => undefined);
    setImmediate(() => controller.abort());
    await running;
  },
  async function write(n) {
    const query =
      'mutation W($input: UpdateProxyServiceInput!) { updateProxyService(input: $input) { userErrors { code } } }';
    await post({ query, variables: { input: { id: service, defaultTtl: n } } });
  },
  async function walk() {
    const query = `query Walk($id: ID!, $after: String) {
      proxyService(id: $id) { sessions(first: 50, after: $after) { nodes { sid } pageInfo { endCursor } } } }`;
    let after = null;
    for (let page = 0; page < 3; page += 1) {
      const { data } = await post({ query, variables: { id: service, after } });
      expect(data.proxyService.sessions.nodes.length === 50, 'a step of a walk');
      after = data.proxyService.sessions.pageInfo.endCursor;
    }
  },
];
/** Sent once in a hundred times, because they are large. */
async function longComment(/** @type {number} */ n) {
  const { data } = await post({ query: `{ __typename } # ${n} ${COMMENT}` });
  expect(data.__typename === 'Query', 'a document with a long comment');
}

let sent = 0;
async function client() {
  while (sent < target && exit === null) {
    const n = (sent += 1);
    await (n % 100 === 0
      ? longComment(n)
      : /** @type {(n: number) => Promise<void>} */ (kinds[n % kinds.length])(n));
  }
}

let target = 0;
/** @type {number[]} */
const heaps = [];
process.stdout.write(`${machine()}\nHeap limit ${values.heap} MiB, ${values.clients} clients.\n\n`);
process.stdout.write('operations   heap after a collection   resident\n');
try {
  for (let checkpoint = 1; checkpoint <= CHECKPOINTS; checkpoint += 1) {
    target = Math.round((operations * checkpoint) / CHECKPOINTS);
    await Promise.all(Array.from({ length: Number(values.clients) }, client));
    if (exit !== null) throw new Error(exit);
    const { rss, heapUsed } = await gateway.usage();
    const heap = heapUsed / MIB;
    heaps.push(heap);
    process.stdout.write(
      `${String(sent).padStart(10)}   ${heap.toFixed(1).padStart(19)} MiB   ${(rss / MIB).toFixed(0)} MiB\n`,
    );
  }
  const second = heaps.slice(CHECKPOINTS / 2);
  const growth = Math.max(...second) - Math.min(...second);
  if (growth > LEVEL_MIB) throw new Error(`The heap is not level: it differs by ${growth.toFixed(1)} MiB.`);
  process.stdout.write(`\nLevel: the second half differs by ${growth.toFixed(1)} MiB.\n`);
} finally {
  await gateway.stop();
  await emulator.stop();
}
