import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type Data, startGateway } from '../../support/gateway.ts';
import { connectSocket, init, openSocket, subscribeMessage, upgrade } from '../../support/sockets.ts';
import { createSocketClient, overSocket } from '../../support/transports.ts';
import { webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };
const subscription = `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind } }`;

/** Sends messages, each after an answer to `connection_init`, and gives the code with which the gateway closes. */
async function closeCodeOf(url: string, messages: readonly unknown[]): Promise<number> {
  const { socket, send, closed } = await openSocket(url);
  for (const message of messages) {
    send(message);
    if (message === init) await once(socket, 'message');
  }
  return closed;
}

const upgradeStatus = async (...args: Parameters<typeof upgrade>) => (await upgrade(...args)).status;

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

  it.each<[string, number, readonly unknown[]]>([
    ['a message that is none', 4400, ['{']],
    ['a subscription before connection_init', 4401, [subscribeMessage('1', subscription)]],
    ['no connection_init', 4408, []],
    [
      'an id that is in use',
      4409,
      [init, subscribeMessage('1', subscription), subscribeMessage('1', subscription)],
    ],
    ['a second connection_init', 4429, [init, { type: 'connection_init' }]],
    ['a message of more than 64 KiB', 1009, [init, subscribeMessage('1', `#${'x'.repeat(65_536)}`)]],
  ])('is closed after %s with %d', async (_, code, messages) => {
    await using test = await startGateway({ env });
    expect(await closeCodeOf(test.gateway.url, messages)).toBe(code);
  });

  it('is closed with 4406 without the subprotocol graphql-transport-ws', async () => {
    await using test = await startGateway({ env });
    // Most clients themselves refuse an answer without a subprotocol that they offered, so this one offers none.
    expect(await (await openSocket(test.gateway.url, [])).closed).toBe(4406);
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
    const { socket, messages, send } = await connectSocket(test.gateway.url);
    send(subscribeMessage('1', '{ proxyServices { nodes { uniqueName } } }'));
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
