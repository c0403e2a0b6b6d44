import { execFile, spawnSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComposeService, readDeployed, readImage, readServices } from '../support/image.ts';
import { canLockDown, innerOf, lockedDown } from '../support/locked-down.ts';
import { addressOf, runProgram } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const minutes = (count: number) => count * 60_000;

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
}

/** What the image holds: the files of the package, with exactly the packages of the lock that production needs. */
let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  program = join(folder, 'dist/main.js');
  const run = promisify(execFile);
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse((await run('npm', pack, { cwd: root })).stdout) as [{ filename: string }];
  await run('tar', ['-xzf', packed.filename, '--strip-components=1'], { cwd: folder });
  await cp(join(root, 'package-lock.json'), join(folder, 'package-lock.json'));
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['ci', ...options], { cwd: folder });
  await run('npm', ['install', 'ioredis', '--save-prod', '--no-save', ...options], { cwd: folder });
  // The folder of the image belongs to root, and its user reads it.
  await chmod(folder, 0o755);
}, minutes(3));
afterAll(() => rm(folder, { recursive: true, force: true }));

const image = readImage(readDeployed('Dockerfile'));
const anyPort = { PORT: '0', EMULATOR_PORT: '0' };
const oneService = { data: { proxyServices: { nodes: [{ __typename: 'ProxyService' }] } } };

async function ask(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ proxyServices(first: 1) { nodes { __typename } } }"}',
  });
  return response.json();
}

describe('what is installed for production', () => {
  it('is a working gateway without development packages and without install scripts', async () => {
    await using running = runProgram([], { ...anyPort, LOG_FORMAT: 'pretty' }, program);
    const [, url = ''] = await running.printed(addressOf('graphql'));
    // What makes lines pretty is not installed, which is no reason not to start.
    await running.printed(/^\{.*LOG_FORMAT=pretty needs the package pino-pretty.*\}$/m);
    expect(await ask(url)).toEqual(oneService);
  });

  it('has what REDIS_URL requires', async () => {
    // Nothing listens there, which is no reason not to start.
    const REDIS_URL = 'redis://127.0.0.1:1';
    await using running = runProgram([], { ...anyPort, REDIS_URL }, program);
    await running.printed(addressOf('graphql'));
  });

  it('has one copy of graphql, nothing below the versions with known holes, and names no registry', async () => {
    const text = await readFile(join(root, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(text) as Lock;
    const copies = (name: string) =>
      Object.entries(packages).flatMap(([path, { version = '', dev = false }]) =>
        !dev && (path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)) ? [version] : [],
      );
    const isAtLeast = (version: string, least: string) =>
      version.localeCompare(least, 'en', { numeric: true }) >= 0;
    expect(copies('graphql')).toHaveLength(1);
    for (const [name, least] of [
      ['graphql', '16.15.0'],
      ['undici', '7.30.2'],
      ['@apollo/server', '5.5.1'],
      ['@apollo/subgraph', '2.15.1'],
      ['fastify', '5.12.8'],
      ['jose', '6.2.17'],
    ] as const) {
      expect(copies(name).every((version) => isAtLeast(version, least))).toBe(true);
      expect(copies(name).length).toBeGreaterThan(0);
    }
    expect(text).not.toContain('"resolved"');
  });
});

describe.skipIf(!canLockDown(image.user))(
  'the image, carried out without a container',
  { timeout: minutes(1) },
  () => {
    const through = lockedDown(image.user);
    /** The healthcheck, asked beside the program. Its exit code: 0 is healthy, 1 is not. */
    const health = (test: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      spawnSync(process.execPath, test.slice(1), { env }).status;
    const start = (args: readonly string[], env: Readonly<Record<string, string>>) =>
      runProgram(args, { HOME: '/nonexistent', ...image.env, ...env }, image.entrypoint.at(-1), {
        cwd: folder,
        through,
      });

    it('can write nowhere, and is nobody', () => {
      const [command = '', ...args] = through;
      const write = `for (const file of ['/tmp/x', '${folder}/x']) {
      try { fs.writeFileSync(file, ''); } catch ({ code }) { console.log(code); } }
      console.log(process.getuid(), process.pid, fs.readFileSync('/proc/self/status', 'utf8').match(/CapBnd:\\s*(0*)$/m)[1].length);`;
      const { stdout } = spawnSync(command, [...args, process.execPath, '-e', write], { encoding: 'utf8' });
      expect(stdout).toBe('EROFS\nEROFS\n1000 1 16\n');
    });

    it('does not start before it was told who may use it, because it listens beyond loopback', async () => {
      await using running = start([], anyPort);
      expect(await running.exited).toBe(1);
      expect(running.output()).toContain('GATEWAY_AUTH');
      expect(running.output()).toContain('TWILIO_ACCOUNT_SID');
    });

    it('answers callers, is healthy while it runs, and ends with 0 on SIGTERM as process 1', async () => {
      await using running = start([], {
        ...anyPort,
        EMULATOR: 'on',
        METRICS_PORT: '0',
        GATEWAY_AUTH: 'api-key',
        GATEWAY_API_KEYS: 'key-of-the-tests',
      });
      const [, graphql = ''] = await running.printed(addressOf('graphql'));
      const { port } = new URL(graphql);
      expect(await ask(`http://127.0.0.1:${port}/graphql`, { 'x-api-key': 'key-of-the-tests' })).toEqual(
        oneService,
      );
      expect(health(image.healthcheck, { PORT: port })).toBe(0);
      process.kill(innerOf(running.child.pid ?? 0), 'SIGTERM');
      expect(await running.exited).toBe(0);
      expect(health(image.healthcheck, { PORT: port })).toBe(1);
    });

    it('runs as the compose file says: a gateway on an emulator beside it', async () => {
      const { emulator, gateway } = readServices(readDeployed('compose.yaml'));
      // Ports that no other test takes.
      const environmentOf = (service?: ComposeService) => ({
        ...(service?.environment as Record<string, string>),
        ...anyPort,
      });
      await using upstream = start(emulator?.command ?? [], environmentOf(emulator));
      const [url = ''] = await upstream.printed(/http:\/\/127\.0\.0\.1:\d+/);
      const test = emulator?.healthcheck?.test.slice(1) ?? [];
      const here = test.map((word) => word.replace('http://127.0.0.1:4010', url));
      expect(health(here)).toBe(0);
      await using running = start([], { ...environmentOf(gateway), TWILIO_PROXY_BASE_URL: url });
      const [, graphql = ''] = await running.printed(addressOf('graphql'));
      const { port } = new URL(graphql);
      expect(await ask(`http://127.0.0.1:${port}/graphql`)).toEqual(oneService);
      expect(health(image.healthcheck, { PORT: port })).toBe(0);
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      process.kill(innerOf(upstream.child.pid ?? 0), 'SIGTERM');
      expect(await upstream.exited).toBe(0);
      expect(health(here)).toBe(1);
    });
  },
);
