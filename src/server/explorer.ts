import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, RouteHandlerMethod } from 'fastify';

/** The content of `/graphiql/config.json`, which the explorer page reads. */
export interface GraphiqlOptions {
  /** What comes before the paths. Default: nothing. */
  readonly prefix?: string;
  /** The upstream is the embedded emulator: the page says so and uses the ids of the demo data in its examples. */
  readonly emulated: boolean;
  /**
   * The gateway answers `x-upstream-plan: true` with a plan and does not run the operation. Default: false; then the page
   * offers no plans, because a gateway that ignores the header would run the operation, even a mutation.
   */
  readonly plan?: boolean;
}

// The path is the same from src/server and from dist/server.
const bundle = fileURLToPath(new URL('../../dist/graphiql/', import.meta.url));

/**
 * Serves the explorer page at `/`, its assets under `/graphiql/` and its configuration at `/graphiql/config.json`.
 * The names of the assets hold a hash of their content, so browsers may cache them for a year; the page itself is
 * revalidated each time. Without the bundle `/` answers 503 and names the command that builds it.
 */
export const registerGraphiql = async (app: FastifyInstance, options: GraphiqlOptions): Promise<void> => {
  const { prefix = '' } = options;
  app.get(`${prefix}/graphiql/config.json`, (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .send({ emulated: options.emulated, plan: options.plan ?? false }),
  );
  if (!existsSync(`${bundle}index.html`)) {
    app.get(`${prefix}/`, (_request, reply) =>
      reply.code(503).type('text/plain').send('The GraphiQL page is not built. Build it: npm run build\n'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: `${bundle}graphiql`,
    prefix: `${prefix}/graphiql/`,
    decorateReply: !app.hasReplyDecorator('sendFile'),
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
  });
  const sendPage: RouteHandlerMethod = ({ originalUrl }, reply) => {
    const [path = ''] = originalUrl.split('?', 1);
    // The page refers to its files relatively, so its own path has to end with a slash.
    if (!path.endsWith('/')) return reply.redirect(`.${path.slice(path.lastIndexOf('/'))}/`);
    return reply.header('cache-control', 'no-cache').sendFile('index.html', bundle, { cacheControl: false });
  };
  app.get(`${prefix}/`, sendPage);
  if (prefix !== '') app.get(prefix, sendPage);
};
