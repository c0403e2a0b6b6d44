import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const readme = read('README.md');

describe('the README for front ends', () => {
  it.each([
    ['ts', 'apollo/client.ts'],
    ['ts', 'apollo/errors.ts'],
    ['ts', 'urql/client.ts'],
    ['ts', 'urql/errors.ts'],
    ['ts', 'relay/environment.ts'],
    ['ts', 'relay/errors.ts'],
    ['yaml', 'types/app/codegen.yml'],
  ])('shows as %s the whole of %s, which the tests use', (language, file) => {
    expect(readme).toContain(`\`\`\`${language}\n${read(`test/conformance/clients/${file}`)}\`\`\`\n`);
  });

  it('shows the configuration of relay-compiler that the tests use, with the paths of an app', () => {
    const [, section = ''] = readme.split('\n### Relay\n');
    const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? [];
    const own = JSON.parse(read('test/conformance/clients/relay/relay.config.json')) as object;
    const schema = './node_modules/twilio-proxy-graphql/dist/schema.graphql';
    expect(JSON.parse(shown)).toEqual({
      ...own,
      src: './src',
      schema,
      artifactDirectory: './src/__generated__',
    });
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
    expect(schema.endsWith(String(exports['./schema.graphql']).slice(1))).toBe(true);
  });

  it('names every import of the package that is no program', () => {
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
    const files = Object.keys(exports).filter((name) => name !== '.' && name !== './package.json');
    for (const file of files) expect(readme).toContain(`| \`twilio-proxy-graphql/${file.slice(2)}\``);
  });
});
