import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { openStream } from '../../support/event-stream.ts';
import { createQuery, startGateway } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { postReport, webhookUrl } from '../../support/webhooks.ts';

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
    while (!text.includes('STARTED')) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    const refused = await get(url, { query: write }, { accept, ...preflight });
    expect(await refused.text()).toContain('BAD_REQUEST');
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
