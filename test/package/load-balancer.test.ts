import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { figuresOf, readFigures, scrape } from '../support/figures.ts';
import { skipWithoutHaproxy, startLoadBalancer } from '../support/load-balancer.ts';
import { addressOf, type RunningProgram, runProgram } from '../support/program.ts';
import { skipWithoutRedis, startRedis } from '../support/redis.ts';
import { change, follow, sessionId } from '../support/shared-events.ts';
import { postReport, webhookUrl } from '../support/webhooks.ts';

const WRITES = 100;
/** In seconds: decades, so that the demo Session does not expire. */
const FIRST_TTL = 2_000_000_000;

/** Two gateways as programs behind the load balancer of `deploy/`, on one emulator and one Redis with a password. */
async function startDeployment() {
  const redis = await startRedis(['--requirepass', 'secret'], 'secret');
  const emulator = await createEmulator();
  const env = {
    PORT: '0',
    LOG_FORMAT: 'json',
    GATEWAY_AUTH: 'none',
    TWILIO_PROXY_BASE_URL: emulator.url,
    TWILIO_ACCOUNT_SID: emulator.accountSid,
    TWILIO_AUTH_TOKEN: emulator.authToken,
    WEBHOOK_URL: webhookUrl,
    REPLICAS: '2',
    REDIS_URL: redis.url,
    // No machine is so slow.
    REDIS_TIMEOUT_MS: '60000',
    OPERATION_DEADLINE_MS: '600000',
  };
  const start = async () => {
    const program = runProgram([], env);
    const [, graphql = ''] = await program.printed(addressOf('graphql'));
    return { program, url: new URL(graphql).origin };
  };
  const replicas = await Promise.all([start(), start()]);
  const [first, second] = replicas;
  const balancer = await startLoadBalancer([first.url, second.url]);
  return {
    url: balancer.url,
    replicas,
    async [Symbol.asyncDispose]() {
      await balancer[Symbol.asyncDispose]();
      for (const { program } of replicas) await program[Symbol.asyncDispose]();
      await emulator.stop();
      await redis[Symbol.asyncDispose]();
    },
  };
}

async function ask(url: string, query: string, variables: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data: { proxySession: { ttl: number } }; errors?: unknown };
}

/** The REST calls of a gateway by endpoint. */
async function restCalls(url: string): Promise<Record<string, number>> {
  const calls = figuresOf(readFigures(await scrape(url)), 'proxy_gateway_rest_calls_total');
  return Object.fromEntries(
    Object.entries(calls).map(([labels, count]) => [/endpoint="(\w+)/.exec(labels)?.[1] ?? labels, count]),
  );
}

/** Ends the gateway that has the subscription, as a crash does. */
async function killSubscribed(replicas: readonly { program: RunningProgram; url: string }[]): Promise<void> {
  for (const { program, url } of replicas) {
    const count = readFigures(await scrape(url)).get('proxy_gateway_subscriptions');
    if (count !== 1) continue;
    program.child.kill('SIGKILL');
    await program.exited;
    return;
  }
  throw new Error('No replica has the subscription.');
}

describe.skipIf(skipWithoutRedis || skipWithoutHaproxy)('behind a real load balancer', () => {
  it(`a read at one replica sees the write at the other just before, ${WRITES} times of ${WRITES}`, async () => {
    await using deployment = await startDeployment();
    const { url, replicas } = deployment;
    const write = `mutation ($input: UpdateProxySessionInput!) {
      updateProxySession(input: $input) { userErrors { code } } }`;
    const ttls: number[] = [];
    for (let ttl = FIRST_TTL; ttl < FIRST_TTL + WRITES; ttl += 1) {
      const written = await ask(url, write, { input: { id: sessionId, ttl } });
      expect(written).toEqual({ data: { updateProxySession: { userErrors: [] } } });
      const { data } = await ask(url, 'query ($id: ID!) { proxySession(id: $id) { ttl } }', {
        id: sessionId,
      });
      ttls.push(data.proxySession.ttl);
    }
    expect(ttls).toEqual(Array.from({ length: WRITES }, (_, index) => FIRST_TTL + index));
    const [first, second] = await Promise.all(replicas.map((replica) => restCalls(replica.url)));
    // The load balancer alternates.
    expect([first, second]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ GET: WRITES }),
        expect.objectContaining({ POST: WRITES }),
      ]),
    );
  });

  it.each(['websocket', 'sse', 'multipart'] as const)(
    'a subscriber that loses its replica continues at the other with `after`, over %s',
    async (transport) => {
      await using deployment = await startDeployment();
      const gateway = { url: deployment.url };
      await using lost = await follow({ gateway }, undefined, transport);
      expect(await lost.take(1)).toEqual(['STARTED']);
      expect(await postReport(gateway, change(1))).toBe(204);
      const { event, cursor } = await lost.next();
      expect(event).toBe(1);
      await killSubscribed(deployment.replicas);
      for (const number of [2, 3]) expect(await postReport(gateway, change(number))).toBe(204);
      await using again = await follow({ gateway }, cursor, transport);
      expect(await again.take(3)).toEqual(['STARTED', 2, 3]);
      expect(await postReport(gateway, change(4))).toBe(204);
      expect(await again.take(1)).toEqual([4]);
    },
  );
});
