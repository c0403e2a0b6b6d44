import fastify from 'fastify';
import { buildSchema, graphql } from 'graphql';
import { registerGraphiql } from '../../src/server/explorer.ts';

/** A request to `/graphql` that was not introspection. */
export interface SeenRequest {
  readonly operationName: string | undefined;
  readonly variables: unknown;
  readonly trace: unknown;
  readonly plan: unknown;
}

/** What the gateway answers. */
export interface StubAnswers {
  /** Extensions of an answer to an operation that was run. */
  readonly extensions?: object | undefined;
  /** The whole answer to a request for a plan. */
  readonly planAnswer?: object;
}

export interface StubGateway extends AsyncDisposable {
  readonly url: string;
  /** Says what comes from now on, and forgets the requests. */
  answerWith(answers: StubAnswers): void;
  readonly requests: readonly SeenRequest[];
}

interface GraphqlBody {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

const schema = buildSchema('type Query { greeting(name: String = "you"): String }');
const rootValue = { greeting: ({ name }: { name: string }) => `Hello ${name}` };

/** Serves the explorer page over a schema of one field, with the traces and plans that a test sets. */
export const startStubGateway = async ({ plan }: { readonly plan: boolean }): Promise<StubGateway> => {
  const app = fastify({ forceCloseConnections: true });
  const requests: SeenRequest[] = [];
  let answers: StubAnswers = {};
  await registerGraphiql(app, { emulated: false, plan });
  app.post<{ Body: GraphqlBody }>('/graphql', async ({ body, headers }) => {
    const { query: source, operationName, variables } = body;
    if (operationName !== 'IntrospectionQuery') {
      requests.push({
        operationName,
        variables,
        trace: headers['x-upstream-trace'],
        plan: headers['x-upstream-plan'],
      });
    }
    if (headers['x-upstream-plan'] !== undefined) return answers.planAnswer ?? { data: null };
    const { data, errors } = await graphql({
      schema,
      source,
      operationName,
      variableValues: variables,
      rootValue,
    });
    return { data, ...(errors && { errors }), ...(answers.extensions && { extensions: answers.extensions }) };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    requests,
    answerWith(next) {
      answers = next;
      requests.length = 0;
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
};
