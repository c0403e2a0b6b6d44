import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../errors/codes.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { countNamed, listsNamed, measure, type Size } from './operation-size.ts';
import type { Resolved } from './check-operations.ts';

/** The limits of one operation. */
export interface Limits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  /** Records that root fields name in lists, such as `ids` of `nodes`. */
  readonly entities: number;
  /** Values that the response may hold. */
  readonly values: number;
}

/** Characters of a response key, which the response repeats for each row. */
const MAX_RESPONSE_KEY = 100;

const refuse = (code: ErrorCode, message: string) => new GatewayError(code, message, { status: 400 });

function check(size: Size, limits: Limits): void {
  if (size.depth > limits.depth) {
    throw refuse(
      'QUERY_TOO_DEEP',
      `The operation is ${size.depth} levels deep; MAX_DEPTH allows ${limits.depth}.`,
    );
  }
  if (size.longestKey > MAX_RESPONSE_KEY) {
    throw refuse(
      'QUERY_TOO_COMPLEX',
      `The operation has an alias of ${size.longestKey} characters; a response key has at most ${MAX_RESPONSE_KEY}.`,
    );
  }
  const counts = [
    [size.aliases, limits.aliases, 'aliases', 'MAX_ALIASES'],
    [size.rootFields, limits.rootFields, 'root fields', 'MAX_ROOT_FIELDS'],
  ] as const;
  for (const [count, limit, noun, option] of counts) {
    if (count <= limit) continue;
    throw refuse('QUERY_TOO_COMPLEX', `The operation has ${count} ${noun}; ${option} allows ${limit}.`);
  }
}

/** Refuses operations beyond the limits. */
export const checkLimits =
  (limits: Limits) =>
  ({ document, operation, request }: Resolved): void => {
    check(measure(document, operation), limits);
    const named = countNamed(listsNamed(document, operation), request.variables ?? {});
    if (named <= limits.entities) return;
    throw refuse(
      'QUERY_TOO_COMPLEX',
      `The operation names ${named} records; MAX_ENTITIES allows ${limits.entities}.`,
    );
  };

/** The beginning of graphql-js' syntax error for a document with too many tokens. */
const TOO_MANY_TOKENS = 'Syntax Error: Document contains more tha';

/** Names our own option in the error about too many tokens. Other errors stay as they are. */
export function nameTokenLimit(error: GraphQLFormattedError, limits: Limits): GraphQLFormattedError {
  if (!error.message.startsWith(TOO_MANY_TOKENS)) return error;
  return {
    message: `The document has more tokens than MAX_TOKENS (${limits.tokens}) allows.`,
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  };
}
