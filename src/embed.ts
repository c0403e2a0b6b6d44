import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { GatewayHandler } from './running-gateway.ts';
import type { Connected } from './connected.ts';
import { createServer } from './server/http.ts';
import { registerRoutes } from './server/routes.ts';

/** Mounts a gateway in an app of fastify, below the prefix of that app. It stops when the app closes. */
export async function mount(app: FastifyInstance, connected: Connected): Promise<void> {
  let isDraining = false;
  app.addHook('preClose', () => {
    isDraining = true;
    // The app waits for its other requests.
    return connected.drain(Promise.resolve());
  });
  app.addHook('onClose', () => connected.stop());
  app.addHook('onListen', async () => {
    const [address] = app.addresses();
    if (typeof address === 'object') {
      connected.onListening(`http://127.0.0.1:${address.port}${app.prefix}`);
    }
  });
  await registerRoutes(app, { ...connected.routes, isDraining: () => isDraining });
}

/** A request, in Express with its URL before the path of `app.use` was removed. */
type MountedRequest = IncomingMessage & { readonly originalUrl?: string };

/** Serves a gateway as a handler of requests. */
export async function createRequestHandler(connected: Connected): Promise<GatewayHandler> {
  const { prefix } = connected.routes;
  let isDraining = false;
  const app = createServer(connected.server);
  const stop = () => connected.stop(() => app.close());
  try {
    await registerRoutes(app, { ...connected.routes, isDraining: () => isDraining });
    await app.ready();
  } catch (error) {
    await stop();
    throw error;
  }

  function handle(request: MountedRequest, response: ServerResponse, next?: () => void): void {
    // A prefix is the whole path, so that it is the same for WebSockets, which Express does not know.
    const url = prefix === '' ? request.url : (request.originalUrl ?? request.url);
    const [path = ''] = url?.split('?', 1) ?? [];
    if (next && path !== prefix && !path.startsWith(`${prefix}/`)) {
      next();
      return;
    }
    request.url = url;
    app.routing(request, response);
  }
  return Object.assign(handle, {
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      void app.server.emit('upgrade', request, socket, head),
    drain: () => {
      isDraining = true;
      return connected.drain(Promise.resolve());
    },
    reload: () => connected.reload(),
    stop,
    [Symbol.asyncDispose]: stop,
  });
}
