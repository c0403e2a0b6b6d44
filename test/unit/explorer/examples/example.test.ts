import { describe, expect, it } from 'vitest';
import { parseExample } from '../../../../src/explorer/examples/example.ts';

const QUERY = 'query One($id: ID!) {\n  proxyService(id: $id) {\n    sid\n  }\n}';

describe('an example file', () => {
  it('gives its title, its purpose, its variables and its operation', () => {
    const text = `# One Service — the cheapest read\n# variables: {"id":"KS1"}\n${QUERY}\n`;
    expect(parseExample('01-one.graphql', text)).toEqual({
      title: 'One Service',
      purpose: 'the cheapest read',
      query: `# One Service — the cheapest read\n${QUERY}\n`,
      variables: '{\n  "id": "KS1"\n}',
    });
  });

  it.each([
    ['a title without a purpose', `# One Service\n${QUERY}`, { title: 'One Service', purpose: '' }],
    ['no comment', QUERY, { title: '01-one', purpose: '' }],
    ['only variables', `# variables: {}\n${QUERY}`, { title: '01-one', purpose: '', variables: '{}' }],
  ])('may have %s', (_case, text, expected) => {
    expect(parseExample('01-one.graphql', text)).toMatchObject(expected);
  });

  it('is refused by name when its variables are not JSON', () => {
    expect(() => parseExample('01-one.graphql', `# variables: {id: 1}\n${QUERY}`)).toThrow(
      /line of 01-one\.graphql must hold JSON, but got: \{id: 1\}/,
    );
  });
});
