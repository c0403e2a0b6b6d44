import { describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient, type HttpReply } from '../support/http-client.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';

const anyPort = { PORT: '0', EMULATOR_PORT: '0' };
const query = `{ proxyService(id: "${demo.serviceSid}") { sessions(first: 3) { nodes { sid participants { nodes { sid } } } } } }`;

async function start(env: Readonly<Record<string, string>>) {
  const program: RunningProgram = runProgram([], { ...anyPort, ...env });
  const [, url = ''] = await program.printed(/GraphQL: +(http:\S+)\/graphql/);
  return { program, url, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

const isClosing = (reply: HttpReply) => reply.headers.connection === 'close';

/** Asks again and again over one connection until the gateway says that it closes it. */
async function askUntilClosed(client: HttpClient, onReply: () => void): Promise<HttpReply[]> {
  const replies: HttpReply[] = [];
  for (;;) {
    const reply = await client.post(query);
    replies.push(reply);
    onReply();
    if (isClosing(reply)) return replies;
  }
}

describe('SIGTERM', () => {
  it('loses no request of 50 clients with kept connections under load, and ends with 0', async () => {
    await using running = await start({ EMULATOR_LATENCY_MS: '10' });
    const { program, url } = running;
    const clients = Array.from({ length: 50 }, () => createHttpClient(url));
    let replies = 0;
    let underLoad: () => void = () => undefined;
    const loaded = new Promise<void>((resolve) => (underLoad = resolve));
    const work = clients.map((client) =>
      askUntilClosed(client, () => {
        replies += 1;
        if (replies === 200) underLoad();
      }),
    );
    await loaded;
    program.child.kill('SIGTERM');
    const all = (await Promise.all(work)).flat();
    expect(all.length).toBeGreaterThan(200);
    for (const { status, body } of all) {
      expect(status).toBe(200);
      expect(JSON.parse(body)).not.toHaveProperty('errors');
    }
    expect(await program.exited).toBe(0);
  });

  it('lets operations under way finish, says that no callers should come any more, and takes no new ones', async () => {
    await using running = await start({ EMULATOR_LATENCY_MS: '400' });
    const { program, url } = running;
    const [busy, probe] = [createHttpClient(url), createHttpClient(url)];
    // Both are connected: who is still on the way when the listener closes is told by its network.
    for (const client of [busy, probe]) expect((await client.get('/health/ready')).status).toBe(200);
    const answer = busy.post(query);
    program.child.kill('SIGTERM');
    const ready = await (async () => {
      for (;;) {
        const reply = await probe.get('/health/ready');
        if (reply.status !== 200) return reply;
      }
    })();
    expect(ready).toMatchObject({ status: 503, body: '{"status":"draining"}' });
    expect(isClosing(ready)).toBe(true);
    await expect(createHttpClient(url).get('/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const { status, body, headers } = await answer;
    expect(status).toBe(200);
    expect(headers.connection).toBe('close');
    expect(JSON.parse(body)).toMatchObject({
      data: { proxyService: { sessions: { nodes: { length: 3 } } } },
    });
    expect(await program.exited).toBe(0);
  });

  it('closes connections that nobody uses, and ends', async () => {
    await using running = await start({});
    const { program, url } = running;
    const idle = createHttpClient(url);
    await idle.get('/health/live');
    program.child.kill('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it('answers an operation that would take too long with what is there, and ends in time', async () => {
    await using running = await start({
      EMULATOR_LATENCY_MS: '60000',
      TWILIO_ATTEMPT_TIMEOUT_MS: '60000',
      OPERATION_DEADLINE_MS: '60000',
    });
    const { program, url } = running;
    const client = createHttpClient(url);
    const answer = client.post(query);
    await createHttpClient(url).get('/health/live');
    const began = performance.now();
    program.child.kill('SIGTERM');
    const { status, body } = await answer;
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    expect(await program.exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    // Eight seconds of grace, and a program to start.
  }, 60_000);

  it('ends at once when it comes a second time', async () => {
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
