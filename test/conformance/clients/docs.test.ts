import { describe, expect, it } from 'vitest';
import { docs, readText } from '../../support/docs.ts';

describe('the docs for front ends', () => {
  it.each([
    ['ts', 'apollo/client.ts'],
    ['ts', 'apollo/errors.ts'],
    ['ts', 'urql/client.ts'],
    ['ts', 'urql/errors.ts'],
    ['ts', 'relay/environment.ts'],
    ['ts', 'relay/errors.ts'],
    ['yaml', 'types/app/codegen.yml'],
  ])('shows as %s the whole of %s, which the tests use', (language, file) => {
    expect(docs).toContain(`\`\`\`${language}\n${readText(`test/conformance/clients/${file}`)}\`\`\`\n`);
  });

  it('shows the configuration of relay-compiler that the tests use, with the paths of an app', () => {
    const [, section = ''] = docs.split(/\n#+ Relay\n/);
    const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? [];
    const own = JSON.parse(readText('test/conformance/clients/relay/relay.config.json')) as object;
    const schema = './node_modules/twilio-proxy-graphql/dist/schema.graphql';
    expect(JSON.parse(shown)).toEqual({
      ...own,
      src: './src',
      schema,
      artifactDirectory: './src/__generated__',
    });
    const { exports } = JSON.parse(readText('package.json')) as { exports: Record<string, unknown> };
    expect(schema.endsWith(String(exports['./schema.graphql']).slice(1))).toBe(true);
  });
});
