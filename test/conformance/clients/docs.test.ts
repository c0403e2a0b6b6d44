import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeBlocksOf, docPages, readText } from '../../support/docs.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The text of every file here that a page may show. */
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|yml)$/.test(file) && !file.includes('__generated__'))
  .map((file) => readText(`test/conformance/clients/${file}`));

const recipes = docPages
  .filter((page) => page.startsWith('docs/clients/'))
  .flatMap((page) => codeBlocksOf(page).map((block) => ({ page, ...block })))
  .filter(({ language }) => language === 'ts' || language === 'yaml');

describe('the pages about clients', () => {
  it.each(recipes)('$page:$line shows code of a file that the tests run', ({ text }) => {
    // Whole lines, as a file has them.
    expect(files.some((file) => `\n${file}`.includes(`\n${text}`))).toBe(true);
  });

  it('show the configuration of relay-compiler that the tests use, with the paths of an app', () => {
    const shown = codeBlocksOf('docs/clients/relay.md').find(({ language }) => language === 'json');
    const own = JSON.parse(readText('test/conformance/clients/relay/relay.config.json')) as object;
    const schema = './node_modules/twilio-proxy-graphql/dist/schema.graphql';
    expect(JSON.parse(shown?.text ?? '')).toEqual({
      ...own,
      src: './src',
      schema,
      artifactDirectory: './src/__generated__',
    });
    const { exports } = JSON.parse(readText('package.json')) as { exports: Record<string, unknown> };
    expect(schema.endsWith(String(exports['./schema.graphql']).slice(1))).toBe(true);
  });
});
