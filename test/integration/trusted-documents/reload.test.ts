import { truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { ConfigError } from '../../../src/config/options.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { writeManifest } from '../../support/manifest.ts';
import { addressOf, runProgram } from '../../support/program.ts';

const document = '{ __typename }';
const apollo = (operations: unknown, rest: object = {}) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
  ...rest,
});

const start = (env: Readonly<Record<string, string>>) =>
  createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent', ...env }));

/** Why a gateway with that manifest does not start. */
async function problemOf(content: unknown, env: Readonly<Record<string, string>> = {}): Promise<string> {
  await using manifest = await writeManifest(content);
  try {
    await using gateway = await start({ ...manifest.env, ...env });
    return gateway.url;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

describe('a gateway does not start on', () => {
  it.each<[what: string, content: unknown, problem: string]>([
    ['an empty file', '', 'must be JSON'],
    ['half a file', '{ "id": "{ __type', 'must be JSON'],
    ['null', null, 'must be a manifest of Apollo'],
    ['a list', [document], 'must be a manifest of Apollo'],
    ['another version of Apollo', apollo([], { version: 2 }), 'but is not at "version"'],
    ['another format', { format: 'x', operations: [] }, 'but is not at "format"'],
    ['an operation of Apollo without a body', apollo([{ id: 'a' }]), 'but is not at "operations.0.body"'],
    ['a text that is none', { a: document, b: 1 }, 'but is not at "b"'],
    ['no documents', {}, 'has no documents'],
    ['no documents of Apollo', apollo([]), 'has no documents'],
    ['an empty id', { '': document }, 'has a document with an empty id'],
    [
      'a document that is no GraphQL',
      { 'of-canary': '{ canary' },
      'has the document "of-canary", which is not GraphQL',
    ],
    ['a document without an operation', { a: 'fragment A on Query { a }' }, '"a", which has no operation'],
    [
      'two texts for an id',
      apollo([
        { id: 'a', body: document },
        { id: 'a', body: '{ a: __typename }' },
      ]),
      'has two documents with the id "a"',
    ],
    [
      'two texts for a hash with and without its prefix',
      { a: document, 'sha256:a': '{ a: __typename }' },
      'has two documents with the id "a"',
    ],
    [
      'too many documents',
      Object.fromEntries(Array.from({ length: 10_001 }, (_, id) => [id, document])),
      'must have at most 10000 documents, but has 10001',
    ],
  ])('%s, and says so', async (_, content, problem) => {
    const message = await problemOf(content);
    expect(message).toContain('✖ PERSISTED_DOCUMENTS names a file that ');
    expect(message).toContain(problem);
    expect(message).not.toContain('{ canary');
  });

  it('a document with more tokens than MAX_TOKENS', async () => {
    expect(await problemOf({ a: '{ a: __typename }' }, { MAX_TOKENS: '4' })).toContain(
      '"a", which is not GraphQL of at most MAX_TOKENS (4) tokens',
    );
  });

  it('a document that is nested too deeply to be parsed', async () => {
    const deep = '{ a '.repeat(50_000);
    expect(await problemOf({ a: deep }, { MAX_TOKENS: '100000' })).toContain('"a", which cannot be parsed');
  });

  it('a file of more than 16 MiB, of which it reads nothing', async () => {
    await using manifest = await writeManifest({ a: document });
    await truncate(manifest.path, 16 * 1024 * 1024 + 1);
    const starting = start(manifest.env);
    await expect(starting).rejects.toThrow('must have at most 16777216 bytes, but has 16777217');
  });

  it.each([
    ['a file that is not there', '/nowhere/documents.json', 'must be a readable file, but got ENOENT'],
    ['a folder', '/', 'must be a file'],
  ])('%s, whose path it does not repeat', async (_, path, problem) => {
    const starting = start({ PERSISTED_DOCUMENTS: path });
    await expect(starting).rejects.toThrow(problem);
    await expect(starting).rejects.not.toThrow('nowhere');
  });
});

/** A log whose lines can be awaited. */
function createLog() {
  const lines: Readonly<Record<string, unknown>>[] = [];
  let onLine: () => void = () => undefined;
  const logger = createLogger('info', {
    write(line) {
      lines.push(JSON.parse(line) as Readonly<Record<string, unknown>>);
      onLine();
    },
  });
  return {
    logger,
    /** The next line with that text, which is then forgotten. */
    next: (text: string) =>
      new Promise<Readonly<Record<string, unknown>>>((resolve) => {
        onLine = () => {
          const index = lines.findIndex(({ msg }) => String(msg).includes(text));
          const [line] = index === -1 ? [] : lines.splice(index, 1);
          if (line) resolve(line);
        };
        onLine();
      }),
  };
}

async function codeOf({ gateway }: TestGateway, documentId: string): Promise<string> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId }),
  });
  const { errors } = (await response.json()) as { errors?: [{ extensions: { code: string } }] };
  return errors?.[0].extensions.code ?? 'ok';
}

describe('a manifest that changes', () => {
  it('is read again, and while it is bad the old one stays and the log says why', async () => {
    await using manifest = await writeManifest({ old: document });
    const { logger, next } = createLog();
    await using test = await startGateway({ env: manifest.env, logger });
    expect([await codeOf(test, 'old'), await codeOf(test, 'new')]).toEqual([
      'ok',
      'PERSISTED_QUERY_NOT_IN_LIST',
    ]);

    await manifest.replace('{ "new":');
    expect(await next('the documents stay as they are')).toMatchObject({
      level: 50,
      reason: 'It must be JSON.',
    });
    expect(await codeOf(test, 'old')).toBe('ok');

    await manifest.replace({ new: document, more: document });
    expect(await next('was read again')).toMatchObject({ level: 30, documents: 2 });
    expect([await codeOf(test, 'old'), await codeOf(test, 'new')]).toEqual([
      'PERSISTED_QUERY_NOT_IN_LIST',
      'ok',
    ]);
  });

  it('is read again on `reload`', async () => {
    await using manifest = await writeManifest({ old: document });
    await using test = await startGateway({ env: manifest.env });
    await manifest.replace({ new: document });
    await test.gateway.reload();
    expect(await codeOf(test, 'new')).toBe('ok');
  });
});

describe('the program', () => {
  const env = { PORT: '0', EMULATOR_PORT: '0', LOG_FORMAT: 'json' };

  it('reads the manifest again on SIGHUP', async () => {
    await using manifest = await writeManifest({ old: document });
    await using running = runProgram([], { ...env, ...manifest.env });
    await running.printed(addressOf('graphql'));
    running.child.kill('SIGHUP');
    await running.printed(/"documents":1,.*was read again/);
    running.child.kill('SIGTERM');
    expect(await running.exited).toBe(0);
  });

  it('says what is wrong with a manifest, and exits with 1', async () => {
    await using manifest = await writeManifest({ a: '{' });
    await using running = runProgram([], { ...env, ...manifest.env });
    expect(await running.exited).toBe(1);
    expect(running.output()).toMatch(
      /^Invalid configuration:\n✖ PERSISTED_DOCUMENTS names a file that has the document "a", which is not GraphQL.*: line 1, column 2\.\n$/,
    );
  });
});
