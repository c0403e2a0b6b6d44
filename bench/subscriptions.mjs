import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { startTarget } from './load/processes.mjs';
import { percentile } from './load/statistics.mjs';
import { table } from './report/figures.mjs';
import { machine } from './report/machine.mjs';

/**
 * Subscriptions of one gateway: many subscribers, half over WebSocket and half over server-sent events, get every event; then
 * some of them stop reading, beside webhooks with bad signatures. It fails when a reader misses an event, or when an event
 * makes a REST call.
 *
 * node bench/subscriptions.mjs [--subscribers 1000] [--events 100] [--stalled 200]
 */

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '1000' },
    events: { type: 'string', default: '100' },
    stalled: { type: 'string', default: '200' },
    out: { type: 'string', default: 'SUBSCRIPTIONS.md' },
  },
});
const [SUBSCRIBERS, EVENTS, STALLED] = [values.subscribers, values.events, values.stalled].map(Number);
/** Characters of a message body while some do not read; each selects it ten times. */
const LARGE = 50_000;
const BAD_PER_EVENT = 10;
const MIB = 2 ** 20;

const WEBHOOK_URL = 'https://hooks.example.test/proxy';
const account = { sid: 'AC00000000000000000000000000000001', token: 'demo-auth-token' };
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const emulator = await startTarget(
  { name: 'emulator', argv: [MAIN, 'emulator'], env: (port) => ({ EMULATOR_PORT: String(port) }) },
  '',
);
const gateway = await startTarget(
  {
    name: 'gateway',
    argv: ['--expose-gc', MAIN],
    env: (port, upstream) => ({
      PORT: String(port),
      LOG_LEVEL: 'silent',
      GATEWAY_AUTH: 'none',
      MAX_SUBSCRIPTIONS: String(SUBSCRIBERS + STALLED),
      TWILIO_PROXY_BASE_URL: upstream,
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_AUTH_TOKEN: account.token,
      WEBHOOK_URL,
    }),
  },
  emulator.url,
);
const agent = new Agent({ keepAlive: true });

/** Sends a POST and gives the response. @param {string} path @param {string} body @param {Record<string, string>} headers */
async function post(path, body, headers, options = {}) {
  const outgoing = request(gateway.url + path, { method: 'POST', headers, ...options });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  return /** @type {import('node:http').IncomingMessage} */ (response);
}

/** @param {string} query */
async function ask(query) {
  const response = await post('/graphql', JSON.stringify({ query }), { 'content-type': 'application/json' });
  return JSON.parse(Buffer.concat(await response.toArray()).toString()).data;
}

const { nodes } = (
  await ask('{ proxyServices(first: 1) { nodes { sid sessions(first: 1) { nodes { sid } } } } }')
).proxyServices;
const [service] = nodes;
const [session] = service.sessions.nodes;

let next = 0;
/** Reports a new Interaction. @param {{ body?: string, token?: string }} [options] */
async function report({ body = 'hi', token = account.token } = {}) {
  next += 1;
  const form = Object.entries({
    interactionAccountSid: account.sid,
    interactionData: JSON.stringify({ body }),
    interactionDateUpdated: new Date().toISOString(),
    interactionServiceSid: service.sid,
    interactionSessionSid: session.sid,
    interactionSid: `KI${String(next).padStart(32, '0')}`,
    interactionType: 'Message',
  });
  // The parameters are in the order in which they are signed.
  const text = WEBHOOK_URL + form.map(([name, value]) => name + value).join('');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': createHmac('sha1', token).update(text).digest('base64'),
    'i-twilio-idempotency-token': randomUUID(),
  };
  const response = await post('/webhooks/proxy', new URLSearchParams(form).toString(), headers, { agent });
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

/** Events that subscribers have got, and who waits for a number of them. */
let received = 0;
let wanted = Infinity;
let onWanted = () => {};
/** @param {number} count */
const until = (count) =>
  new Promise((resolve) => {
    wanted = count;
    onWanted = () => resolve(undefined);
    if (received >= wanted) onWanted();
  });
/** @param {Buffer | string} chunk */
function read(chunk) {
  received += [...chunk.toString().matchAll(/"kind":"(?:STARTED|CHANGED)"/g)].length;
  if (received >= wanted) onWanted();
}

/** @param {string} fields */
const subscriptionOf = (fields) =>
  `subscription { proxyInteractionChanged(of: "${service.sid}-${session.sid}") { interaction { ${fields} } kind } }`;

/** @param {string} query */
async function overSse(query) {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const response = await post('/graphql', JSON.stringify({ query }), headers, { agent: false });
  response.on('data', read).on('error', () => {});
  return { pause: () => void response.pause(), close: () => void response.destroy() };
}

/** @param {string} query */
async function overWebSocket(query) {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('message', read).on('error', () => {});
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return { pause: () => socket.pause(), close: () => socket.terminate() };
}

/** Opens so many subscriptions, and waits until all have started. @param {number} count @param {string} query */
async function open(count, query) {
  const before = received;
  const opened = [];
  for (let n = 0; n < count; n += 1) opened.push(await (n % 2 === 0 ? overSse : overWebSocket)(query));
  await until(before + count);
  return opened;
}

/** @param {string} name */
async function figure(name) {
  const response = await fetch(`${gateway.url}/metrics`);
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith(name));
  return lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}
const restCalls = () => figure('proxy_gateway_rest_calls_total');

/** @type {string[][]} */
const memory = [];
/** @param {string} title */
async function remember(title) {
  const { heapUsed, rss } = await gateway.usage();
  memory.push([title, (heapUsed / MIB).toFixed(1), (rss / MIB).toFixed(0)]);
}

/** Sends events, each when all readers have the one before; the times until the last one has it, in ms. */
async function sendEvents(body = 'hi', bad = 0) {
  const times = [];
  for (let event = 0; event < EVENTS; event += 1) {
    const all = until(received + SUBSCRIBERS);
    const began = performance.now();
    const others = Array.from({ length: bad }, () => report({ token: 'a guess', body }));
    if ((await report({ body })) !== 204) throw new Error('A webhook was refused.');
    await all;
    times.push(performance.now() - began);
    if ((await Promise.all(others)).some((status) => status !== 403)) throw new Error('Expected status 403.');
  }
  return times;
}

try {
  await remember('no subscriber');
  const readers = await open(SUBSCRIBERS, subscriptionOf('sid outboundResourceStatus'));
  await remember(`${SUBSCRIBERS} subscribers`);
  const calls = await restCalls();
  const times = await sendEvents();
  await remember(`… after ${EVENTS} events`);
  const perEvent = ((await restCalls()) - calls) / EVENTS;
  const expected = SUBSCRIBERS * (1 + EVENTS);
  if (received !== expected) throw new Error(`Expected ${expected} results, but got ${received}.`);

  const aliases = Array.from({ length: 10 }, (_, n) => `a${n}: messageBody`).join(' ');
  const stalled = await open(STALLED, subscriptionOf(aliases));
  for (const each of stalled) each.pause();
  await remember(`${STALLED} more that stop reading`);
  const callsBeside = await restCalls();
  const began = performance.now();
  const beside = await sendEvents('x'.repeat(LARGE), BAD_PER_EVENT);
  const seconds = (performance.now() - began) / 1000;
  await remember(`… after ${EVENTS} events of ${10 * LARGE} characters for each of them`);
  const left = (await figure('proxy_gateway_subscriptions')) - SUBSCRIBERS;
  const perEventBeside = ((await restCalls()) - callsBeside) / EVENTS;
  if (perEvent + perEventBeside !== 0) throw new Error('Expected no REST call per event.');
  for (const each of stalled) each.close();
  while ((await figure('proxy_gateway_subscriptions')) > SUBSCRIBERS);
  await remember('… when these are closed');
  for (const each of readers) each.close();
  while ((await figure('proxy_gateway_subscriptions')) > 0);
  await remember('no subscriber again');

  const ms = (/** @type {number[]} */ list, /** @type {number} */ share) =>
    percentile(list, share).toFixed(0);
  const parts = [
    '# Subscriptions',
    'Written by `npm --prefix bench run subscriptions`. One gateway on the emulator; subscribers over WebSocket and server-sent events, half and half.',
    machine(),
    table(
      ['', `${SUBSCRIBERS} subscribers`, `beside ${STALLED} that do not read`],
      [
        ['readers that got every event', `${SUBSCRIBERS}`, `${SUBSCRIBERS}`],
        ['REST calls per event', `${perEvent}`, `${perEventBeside}`],
        ['bad signatures per second', '0', ((EVENTS * BAD_PER_EVENT) / seconds).toFixed(0)],
        ['ms until the last reader has an event, p50', ms(times, 0.5), ms(beside, 0.5)],
        ['… p99', ms(times, 0.99), ms(beside, 0.99)],
        ['connections still open of those that do not read', '', `${left}`],
      ],
    ),
    'Memory of the gateway in MiB, the heap after a collection:',
    table(['', 'heap', 'resident'], memory),
  ];
  const text = `${parts.join('\n\n')}\n`;
  process.stdout.write(text);
  await writeFile(new URL(values.out, import.meta.url), text);
} finally {
  await gateway.stop();
  await emulator.stop();
}
process.exit(0);
