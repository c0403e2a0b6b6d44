import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressOf, runProgram } from '../support/program.ts';

const SESSIONS = 20;
const CLIENTS = 8;
/** So many make several collections of young objects. */
const OPERATIONS = 240;
/** What V8 has learned of a function before it compiles it holds objects of the operation before: a thousand otherwise. */
const SOON = '--interrupt-budget=8000';
/** All that is old, looked through when a signal asks for it. */
const COLLECT = "data:text/javascript,process.on('SIGUSR2', () => { gc(); console.log('collected'); })";

const sid = (prefix: string, number: number) => `${prefix}${number.toString(16).padStart(32, '0')}`;
const account = { TWILIO_ACCOUNT_SID: sid('AC', 1), TWILIO_AUTH_TOKEN: 'token' };

/** Twilio's answers for any Service with Sessions of two Participants each, without a second page. */
function answerTo(path: string): unknown {
  const [, , , serviceSid, , sessionSid] = path.split(/[/?]/);
  const meta = { next_page_url: null, previous_page_url: null };
  const rows = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      sid: sid(prefix, index),
      unique_name: `name ${index}`,
      identifier: '+15555550100',
    }));
  if (path.includes('/Participants')) return { meta, participants: rows('KP', 2) };
  if (sessionSid === undefined && !path.includes('/Sessions')) return { sid: serviceSid, unique_name: 'a' };
  return { meta, sessions: rows('KC', SESSIONS) };
}

async function startUpstream() {
  const answers = new Map<string, string>();
  const server = createServer(({ url = '' }, response) => {
    const answer = answers.get(url) ?? JSON.stringify(answerTo(url));
    answers.set(url, answer);
    response.setHeader('content-type', 'application/json').end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() };
}

const query = `query ($id: ID!) { proxyService(id: $id) { uniqueName sessions(first: ${SESSIONS}) {
  nodes { uniqueName participants { nodes { identifier } pageInfo { hasNextPage } } } pageInfo { endCursor } } } }`;

/** Bytes that collections of young objects put among the old, as V8 tells in its trace. */
const promotedIn = (trace: string) =>
  [...trace.matchAll(/ gc=s .* promoted=(\d+)/g)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);

describe('an operation that is over', () => {
  it('leaves next to nothing among the old objects, where it would stay until the next major collection', async () => {
    using upstream = await startUpstream();
    const env = { ...account, PORT: '0', TWILIO_PROXY_BASE_URL: upstream.url, TWILIO_RATE_LIMIT: 'off' };
    const nodeOptions = ['--trace-gc', '--trace-gc-nvp', SOON, '--expose-gc', '--import', COLLECT];
    const manner = { nodeOptions };
    await using program = runProgram([], { ...env, GATEWAY_AUTH: 'none' }, undefined, manner);
    const [, url = ''] = await program.printed(addressOf('graphql'));
    const ask = async (client: number) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id: sid('KS', client) } }),
      });
      const { errors } = (await response.json()) as { errors?: unknown };
      expect(errors).toBeUndefined();
    };
    const askAll = () =>
      Promise.all(
        Array.from({ length: CLIENTS }, async (_, client) => {
          for (let asked = 0; asked < OPERATIONS / CLIENTS; asked += 1) await ask(client);
        }),
      );
    // What every process keeps, such as compiled code, grows old first, and with it what lived meanwhile.
    await askAll();
    program.child.kill('SIGUSR2');
    await program.printed(/collected/);
    const before = program.output().length;
    await askAll();
    const trace = program.output().slice(before);
    expect(trace.match(/ gc=s /g)?.length).toBeGreaterThan(3);
    expect(promotedIn(trace) / OPERATIONS).toBeLessThan(14 * 1024);
  }, 60_000);
});
