import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

/** A copy of the repository whose scripts build nothing: other tests run what is built. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scripts-'));
  for (const part of ['dist', 'schema', 'src', 'test/conformance/federation', 'tsconfig.json']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const scripts = { ...manifest.scripts, build: 'node --version' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts }));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

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

// npm and the composer take seconds to start, each on its own.
describe('a signal to npm', { timeout: 120_000 }, () => {
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
    await using npm = runScript('supergraph', anyPort, folder);
    const [, subgraph = ''] = await npm.printed(/Subgraphs: +(\S+)/);
    await npm.printed(/Supergraph: /);
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
