import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the explorer page is told about the gateway. */
export interface GraphiqlOptions {
  /** Answers come from the embedded emulator: the page shows a banner that says so. */
  readonly emulated: boolean;
  /**
   * The gateway answers `x-upstream-plan: true` with a plan and runs nothing. Without it the page offers no plan,
   * because a gateway that ignores the header would run the operation, a mutation too.
   */
  readonly plan?: boolean;
}

// dist/graphiql, seen from src/server as well as from dist/server.
const bundle = fileURLToPath(new URL('../../dist/graphiql/', import.meta.url));

/**
 * Serves the explorer page at `/`, its assets under `/graphiql/` and what the page asks about the gateway at
 * `/graphiql/config.json`. Asset names carry a hash of their content, so they may be cached for a year; the page
 * itself is asked again each time. Without the bundle `/` answers 503 and says how to make it.
 */
export const registerGraphiql = async (app: FastifyInstance, options: GraphiqlOptions): Promise<void> => {
  app.get('/graphiql/config.json', (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .send({ emulated: options.emulated, plan: options.plan ?? false }),
  );
  if (!existsSync(`${bundle}index.html`)) {
    app.get('/', (_request, reply) =>
      reply.code(503).type('text/plain').send('The GraphiQL page is not built. Build it: npm run build\n'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: `${bundle}graphiql`,
    prefix: '/graphiql/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
  });
  app.get('/', (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', bundle, { cacheControl: false }),
  );
};
