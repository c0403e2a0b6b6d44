import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type FormattedExecutionResult,
  getVariableValues,
  type GraphQLError,
  type GraphQLFormattedError,
  OperationTypeNode,
} from 'graphql';
import { badUserInput, GatewayError } from '../../errors/gateway-error.ts';
import type { GatewayContext } from '../../graphql/context.ts';
import type { EventSource } from '../../graphql/interaction-event.ts';
import type { Operation } from '../../twilio/http/request.ts';
import type { Resolved } from '../plugins/check-operations.ts';

/** REST calls that one event may make. */
const EVENT_CALLS = 10;

/** The results of an operation, one after the other. `return` ends a subscription. */
export type ResultStream = AsyncIterableIterator<FormattedExecutionResult, undefined>;

/** An event that is being executed. */
export interface EventExecution {
  readonly context: GatewayContext;
  /** Aborts what is in flight. */
  readonly end: () => void;
}

/** A connection that can carry several results. */
export interface StreamTarget {
  /** The same object for all operations of one connection. */
  readonly connection: object;
  /** Whether mutations are refused, as they are over GET. */
  readonly isReadOnly?: boolean;
  /** Starts the execution of one event, with the viewer of the subscription. */
  readonly startEvent: () => EventExecution;
}

/** Presents errors of an execution like those of Apollo Server: logged if they are defects, masked, and bounded. */
export type PresentErrors = (
  errors: readonly GraphQLError[],
  context: GatewayContext,
) => readonly GraphQLFormattedError[];

export interface SubscriptionOptions {
  readonly max: number;
  readonly maxPerConnection: number;
  /** The root value of subscriptions. */
  readonly events: EventSource;
  readonly presentErrors: PresentErrors;
  readonly onEvent: (kind: string) => void;
}

/** The message for a subscription over another transport. */
const TRANSPORTS =
  'Expected a subscription over WebSocket (graphql-transport-ws), or with an "Accept" header of text/event-stream or ' +
  'multipart/mixed;subscriptionSpec=1.0.';

/**
 * The subscriptions of a gateway. Apollo Server prepares each like any other operation, with the same plugins and limits, and
 * `open` is the last of its checks; the events are executed by graphql-js, each with a context and a budget of its own.
 */
export class Subscriptions {
  readonly #options: SubscriptionOptions;
  // By operation, because Apollo Server copies the context.
  readonly #targets = new WeakMap<Operation, StreamTarget>();
  readonly #opened = new WeakMap<Operation, ResultStream>();
  readonly #streams = new Set<ResultStream>();
  readonly #perConnection = new WeakMap<object, number>();
  #count = 0;
  #isEnded = false;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  /** The number of open subscriptions. */
  get count(): number {
    return this.#count;
  }

  /** Lets the operation with that context be a subscription. */
  allow({ budget }: GatewayContext, target: StreamTarget): void {
    this.#targets.set(budget.operation, target);
  }

  /** The stream of a prepared subscription. Null if the operation is none, or was refused. */
  take({ budget: { operation } }: GatewayContext): ResultStream | null {
    const stream = this.#opened.get(operation) ?? null;
    this.#opened.delete(operation);
    return stream;
  }

  /** Ends all subscriptions, and refuses new ones. */
  endAll(): void {
    this.#isEnded = true;
    for (const stream of this.#streams) void stream.return?.();
  }

  /** Bounds the calls of each event, before they are estimated. */
  readonly limitEvents = ({ operation, contextValue }: Resolved): void => {
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) contextValue.budget.calls.lower(EVENT_CALLS);
  };

  /** Opens a subscription, after all other checks. Throws to refuse it. */
  readonly open = async (resolved: Resolved): Promise<void> => {
    const { schema, document, operation, request, contextValue } = resolved;
    const target = this.#targets.get(contextValue.budget.operation);
    if (operation.operation === OperationTypeNode.MUTATION && target?.isReadOnly) {
      throw new GatewayError('BAD_REQUEST', 'Expected POST for a mutation, but got GET.', { status: 405 });
    }
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
    if (!target) throw new GatewayError('BAD_REQUEST', TRANSPORTS, { status: 406 });
    const { variables = {} } = request;
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 1,
    });
    const [problem] = errors ?? [];
    if (problem) throw badUserInput(problem.message);
    const release = this.#reserve(target.connection);
    try {
      const args = {
        schema,
        document,
        variableValues: variables,
        operationName: request.operationName ?? null,
      };
      const source = await createSourceEventStream({
        ...args,
        rootValue: this.#options.events,
        contextValue,
      });
      if ('errors' in source) throw source.errors[0] ?? new TypeError('Expected events.');
      const events: AsyncIterator<unknown, undefined> = (source as AsyncIterable<unknown, undefined>)[
        Symbol.asyncIterator
      ]();
      const stream = this.#resultsOf(events, args, target, contextValue.budget.calls.limit, release);
      this.#opened.set(contextValue.budget.operation, stream);
    } catch (error) {
      release();
      throw error;
    }
  };

  /** Answers nothing in place of the execution: the results follow on the stream. */
  readonly plugin: ApolloServerPlugin<GatewayContext> = {
    requestDidStart: async () => ({
      responseForOperation: async ({ contextValue }) =>
        this.#opened.has(contextValue.budget.operation)
          ? { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data: null } } }
          : null,
    }),
  };

  /** Counts a subscription. Throws OVERLOADED when there are too many. The returned function may be called twice. */
  #reserve(connection: object): () => void {
    const { max, maxPerConnection } = this.#options;
    const ofConnection = this.#perConnection.get(connection) ?? 0;
    const refuse = (message: string) => new GatewayError('OVERLOADED', message, { status: 503 });
    if (this.#isEnded) throw refuse('The gateway is shutting down.');
    if (this.#count >= max) throw refuse(`${max} subscriptions are open; MAX_SUBSCRIPTIONS allows no more.`);
    if (ofConnection >= maxPerConnection) {
      throw refuse(
        `The connection has ${ofConnection} subscriptions; MAX_SUBSCRIPTIONS_PER_CONNECTION allows no more.`,
      );
    }
    this.#count += 1;
    this.#perConnection.set(connection, ofConnection + 1);
    let isReserved = true;
    return () => {
      if (!isReserved) return;
      isReserved = false;
      this.#count -= 1;
      this.#perConnection.set(connection, (this.#perConnection.get(connection) ?? 1) - 1);
    };
  }

  #resultsOf(
    events: AsyncIterator<unknown, undefined>,
    args: ExecutionArgs,
    target: StreamTarget,
    calls: number,
    release: () => void,
  ): ResultStream {
    let running: EventExecution | null = null;
    const end = () => {
      running?.end();
      release();
      this.#streams.delete(stream);
    };
    const stream: ResultStream = {
      [Symbol.asyncIterator]: () => stream,
      next: async () => {
        const { done, value } = await events.next();
        if (done === true) {
          end();
          return { done, value: undefined };
        }
        running = target.startEvent();
        running.context.budget.calls.lower(calls);
        return { done: false, value: await this.#execute(args, running, value) };
      },
      return: async () => {
        end();
        await events.return?.();
        return { done: true, value: undefined };
      },
    };
    this.#streams.add(stream);
    return stream;
  }

  async #execute(
    args: ExecutionArgs,
    { context: contextValue, end }: EventExecution,
    event: unknown,
  ): Promise<FormattedExecutionResult> {
    try {
      const { data, errors } = await execute({ ...args, rootValue: event, contextValue });
      const kind = (event as { readonly kind?: string } | null)?.kind;
      if (kind !== undefined) this.#options.onEvent(kind);
      return {
        ...(errors && { errors: this.#options.presentErrors(errors, contextValue) }),
        data: data ?? null,
      };
    } finally {
      end();
    }
  }
}
