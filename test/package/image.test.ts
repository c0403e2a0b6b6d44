import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { readConfig, readEmulatorConfig } from '../../src/config/config.ts';
import { optionNames } from '../../src/config/environment.ts';
import { DEMO_ACCOUNT_SID, DEMO_AUTH_TOKEN } from '../../src/emulator/emulator.ts';
import { readDeployed, readImage, readServices } from '../support/image.ts';

const root = new URL('../../', import.meta.url);
const text = readDeployed('Dockerfile');
const image = readImage(text);
const services = readServices(readDeployed('compose.yaml'));
const { gateway, emulator } = services;

const run = (args: readonly string[]) =>
  execFileSync('docker', args, { cwd: fileURLToPath(root), encoding: 'utf8', stdio: 'pipe' });

function hasCompose(): boolean {
  try {
    run(['compose', 'version']);
    return true;
  } catch {
    return false;
  }
}

describe('the Dockerfile', () => {
  it('has no mistake that a linter knows', () => {
    expect(validate(text)).toEqual([]);
    expect(validate('FROM node\nCOPY a')).not.toEqual([]);
  });

  it('builds on one base, pinned to a major version that the package runs on', () => {
    expect(new Set(image.bases).size).toBe(1);
    expect(image.bases[0]).toMatch(/^node:24-\w+-slim$/);
  });

  it('is on a Node that CI tests, by tests that exist', () => {
    const ci = readFileSync(new URL('.ci/run', root), 'utf8');
    expect(image.bases[0]).toMatch(`node:${/^image_node=(\d+)$/m.exec(ci)?.[1]}-`);
    const tests = ci.match(/\btest\/[\w/.-]+/g) ?? [];
    expect(tests).toContain('test/package/start.test.ts');
    for (const test of tests) expect(existsSync(new URL(test, root)), test).toBe(true);
  });

  it('takes from the repository what exists, and exactly what the builder is given', () => {
    const taken = new Set(image.copies.filter(({ from }) => from === null).flatMap(({ sources }) => sources));
    for (const source of taken) expect(existsSync(new URL(source, root)), source).toBe(true);
    const [everything, ...given] = readDeployed('Dockerfile.dockerignore').split('\n').filter(isRule);
    expect(everything).toBe('*');
    expect(new Set(given)).toEqual(new Set([...taken].map((source) => `!${source}`)));
  });

  it('runs the program without a shell, as a user by number who is not root', () => {
    expect(image.entrypoint).toEqual(['node', 'dist/main.js']);
    expect(image.healthcheck[0]).toBe('node');
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('opens the port of the gateway, and sets options and no secret', () => {
    expect(image.ports).toEqual([String(readConfig({}).port)]);
    const { NODE_ENV, ...options } = image.env;
    expect(NODE_ENV).toBe('production');
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      scripts: { start: string };
    };
    // As `npm start` does.
    expect(scripts.start).toContain(` ${image.entrypoint.join(' ')}`);
    expect(options).toEqual({ HOST: '0.0.0.0', EMULATOR: 'off' });
    expect(optionNames).toEqual(expect.arrayContaining(Object.keys(options)));
  });
});

describe('the compose file', () => {
  it.each(Object.entries(services))('locks %s down', (_, service) => {
    expect(service).toMatchObject({
      user: image.user,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      build: { context: '..', dockerfile: 'deploy/Dockerfile' },
    });
    expect(service).not.toHaveProperty('privileged');
    expect(service).not.toHaveProperty('volumes');
  });

  it.each(Object.entries(services))('gives %s texts for options, and nothing that is none', (_, service) => {
    expect(optionNames).toEqual(expect.arrayContaining(Object.keys(service.environment)));
    for (const value of Object.values(service.environment)) expect(value).toBeTypeOf('string');
  });

  it('lets the gateway start when the emulator is healthy, and finds it on a loopback that both share', () => {
    expect(gateway?.depends_on).toEqual({ emulator: { condition: 'service_healthy' } });
    expect(gateway?.network_mode).toBe('service:emulator');
    const config = readConfig({ ...image.env, ...(gateway?.environment as Record<string, string>) });
    const upstream = readEmulatorConfig({
      ...image.env,
      ...(emulator?.environment as Record<string, string>),
    });
    expect(emulator?.command).toEqual(['emulator']);
    expect(config.baseUrl.href).toBe(`http://${upstream.host}:${upstream.port}/`);
    expect(config.upstream).toEqual({
      kind: 'twilio',
      credentials: { username: DEMO_ACCOUNT_SID, password: DEMO_AUTH_TOKEN },
    });
    expect(emulator?.healthcheck?.test.join(' ')).toContain(`'${config.baseUrl.origin}/__emulator/'`);
  });

  it('publishes the gateway on this machine only, because everybody may use it', () => {
    expect(gateway?.environment).toMatchObject({ GATEWAY_AUTH: 'none', GATEWAY_ALLOW_OPEN: 'on' });
    const { port } = readConfig({});
    expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual([`127.0.0.1:${port}:${port}`]);
  });

  it.skipIf(!hasCompose())('is taken by Docker Compose', () => {
    const config = run(['compose', '-f', 'deploy/compose.yaml', 'config', '--format', 'json']);
    expect(Object.keys((JSON.parse(config) as { services: object }).services).toSorted()).toEqual([
      'emulator',
      'gateway',
    ]);
  });
});

describe('deploy/', () => {
  it.each(['Dockerfile', 'Dockerfile.dockerignore', 'compose.yaml', 'README.md'])(
    '%s holds no SID but that of the demo account',
    (file) => {
      const sids: readonly string[] = readDeployed(file).match(/[A-Z]{2}[0-9a-f]{32}/g) ?? [];
      expect(sids.filter((sid) => sid !== DEMO_ACCOUNT_SID)).toEqual([]);
    },
  );
});

function isRule(line: string): boolean {
  return line !== '' && !line.startsWith('#');
}
