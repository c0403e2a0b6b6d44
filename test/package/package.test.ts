import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocksOf } from '../support/docs.ts';
import { installPackage, type Packed } from '../support/installed-package.ts';
import { addressOf, runProgram } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const minutes = (count: number) => count * 60_000;

/** A folder of a new user: nothing but what `npm install <tarball>` puts there. */
let folder: string;
let packed: Packed;

/** Runs a program there, without the environment of the tests. Rejects when it fails. */
async function run(program: string, args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env });
  return stdout;
}

const outputOf = (error: unknown) => (error as { readonly stdout: string }).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'user-'));
  packed = await installPackage(folder);
}, minutes(3));
afterAll(() => rm(folder, { recursive: true, force: true }));

const libraryExample = codeBlocksOf('docs/library.md').find(({ language }) => language === 'ts')?.text ?? '';

/** The file of a user, and what it prints when Node runs it. */
async function runScript(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return run(process.execPath, [name]);
}

describe(
  'the package, packed and installed into an empty folder with production dependencies only',
  { timeout: minutes(1) },
  () => {
    it('holds what is needed and nothing else', () => {
      const paths = packed.files.map(({ path }) => path);
      const allowed =
        /^(README\.md|CHANGELOG\.md|\.github\/SECURITY\.md|LICENSE|package\.json|\.env\.example|schema\/[\w-]+\.graphql|docs\/[\w/-]+\.md|dist\/.*\.js|dist\/graphiql\/.*\.(html|js|css|svg|ttf)(\.br|\.gz)?|dist\/(schema|subgraph)\.graphql|dist\/possible-types\.json|dist\/(index|running-gateway|config\/(options|generated)|observability\/operation-line|server\/auth\/authenticate-option)\.d\.ts|dist\/emulator\/.*\.d\.ts)$/;
      expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
      expect(paths).toEqual(
        expect.arrayContaining([
          'dist/main.js',
          'dist/index.js',
          'dist/index.d.ts',
          'dist/graphiql/index.html',
        ]),
      );
    });

    it('has these folders, and a size that nobody notices', () => {
      const parentOf = ({ path }: { readonly path: string }) =>
        path.split('/').slice(0, path.startsWith('dist/') ? 2 : 1);
      const parts = packed.files.map((file) => parentOf(file).join('/'));
      const folders = new Set(parts.filter((part) => !/\.\w+$/.test(part) && part !== 'LICENSE'));
      expect([...folders].toSorted()).toEqual([
        ...[
          'commands',
          'config',
          'emulator',
          'errors',
          'events',
          'graphiql',
          'graphql',
          'loaders',
          'observability',
          'pagination',
          'planner',
          'redis',
          'resolvers',
          'server',
          'twilio',
          'webhooks',
        ].map((folder) => `dist/${folder}`),
        'docs',
        'schema',
      ]);
      // The explorer with its compressed copies is 10 MB of this.
      expect(packed.size).toBeLessThan(8e6);
      expect(packed.unpackedSize).toBeLessThan(15e6);
    });

    it('has no tests, source maps or sources', () => {
      const paths = packed.files.map(({ path }) => path);
      expect(paths.filter((path) => /test|\.map$|(?<!\.d)\.tsx?$|tsbuildinfo|\.sha256$/.test(path))).toEqual(
        [],
      );
    });

    it('has the command, with help and version', async () => {
      const help = await run('npx', ['--no-install', 'twilio-proxy-graphql', '--help']);
      for (const word of ['emulator', 'schema', '--port', '--host', '--version'])
        expect(help).toContain(word);
      const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
        version: string;
      };
      expect(await run('npx', ['--no-install', 'twilio-proxy-graphql', '--version'])).toBe(`${version}\n`);
    });

    it('answers from demo data when the command is run, and ends with 0 on SIGTERM', async () => {
      const program = join(folder, 'node_modules/.bin/twilio-proxy-graphql');
      await using running = runProgram(['--port', '0'], { EMULATOR_PORT: '0' }, program);
      const [, url = ''] = await running.printed(addressOf('graphql'));
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ proxyServices(first: 1) { nodes { uniqueName } } }"}',
      });
      expect(await response.json()).toEqual({
        data: { proxyServices: { nodes: [{ uniqueName: 'courier-masking-eu' }] } },
      });
      const page = await fetch(url.replace('/graphql', '/'));
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      running.child.kill('SIGTERM');
      expect(await running.exited).toBe(0);
    });

    it('is a library that answers as the docs show, and leaves nothing running', async () => {
      const shown = [...libraryExample.matchAll(/console\.log\(.*\); \/\/ (.*)\n/g)].map(
        ([, line]) => `${line}\n`,
      );
      expect(shown).toHaveLength(2);
      expect(await runScript('embed.js', libraryExample)).toBe(shown.join(''));
    });

    it('has the schema for clients, the schema for composers and the possible types', async () => {
      const printed = await runScript(
        'schema.js',
        `import { readFileSync } from 'node:fs';
       import possibleTypes from 'twilio-proxy-graphql/possible-types.json' with { type: 'json' };
       const read = (name) => readFileSync(new URL(import.meta.resolve('twilio-proxy-graphql/' + name)), 'utf8');
       console.log(JSON.stringify([read('schema.graphql'), read('subgraph.graphql'), possibleTypes]));`,
      );
      const [client, subgraph, possibleTypes] = JSON.parse(printed) as [
        string,
        string,
        Record<string, string[]>,
      ];
      const schema = buildSchema(client);
      expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain('node');
      expect(schema.getDirectives().map(({ name }) => name)).not.toContain('key');
      expect(subgraph).toContain('@key(fields: "id")');
      expect(subgraph).not.toContain('interface Node');
      expect(possibleTypes).toEqual({
        Node: [
          'Interaction',
          'MessageInteraction',
          'Participant',
          'PhoneNumber',
          'Service',
          'Session',
          'ShortCode',
        ].map((name) => `Proxy${name}`),
      });
    });

    it('has types that a strict program compiles with, its libraries checked too', async () => {
      await writeFile(
        join(folder, 'embed.ts'),
        `import type { ApolloServerPlugin } from '@apollo/server';
       import { createServer } from 'node:http';
       import fastify from 'fastify';
       import {
         type Authenticate, ConfigError, createEmulator, createGateway, createHandler, type EmbeddedOptions, fastifyGateway,
         type Gateway, type GatewayHandler, type GatewayOptions, type OperationReport } from 'twilio-proxy-graphql';
       import possibleTypes from 'twilio-proxy-graphql/possible-types.json' with { type: 'json' };
       const plugin: ApolloServerPlugin = { async requestDidStart() {} };
       const options: GatewayOptions = {
         port: 0, gatewayAuth: 'api-key', gatewayApiKeys: ['key-of-the-tests=proxy:read'], plugins: [plugin] };
       export async function start(): Promise<Gateway> {
         await using emulator = await createEmulator({ seed: { services: [] } });
         const requests: readonly string[] = emulator.requests;
         await using gateway = await createGateway({ ...options, twilioProxyBaseUrl: emulator.url });
         const address: string | null = gateway.emulatorUrl;
         // @ts-expect-error a port is a number
         await createGateway({ port: '4000' });
         // @ts-expect-error there is no such option
         await createGateway({ prot: 4000 });
         // @ts-expect-error the address is never written
         gateway.url = address ?? requests.join();
         return gateway;
       }
       const authenticate: Authenticate = async ({ headers: { host }, raw: { url } }) =>
         host === url ? { name: 'anna', scopes: ['proxy:read'] } : null;
       const embedded: EmbeddedOptions = {
         authenticate, prefix: '/twilio', onOperation: ({ caller, ms }: OperationReport) => { const text: string = caller + ms; } };
       export async function embed(): Promise<void> {
         const app = fastify();
         await app.register(fastifyGateway, embedded);
         const handler: GatewayHandler = await createHandler(embedded);
         createServer(handler).on('upgrade', handler.upgrade);
         // @ts-expect-error the app listens
         await createHandler({ port: 4000 });
         // @ts-expect-error null or a caller
         await createHandler({ authenticate: async () => 'anna' });
       }
       export const explain = (error: unknown): string => (error instanceof ConfigError ? error.message : '');
       export const nodes: readonly string[] = possibleTypes.Node;`,
      );
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      for (const [module, moduleResolution] of [
        ['nodenext', 'nodenext'],
        ['esnext', 'bundler'],
      ]) {
        const compilerOptions = {
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          target: 'es2023',
          lib: ['es2023'],
          // The types of Apollo Server, whose plugins are an option, need those of Node.js.
          typeRoots: [join(root, 'node_modules/@types')],
          types: ['node'],
          resolveJsonModule: true,
          module,
          moduleResolution,
        };
        await writeFile(
          join(folder, 'tsconfig.json'),
          JSON.stringify({ compilerOptions, files: ['embed.ts'] }),
        );
        // The compiler tells its errors on standard output, and prints nothing when there are none.
        expect(await run(process.execPath, [compiler, '--pretty', 'false']).catch(outputOf)).toBe('');
      }
    });
  },
);
