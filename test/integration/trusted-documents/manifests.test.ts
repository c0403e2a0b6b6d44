import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PersistedQueryManifestConfig } from '@apollo/generate-persisted-query-manifest';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import {
  generatePersistedQueryIdsFromManifest,
  type PersistedQueryManifestForGeneratingPersistedQueryIds as Manifest,
} from '@apollo/persisted-query-lists';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const selection =
  '{ proxyServices(first: 1) { nodes { ...Name } } } fragment Name on ProxyService { uniqueName }';

let app: string;
beforeAll(async () => {
  app = await mkdtemp(join(tmpdir(), 'app-'));
  await symlink(join(root, 'node_modules'), join(app, 'node_modules'));
  await writeFile(join(app, 'package.json'), '{ "name": "app", "type": "module" }');
  await mkdir(join(app, 'src'));
});
afterAll(() => rm(app, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFile(join(app, file), text);
const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(app, file), 'utf8'));

/** Runs a program of our development packages in the app. */
const run = (program: string, ...args: string[]) =>
  promisify(execFile)(join(root, 'node_modules/.bin', program), args, { cwd: app });

/** A gateway that runs nothing but the documents of a manifest. */
const gatewayOf = (manifest: string): Promise<TestGateway> =>
  startGateway({ env: { PERSISTED_DOCUMENTS: join(app, manifest), PERSISTED_ONLY: 'on' } });

async function post({ gateway }: TestGateway, body: object): Promise<unknown> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

const services = { nodes: [expect.objectContaining({ uniqueName: demo.serviceUniqueName })] };

describe('the manifest that is written by', () => {
  it('@apollo/generate-persisted-query-manifest runs, asked by Apollo Client', async () => {
    await write(
      'src/services.js',
      `import { gql } from '@apollo/client';\nexport default gql\`query Services ${selection}\`;`,
    );
    const config: PersistedQueryManifestConfig = { documents: 'src/services.js' };
    await write('persisted-query-manifest.config.json', JSON.stringify(config));
    await run('generate-persisted-query-manifest');
    const manifest = (await read('persisted-query-manifest.json')) as Manifest;
    expect(manifest.operations.map(({ name }) => name)).toEqual(['Services']);
    await using test = await gatewayOf('persisted-query-manifest.json');
    const link = new PersistedQueryLink(
      generatePersistedQueryIdsFromManifest({ loadManifest: () => manifest }),
    );
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: link.concat(new HttpLink({ uri: `${test.gateway.url}/graphql` })),
    });
    const { data } = await client.query({ query: gql(`query Services ${selection}`) });
    expect(data).toMatchObject({ proxyServices: services });

    test.takeRequests();
    const unlisted = client.query({
      query: gql`
        query Unlisted {
          proxyServices(first: 2) {
            nodes {
              id
            }
          }
        }
      `,
    });
    await expect(unlisted).rejects.toThrow('Unlisted');
    expect(test.takeRequests()).toEqual([]);
    client.stop();
  });

  it('relay-compiler runs, asked with the id of its artifact', async () => {
    await mkdir(join(app, 'relay/__generated__'), { recursive: true });
    await write(
      'relay/list.ts',
      `import { graphql } from 'relay-runtime';
       export const query = graphql\`query listServicesQuery { proxyServices(first: 1) { nodes { uniqueName } } }\`;`,
    );
    await write('documents.json', '{}');
    await write(
      'relay.config.json',
      JSON.stringify({
        src: './relay',
        language: 'typescript',
        schema: join(root, 'dist/schema.graphql'),
        artifactDirectory: './relay/__generated__',
        persistConfig: { file: './documents.json', algorithm: 'MD5' },
      }),
    );
    await run('relay-compiler', 'relay.config.json');
    const artifact = await readFile(join(app, 'relay/__generated__/listServicesQuery.graphql.ts'), 'utf8');
    const [, id] = /"id": "([0-9a-f]{32})",/.exec(artifact) ?? [];
    await using test = await gatewayOf('documents.json');
    expect(await post(test, { doc_id: id, variables: {} })).toEqual({ data: { proxyServices: services } });
  });

  it('the client preset of graphql-codegen runs, with and without the prefix of its hashes', async () => {
    await write('src/list.ts', `import { graphql } from './gql';\ngraphql(\`query List ${selection}\`);`);
    await write(
      'codegen.yml',
      `schema: ${join(root, 'dist/schema.graphql')}
documents: src/list.ts
generates:
  src/gql/:
    preset: client
    presetConfig: { persistedDocuments: true }
`,
    );
    await run('graphql-codegen', '--config', 'codegen.yml');
    const documents = (await read('src/gql/persisted-documents.json')) as Record<string, string>;
    const [id = ''] = Object.keys(documents);
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
    await using test = await gatewayOf('src/gql/persisted-documents.json');
    for (const documentId of [id, id.replace('sha256:', '')]) {
      expect(await post(test, { documentId })).toEqual({ data: { proxyServices: services } });
    }
  });
});
