import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, runProgram } from '../support/program.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'commands-'));
  await writeFile(
    join(cwd, 'app.ts'),
    'export const q = gql`query Names { proxyServices { nodes { uniqueName } } }`;',
  );
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...args: string[]) => runWith({}, ...args);

/** Runs a command of the program in that folder, with these options alone. */
async function runWith(env: Readonly<Record<string, string>>, ...args: string[]) {
  await using program = runProgram(args, env, undefined, { cwd });
  const code = await program.exited;
  return { code, output: program.output() };
}

describe('cost', () => {
  it('reports operations, and exits with 0, 1 or 2', async () => {
    const within = await run('cost', '*.ts', '--json');
    expect(within.code).toBe(0);
    expect(JSON.parse(within.output)).toMatchObject({
      operations: [{ name: 'Names', file: 'app.ts', min: 1, expected: 1, max: 1 }],
      errors: [],
    });
    const above = await run('cost', 'app.ts', '--max', '0');
    expect(above).toEqual({ code: 1, output: expect.stringContaining('Names (app.ts) above --max 0') });
    const wrong = await run('cost', 'app.ts', '--max', 'ten');
    expect(wrong).toEqual({ code: 2, output: 'Expected a whole number after --max. Try --help.\n' });
    expect(await run('cost', 'none/*.ts')).toMatchObject({ code: 2 });
    expect(await run('cost', '--help')).toMatchObject({ code: 0 });
  });
});

describe('doctor', () => {
  it('reports what it finds, and exits with 0, 1 or 2', async () => {
    const { code, output } = await run('doctor', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({
      ok: true,
      checks: [
        { name: 'options', status: 'ok', message: 'All options are valid.' },
        { name: 'reachability', status: 'warn', message: expect.any(String) },
      ],
    });
    expect(await runWith({ PERSISTED_DOCUMENTS: 'no-such.json' }, 'doctor')).toEqual({
      code: 1,
      output: expect.stringMatching(/^ok .*\nwarn .*\nfail {2}documents: .* ENOENT\.\n$/),
    });
    expect(await run('doctor', 'now')).toEqual({ code: 2, output: 'Expected no arguments. Try --help.\n' });
    expect(await run('doctor', '--help')).toMatchObject({ code: 0 });
  });
});

/** The files that a process has loaded, by the coverage that Node.js writes at its end. */
async function loadedIn(folder: string): Promise<readonly string[]> {
  const reports = await Promise.all(
    (await readdir(folder)).map(
      async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as unknown,
    ),
  );
  return (reports as { readonly result: readonly { readonly url: string }[] }[]).flatMap(({ result }) =>
    result.map(({ url }) => url),
  );
}

describe('the gateway', () => {
  it('loads nothing that only commands need', async () => {
    const folder = join(cwd, 'loaded');
    await using program = runProgram([], { PORT: '0', EMULATOR_PORT: '0', NODE_V8_COVERAGE: folder });
    await program.printed(addressOf('graphql'));
    program.child.kill('SIGTERM');
    expect(await program.exited).toBe(0);
    const loaded = await loadedIn(folder);
    expect(loaded.filter((url) => url.endsWith('/dist/servers.js'))).toHaveLength(1);
    const foreign =
      /\/dist\/(?:commands|run-export)|\/node_modules\/(?:@babel|tinyglobby|cli-progress|ioredis)\//;
    expect(loaded.filter((url) => foreign.test(url))).toEqual([]);
  });
});
