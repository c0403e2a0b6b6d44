import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPossibleTypes } from '../../src/graphql/client-sdl.ts';
import { readFigures, scrape } from '../support/figures.ts';
import { addressOf, runProgram } from '../support/program.ts';
import { clientSdl, subgraphSdl } from '../support/sdl.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const anyPort = { PORT: '0', EMULATOR_PORT: '0' };
const account = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'canary-token' };

async function ask(url: string, query: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

/** A port of this machine that is taken. */
async function takePort(): Promise<AsyncDisposable & { readonly port: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: String((server.address() as AddressInfo).port),
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

describe('the program', () => {
  it('starts gateway and emulator without credentials, and says in one line of JSON where they listen', async () => {
    await using program = runProgram([], anyPort);
    const [line] = await program.printed(/^.*"listening".*$/m);
    const { graphql, metrics, graphiql, emulator, ...rest } = JSON.parse(line) as Record<string, string>;
    expect(rest).toEqual({ level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'listening' });
    expect(metrics).toBe(graphql?.replace('/graphql', '/metrics'));
    expect(graphiql).toBe(graphql?.replace('/graphql', '/'));
    expect(emulator).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(graphql ?? '', '{ proxyServices(first: 1) { nodes { uniqueName } } }')).toEqual({
      data: { proxyServices: { nodes: [{ uniqueName: 'courier-masking-eu' }] } },
    });
  });

  it('measures the event loop, the processor and the memory', async () => {
    await using program = runProgram([], { ...anyPort, METRICS_PORT: '0' });
    const [, url = ''] = await program.printed(addressOf('metrics'));
    const text = await scrape(new URL(url).origin);
    expect(text).toContain('# TYPE proxy_gateway_operations_total counter');
    const figures = readFigures(text);
    expect(figures.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect(figures.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('refuses to start with Twilio credentials and no word about callers, says what to set, and repeats no secret', async () => {
    await using program = runProgram([], { ...anyPort, ...account });
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain('GATEWAY_AUTH=none');
    expect(program.output()).not.toContain('canary');
    expect(program.output()).not.toContain(account.TWILIO_ACCOUNT_SID);
  });

  it('does not start on demo data with EMULATOR=off, and says what to set', async () => {
    await using program = runProgram([], { ...anyPort, EMULATOR: 'off' });
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain('Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN');
  });

  it('runs the emulator alone, with the pair that is set', async () => {
    await using program = runProgram(['emulator'], { ...anyPort, ...account });
    const [line] = await program.printed(/^.*"listening".*$/m);
    const { emulator: url, ...rest } = JSON.parse(line) as Record<string, string>;
    expect(rest).toEqual({ level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'listening' });
    const authorization = `Basic ${btoa(`${account.TWILIO_ACCOUNT_SID}:${account.TWILIO_AUTH_TOKEN}`)}`;
    const statusOf = async (headers: Record<string, string>) =>
      (await fetch(`${url}/v1/Services`, { headers })).status;
    expect(await statusOf({ authorization })).toBe(200);
    expect(await statusOf({ authorization: `Basic ${btoa('AC0:no')}` })).toBe(401);
    expect(program.output()).not.toContain('canary');
  });

  it('says what to do when its port is taken', async () => {
    await using taken = await takePort();
    await using program = runProgram([], { ...anyPort, PORT: taken.port });
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain('Set PORT');
    expect(program.output()).toContain(`Port ${taken.port} is taken`);
  });

  it.each<[variable: string, args: readonly string[]]>([
    ['EMULATOR_PORT', []],
    ['EMULATOR_PORT', ['emulator']],
    ['METRICS_PORT', []],
  ])('names the port that is taken: %s, %j', async (variable, args) => {
    await using taken = await takePort();
    await using program = runProgram(args, { ...anyPort, [variable]: taken.port });
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain(`Port ${taken.port} is taken`);
  });

  it('warns of variables that look like options, by their names, also when the emulator runs alone', async () => {
    await using program = runProgram(['emulator'], { ...anyPort, EMULATOR_SEEDS: 'canary' });
    await program.printed(/EMULATOR_SEEDS is not an option\. Did you mean EMULATOR_SEED\?/);
    await program.printed(/http:\/\/127/);
    expect(program.output()).not.toContain('canary');
  });

  it('ends with 0 on SIGTERM', async () => {
    await using program = runProgram([], anyPort);
    await program.printed(addressOf('graphql'));
    program.child.kill('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it.each([
    [[], 'schema.graphql', clientSdl],
    [['--subgraph'], 'subgraph.graphql', subgraphSdl],
  ])(
    'prints with schema %j what the package ships as %s, without any configuration',
    async (flags, file, sdl) => {
      await using program = runProgram(['schema', ...flags], {});
      expect(await program.exited).toBe(0);
      expect(program.output()).toBe(`${sdl}\n`);
      expect(readFileSync(`${root}dist/${file}`, 'utf8')).toBe(program.output());
    },
  );

  it('prints the possible types that the package ships', async () => {
    await using program = runProgram(['schema', '--possible-types'], {});
    expect(await program.exited).toBe(0);
    expect(JSON.parse(program.output())).toEqual(readPossibleTypes());
    expect(readFileSync(`${root}dist/possible-types.json`, 'utf8')).toBe(program.output());
  });

  it('takes a flag before the environment variable of the same meaning', async () => {
    await using program = runProgram(['--port', '0', '--host', '127.0.0.1'], {
      ...anyPort,
      PORT: '1',
      HOST: 'nowhere.test',
    });
    const [, url = ''] = await program.printed(addressOf('graphql'));
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(new URL(url).port).not.toBe('1');
  });

  it('names a flag whose value is invalid', async () => {
    await using program = runProgram(['emulator', '--port', 'canary'], anyPort);
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain('→ at --port');
    expect(program.output()).not.toContain('canary');
  });

  it('says nothing but type and code when the system refuses its address', async () => {
    await using program = runProgram([], {
      ...anyPort,
      HOST: '192.0.2.1',
      GATEWAY_AUTH: 'none',
      GATEWAY_ALLOW_OPEN: 'on',
    });
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain('"code":"EADDRNOTAVAIL"');
    expect(program.output()).not.toContain('192.0.2.1');
  });

  it('refuses a command that it does not know', async () => {
    await using program = runProgram(['dance'], anyPort);
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain(
      'Expected no command, or one of emulator, schema, cost, doctor, export, but got: dance',
    );
  });
});

/** The built program in a folder of its own, with no other packages than these. */
async function installWith(
  packages: readonly string[],
): Promise<AsyncDisposable & { readonly program: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'packages-'));
  for (const part of ['dist', 'schema', 'package.json']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await mkdir(join(folder, 'node_modules'));
  for (const name of packages)
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  return {
    program: join(folder, 'dist/main.js'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

describe('a command loads only what it needs', () => {
  it.each(['--version', '--help'])('%s: the options, which need zod', async (flag) => {
    await using installed = await installWith(['zod']);
    await using program = runProgram([flag], {}, installed.program);
    expect(await program.exited, program.output()).toBe(0);
  });

  it('emulator: neither a GraphQL library nor an HTTP framework', async () => {
    await using installed = await installWith(['zod', 'pino', 'awesome-phonenumber']);
    await using program = runProgram(['emulator'], anyPort, installed.program);
    await program.printed(addressOf('emulator'));
  });
});
