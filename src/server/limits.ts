import type { DocumentNode, GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import { type ErrorCode, GatewayError } from '../graphql/errors.ts';
import { countNamed, listsNamed, measure, type Named, type Size } from './limits-measure.ts';
import type { Listen, OperationListener } from './operation-listeners.ts';

/** What an operation may have at most. */
export interface Limits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  /** Records that root fields name in lists. */
  readonly entities: number;
  /** Values that the answer may hold. */
  readonly values: number;
}

/** A refused request lists so many errors at most, so that a small one has no large answer. */
const MAX_ERRORS = 10;

const refuse = (code: ErrorCode, message: string) => new GatewayError(code, message, { status: 400 });

function check(size: Size, limits: Limits): void {
  if (size.depth > limits.depth) {
    throw refuse(
      'QUERY_TOO_DEEP',
      `The operation is ${size.depth} levels deep; MAX_DEPTH allows ${limits.depth}.`,
    );
  }
  const counts = [
    [size.aliases, limits.aliases, 'aliases', 'MAX_ALIASES'],
    [size.rootFields, limits.rootFields, 'root fields', 'MAX_ROOT_FIELDS'],
  ] as const;
  for (const [count, limit, what, option] of counts) {
    if (count <= limit) continue;
    throw refuse('QUERY_TOO_COMPLEX', `The operation has ${count} ${what}; ${option} allows ${limit}.`);
  }
}

/** Refuses operations beyond the limits before anything else looks into them, and shortens lists of request errors. */
export function keepLimits(limits: Limits): Listen {
  // Documents are kept by the server; what is within the limits is looked into once.
  const known = new WeakMap<OperationDefinitionNode, readonly Named[]>();
  const look = (document: DocumentNode, operation: OperationDefinitionNode): readonly Named[] => {
    check(measure(document, operation), limits);
    const lists = listsNamed(document, operation);
    known.set(operation, lists);
    return lists;
  };
  const listener: OperationListener = {
    didResolveOperation({ document, operation, request }) {
      if (!operation) return;
      const named = countNamed(known.get(operation) ?? look(document, operation), request.variables ?? {});
      if (named <= limits.entities) return;
      throw refuse(
        'QUERY_TOO_COMPLEX',
        `The operation names ${named} records; MAX_ENTITIES allows ${limits.entities}.`,
      );
    },
    willSendResponse({ response: { body } }) {
      if (body.kind !== 'single' || 'data' in body.singleResult) return;
      const { errors = [] } = body.singleResult;
      body.singleResult.errors = errors.slice(0, MAX_ERRORS);
    },
  };
  return () => listener;
}

/** The parser gives up with a syntax error of this text when a document has too many tokens. */
const TOO_MANY_TOKENS = 'Syntax Error: Document contains more tha';

/** Says which limit the parser kept; any other error stays as it is. */
export function nameTokenLimit(error: GraphQLFormattedError, limits: Limits): GraphQLFormattedError {
  if (!error.message.startsWith(TOO_MANY_TOKENS)) return error;
  return {
    message: `The document has more tokens than MAX_TOKENS (${limits.tokens}) allows.`,
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  };
}
