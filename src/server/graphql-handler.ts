import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GatewayContext } from '../graphql/context.ts';
import type { GraphqlServer } from './apollo.ts';
import type { WrittenAnswer } from './known-queries.ts';

function write(reply: FastifyReply, { status, headers, body }: WrittenAnswer): string {
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status);
  return body;
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
  return async function (request, reply) {
    const query = knownQueries.find(request);
    if (query) {
      const context = contextOf(request, reply);
      const answer = knownQueries.answer(query, context);
      if (answer) return write(reply, await answer);
      begun.set(request, context);
    }
    return byApollo.call(this, request, reply);
  };
}
