import { appendFile, cp, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createHttpClient } from '../support/http-client.ts';
import { addressOf, runScript, type RunningProgram } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const anyPort = { PORT: '0', EMULATOR_PORT: '0' };
const query = `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`;

/** What the scripts use. They run in a copy, because other tests run the program of the repository meanwhile. */
const copied = [
  'dist',
  'package-lock.json',
  'package.json',
  'schema',
  'src',
  'test/conformance/federation',
  'tsconfig.build.json',
  'tsconfig.json',
];

/** A copy of the repository, with what is built. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scripts-'));
  for (const part of copied) {
    // tsc builds again what is older than its configuration.
    await cp(join(root, part), join(folder, part), { recursive: true, preserveTimestamps: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a script and expects that it succeeds. */
async function runToEnd(script: string): Promise<void> {
  await using npm = runScript(script, anyPort, folder);
  expect(await npm.exited, npm.output()).toBe(0);
}

/** When each file of `dist` was written last. */
async function writtenAt(): Promise<Readonly<Record<string, number>>> {
  const entries = await readdir(join(folder, 'dist'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, (await stat(file)).mtimeMs] as const)),
  );
}

/** Starts the gateway by npm, ends it while an operation is under way, and expects that this is answered. */
async function endWhileBusy(kill: (npm: RunningProgram) => void): Promise<void> {
  await using npm = runScript('start', { ...anyPort, EMULATOR_LATENCY_MS: '1000' }, folder);
  const [, url = ''] = await npm.printed(addressOf('graphql'));
  const { origin } = new URL(url);
  const [busy, probe] = [createHttpClient(origin), createHttpClient(origin)];
  await busy.get('/health/live');
  const answer = busy.post(query);
  await probe.get('/health/live');
  kill(npm);
  const { body } = await answer;
  expect(JSON.parse(body)).toEqual({ data: { proxyService: { uniqueName: 'courier-masking-eu' } } });
  expect(await npm.exited).toBe(0);
}

describe('a signal to npm', () => {
  it('reaches the gateway of npm start, which drains', async () => {
    await endWhileBusy(({ child }) => void child.kill('SIGTERM'));
  });

  it('counts once when the gateway gets it from the terminal and from npm', async () => {
    const killGroup = ({ child: { pid = 0 } }: RunningProgram) => process.kill(-pid, 'SIGINT');
    await endWhileBusy(killGroup);
  });

  it('ends the emulator of npm run emulator', async () => {
    await using npm = runScript('emulator', anyPort, folder);
    const [, url = ''] = await npm.printed(addressOf('emulator'));
    npm.child.kill('SIGTERM');
    expect(await npm.exited).toBe(0);
    await expect(createHttpClient(url).get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('reaches the programs of npm run supergraph, of which the gateway drains', async () => {
    await using npm = runScript('supergraph', {}, folder);
    const [, subgraph = ''] = await npm.printed(/Subgraphs: +(\S+)/);
    await npm.printed(/Try: .*'$/m);
    const probe = createHttpClient(new URL(subgraph).origin);
    expect((await probe.get('/health/ready')).status).toBe(200);
    npm.child.kill('SIGTERM');
    const ready = (async () => {
      for (;;) {
        const reply = await probe.get('/health/ready');
        if (reply.status !== 200) return reply;
      }
    })();
    expect(await npm.exited).toBe(0);
    expect(await ready).toMatchObject({ status: 503, body: '{"status":"draining"}' });
  });
});

describe('npm start', () => {
  const startAndStop = async () => {
    await using npm = runScript('start', anyPort, folder);
    await npm.printed(addressOf('graphql'));
    npm.child.kill('SIGTERM');
    expect(await npm.exited).toBe(0);
  };

  it('writes nothing when nothing has changed', async () => {
    await startAndStop();
    const before = await writtenAt();
    await startAndStop();
    expect(await writtenAt()).toEqual(before);
  });

  it('compiles a source that has changed, and bundles no page', async () => {
    const before = await writtenAt();
    await appendFile(join(folder, 'src/emulator/emulator.ts'), '\n// Changed.\n');
    await startAndStop();
    const after = await writtenAt();
    const written = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(written).toContain(join(folder, 'dist/emulator/emulator.js'));
    expect(written.filter((file) => file.startsWith(join(folder, 'dist/graphiql')))).toEqual([]);
  });
});

describe('npm run build', () => {
  it('removes the output of a source that has been moved or removed, and nothing else', async () => {
    const files = async () => Object.keys(await writtenAt()).toSorted();
    const before = await files();
    const source = join(folder, 'src/config/removed.ts');
    await writeFile(source, 'export const removed = true;\n');
    await runToEnd('build:program');
    const dist = join(folder, 'dist/config');
    expect(await files()).toEqual(
      [...before, join(dist, 'removed.d.ts'), join(dist, 'removed.js')].toSorted(),
    );
    await rm(source);
    await runToEnd('build');
    expect(await files()).toEqual(before);
  });
});

describe('npm run supergraph', () => {
  it('takes free ports, prints a request that its router answers, and serves no page that loads from elsewhere', async () => {
    await using npm = runScript('supergraph', {}, folder);
    const [, orders = ''] = await npm.printed(/Subgraphs: .* and (\S+)/);
    const [, router = '', body = ''] = await npm.printed(/curl (\S+) .* -d '(.*)'$/m);
    for (const port of ['4000', '4001', '4002', '4010']) expect(npm.output()).not.toContain(`:${port}/`);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(router, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({
      data: { order: { number: 'order-1060', maskedSession: { status: 'IN_PROGRESS' } } },
    });
    for (const url of [router, orders]) {
      const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
      expect(page).not.toContain('https://');
    }
  });
});
