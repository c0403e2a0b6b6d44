import type { ApolloServerPlugin } from '@apollo/server';
import { Lexer, Source, TokenKind } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';

/**
 * How many brackets a request may have within each other. graphql-js and much else call themselves for each of them, and
 * the stack ends, on a process that has just started, at some 1500.
 */
const MAX_NESTING = 200;

const code = 'QUERY_TOO_COMPLEX';
const message = `Expected at most ${MAX_NESTING} brackets within each other in the query, its variables and its extensions, but got more.`;

const STEPS: Readonly<Record<string, number>> = {
  [TokenKind.PAREN_L]: 1,
  [TokenKind.BRACKET_L]: 1,
  [TokenKind.BRACE_L]: 1,
  [TokenKind.PAREN_R]: -1,
  [TokenKind.BRACKET_R]: -1,
  [TokenKind.BRACE_R]: -1,
};

/** Whether a document has too many brackets within each other, in so many tokens as the parser looks at. */
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
    // What is no token is for the parser to tell, which gets no further either.
  }
  return false;
}

const isValueTooDeep = (value: unknown, left = MAX_NESTING): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((below) => isValueTooDeep(below, left - 1)));

/**
 * Refuses requests with too many brackets within each other, before the parser sees them. It has to stand before the plugins
 * that look at errors.
 */
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
    if (!isTooDeep) return undefined;
    // No hook can refuse between here and the parser. Without a document Apollo Server refuses by itself.
    delete request.query;
    delete request.extensions;
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind === 'single') body.singleResult.errors = [{ message, extensions: { code } }];
      },
    };
  },
});
