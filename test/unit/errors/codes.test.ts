import { readFileSync } from 'node:fs';
import type { GraphQLEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors/codes.ts';
import { createSchema } from '../../../src/graphql/schema.ts';

/** The codes of the table below a heading of docs/errors.md. */
function codesBelow(heading: string): readonly string[] {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  return [...text.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code = '']) => code);
}

describe('docs/errors.md', () => {
  it('lists every code of GraphQL errors, and no other', () => {
    expect(codesBelow('GraphQL errors')).toEqual(errorCodes);
  });

  it('lists every code of user errors, and no other', () => {
    const codes = createSchema([], () => undefined).getType('ProxyUserErrorCode') as GraphQLEnumType;
    expect(codesBelow('User errors')).toEqual(codes.getValues().map(({ name }) => name));
  });
});
