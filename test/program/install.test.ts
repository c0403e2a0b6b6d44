import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const minutes = (count: number) => count * 60_000;

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
}

describe('what is installed for production', () => {
  it(
    'is a working gateway without development packages and without install scripts',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
      try {
        for (const part of ['package.json', 'package-lock.json', 'dist', 'schema']) {
          await cp(join(root, part), join(folder, part), { recursive: true });
        }
        const options = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
        await promisify(execFile)('npm', options, { cwd: folder });
        const program = join(folder, 'dist/main.js');
        await using running = runProgram(
          [],
          { PORT: '0', EMULATOR_PORT: '0', LOG_FORMAT: 'pretty' },
          program,
        );
        const [, url = ''] = await running.printed(/GraphQL: +(http:\S+)/);
        // What makes lines pretty is not installed, which is no reason not to start.
        await running.printed(/^\{.*LOG_FORMAT=pretty needs the package pino-pretty.*\}$/m);
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ proxyServices(first: 1) { nodes { __typename } } }"}',
        });
        expect(await response.json()).toEqual({
          data: { proxyServices: { nodes: [{ __typename: 'ProxyService' }] } },
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    minutes(3),
  );

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
