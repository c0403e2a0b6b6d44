import { connect } from 'node:net';
import { request } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import { createQuery, startGateway } from '../../support/gateway.ts';
import { startIssuer } from '../../support/issuer.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { connectSocket, openSocket, subscribeMessage, upgrade } from '../../support/sockets.ts';
import { webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };
const sidOf = (number: number) => `KS${String(number).padStart(32, '0')}`;
const readOf = (number: number) => `{ proxyService(id: "${sidOf(number)}") { uniqueName } }`;

afterEach(() => void vi.useRealTimers());

describe('WebSockets', () => {
  it('are bounded in number, and the next one is told when to come back', async () => {
    await using test = await startGateway({ env: { ...env, MAX_SUBSCRIPTIONS: '1' } });
    const { url } = test.gateway;
    const sockets = await Promise.all(Array.from({ length: 101 }, () => openSocket(url)));
    const { status, headers, body } = await upgrade(url, '/graphql');
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: 'Too many WebSockets are open.', extensions: { code: 'OVERLOADED' } }],
    });
    expect(figuresOf(readFigures(await scrape(url)), 'proxy_gateway_http_errors_total')).toEqual({
      'status="503"': 1,
    });
    sockets[0]?.socket.terminate();
    await vi.waitUntil(async () => (await upgrade(url, '/graphql')).status === 101, { timeout: 60_000 });
    for (const { socket } of sockets) socket.terminate();
  });

  it('are refused while the gateway shuts down', async () => {
    const test = await startGateway({ env });
    const drained = test.gateway.drain();
    const { status, headers, body } = await upgrade(test.gateway.url, '/graphql');
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(body).toContain('OVERLOADED');
    await test.gateway.stop();
    await drained;
    await test.emulator.stop();
  });

  it('leave nothing behind when they are refused, even if the client does not close', async () => {
    await using test = await startGateway({ env });
    const socket = connect({ port: Number(new URL(test.gateway.url).port), allowHalfOpen: true });
    const state = { isEnded: false, isClosed: false };
    socket.on('error', () => undefined).resume();
    socket.once('end', () => (state.isEnded = true)).once('close', () => (state.isClosed = true));
    socket.write('GET /x HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await until(() => state.isEnded);
    // The gateway takes nothing any more, so the system resets the connection.
    await until(() => {
      if (!state.isClosed && socket.writable) socket.write('x');
      return state.isClosed;
    });
  });

  it('are the only upgrade: one to HTTP/2, which HTTP clients of Java offer, is ignored', async () => {
    await using test = await startGateway({ env });
    const body = JSON.stringify({ query: '{ __typename }' });
    const text = await new Promise<string>((resolve, reject) => {
      const headers = {
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const outgoing = request(`${test.gateway.url}/graphql`, { method: 'POST', headers });
      outgoing.once('error', reject).once('response', (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
        response.once('end', () => resolve(answer));
      });
      outgoing.end(body);
    });
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('a WebSocket', () => {
  it('is not read while too many of its operations are in flight, and then answers them all', async () => {
    await using test = await startGateway({ env: { ...env, MAX_SUBSCRIPTIONS_PER_CONNECTION: '1' } });
    const count = 500;
    const hold = test.emulator.control.hold({ path: /Services/ });
    const { socket, messages, send } = await connectSocket(test.gateway.url);
    // More than 64 KiB for 32 of them: so much is read at once.
    const padding = `#${'x'.repeat(2048)}`;
    for (let number = 0; number < count; number += 1)
      send(subscribeMessage(String(number), readOf(number) + padding));
    const inFlight = async () =>
      readFigures(await scrape(test.gateway.url)).get('proxy_gateway_operations_in_flight') ?? 0;
    await vi.waitUntil(async () => (await inFlight()) >= 101, { timeout: 60_000 });
    for (let look = 0; look < 10; look += 1) expect(await inFlight()).toBeLessThan(101 + 32 + 1);
    hold.release();
    await until(() => messages.filter(({ type }) => type === 'complete').length === count);
    const answers = messages.filter(({ type }) => type === 'next');
    expect(answers.map(({ payload }) => payload)).toEqual(
      Array.from({ length: count }, () => ({ data: { proxyService: null } })),
    );
    socket.terminate();
  });

  it('is closed when its client does not read, however much it sends', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ env, testOptions: { clock } });
    const { socket, send } = await connectSocket(test.gateway.url);
    socket.pause();
    const query = `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: __schema { types { name fields { name description } } }`).join(' ')} }`;
    for (let number = 0; number < 1000; number += 1) send(subscribeMessage(String(number), query));
    const state = { isClosed: false };
    // The client notices by writing: it does not read.
    socket.once('close', () => (state.isClosed = true)).on('error', () => undefined);
    while (!state.isClosed) {
      await clock.advance(12_000);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
    const figures = readFigures(await scrape(test.gateway.url));
    expect(figures.get('proxy_gateway_operations_in_flight')).toBe(0);
  });

  it('executes nothing that comes after the token has expired', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-02T09:00:00Z') });
    await using issuer = await startIssuer();
    const clock = new ManualClock();
    await using test = await startGateway({ env: { ...env, ...issuer.env }, testOptions: { clock } });
    const headers = await issuer.authorize('proxy:read proxy:write', 0);
    const { socket, send, closed, ping } = await connectSocket(test.gateway.url, headers);
    for (let second = 0; second < 24; second += 12) {
      await clock.advance(12_000);
      await ping();
    }
    // This client does not know yet that the gateway closes.
    socket.pause();
    await clock.advance(6000);
    const input = `{ id: "${demo.serviceSid}", defaultTtl: 60 }`;
    send(subscribeMessage('1', `mutation { updateProxyService(input: ${input}) { service { sid } } }`));
    socket.resume();
    expect(await closed).toBe(4403);
    const valid = await issuer.authorize('proxy:read', 300);
    await createQuery(test.gateway)(`{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`, {}, valid);
    expect(test.takeRequests()).toEqual([`GET /v1/Services/${demo.serviceSid}`]);
  });

  it('is closed with 4500 after a defect, and tells nothing of it', async () => {
    const plugin = {
      requestDidStart: async () => {
        throw new Error('canary');
      },
    };
    await using test = await startGateway({ env, plugins: [plugin] });
    const { messages, send, closed } = await connectSocket(test.gateway.url);
    send(subscribeMessage('1', '{ __typename }'));
    expect(await closed).toBe(4500);
    expect(JSON.stringify(messages)).not.toContain('canary');
  });

  it('ends an operation that is cancelled before it is answered, and goes on', async () => {
    await using test = await startGateway({ env });
    const hold = test.emulator.control.hold({ path: /Services/ });
    const { socket, messages, send } = await connectSocket(test.gateway.url);
    const deferred = `{ proxyService(id: "${demo.serviceSid}") { uniqueName ... @defer { friendlyName: sid } } }`;
    for (const [id, query] of Object.entries({ a: readOf(1), b: deferred, c: '{ color }' })) {
      send(subscribeMessage(id, query));
      send({ id, type: 'complete' });
    }
    hold.release();
    send(subscribeMessage('d', '{ __typename }'));
    await until(() => messages.some(({ type, id }) => type === 'complete' && id === 'd'));
    await vi.waitUntil(
      async () => readFigures(await scrape(test.gateway.url)).get('proxy_gateway_operations_in_flight') === 0,
      { timeout: 60_000 },
    );
    expect(messages.filter(({ id }) => id !== undefined).map(({ id }) => id)).toEqual(['d', 'd']);
    socket.terminate();
  });
});
