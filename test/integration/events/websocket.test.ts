import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type Data, startGateway } from '../../support/gateway.ts';
import { createSocketClient, overSocket } from '../../support/transports.ts';
import { webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };
const subscription = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind } }`;
const subscribeMessage = (id = '1', query = subscription) => ({ id, type: 'subscribe', payload: { query } });
const init = { type: 'connection_init' };

const connect = (url: string, options = {}, protocol = 'graphql-transport-ws', path = '/graphql') =>
  new WebSocket(url.replace('http', 'ws') + path, protocol, options);

/** Sends messages, each when there was one more answer, and gives the code with which the gateway closes. */
async function closeCodeOf(url: string, messages: readonly unknown[], protocol?: string): Promise<number> {
  const socket = connect(url, {}, protocol);
  const closed = once(socket, 'close');
  await once(socket, 'open');
  for (const message of messages) {
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    if (message === init) await once(socket, 'message');
  }
  const [code] = (await closed) as [number];
  return code;
}

/** The status of an upgrade, 101 when it is allowed. */
const upgradeStatus = (url: string, path: string, headers: Readonly<Record<string, string>>) =>
  new Promise<number>((resolve, reject) => {
    const outgoing = request(url + path, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
        ...headers,
      },
    });
    outgoing.once('error', reject);
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    outgoing.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.end();
  });

describe('a WebSocket', () => {
  it('carries queries and mutations too, with the limits and errors of HTTP', async () => {
    await using test = await startGateway({ env });
    const client = createSocketClient(test.gateway, {}, '/ws');
    const run = (query: string) => overSocket(client, query).take(2);
    expect(await run(`{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`)).toEqual([
      { data: { proxyService: { uniqueName: demo.serviceUniqueName } } },
      null,
    ]);
    const input = `{ id: "${demo.serviceSid}", defaultTtl: 60 }`;
    const [updated] = await run(
      `mutation { updateProxyService(input: ${input}) { service { defaultTtl } } }`,
    );
    expect(updated.data.updateProxyService.service).toEqual({ defaultTtl: 60 });
    const [partial] = await run('{ nodes(ids: ["x"]) { id } }');
    expect(partial).toMatchObject({
      data: { nodes: [null] },
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    const [refused] = await run(`{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`);
    expect(refused.errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    const [invalid] = await run('{ color }');
    expect(invalid.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    await client.dispose();
  });

  it('has so many subscriptions at most, and stays open', async () => {
    await using test = await startGateway({ env: { ...env, MAX_SUBSCRIPTIONS_PER_CONNECTION: '2' } });
    const client = createSocketClient(test.gateway);
    const lives = [1, 2, 3].map(() => overSocket(client, subscription));
    const first = await Promise.all(lives.map((live) => live.next()));
    const codes = first.map(({ errors }: Data) => errors?.[0].extensions.code);
    expect(codes.filter((code) => code === 'OVERLOADED')).toHaveLength(1);
    expect(test.takeRequests().length).toBeLessThanOrEqual(2);
    await lives[codes.indexOf(undefined)]?.close();
    const again = overSocket(client, '{ __typename }');
    expect(await again.next()).toEqual({ data: { __typename: 'Query' } });
    await client.dispose();
  });

  it.each([
    ['authorization', (key: string) => ({ Authorization: `Bearer ${key}` })],
    ['x-api-key', (key: string) => ({ 'X-Api-Key': key })],
    ['token', (key: string) => ({ token: `Bearer ${key}` })],
    ['token without a scheme', (key: string) => ({ token: key })],
  ])('is authenticated by %s in connection_init', async (_, parameters) => {
    const key = 'key-of-a-socket-0001';
    await using test = await startGateway({
      env: { ...env, GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: key },
    });
    const run = async (given: string) => {
      const client = createSocketClient(test.gateway, parameters(given));
      const result = await overSocket(client, '{ __typename }')
        .next()
        .catch((error: unknown) => (error as { code: number }).code);
      await client.dispose();
      return result;
    };
    expect(await run(key)).toEqual({ data: { __typename: 'Query' } });
    expect(await run('key-of-another-0001')).toBe(4403);
    expect(await upgradeStatus(test.gateway.url, '/graphql', {})).toBe(101);
  });

  it.each<[string, number, readonly unknown[], string?]>([
    ['a message that is none', 4400, ['{']],
    ['a subscription before connection_init', 4401, [subscribeMessage()]],
    ['another subprotocol', 4406, [], 'graphql-ws'],
    ['no connection_init', 4408, []],
    ['an id that is in use', 4409, [init, subscribeMessage(), subscribeMessage()]],
    ['a second connection_init', 4429, [init, { type: 'connection_init' }]],
    ['a message of more than 64 KiB', 1009, [init, subscribeMessage('1', `#${'x'.repeat(65_536)}`)]],
  ])('is closed after %s with %d', async (_, code, messages, protocol) => {
    await using test = await startGateway({ env });
    if (protocol !== undefined) {
      // A client that offers no protocol of ours gets none, which most clients refuse by themselves.
      const socket = new WebSocket(`${test.gateway.url.replace('http', 'ws')}/graphql`);
      const [closed] = (await once(socket, 'close')) as [number];
      expect(closed).toBe(code);
      return;
    }
    expect(await closeCodeOf(test.gateway.url, messages)).toBe(code);
  });

  it('is refused to pages of other origins, other hosts, and at other paths', async () => {
    const allowed = 'https://app.example.test';
    await using test = await startGateway({ env: { ...env, CORS_ORIGINS: allowed } });
    const { url } = test.gateway;
    const { host } = new URL(url);
    const status = (headers: Readonly<Record<string, string>>, path = '/graphql') =>
      upgradeStatus(url, path, headers);
    expect(await status({})).toBe(101);
    expect(await status({}, '/ws?x=1')).toBe(101);
    expect(await status({ origin: `http://${host}` })).toBe(101);
    expect(await status({ origin: allowed })).toBe(101);
    expect(await status({ origin: 'https://elsewhere.test' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ host: 'rebound.test', origin: 'http://rebound.test' })).toBe(403);
    expect(await status({}, '/elsewhere')).toBe(404);
  });

  it('is closed with 1001 when the gateway shuts down, after its operations are answered', async () => {
    const test = await startGateway({ env });
    const hold = test.emulator.control.hold({ path: /Services/ });
    const socket = connect(test.gateway.url);
    const messages: Data[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
    await once(socket, 'open');
    socket.send(JSON.stringify(init));
    await once(socket, 'message');
    socket.send(JSON.stringify(subscribeMessage('1', '{ proxyServices { nodes { uniqueName } } }')));
    await test.emulator.control.arrived(1);
    const closed = once(socket, 'close');
    const drained = test.gateway.drain();
    hold.release();
    expect(await closed).toMatchObject([1001, Buffer.from('Going away')]);
    expect(messages.some(({ type, payload }) => type === 'next' && payload.data.proxyServices !== null)).toBe(
      true,
    );
    await test.gateway.stop();
    await drained;
    await test.emulator.stop();
  });
});
