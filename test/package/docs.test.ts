import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSchema, Kind, parse, validate } from 'graphql';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { type CodeBlock, codeBlocksOf, docPages, readText } from '../support/docs.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schema = buildSchema(readText('dist/schema.graphql'));
const run = promisify(execFile);

/** The folder of a user who has installed the package, Twilio's SDK and nothing else. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/twilio-proxy-graphql'));
  await symlink(join(root, 'node_modules/twilio'), join(folder, 'node_modules/twilio'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Variables = Readonly<Record<string, string>>;

/** Runs a shell script as it stands in the docs, and resolves with what it prints. */
async function runShell(text: string, env: Variables): Promise<string> {
  const options = { cwd: folder, env: { PATH: process.env['PATH'], ...env } };
  return (await run('bash', ['-euo', 'pipefail', '-c', text], options)).stdout;
}

/** The variables that a shell script exports. */
async function exportedBy(text: string): Promise<Variables> {
  const lines = (await runShell(`${text}\nenv -0`, {})).split('\0').filter((line) => line.includes('='));
  return Object.fromEntries(
    lines.map((line) => line.split(/=(.*)/s)).map(([name, value = '']) => [name, value]),
  );
}

const isLocal = ({ text }: CodeBlock) => /http:\/\/127\.0\.0\.1:40[01]0\b/.test(text);
const canRun = ({ flags }: CodeBlock) => !flags.includes('no-run');

/** What is checked of a block by its language. Blocks with `no-run` are only parsed. */
const checks: Readonly<
  Record<string, (block: CodeBlock, test: TestGateway, variables: Variables) => Promise<void>>
> = {
  async sh(block, { gateway, emulator }, variables) {
    const text = block.text
      .replaceAll('http://127.0.0.1:4000', gateway.url)
      .replaceAll('http://127.0.0.1:4010', emulator.url);
    if (!canRun(block) || !isLocal(block)) {
      await run('bash', ['-n', '-c', text]);
      return;
    }
    const output = await runShell(text, variables);
    if (block.result !== undefined) expect(JSON.parse(output)).toMatchObject(block.result);
  },

  async graphql({ text, flags, result }, test) {
    const document = parse(text);
    const [definition] = document.definitions;
    if (flags.includes('supergraph') || definition?.kind !== Kind.OPERATION_DEFINITION) return;
    expect(validate(schema, document)).toEqual([]);
    const isRequired = definition.variableDefinitions?.some(({ type }) => type.kind === Kind.NON_NULL_TYPE);
    if (isRequired) return;
    const { data, errors } = await test.query(text);
    if (result === undefined) expect(errors).toBeUndefined();
    else expect({ ...(data && { data: data as unknown }), ...(errors && { errors }) }).toMatchObject(result);
  },

  async ts({ text }) {
    await writeFile(join(folder, 'example.ts'), text);
    await run(process.execPath, ['--import', import.meta.resolve('tsx'), 'example.ts'], { cwd: folder });
  },

  async js(block) {
    await writeFile(join(folder, 'example.js'), block.text);
    await run(process.execPath, [...(canRun(block) ? [] : ['--check']), 'example.js'], { cwd: folder });
  },

  async tsx({ text }) {
    const { diagnostics = [] } = ts.transpileModule(text, {
      fileName: 'example.tsx',
      reportDiagnostics: true,
      compilerOptions: { jsx: ts.JsxEmit.Preserve },
    });
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  },

  async json({ text }) {
    JSON.parse(text);
  },

  async yaml({ text }) {
    parseYaml(text);
  },
};

/** The recipes of clients are files that test/conformance/clients runs. */
const isRecipe = (page: string, { language }: CodeBlock) =>
  page.startsWith('docs/clients/') && ['ts', 'yaml'].includes(language);

/** Pages of which a gateway cannot run the blocks: the query of this one has made-up ids. */
const withoutGateway = ['docs/architecture.md'];

const pages = docPages
  .filter((page) => !withoutGateway.includes(page))
  .map((page) => ({
    page,
    blocks: codeBlocksOf(page).filter((block) => block.language in checks && !isRecipe(page, block)),
  }))
  .filter(({ blocks }) => blocks.length > 0);

// Each block takes seconds at most; processes start slowly beside other tests.
describe.each(pages)('$page', { timeout: 120_000 }, ({ blocks }) => {
  let test: TestGateway;
  let variables: Variables = {};
  beforeAll(async () => {
    const configuration = blocks.find(({ flags }) => flags.includes('gateway'));
    if (configuration) variables = await exportedBy(configuration.text);
    const switches = { UPSTREAM_TRACE: 'on', GRAPHIQL: 'on' };
    const own = Object.entries(variables).filter(([name]) => /^(GATEWAY|PERSISTED)_/.test(name));
    test = await startGateway({ env: { ...switches, ...Object.fromEntries(own) } });
  });
  afterAll(() => test[Symbol.asyncDispose]());

  it.each(blocks)('line $line: $language', async (block) => {
    await checks[block.language]?.(block, test, variables);
  });
});

describe('the docs show', () => {
  let test: TestGateway;
  beforeAll(async () => void (test = await startGateway()));
  afterAll(() => test[Symbol.asyncDispose]());

  it('file by file a query that makes two REST calls at the same time', async () => {
    const [query] = codeBlocksOf('docs/architecture.md').filter(({ language }) => language === 'graphql');
    const session = `${demo.serviceSid}-${demo.sessionSid}`;
    const { control } = test.emulator;
    const hold = control.hold({});
    const answer = test.query((query?.text ?? '').replace('KS…-KC…', session));
    // Neither is answered before both have come.
    await control.arrived(2);
    hold.release();
    expect((await answer).errors).toBeUndefined();
    const path = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
    expect(test.takeRequests().toSorted()).toEqual([`GET ${path}`, `GET ${path}/Participants?PageSize=50`]);
  });

  // test/browser/live.test.ts runs the subscription.
  const files = readdirSync(new URL('../../schema/examples/', import.meta.url));
  it.each(files.filter((file) => file !== '12-live.graphql'))(
    'in the explorer %s, which answers with demo data and without errors',
    async (file) => {
      const text = readText(`schema/examples/${file}`);
      expect(text).toMatch(/^# \S.* — \S/);
      const [, variables = '{}'] = /^# variables: (.*)$/m.exec(text) ?? [];
      const { data, errors } = await test.query(text, JSON.parse(variables) as Record<string, unknown>);
      expect(errors).toBeUndefined();
      // This gateway receives no webhooks.
      const answer = JSON.stringify(data).replace(
        '"webhook":{"isConnected":null,"dateLastReceived":null}',
        '',
      );
      expect(answer).not.toContain('null}');
      expect(Object.values(data as object)).not.toContain(null);
    },
  );
});
