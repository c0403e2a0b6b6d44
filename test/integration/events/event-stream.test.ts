import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { openStream } from '../../support/event-stream.ts';
import { createQuery, startGateway } from '../../support/gateway.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { subscribe, transports } from '../../support/transports.ts';
import { interactionSid, postReport, report, webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };
const query = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind cursor } }`;
const plain = '{ proxyServices(first: 1) { nodes { uniqueName } } }';
const write = `mutation { deleteProxySession(input: { id: "${demo.serviceSid}-${demo.sessionSid}" }) { deletedId } }`;
const preflight = { 'apollo-require-preflight': 'true' };

const get = (url: string, parameters: Record<string, string>, headers: Record<string, string>) =>
  fetch(`${url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers });

describe('a subscription over HTTP', () => {
  it('is 406 without a transport, and the answer names them', async () => {
    await using test = await startGateway({ env });
    const { status, errors } = await test.query(query);
    expect(status).toBe(406);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    for (const name of ['WebSocket', 'text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])
      expect(errors?.[0]?.message).toContain(name);
    expect(test.takeRequests()).toEqual([]);
  });

  it('is planned, and not opened, when the plan is asked for', async () => {
    await using test = await startGateway({ env: { ...env, UPSTREAM_TRACE: 'on' } });
    const answer = await test.query(
      query.replace('kind', 'session { status }'),
      {},
      { 'x-upstream-plan': 'true', accept: 'text/event-stream, application/json' },
    );
    expect(answer.extensions.plan.calls).toMatchObject([
      { method: 'GET', path: expect.stringContaining('/Sessions/{Sid}') },
    ]);
  });

  it('is not compressed, cached or buffered, and allows pages that may read it', async () => {
    const origin = 'https://app.example.test';
    await using test = await startGateway({ env: { ...env, CORS_ORIGINS: origin } });
    await using stream = await openStream(
      test.gateway,
      query,
      {},
      { headers: { origin, 'accept-encoding': 'br' } },
    );
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'cache-control': 'no-store',
      'access-control-allow-origin': origin,
      'x-request-id': expect.any(String),
    });
    expect(stream.response.headers.get('content-encoding')).toBeNull();
  });

  it('works over GET with the header that needs a preflight, for events only', async () => {
    await using test = await startGateway({ env });
    const { url } = test.gateway;
    const accept = 'text/event-stream';
    expect((await get(url, { query }, { accept })).status).toBe(400);
    const response = await get(url, { query, variables: '{}', operationName: '' }, { accept, ...preflight });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    text += (await reader?.read())?.value ?? '';
    text += (await reader?.read())?.value ?? '';
    expect(text).toContain('STARTED');
    await reader?.cancel();
    const refused = await (await get(url, { query: write }, { accept, ...preflight })).text();
    expect(refused).toContain('BAD_REQUEST');
    expect(test.takeRequests()).toEqual([`GET /v1/Services/${demo.serviceSid}`]);
  });

  it('leaves queries and mutations of clients that take events as they are', async () => {
    await using test = await startGateway({ env });
    const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
    const { status, headers, data } = await test.query(plain, {}, { accept });
    expect([status, headers.get('content-type')]).toEqual([
      200,
      'application/graphql-response+json; charset=utf-8',
    ]);
    expect(data.proxyServices.nodes).toHaveLength(1);
    const byGet = await get(test.gateway.url, { query: plain }, { accept, ...preflight });
    expect(byGet.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    await byGet.arrayBuffer();
    await using only = await openStream(test.gateway, plain);
    expect(await only.take(2)).toEqual([{ data }, null]);
  });

  it('keeps a silent connection alive by heartbeats', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ env, testOptions: { clock } });
    const heartbeats = { sse: ':\n\n', multipart: '\r\n\r\n{}\r\n--graphql' };
    for (const [kind, heartbeat] of Object.entries(heartbeats)) {
      const accept = kind === 'sse' ? 'text/event-stream' : 'multipart/mixed;subscriptionSpec=1.0';
      const response = await fetch(`${test.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const read = async (end: string) => {
        let text = '';
        while (!text.includes(end)) text += (await reader?.read())?.value ?? '';
        return text;
      };
      await read('STARTED');
      await clock.advance(10_000);
      expect(await read(heartbeat)).toContain(heartbeat);
      await reader?.cancel();
    }
  });

  it('costs a reader that stops reading a bound, and ends in a GAP', async () => {
    await using test = await startGateway({ env });
    const { hostname, port } = new URL(test.gateway.url);
    const socket = connect(Number(port), hostname);
    const aliases = Array.from({ length: 20 }, (_, i) => `a${i}: messageBody`).join(' ');
    const body = JSON.stringify({ query: query.replace('kind', `kind interaction { ${aliases} }`) });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await until(() => text.includes('STARTED'));
    socket.pause();
    // Each result has about a megabyte, which is more than the buffers of a socket hold of a few.
    for (let number = 0; number < 150; number += 1) {
      const data = JSON.stringify({ body: 'x'.repeat(50_000) });
      await postReport(
        test.gateway,
        report({ interactionSid: interactionSid(number), interactionData: data }),
      );
    }
    socket.resume();
    await until(() => text.includes('GAP'));
    socket.destroy();
  });

  it('detaches reads in flight, so that nobody who asks after an event gets an older state', async () => {
    await using test = await startGateway({ env });
    const ask = createQuery(test.gateway);
    const interactions = `{ proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") { interactions(first: 1) { nodes { id } } } }`;
    const path = /Interactions/;
    const hold = test.emulator.control.hold({ path });
    const before = ask(interactions);
    await test.emulator.control.arrived(1, { path });
    await postReport(test.gateway);
    const after = ask(interactions);
    await test.emulator.control.arrived(2, { path });
    hold.release();
    expect((await before).errors ?? (await after).errors).toBeUndefined();
  });
});

describe('a subscription of a caller with a JWT', () => {
  it.each(transports)('ends when the token expires: %s', async (transport) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'a' }] });
    const issuer = createServer((_, response) => response.end(keys));
    issuer.listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    const clock = new ManualClock();
    const auth = {
      GATEWAY_AUTH: 'jwt',
      GATEWAY_JWKS_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/`,
      GATEWAY_JWT_ISSUER: 'tests',
      GATEWAY_JWT_AUDIENCE: 'gateway',
    };
    await using test = await startGateway({ env: { ...env, ...auth }, testOptions: { clock } });
    const tokenUntil = (seconds: number) =>
      new SignJWT({ scope: 'proxy:read' })
        .setProtectedHeader({ alg: 'ES256', kid: 'a' })
        .setIssuer('tests')
        .setAudience('gateway')
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(privateKey);
    const authorization = `Bearer ${await tokenUntil(300)}`;
    const live = await subscribe(transport, test.gateway, query, {}, { authorization });
    const started = await live.next();
    expect(started.data.proxyInteractionChanged.kind).toBe('STARTED');
    const end = live.next().catch((error: unknown) => (error as { code: number }).code);
    expect(await clock.runUntil(end, 100)).toBe(transport === 'websocket' ? 4403 : null);
    await live.close();
    issuer.closeAllConnections();
    issuer.close();
  });
});
