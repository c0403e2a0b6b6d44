import type { ApolloServerPlugin } from '@apollo/server';
import { Lexer, Source, TokenKind } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import { refuseRequest } from './refuse-request.ts';

/**
 * The depth of brackets in a request. graphql-js and other libraries recurse for each level; the stack of a new process
 * overflows at about 1500.
 */
const MAX_NESTING = 200;

const message = `Expected at most ${MAX_NESTING} nested brackets in the query, its variables and its extensions, but got more.`;

const STEPS: Readonly<Record<string, number>> = {
  [TokenKind.PAREN_L]: 1,
  [TokenKind.BRACKET_L]: 1,
  [TokenKind.BRACE_L]: 1,
  [TokenKind.PAREN_R]: -1,
  [TokenKind.BRACKET_R]: -1,
  [TokenKind.BRACE_R]: -1,
};

/** Whether a document has too many nested brackets within the tokens that the parser reads. */
function isTextTooDeep(text: string, maxTokens: number): boolean {
  const lexer = new Lexer(new Source(text));
  let nesting = 0;
  try {
    for (let tokens = 0; tokens < maxTokens; tokens += 1) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return false;
      nesting += STEPS[kind] ?? 0;
      if (nesting > MAX_NESTING) return true;
    }
  } catch {
    // An invalid token. The parser stops there too, and reports it.
  }
  return false;
}

const isValueTooDeep = (value: unknown, left = MAX_NESTING): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((below) => isValueTooDeep(below, left - 1)));

/** Refuses requests with too many nested brackets before they are parsed. */
export const refuseDeepNesting = ({
  tokens,
}: {
  readonly tokens: number;
}): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart({ request }) {
    const { query, variables, extensions } = request;
    const isTooDeep =
      isValueTooDeep(variables) ||
      isValueTooDeep(extensions) ||
      (query !== undefined && isTextTooDeep(query, tokens));
    return isTooDeep ? refuseRequest(request, 'QUERY_TOO_COMPLEX', message) : undefined;
  },
});
