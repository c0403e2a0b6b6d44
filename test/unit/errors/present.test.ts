import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { presentError } from '../../../src/errors/present.ts';

it('shows of a parser that failed only what graphql-js says of the document', () => {
  const present = (message: string) => {
    const extensions = { code: 'GRAPHQL_PARSE_FAILED' };
    return presentError({ message, extensions }, new GraphQLError(message, { extensions }), 'request');
  };
  expect(present('Syntax Error: Unexpected "}".').extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  const masked = present('Maximum call stack size exceeded');
  expect(masked.message).not.toContain('stack');
  expect(masked.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request' });
});
