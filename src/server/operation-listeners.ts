import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestListener,
  GraphQLResponse,
} from '@apollo/server';
import type { GatewayContext } from '../graphql/context.ts';

type Hooks = GraphQLRequestListener<GatewayContext>;

/** What Apollo Server tells at a step. */
type Told<Hook extends keyof Hooks> = Parameters<NonNullable<Hooks[Hook]>>;

/** Listens to one operation, by the steps of Apollo Server's own listeners. Each has done its work when it returns. */
export interface OperationListener {
  /** Throws to refuse the operation before anything is executed. */
  readonly didResolveOperation?: (...told: Told<'didResolveOperation'>) => void;
  /** Answers in place of Apollo Server; null leaves it to the next one. */
  readonly responseForOperation?: (
    ...told: Told<'responseForOperation'>
  ) => GraphQLResponse | Promise<GraphQLResponse> | null;
  readonly didEncounterErrors?: (...told: Told<'didEncounterErrors'>) => void;
  readonly didEncounterSubsequentErrors?: (...told: Told<'didEncounterSubsequentErrors'>) => void;
  readonly willSendResponse?: (...told: Told<'willSendResponse'>) => void;
  readonly willSendSubsequentPayload?: (...told: Told<'willSendSubsequentPayload'>) => void;
}

/** Makes the listener of an operation that has begun. */
export type Listen = (began: GraphQLRequestContext<GatewayContext>) => OperationListener;

type Step = Exclude<keyof OperationListener, 'responseForOperation'>;

const DONE = Promise.resolve();

/**
 * One plugin for all listeners, because Apollo Server makes a promise for each plugin at each step. They are told in their
 * order; those behind one that throws are not told of the step.
 */
export const listening = (listens: readonly Listen[]): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart(began) {
    const listeners = listens.map((listen) => listen(began));
    const tell =
      <Each extends Step>(step: Each) =>
      (...told: Told<Each>): Promise<void> => {
        for (const listener of listeners) {
          const hear = listener[step] as ((...told: Told<Each>) => void) | undefined;
          hear?.(...told);
        }
        return DONE;
      };
    return Promise.resolve({
      didResolveOperation: tell('didResolveOperation'),
      async responseForOperation(...told) {
        for (const listener of listeners) {
          const response = listener.responseForOperation?.(...told);
          if (response) return response;
        }
        return null;
      },
      didEncounterErrors: tell('didEncounterErrors'),
      didEncounterSubsequentErrors: tell('didEncounterSubsequentErrors'),
      willSendResponse: tell('willSendResponse'),
      willSendSubsequentPayload: tell('willSendSubsequentPayload'),
    });
  },
});
