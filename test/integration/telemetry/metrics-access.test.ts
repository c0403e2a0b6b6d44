import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { scrape } from '../../support/figures.ts';
import { startGateway } from '../../support/gateway.ts';

const statusOf = async (url: string, headers: Readonly<Record<string, string>> = {}) =>
  (await fetch(`${url}/metrics`, { headers })).status;

const statusUnder = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(`${url}/metrics`, { headers: { host } }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    outgoing.once('error', reject);
    outgoing.end();
  });

describe('/metrics without METRICS_PORT', () => {
  it('is on the port of the gateway, for this machine, when nobody has to prove who they are', async () => {
    await using test = await startGateway();
    expect(test.gateway.metricsUrl).toBe(test.gateway.url);
    expect(await scrape(test.gateway.url)).toContain('# TYPE proxy_gateway_operations_total counter');
    expect(await statusUnder(test.gateway.url, 'rebound.test')).toBe(403);
  });

  it('asks for the same credentials as /graphql', async () => {
    await using test = await startGateway({
      env: { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-tests' },
    });
    expect(await statusOf(test.gateway.url)).toBe(401);
    expect(await statusOf(test.gateway.url, { authorization: 'Bearer wrong' })).toBe(401);
    expect(await statusOf(test.gateway.url, { authorization: 'Bearer key-of-the-tests' })).toBe(200);
  });

  it('is not served where callers forward credentials, because anybody can make some up', async () => {
    await using test = await startGateway({ env: { GATEWAY_AUTH: 'forward' } });
    expect(test.gateway.metricsUrl).toBeNull();
    expect(await statusOf(test.gateway.url)).toBe(404);
    const madeUp = btoa(`AC${'0'.repeat(32)}:x`);
    expect(await statusOf(test.gateway.url, { authorization: `Basic ${madeUp}` })).toBe(404);
  });
});

describe('/metrics with METRICS_PORT', () => {
  it.each([
    ['none', {}],
    ['api-key', { GATEWAY_API_KEYS: 'key-of-the-tests' }],
    ['forward', {}],
  ])('is there and only there, without credentials: GATEWAY_AUTH=%s', async (mode, env) => {
    await using test = await startGateway({ env: { METRICS_PORT: '0', GATEWAY_AUTH: mode, ...env } });
    const { metricsUrl, url } = test.gateway;
    expect(metricsUrl).not.toBe(url);
    expect(await scrape(metricsUrl ?? '')).toContain('proxy_gateway_operations_in_flight 0');
    expect(await statusOf(url, { authorization: 'Bearer key-of-the-tests' })).not.toBe(200);
  });

  it('has nothing else, and keeps to the names of this machine as the gateway does', async () => {
    await using test = await startGateway({ env: { METRICS_PORT: '0' } });
    const url = test.gateway.metricsUrl ?? '';
    for (const path of ['/', '/graphql', '/health/live']) {
      const response = await fetch(url + path);
      expect(response.status).toBe(404);
      expect(await response.json()).toHaveProperty('errors');
    }
    expect(await statusUnder(url, 'rebound.test')).toBe(403);
  });

  it('ends with the gateway', async () => {
    const test = await startGateway({ env: { METRICS_PORT: '0' } });
    await test[Symbol.asyncDispose]();
    await expect(fetch(`${test.gateway.metricsUrl ?? ''}/metrics`)).rejects.toThrow('fetch failed');
  });
});

describe('two gateways in one process', () => {
  it('have figures of their own', async () => {
    await using one = await startGateway();
    await using other = await startGateway();
    await one.query('query Mine { __typename }');
    expect(await scrape(one.gateway.url)).toContain('operation="Mine"');
    expect(await scrape(other.gateway.url)).not.toContain('operation="Mine"');
  });
});
