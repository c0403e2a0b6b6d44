import {
  type ApolloServerPlugin,
  type GraphQLRequestContextDidEncounterErrors,
  type GraphQLRequestContextDidResolveOperation,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLRequestListener,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import type { FormattedExecutionResult, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../graphql/context.ts';
import type { RequestHeaders } from './request-headers.ts';

type Subsequent = NonNullable<GraphQLRequestListener<GatewayContext>['willSendSubsequentPayload']>;

/** What is asked, as far as listeners look at it. */
export interface Asked {
  query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  extensions?: Readonly<Record<string, unknown>>;
  readonly http?: { readonly headers: RequestHeaders };
}

/** An operation that has begun: what Apollo Server tells of it, as far as listeners look at it. */
export interface Begun {
  readonly request: Asked;
  readonly contextValue: GatewayContext;
}

/** An operation whose document is valid. */
export type Resolved = Begun &
  Pick<GraphQLRequestContextDidResolveOperation<GatewayContext>, 'schema' | 'document' | 'operation'>;

/** An operation whose answer is ready. */
export type Answered = Begun &
  Pick<GraphQLRequestContextWillSendResponse<GatewayContext>, 'response'> & {
    /** Left out when the request names none. */
    readonly operation?: OperationDefinitionNode | undefined;
  };

/** Listens to one operation, by the steps of Apollo Server's own listeners. Each has done its work when it returns. */
export interface OperationListener {
  /** Throws to refuse the operation before anything is executed. Told again when Apollo Server takes it over. */
  readonly didResolveOperation?: (resolved: Resolved) => void;
  /** Answers in place of Apollo Server; null leaves it to the next one. */
  readonly responseForOperation?: (
    resolved: Resolved,
  ) => FormattedExecutionResult | Promise<FormattedExecutionResult> | null;
  readonly didEncounterErrors?: (failed: GraphQLRequestContextDidEncounterErrors<GatewayContext>) => void;
  readonly didEncounterSubsequentErrors?: (
    begun: Begun,
    errors: GraphQLRequestContextDidEncounterErrors<GatewayContext>['errors'],
  ) => void;
  readonly willSendResponse?: (answered: Answered) => void;
  readonly willSendSubsequentPayload?: (begun: Begun, payload: Parameters<Subsequent>[1]) => void;
}

/** Makes the listener of an operation that has begun. */
export type Listen = (began: Begun) => OperationListener;

type Step = Exclude<keyof OperationListener, 'responseForOperation'>;

/** The listeners of one operation. They are told in their order; those behind one that throws are not told of the step. */
export class Listeners {
  readonly #listeners: readonly OperationListener[];

  constructor(listens: readonly Listen[], began: Begun) {
    this.#listeners = listens.map((listen) => listen(began));
  }

  tell<Each extends Step>(step: Each, ...told: Parameters<NonNullable<OperationListener[Each]>>): void {
    const [what, more] = told;
    for (const listener of this.#listeners) {
      const hear = listener[step] as ((what: unknown, more: unknown) => void) | undefined;
      hear?.(what, more);
    }
  }

  /** The answer of the first listener that has one; null leaves the operation to Apollo Server. */
  answer(resolved: Resolved): FormattedExecutionResult | Promise<FormattedExecutionResult> | null {
    for (const listener of this.#listeners) {
      const answer = listener.responseForOperation?.(resolved);
      if (answer) return answer;
    }
    return null;
  }
}

const DONE = Promise.resolve();

const responseOf = (singleResult: FormattedExecutionResult): GraphQLResponse => ({
  http: { headers: new HeaderMap() },
  body: { kind: 'single', singleResult },
});

/**
 * One plugin for all listeners, because Apollo Server makes a promise for each plugin at each step. `listenersOf` gives those
 * of an operation that has begun.
 */
export const listening = (listenersOf: (began: Begun) => Listeners): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart(began) {
    const listeners = listenersOf(began);
    const tell =
      <Each extends Step>(step: Each) =>
      (...told: Parameters<NonNullable<OperationListener[Each]>>): Promise<void> => {
        listeners.tell(step, ...told);
        return DONE;
      };
    return Promise.resolve({
      didResolveOperation: tell('didResolveOperation'),
      async responseForOperation(resolved) {
        const answer = listeners.answer(resolved);
        return answer && responseOf(await answer);
      },
      didEncounterErrors: tell('didEncounterErrors'),
      didEncounterSubsequentErrors: tell('didEncounterSubsequentErrors'),
      willSendResponse: tell('willSendResponse'),
      willSendSubsequentPayload: tell('willSendSubsequentPayload'),
    });
  },
});
