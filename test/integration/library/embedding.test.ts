import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import express, { type Express } from 'express';
import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { DEMO_AUTH_TOKEN } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import {
  ConfigError,
  createGateway,
  createHandler,
  type EmbeddedOptions,
  fastifyGateway,
  type GatewayOptions,
} from '../../../src/index.ts';
import { createQuery, type Data } from '../../support/gateway.ts';
import { subscribe } from '../../support/transports.ts';
import { postReport, webhookUrl } from '../../support/webhooks.ts';

const query = `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`;
const data = { proxyService: { uniqueName: demo.serviceUniqueName } };
const quiet: EmbeddedOptions = { emulatorPort: 0, logLevel: 'silent' };

const listenAt = (app: FastifyInstance) => app.listen({ port: 0, host: '127.0.0.1' });

/** A server of Express or Node.js that listens. */
async function serve(app: Express | Server): Promise<{ url: string } & AsyncDisposable> {
  const server = 'listening' in app ? app : createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port that is free, or was a moment ago. */
async function freePort(): Promise<number> {
  await using server = await serve(createServer());
  return Number(new URL(server.url).port);
}

describe('in an app of fastify', () => {
  it('the gateway works beside the plugins, hooks and parsers that the app has already', async () => {
    await using app = fastify({ bodyLimit: 10 });
    await app.register(compress);
    await app.register(cors, { origin: 'https://app.test' });
    await app.register(rateLimit, { max: 1000 });
    await app.register(fastifyStatic, { root: fileURLToPath(new URL('.', import.meta.url)) });
    app.decorateRequest('authenticated', true);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', () => {
      throw new Error('not for the routes of the gateway');
    });
    app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_, body, done) => done(null, body));
    await app.register(fastifyGateway, {
      ...quiet,
      prefix: '/twilio',
      corsOrigins: ['https://other.test'],
      callerRateLimit: 100,
    });
    const url = await listenAt(app);
    const answer = await createQuery({ url: `${url}/twilio` })(query, {}, { origin: 'https://app.test' });
    expect(answer.data).toEqual(data);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.test');
    const page = await fetch(`${url}/twilio/`, { headers: { 'accept-encoding': 'br' } });
    expect(await page.text()).toContain('<div id="page">');
    const text = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: query };
    expect((await fetch(`${url}/twilio/graphql`, text)).status).toBe(415);
  });

  it('its errors are those of a gateway, and the errors of the app stay', async () => {
    await using app = fastify();
    app.setErrorHandler((_, __, reply) => reply.code(500).send('of the app'));
    app.setNotFoundHandler((_, reply) => reply.code(404).send('of the app'));
    app.get('/fails', () => {
      throw new Error('canary');
    });
    await app.register(fastifyGateway, { ...quiet, prefix: '/twilio', maxBodyBytes: 100 });
    const url = await listenAt(app);
    expect(await (await fetch(`${url}/fails`)).text()).toBe('of the app');
    expect(await (await fetch(`${url}/twilio/nothing`)).text()).toBe('of the app');
    const { status, errors } = await createQuery({ url: `${url}/twilio` })(query + ' '.repeat(100));
    expect([status, errors?.[0]?.extensions.code]).toEqual([413, 'BAD_REQUEST']);
  });

  it('two gateways have their own data, schema and prefix', async () => {
    await using app = fastify();
    await app.register(fastifyGateway, { ...quiet, prefix: '/one' });
    await app.register(fastifyGateway, { ...quiet, prefix: '/other', emulatorSeed: 'empty' });
    const url = await listenAt(app);
    const services = '{ proxyServices { nodes { uniqueName } } }';
    expect((await createQuery({ url: `${url}/one` })(services)).data.proxyServices.nodes).not.toEqual([]);
    expect((await createQuery({ url: `${url}/other` })(services)).data.proxyServices.nodes).toEqual([]);
  });

  it('subscriptions get the events of the emulator, and upgrades of the app stay with it', async () => {
    await using app = fastify();
    const emulatorPort = await freePort();
    await app.register(fastifyGateway, { ...quiet, prefix: '/twilio', emulatorPort });
    const own = new WebSocketServer({ noServer: true });
    app.server.on('upgrade', (request, socket, head) => {
      if (request.url === '/own') own.handleUpgrade(request, socket, head, (client) => client.send('mine'));
    });
    const url = await listenAt(app);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/own`);
    expect(String(((await once(socket, 'message')) as [Buffer])[0])).toBe('mine');
    socket.terminate();

    const subscription = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}-${demo.sessionSid}") { kind } }`;
    await using live = await subscribe('websocket', { url: `${url}/twilio` }, subscription);
    const kindOf = async () => (await live.next()).data.proxyInteractionChanged.kind as string;
    expect(await kindOf()).toBe('STARTED');
    await fetch(`http://127.0.0.1:${emulatorPort}/__emulator/inbound-messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ participantSid: demo.customerSid, body: 'hello' }),
    });
    expect(await kindOf()).toBe('CHANGED');
  });

  it('without authentication only this machine is answered', async () => {
    await using app = fastify();
    await app.register(fastifyGateway, quiet);
    const ask = async (remoteAddress: string, host: string) => {
      const headers = { host, 'content-type': 'application/json' };
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers,
        remoteAddress,
        payload: { query },
      });
      return response.statusCode;
    };
    expect(await ask('127.0.0.1', 'localhost')).toBe(200);
    expect(await ask('::1', '[::1]:3000')).toBe(200);
    expect(await ask('10.0.0.7', 'localhost')).toBe(403);
    expect(await ask('127.0.0.1', 'gateway.test')).toBe(403);
  });

  it('invalid options keep the app from starting', async () => {
    const app = fastify();
    void app.register(fastifyGateway, { ...quiet, maxDepth: 0 });
    await expect(app.ready()).rejects.toThrow(ConfigError);
  });
});

describe('in an app of Express', () => {
  it('the gateway answers below the path of `app.use`, whatever parsers come before', async () => {
    await using gateway = await createHandler({
      ...quiet,
      webhookUrl: [webhookUrl],
      webhookAuthToken: [DEMO_AUTH_TOKEN],
    });
    const app = express();
    app.use(express.json(), express.urlencoded({ extended: false }), express.text());
    app.use('/twilio', gateway);
    await using server = await serve(app);
    const url = `${server.url}/twilio`;
    expect((await createQuery({ url })(query)).data).toEqual(data);
    expect(await postReport({ url })).toBe(204);
    const text = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: query };
    expect((await fetch(`${url}/graphql`, text)).status).toBe(415);
    const page = await fetch(url);
    expect([page.status, page.url]).toEqual([200, `${url}/`]);
    const unknown = (await (await fetch(`${url}/nothing`)).json()) as Data;
    expect(unknown.errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('a prefix is the whole path, with and without `app.use` of the same path', async () => {
    await using gateway = await createHandler({ ...quiet, prefix: '/twilio' });
    for (const app of [express().use(gateway), express().use('/twilio', gateway)]) {
      app.get('/twilio-else', (_, response) => void response.send('of the app'));
      await using server = await serve(app);
      expect((await createQuery({ url: `${server.url}/twilio` })(query)).data).toEqual(data);
      expect(await (await fetch(`${server.url}/twilio-else`)).text()).toBe('of the app');
    }
  });

  it('ends with `drain` and `stop`', async () => {
    await using gateway = await createHandler(quiet);
    await using server = await serve(express().use(gateway));
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await gateway.drain();
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});

describe('a server of Node.js', () => {
  it('has the gateway as its listener', async () => {
    await using gateway = await createHandler(quiet);
    const server = createServer(gateway).on('upgrade', gateway.upgrade);
    await using running = await serve(server);
    expect((await createQuery(running)(query)).data).toEqual(data);
    const subscription = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}-${demo.sessionSid}") { kind } }`;
    await using live = await subscribe('websocket', running, subscription);
    expect(await live.next()).toEqual({ data: { proxyInteractionChanged: { kind: 'STARTED' } } });
    const other = new WebSocket(`${running.url.replace('http', 'ws')}/other`);
    const [error] = (await once(other, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});

describe('createGateway', () => {
  it('has all its paths below a prefix', async () => {
    await using gateway = await createGateway({ ...quiet, port: 0, prefix: '/twilio/' });
    expect(gateway.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/twilio$/);
    expect((await createQuery(gateway)(query)).data).toEqual(data);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    expect((await fetch(new URL('/graphql', gateway.url))).status).toBe(404);
  });

  it('refuses a prefix that is no path', async () => {
    await expect(createGateway({ ...quiet, port: 0, prefix: 'twilio' })).rejects.toThrow(ConfigError);
  });
});

describe('the option "authenticate"', () => {
  type Authenticate = NonNullable<GatewayOptions['authenticate']>;

  async function statusOf(authenticate: Authenticate): Promise<number> {
    await using gateway = await createGateway({ ...quiet, port: 0, authenticate });
    return (await createQuery(gateway)(query)).status;
  }

  it.each<[what: string, caller: unknown, status: number]>([
    ['nobody', null, 401],
    ['a caller', { name: 'anna', scopes: ['proxy:read'] }, 200],
    [
      'scopes as a set, with some of the app',
      { name: 'anna', scopes: new Set(['proxy:read', 'admin']) },
      200,
    ],
    ['nothing', undefined, 503],
    ['a caller without a name', { scopes: [] }, 503],
    ['an empty name', { name: '', scopes: [] }, 503],
    ['a name that is too long', { name: 'a'.repeat(129), scopes: [] }, 503],
    ['a caller without scopes', { name: 'anna' }, 503],
  ])('that returns %s', async (_, caller, status) => {
    expect(await statusOf(() => Promise.resolve(caller as never))).toBe(status);
  });

  it('gets headers and the request itself', async () => {
    const seen: unknown[] = [];
    await statusOf(({ headers, raw }) => {
      seen.push(headers['content-type'], raw.url, raw.socket.remoteAddress);
      return Promise.resolve(null);
    });
    expect(seen).toEqual(['application/json', '/graphql', '127.0.0.1']);
  });

  it('that fails is logged without its message', async () => {
    const lines: string[] = [];
    const log = { write: (line: string) => void lines.push(line) };
    const authenticate = () => Promise.reject(new TypeError('canary'));
    await using gateway = await createGateway({
      emulatorPort: 0,
      port: 0,
      logLevel: 'error',
      log,
      authenticate,
    });
    await createQuery(gateway)(query);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        msg: 'credentials cannot be verified',
        reason: 'The option "authenticate" failed.',
        error: expect.objectContaining({ type: 'TypeError' }),
      }),
    ]);
    expect(lines.join()).not.toContain('canary');
  });
});

describe('the option "onOperation"', () => {
  it('may be asynchronous and fail; that is logged, and the answer stays', async () => {
    const lines: string[] = [];
    const log = { write: (line: string) => void lines.push(line) };
    const onOperation = (): unknown => Promise.reject(new RangeError('canary'));
    await using gateway = await createGateway({
      emulatorPort: 0,
      port: 0,
      logLevel: 'error',
      log,
      onOperation,
    });
    expect((await createQuery(gateway)(query)).data).toEqual(data);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'the option "onOperation" failed',
      error: { type: 'RangeError' },
    });
    expect(lines.join()).not.toContain('canary');
  });

  it('gets refused operations too, and the log at any level', async () => {
    const reports: unknown[] = [];
    const onOperation: GatewayOptions['onOperation'] = (report) => void reports.push(report);
    await using gateway = await createGateway({ ...quiet, port: 0, onOperation });
    await createQuery(gateway)('{ nothing }');
    expect(reports).toEqual([
      expect.objectContaining({
        outcome: 'refused',
        errors: { GRAPHQL_VALIDATION_FAILED: 1 },
        caller: 'none',
        calls: 0,
      }),
    ]);
  });
});
