import { describe, expect, it } from 'vitest';
import { readConfig, readEmulatorConfig } from '../../src/config/config.ts';
import { optionNames } from '../../src/config/environment.ts';
import { DEMO_ACCOUNT_SID } from '../../src/emulator/emulator.ts';
import { readDeployed, readImage, readServices } from '../support/image.ts';

const text = readDeployed('compose.replicas.yaml');
// As Docker Compose does.
const password = 'of-the-tests';
const services = readServices(text.replaceAll(/(?<!\$)\$\{REDIS_PASSWORD:\?[^}]*\}/g, password));
const { emulator, redis, balancer, 'gateway-1': first, 'gateway-2': second } = services;
const image = readImage(readDeployed('Dockerfile'));

const environmentOf = (service: (typeof services)[string] | undefined) =>
  service?.environment as Record<string, string>;
const configOf = (service: (typeof services)[string] | undefined) =>
  readConfig({ ...image.env, ...environmentOf(service) });

describe('the compose file with two replicas', () => {
  it.each(Object.entries(services))('locks %s down', (_, service) => {
    expect(service).toMatchObject({
      user: image.user,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service).not.toHaveProperty('privileged');
  });

  it('gives the programs options that exist, and the gateways one emulator, one Redis and the number of replicas', () => {
    for (const service of [emulator, first, second])
      expect(optionNames).toEqual(expect.arrayContaining(Object.keys(environmentOf(service))));
    const upstream = readEmulatorConfig({ ...image.env, ...environmentOf(emulator) });
    const replicas = [first, second];
    for (const service of replicas) {
      const { replicas: known, redis: shared, baseUrl, host } = configOf(service);
      expect(known).toBe(replicas.length);
      expect(shared?.url.href).toBe(`redis://:${password}@127.0.0.1:6379`);
      expect(baseUrl.href).toBe(`http://${upstream.host}:${upstream.port}/`);
      expect(host).toBe('127.0.0.1');
    }
  });

  it('gives the load balancer the addresses of the gateways, under the names of its configuration', () => {
    const names = readDeployed('haproxy.cfg').match(/(?<="\$\{)\w+(?=\}")/g) ?? [];
    expect(Object.keys(environmentOf(balancer))).toEqual(names);
    expect(environmentOf(balancer)).toEqual({
      BALANCER_ADDRESS: ':4000',
      GATEWAY_1: `127.0.0.1:${configOf(first).port}`,
      GATEWAY_2: `127.0.0.1:${configOf(second).port}`,
    });
  });

  it('has a Redis with a password and a bound, which evicts nothing, on loopback', () => {
    const [, , command = ''] = redis?.command ?? [];
    expect(command).toMatch(/^echo "requirepass \$\$REDIS_PASSWORD" \| redis-server - /);
    expect(command).toContain('--bind 127.0.0.1 --save "" --maxmemory 256mb --maxmemory-policy noeviction');
    expect(environmentOf(redis)).toEqual({ REDIS_PASSWORD: password });
  });

  it('publishes the load balancer alone, on this machine', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports).toEqual(['127.0.0.1:4000:4000']);
    const joined = Object.entries(services).filter(
      ([, service]) => service.network_mode !== 'service:emulator',
    );
    expect(joined.map(([name]) => name)).toEqual(['emulator']);
  });

  it.each(['compose.replicas.yaml', 'haproxy.cfg'])(
    '%s holds no SID but that of the demo account',
    (file) => {
      const sids: readonly string[] = readDeployed(file).match(/[A-Z]{2}[0-9a-f]{32}/g) ?? [];
      expect(sids.filter((sid) => sid !== DEMO_ACCOUNT_SID)).toEqual([]);
    },
  );
});
