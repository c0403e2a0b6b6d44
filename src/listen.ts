import type { Config } from './config/config.ts';
import type { Connected } from './connected.ts';
import type { Gateway } from './running-gateway.ts';
import { createServer } from './server/http.ts';
import { registerRoutes } from './server/routes.ts';
import { createGracefulShutdown } from './server/shutdown.ts';

/** The steps of a graceful shutdown, which takes less than 10 seconds. */
const SHUTDOWN = { listenMs: 2000, idleMs: 4000, limitMs: 8000 };

/** Serves a gateway with a server of its own. If that cannot listen, the gateway stops. */
export async function listen(connected: Connected, { host, port }: Config): Promise<Gateway> {
  const { routes, clock } = connected;
  const app = createServer(connected.server);
  const stop = () => connected.stop(() => app.close());
  try {
    const shutdown = createGracefulShutdown({
      ...SHUTDOWN,
      endOperations: () => connected.endOperations(),
      after: (ms, run) => clock.after(ms, run),
    });
    shutdown.watch(app);
    await registerRoutes(app, { ...routes, isDraining: () => shutdown.isDraining });
    // For `localhost` fastify opens a server per address, and the shutdown watches only one.
    const address = await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port });
    const url = address + routes.prefix;
    connected.onListening(url);
    return {
      url,
      metricsUrl: routes.metrics ? url : connected.metricsUrl,
      emulatorUrl: connected.emulatorUrl,
      drain: () => connected.drain(shutdown.run()),
      reload: () => connected.reload(),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
