import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('app/', import.meta.url));
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What an app has installed beside the package. */
const installed = [
  '@apollo',
  '@graphql-codegen',
  '@graphql-typed-document-node',
  '@types/react',
  'graphql',
  'react',
];

let app: string;
beforeAll(async () => {
  app = await mkdtemp(join(tmpdir(), 'app-'));
  for (const part of ['codegen.yml', 'tsconfig.json', 'src']) {
    await cp(join(project, part), join(app, part), { recursive: true });
  }
  await cp(join(project, '../../apollo/updates.ts'), join(app, 'src/updates.ts'));
  await mkdir(join(app, 'node_modules/@types'), { recursive: true });
  await symlink(root, join(app, 'node_modules/twilio-proxy-graphql'));
  for (const name of installed) {
    await symlink(join(root, 'node_modules', name), join(app, 'node_modules', name));
  }
  await run('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml');
});
afterAll(() => rm(app, { recursive: true, force: true }));

/** Runs a program of our development packages in the app, and resolves with what it printed, also when it failed. */
async function run(program: string, ...args: string[]): Promise<string> {
  const command = [join(root, 'node_modules', program), ...args];
  try {
    return (await promisify(execFile)(process.execPath, command, { cwd: app })).stdout;
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

const compile = () => run('typescript/bin/tsc', '-p', '.', '--pretty', 'false');

describe('the codegen recipe with the client preset', () => {
  it('gives types that compile under strict, with enums, scalars and nullability as asserted', async () => {
    expect(await compile()).toBe('');
  });

  it('gives types that refuse a field that the schema does not have', async () => {
    const file = join(app, 'src/assertions.ts');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace("Session['dateExpiry']", "Session['expiry']"),
    );
    expect(await compile()).toMatch(/assertions\.ts\(\d+,\d+\): error TS2339/);
  });
});
