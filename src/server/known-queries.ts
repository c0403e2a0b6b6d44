import { HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  getOperationAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { FastifyRequest } from 'fastify';
import type { GatewayContext } from '../graphql/context.ts';
import type { Documents } from './documents.ts';
import { type Begun, type Listen, Listeners, type Resolved } from './operation-listeners.ts';
import { SentHeaders } from './request-headers.ts';

/** A request for a query whose document is known to be valid. */
export interface KnownQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly headers: FastifyRequest['headers'];
}

/** An answer as it is sent. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

type Entries = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NOTHING: Entries = Object.freeze({});

/** What may be left out, and may be null then; undefined when it is neither that nor a record. */
const recordOf = (value: unknown): Entries | undefined =>
  value === undefined || value === null ? NOTHING : isRecord(value) ? value : undefined;

/**
 * Queries whose documents Apollo Server has parsed and validated before, answered without its pipeline: by the same listeners
 * in the same order, which is all that happens to them there. The pipeline alone costs as much as a REST call. Whatever is not
 * plain is left to Apollo Server: first sights, mutations, introspection, `@defer`, persisted queries, GET, and all that is
 * refused, whose errors are its own.
 */
export class KnownQueries {
  readonly #schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #listens: readonly Listen[];
  /** The listeners of operations that were left to Apollo Server when they had begun already. */
  readonly #left = new WeakMap<GatewayContext['operation'], Listeners>();

  constructor(schema: GraphQLSchema, documents: Documents, listens: readonly Listen[]) {
    this.#schema = schema;
    this.#documents = documents;
    this.#listens = listens;
  }

  /** The listeners of an operation of Apollo Server: its own, which have heard of its beginning, where it has begun here. */
  listenersOf(began: Begun): Listeners {
    return this.#left.get(began.contextValue.operation) ?? new Listeners(this.#listens, began);
  }

  /**
   * What a request asks, if it is a plain one. Its body is JSON, because fastify parses nothing else; a page of another site
   * cannot send that without asking first, so that nothing is left for Apollo Server's check against forged requests.
   */
  find({ body, headers }: Pick<FastifyRequest, 'body' | 'headers'>): KnownQuery | null {
    if (!isRecord(body)) return null;
    const { query, operationName = null } = body;
    const variables = recordOf(body['variables']);
    const extensions = recordOf(body['extensions']);
    if (typeof query !== 'string' || (operationName !== null && typeof operationName !== 'string'))
      return null;
    if (!variables || !extensions || extensions['persistedQuery']) return null;
    const document = this.#documents.find(query);
    const operation = document && getOperationAST(document, operationName);
    if (!document || operation?.operation !== OperationTypeNode.QUERY) return null;
    return { document, operation, variables, extensions, headers };
  }

  /**
   * Answers it; null where that is left to Apollo Server, which goes on in the same context. Nothing was executed then.
   */
  answer(
    { document, operation, variables, extensions, headers }: KnownQuery,
    contextValue: GatewayContext,
  ): WrittenAnswer | Promise<WrittenAnswer> | null {
    const request = { variables, extensions, http: { headers: new SentHeaders(headers) } };
    const resolved: Resolved = { request, contextValue, schema: this.#schema, document, operation };
    const listeners = new Listeners(this.#listens, resolved);
    const answer = isRefused(listeners, resolved) ? null : listeners.answer(resolved);
    if (answer === null) {
      this.#left.set(contextValue.operation, listeners);
      return null;
    }
    const write = (result: FormattedExecutionResult) => writeAnswer(listeners, resolved, result);
    return answer instanceof Promise ? answer.then(write) : write(answer);
  }
}

/** Whether a listener refuses the operation; it will do so once more where the error is told. */
function isRefused(listeners: Listeners, resolved: Resolved): boolean {
  try {
    listeners.tell('didResolveOperation', resolved);
    return false;
  } catch {
    return true;
  }
}

function writeAnswer(
  listeners: Listeners,
  { request, contextValue, operation }: Resolved,
  singleResult: FormattedExecutionResult,
): WrittenAnswer {
  const http: HTTPGraphQLHead = { headers: new HeaderMap() };
  const response = { http, body: { kind: 'single' as const, singleResult } };
  listeners.tell('willSendResponse', { request, contextValue, operation, response });
  return { status: http.status ?? 200, headers: http.headers, body: writeResult(singleResult) };
}

/** The text of a result, its parts in the order of Apollo Server. */
export const writeResult = ({ errors, data, extensions }: FormattedExecutionResult): string =>
  JSON.stringify({ errors, data, extensions });
