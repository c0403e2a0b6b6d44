import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GatewayContext } from '../graphql/context.ts';
import type { GraphqlServer } from './apollo.ts';
import type { WrittenAnswer } from './known-queries.ts';

function send(reply: FastifyReply, { status, headers, body }: WrittenAnswer): void {
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status).send(body);
}

/** Answers what comes to `/graphql`: known queries at once, everything else by Apollo Server. */
export function answerGraphql(
  { apollo, knownQueries }: GraphqlServer,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => GatewayContext,
): RouteHandlerMethod {
  /** The contexts of operations that were left to Apollo Server when they had begun already. */
  const begun = new WeakMap<FastifyRequest, GatewayContext>();
  const byApollo = fastifyApolloHandler(apollo, {
    context: (request, reply) => Promise.resolve(begun.get(request) ?? contextOf(request, reply)),
  });
  return function (request, reply) {
    const query = knownQueries.find(request);
    if (query) {
      const context = contextOf(request, reply);
      const answer = knownQueries.answer(query, context);
      if (answer) {
        // Sent from here: fastify would wait for a promise once more.
        if (answer instanceof Promise)
          answer.then((written) => send(reply, written)).catch((error: unknown) => void reply.send(error));
        else send(reply, answer);
        return;
      }
      begun.set(request, context);
    }
    return byApollo.call(this, request, reply);
  };
}
