import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway } from '../../support/gateway.ts';
import { createHttpClient, type HttpClient, type HttpReply } from '../../support/http-client.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { addressOf, runProgram, type RunningProgram } from '../../support/program.ts';

const query = `{ proxyService(id: "${demo.serviceSid}") { sessions(first: 3) { nodes { sid participants { nodes { sid } } } } } }`;
const threeSessions = { data: { proxyService: { sessions: { nodes: { length: 3 } } } } };

/** A gateway whose time the test moves. */
async function startOnClock(env: Readonly<Record<string, string>> = {}) {
  const clock = new ManualClock();
  const test = await startGateway({ testOptions: { clock }, env });
  const { url } = test.gateway;
  return { ...test, clock, url, connect: () => createHttpClient(url) };
}

const isClosing = (reply: HttpReply) => reply.headers.connection === 'close';

/** Asks again and again, over a new connection when the gateway closes one, until it has closed so many. */
async function askUntilClosed(connect: () => HttpClient, times: number): Promise<HttpReply[]> {
  const replies: HttpReply[] = [];
  for (let closed = 0; closed < times; closed += 1) {
    const client = connect();
    for (let isOpen = true; isOpen;) {
      const reply = await client.post(query);
      replies.push(reply);
      isOpen = !isClosing(reply);
    }
  }
  return replies;
}

const refused = { code: 'ECONNREFUSED' };

describe('a gateway that shuts down', () => {
  it('takes new connections for two seconds more, and says on each answer that it closes the connection', async () => {
    await using test = await startOnClock();
    const drained = test.gateway.drain();
    for (const now of [0, 1999]) {
      await test.clock.advance(now - test.clock.now());
      const ready = await test.connect().get('/health/ready');
      expect(ready).toMatchObject({ status: 503, body: '{"status":"draining"}' });
      expect(isClosing(ready)).toBe(true);
      const answer = await test.connect().post(query);
      expect(JSON.parse(answer.body)).toMatchObject(threeSessions);
      expect(isClosing(answer)).toBe(true);
      for (const path of ['/health/live', '/graphql', '/nothing', '/%zz', '/metrics']) {
        expect(isClosing(await test.connect().get(path)), path).toBe(true);
      }
    }
    await test.clock.advance(1);
    await drained;
    expect(test.clock.now()).toBe(2000);
    await expect(test.connect().get('/health/live')).rejects.toMatchObject(refused);
  });

  it('loses no request of 50 clients, over the connections that they have and over new ones', async () => {
    await using test = await startOnClock();
    const work = Array.from({ length: 50 }, () => askUntilClosed(test.connect, 5));
    await until(() => test.emulator.requests.length > 100);
    const drained = test.gateway.drain();
    const replies = (await Promise.all(work)).flat();
    for (const { status, body } of replies) {
      expect(status).toBe(200);
      expect(JSON.parse(body)).not.toHaveProperty('errors');
    }
    await test.clock.advance(4000);
    await drained;
  });

  it('takes the connections that wait to be accepted when it stops listening', async () => {
    await using test = await startOnClock();
    const drained = test.gateway.drain();
    const { hostname, port } = new URL(test.url);
    const answers = Array.from({ length: 100 }, () => {
      const socket = createConnection(Number(port), hostname);
      socket.write('GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
      let answer = '';
      socket.on('data', (data) => void (answer += data.toString()));
      socket.on('error', ({ message }) => (answer = message));
      return new Promise((resolve) => socket.once('close', () => resolve(answer)));
    });
    await test.clock.advance(2000);
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 200 /);
    await drained;
  });

  it('serves open connections for four seconds, then closes those that nobody uses, and has ended', async () => {
    await using test = await startOnClock();
    const [late, idle] = [test.connect(), test.connect()];
    for (const client of [late, idle]) await client.get('/health/live');
    const drained = test.gateway.drain();
    await test.clock.advance(3999);
    const answer = await late.post(query);
    expect(JSON.parse(answer.body)).toMatchObject(threeSessions);
    expect(isClosing(answer)).toBe(true);
    await test.clock.advance(1);
    await drained;
    expect(test.clock.now()).toBe(4000);
  });

  it('lets an operation finish after its port has closed', async () => {
    await using test = await startOnClock({ OPERATION_DEADLINE_MS: '60000' });
    const hold = test.emulator.control.hold({ method: 'GET' });
    const answer = test.connect().post(query);
    await test.emulator.control.arrived(1);
    const drained = test.gateway.drain();
    await test.clock.advance(7000);
    await expect(test.connect().get('/health/live')).rejects.toMatchObject(refused);
    hold.release();
    const reply = await answer;
    expect(JSON.parse(reply.body)).toMatchObject(threeSessions);
    expect(isClosing(reply)).toBe(true);
    await drained;
  });

  it('answers an operation that would take too long with what is there, within nine seconds', async () => {
    await using test = await startOnClock({
      TWILIO_ATTEMPT_TIMEOUT_MS: '60000',
      OPERATION_DEADLINE_MS: '60000',
    });
    test.emulator.control.hold({ method: 'GET' });
    const answer = test.connect().post(query);
    await test.emulator.control.arrived(1);
    const drained = test.gateway.drain();
    await test.clock.advance(8000);
    const { status, body } = await answer;
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    await drained;
    expect(test.clock.now()).toBeLessThan(9000);
  });

  it('loses no refusal of a body that is still being sent', async () => {
    await using test = await startOnClock();
    const drained = test.gateway.drain();
    const body = ' '.repeat(5_000_000);
    for (let asked = 0; asked < 30; asked += 1) {
      expect((await fetch(`${test.url}/nothing`, { method: 'POST', body })).status).toBe(404);
    }
    await test.clock.advance(4000);
    await drained;
  });

  it('ends when it is stopped meanwhile', async () => {
    await using test = await startOnClock();
    await test.connect().get('/health/live');
    const drained = Promise.all([test.gateway.drain(), test.gateway.drain()]);
    await test.gateway.stop();
    await drained;
    expect(test.clock.timers).toBe(0);
  });
});

describe('SIGTERM', () => {
  async function start(env: Readonly<Record<string, string>>) {
    const program: RunningProgram = runProgram([], { PORT: '0', EMULATOR_PORT: '0', ...env });
    const [, graphql = ''] = await program.printed(addressOf('graphql'));
    const url = new URL(graphql).origin;
    return { program, url, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
  }

  it('shuts the program down: it answers what is under way, and ends with 0', async () => {
    await using running = await start({ EMULATOR_LATENCY_MS: '400' });
    const { program, url } = running;
    const [busy, probe] = [createHttpClient(url), createHttpClient(url)];
    for (const client of [busy, probe]) await client.get('/health/ready');
    const answer = busy.post(query);
    program.child.kill('SIGTERM');
    while ((await probe.get('/health/ready')).status === 200);
    expect(JSON.parse((await answer).body)).toMatchObject(threeSessions);
    expect(await program.exited).toBe(0);
  });

  it('ends the program at once when another signal has come', async () => {
    await using running = await start({ EMULATOR_LATENCY_MS: '60000' });
    const { program, url } = running;
    const [busy, probe] = [createHttpClient(url), createHttpClient(url)];
    busy.start(query);
    await probe.get('/health/live');
    program.child.kill('SIGTERM');
    while ((await probe.get('/health/ready')).status === 200);
    program.child.kill('SIGINT');
    expect(await program.exited).toBe(1);
  });
});
