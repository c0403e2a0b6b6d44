import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createSocketClient } from '../../support/transports.ts';
import { type Data, startGateway, type TestGateway } from '../../support/gateway.ts';
import { writeManifest } from '../../support/manifest.ts';
import { streamOf } from '../../support/event-stream.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import { webhookUrl } from '../../support/webhooks.ts';

const name = 'query Name($id: ID!) { proxyService(id: $id) { uniqueName } }';
const changes = 'subscription Changes($id: ID!) { proxyInteractionChanged(of: $id) { kind } }';
const other = 'query Other($id: ID!) { proxyService(id: $id) { sid } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

const manifest = await writeManifest({
  [hashOf(name)]: name,
  'sha256:prefixed': name,
  'opaque id/1': name,
  changes,
});
afterAll(() => manifest[Symbol.asyncDispose]());

const keys = {
  GATEWAY_AUTH: 'api-key',
  GATEWAY_API_KEYS: [
    'key-of-the-app-1',
    'key-of-the-explorer=proxy:read+proxy:explore',
    'key-of-the-router-1=proxy:read',
  ].join(','),
  GATEWAY_ROUTER_SECRET: 'secret-of-the-router',
};
const app = { 'x-api-key': 'key-of-the-app-1' };
const explorer = { 'x-api-key': 'key-of-the-explorer' };
const router = { 'x-api-key': 'key-of-the-router-1', 'x-router-secret': 'secret-of-the-router' };

const open = await startGateway({ env: { ...manifest.env, ...keys, WEBHOOK_URL: webhookUrl } });
const only = await startGateway({
  env: { ...manifest.env, ...keys, WEBHOOK_URL: webhookUrl, PERSISTED_ONLY: 'on' },
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await only[Symbol.asyncDispose]();
});

type Body = Readonly<Record<string, unknown>>;

const variables = { id: demo.serviceSid };
const apollo = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

interface Answer {
  readonly status: number;
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** How a request is sent; each resolves with its first result. Those that have no status of their own say 200 or 400. */
const ways = {
  async post(
    test: TestGateway,
    body: Body,
    headers: Readonly<Record<string, string>> = app,
  ): Promise<Answer> {
    const response = await fetch(`${test.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ variables, ...body }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  },

  async get(test: TestGateway, body: Body, headers: Readonly<Record<string, string>> = app): Promise<Answer> {
    const parameters = Object.entries({ variables, ...body }).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    const search = new URLSearchParams(Object.fromEntries(parameters) as Record<string, string>);
    const response = await fetch(`${test.gateway.url}/graphql?${search.toString()}`, {
      headers: { 'apollo-require-preflight': '1', ...headers },
    });
    return { status: response.status, ...((await response.json()) as object) };
  },

  async socket(
    test: TestGateway,
    body: Body,
    headers: Readonly<Record<string, string>> = app,
  ): Promise<Answer> {
    const socket = new WebSocket(
      test.gateway.url.replace('http', 'ws') + '/graphql',
      'graphql-transport-ws',
      {
        headers,
      },
    );
    try {
      return await new Promise<Answer>((resolve, reject) => {
        socket.once('error', reject);
        socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
        socket.once('open', () => socket.send('{"type":"connection_init"}'));
        socket.on('message', (data: Buffer) => {
          const { type, payload } = JSON.parse(data.toString()) as { type: string; payload: object };
          if (type === 'connection_ack') {
            socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { variables, ...body } }));
          } else if (type === 'error')
            resolve({ status: 400, errors: payload as NonNullable<Answer['errors']> });
          else if (type === 'next') resolve({ status: 200, ...payload });
        });
      });
    } finally {
      socket.terminate();
    }
  },
};

const byWay = Object.entries(ways);

describe.each(byWay)('over %s', (_, send) => {
  it.each<[what: string, body: Body]>([
    ['documentId', { documentId: hashOf(name) }],
    ['documentId with the prefix of a hash', { documentId: `sha256:${hashOf(name)}` }],
    ['documentId without the prefix that the manifest has', { documentId: 'prefixed' }],
    ['an opaque id', { documentId: 'opaque id/1' }],
    ['extensions.persistedQuery', apollo(hashOf(name))],
    ['extensions.persistedQuery with an id that is no hash', apollo('opaque id/1')],
    ['doc_id', { doc_id: hashOf(name) }],
    ['an id with another text beside it', { ...apollo(hashOf(name)), query: other }],
    ['an id with a text beside it that is no GraphQL', { documentId: hashOf(name), query: '}' }],
    ['the one of two ids that is known', { documentId: 'unknown', doc_id: 'prefixed' }],
  ])('runs the document of %s', async (__, body) => {
    for (const test of [open, only]) {
      const { status, data, errors } = await send(test, body);
      expect({ status, errors }).toEqual({ status: 200, errors: undefined });
      expect(data).toEqual({ proxyService: { uniqueName: demo.serviceUniqueName } });
    }
  });

  it.each<[what: string, body: Body, code: string]>([
    ['a text', { query: other }, 'PERSISTED_QUERY_ID_REQUIRED'],
    ['the text of a trusted document', { query: name }, 'PERSISTED_QUERY_ID_REQUIRED'],
    ['a text that is no GraphQL', { query: '{{{' }, 'PERSISTED_QUERY_ID_REQUIRED'],
    ['nothing', {}, 'PERSISTED_QUERY_ID_REQUIRED'],
    ['an unknown id', { documentId: 'unknown' }, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['an unknown id of Relay', { doc_id: 'unknown' }, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['an id that every object has', { documentId: 'constructor' }, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['the hash of an unknown text', apollo(hashOf(other)), 'PERSISTED_QUERY_NOT_IN_LIST'],
    [
      'a text to register with its hash',
      { query: other, ...apollo(hashOf(other)) },
      'PERSISTED_QUERY_NOT_IN_LIST',
    ],
  ])('PERSISTED_ONLY refuses %s with 400', async (__, body, code) => {
    only.takeRequests();
    const { status, errors, data } = await send(only, body);
    expect([status, errors?.map(({ extensions }) => extensions.code), data]).toEqual([
      400,
      [code],
      undefined,
    ]);
    expect(only.takeRequests()).toEqual([]);
  });

  it('PERSISTED_ONLY exempts callers with proxy:explore and the router with its secret', async () => {
    for (const headers of [explorer, router]) {
      const { data } = await send(only, { query: other }, headers);
      expect(data).toEqual({ proxyService: { sid: demo.serviceSid } });
    }
    const impostor = { ...router, 'x-router-secret': 'another-secret' };
    expect((await send(only, { query: other }, impostor)).status).toBe(400);
  });

  it('without PERSISTED_ONLY other documents run too, and an unknown id without one does not', async () => {
    expect((await send(open, { query: other })).data).toEqual({ proxyService: { sid: demo.serviceSid } });
    expect((await send(open, { query: other, documentId: 'unknown' })).data).toEqual({
      proxyService: { sid: demo.serviceSid },
    });
    const { status, errors } = await send(open, { documentId: 'unknown' });
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'PERSISTED_QUERY_NOT_IN_LIST']);
  });
});

describe('automatic persisted queries', () => {
  it('work beside a manifest, and for those who may explore', async () => {
    for (const [test, headers] of [
      [open, app],
      [only, explorer],
    ] as const) {
      const first = await ways.post(test, apollo(hashOf(other)), headers);
      expect(first.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
      await ways.post(test, { query: other, ...apollo(hashOf(other)) }, headers);
      const { data } = await ways.post(test, apollo(hashOf(other)), headers);
      expect(data).toEqual({ proxyService: { sid: demo.serviceSid } });
    }
  });

  it('that somebody else has registered stay refused', async () => {
    await ways.post(only, { query: other, ...apollo(hashOf(other)) }, explorer);
    const { errors } = await ways.post(only, apollo(hashOf(other)));
    expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });
});

describe('subscriptions', () => {
  const started = { data: { proxyInteractionChanged: { kind: 'STARTED' } } };

  it.each(['POST', 'GET'] as const)('by id over server-sent events, %s', async (method) => {
    const search = new URLSearchParams({ documentId: 'changes', variables: JSON.stringify(variables) });
    const controller = new AbortController();
    const response = await fetch(
      `${only.gateway.url}/graphql${method === 'GET' ? `?${search.toString()}` : ''}`,
      {
        method,
        headers: {
          ...app,
          accept: 'text/event-stream',
          'content-type': 'application/json',
          'apollo-require-preflight': '1',
        },
        ...(method === 'POST' && { body: JSON.stringify({ documentId: 'changes', variables }) }),
        signal: controller.signal,
      },
    );
    await using stream = await streamOf(response, 'sse', controller);
    expect(await stream.next()).toEqual(started);
  });

  it('by id over multipart', async () => {
    const controller = new AbortController();
    const response = await fetch(`${only.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        ...app,
        accept: 'multipart/mixed;subscriptionSpec=1.0,application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ doc_id: 'changes', variables }),
      signal: controller.signal,
    });
    await using stream = await streamOf(response, 'multipart', controller);
    expect(await stream.next()).toEqual(started);
  });

  it('by id over WebSocket, without a text and as graphql-ws sends it', async () => {
    expect(await ways.socket(only, { documentId: 'changes' })).toMatchObject(started);
    const client = createSocketClient(only.gateway, app);
    const results = client.iterate({ query: '', variables, ...apollo('changes') });
    expect((await results.next()).value).toEqual(started);
    await client.dispose();
  });

  it('by a text are refused where only trusted documents run', async () => {
    const { errors } = await ways.socket(only, { query: changes });
    expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_ID_REQUIRED');
  });
});

describe('the metrics of operations', () => {
  it('have the names of trusted documents only', async () => {
    await using test = await startGateway({ env: manifest.env });
    const headers = {};
    await ways.post(test, { documentId: hashOf(name) }, headers);
    await ways.post(test, { query: name }, headers);
    await ways.post(test, { query: other }, headers);
    await ways.post(test, { query: '{ __typename }' }, headers);
    const figures = readFigures(await scrape(test.gateway.url));
    expect(figuresOf(figures, 'proxy_gateway_operations_total')).toEqual({
      'operation="Name",outcome="ok"': 1,
      'operation="other",outcome="ok"': 2,
      'operation="anonymous",outcome="ok"': 1,
    });
  });
});
