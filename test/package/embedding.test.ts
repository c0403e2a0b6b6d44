import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSocketClient, overSocket } from '../support/transports.ts';
import { installPackage } from '../support/installed-package.ts';
import { type RunningProgram, runProgram } from '../support/program.ts';

const root = new URL('../../', import.meta.url);

const options = `{
  prefix: '/twilio',
  emulatorPort: 0,
  logLevel: 'silent',
  async authenticate({ headers }) {
    const name = headers['x-api-key'];
    if (name === 'broken') throw new Error('canary');
    return name === undefined ? null : { name, scopes: ['proxy:read'] };
  },
  onOperation(report) {
    console.log('report', JSON.stringify(report));
    throw new Error('canary');
  },
}`;

/** The programs of users, in which the gateway is a part of their own app. */
const programs = {
  fastify: `
    import fastify from 'fastify';
    import { fastifyGateway } from 'twilio-proxy-graphql';
    const app = fastify();
    app.get('/', async () => 'the page of the app');
    await app.register(fastifyGateway, ${options});
    console.log('app', await app.listen({ port: 0 }));
    process.once('SIGTERM', () => app.close());`,
  express: `
    import express from 'express';
    import { createHandler } from 'twilio-proxy-graphql';
    const app = express();
    app.use(express.json());
    app.get('/', (request, response) => response.send('the page of the app'));
    const gateway = await createHandler(${options});
    app.use(gateway);
    const server = app.listen(0, '127.0.0.1', () => console.log('app', 'http://127.0.0.1:' + server.address().port));
    server.on('upgrade', gateway.upgrade);
    process.once('SIGTERM', async () => {
      await gateway.drain();
      server.close();
      await gateway.stop();
    });`,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'user-'));
  const text = await readFile(new URL('package.json', root), 'utf8');
  const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
  const others = { fastify: dependencies?.['fastify'], express: devDependencies?.['express'] };
  await installPackage(folder, ...Object.entries(others).map(([name, version]) => `${name}@${version}`));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const query = '{ proxyServices(first: 1) { nodes { uniqueName } } }';
const data = { proxyServices: { nodes: [{ uniqueName: 'courier-masking-eu' }] } };

describe.each(Object.entries(programs))('in an app of %s', (name, text) => {
  let running: RunningProgram;
  let url: string;
  beforeAll(async () => {
    await writeFile(join(folder, `${name}.js`), text);
    running = runProgram([], {}, join(folder, `${name}.js`), { cwd: folder });
    [, url = ''] = await running.printed(/^app (http:\S+)$/m);
  });
  afterAll(() => running[Symbol.asyncDispose]());

  const post = (path: string, operation: string, headers: Readonly<Record<string, string>>) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: operation }),
    });

  it('the gateway answers below the prefix, and the app elsewhere', async () => {
    expect(await (await post('/twilio/graphql', query, { 'x-api-key': 'anna' })).json()).toEqual({ data });
    expect((await post('/graphql', query, { 'x-api-key': 'anna' })).status).toBe(404);
    expect(await (await fetch(url)).text()).toBe('the page of the app');
    expect(await (await fetch(`${url}/twilio/health/live`)).json()).toEqual({ status: 'ok' });
    const metrics = await fetch(`${url}/twilio/metrics`, { headers: { 'x-api-key': 'anna' } });
    expect(await metrics.text()).toContain('proxy_gateway_operations_total{');
    expect((await fetch(`${url}/twilio/webhooks/proxy`)).status).toBe(405);
  });

  it('the explorer has its files below the prefix', async () => {
    const page = await fetch(`${url}/twilio`);
    expect([page.status, page.redirected, page.url]).toEqual([200, true, `${url}/twilio/`]);
    const files = [...(await page.text()).matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of [...files, './graphiql/config.json']) {
      expect((await fetch(new URL(file, page.url))).status, file).toBe(200);
    }
  });

  it('`authenticate` says who a caller is and what it may do', async () => {
    const nobody = await post('/twilio/graphql', query, {});
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="gateway"']);
    expect((await fetch(`${url}/twilio/metrics`)).status).toBe(401);
    const mutation = 'mutation { createProxyService(input: { uniqueName: "a" }) { service { id } } }';
    const refused = (await (
      await post('/twilio/graphql', mutation, { 'x-api-key': 'anna' })
    ).json()) as object;
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('an error of `authenticate` is masked', async () => {
    const broken = await post('/twilio/graphql', query, { 'x-api-key': 'broken' });
    const body = await broken.text();
    expect(broken.status).toBe(503);
    expect(body).toContain('UNAUTHENTICATED');
    expect(body).not.toContain('canary');
  });

  it('WebSockets open below the prefix, for callers that `authenticate` knows', async () => {
    const client = createSocketClient({ url }, { 'x-api-key': 'anna' }, '/twilio/graphql');
    expect(await overSocket(client, query).take(1)).toEqual([{ data }]);
    await client.dispose();
    const closeCodeOf = async (parameters: object) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/twilio/ws`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: parameters }));
      const [code] = (await once(socket, 'close')) as [number];
      return code;
    };
    expect([await closeCodeOf({}), await closeCodeOf({ 'x-api-key': 'broken' })]).toEqual([4403, 1013]);
  });

  it('`onOperation` gets what the log gets, and its errors harm no answer', async () => {
    const headers = { 'x-api-key': 'berta' };
    const named = await post('/twilio/graphql', `query Named ${query}`, headers);
    expect(await named.json()).toEqual({ data });
    const [, report = ''] = await running.printed(/^report (.*"operation":"Named".*)$/m);
    expect(JSON.parse(report)).toEqual({
      requestId: named.headers.get('x-request-id'),
      operation: 'Named',
      kind: 'query',
      outcome: 'ok',
      status: 200,
      ms: expect.any(Number),
      calls: 1,
      coalesced: 0,
      caller: 'berta',
    });
  });

  it('ends subscriptions and stops with the app', async () => {
    const of = /"id":"(KS\w+)"/.exec(
      await (
        await post('/twilio/graphql', '{ proxyServices(first: 1) { nodes { id } } }', { 'x-api-key': 'c' })
      ).text(),
    );
    const subscription = `subscription { proxyInteractionChanged(of: "${of?.[1]}") { kind } }`;
    const response = await fetch(`${url}/twilio/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': 'c' },
      body: JSON.stringify({ query: subscription }),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let received = '';
    const readUntil = async (end: string) => {
      while (!received.includes(end)) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) break;
        received += value;
      }
      return received;
    };
    expect(await readUntil('\n\n')).toBeDefined();
    expect(await readUntil('STARTED')).toContain('STARTED');
    running.child.kill('SIGTERM');
    expect(await readUntil('event: complete')).toContain('event: complete');
    expect(await running.exited).toBe(0);
    expect(running.output()).not.toContain('canary');
  });
});
