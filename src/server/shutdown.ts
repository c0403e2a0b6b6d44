import { Server as TcpServer } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface ShutdownOptions {
  /** How long new connections are accepted, so that load balancers notice that the gateway is not ready. */
  readonly listenMs: number;
  /** When connections without a request are closed. Until then their clients get `Connection: close` with a response. */
  readonly idleMs: number;
  /** When operations that are still in flight are ended, so that they can respond. */
  readonly limitMs: number;
  /** Ends all operations. They respond with the data that they have. */
  readonly endOperations: () => void;
  /** Calls `run` after some milliseconds; the returned function cancels that. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** Stops the server without breaking requests. */
export interface GracefulShutdown {
  readonly isDraining: boolean;
  /** Counts the requests of that server. Call it before routes are registered. */
  watch(app: FastifyInstance): void;
  /**
   * Responds to requests in flight and to new ones with `Connection: close`, stops listening after `listenMs`, and resolves
   * when all connections are closed. A client with a keep-alive connection sees the shutdown in a response, not by a
   * connection that is closed during its request.
   */
  run(): Promise<void>;
}

/** How long responses may take once all operations have ended. */
const WRITING_MS = 500;

/** The number of connections that can wait to be accepted: the default of `server.listen`. */
const BACKLOG = 511;

/**
 * Stops listening once the connections in the backlog are accepted, because the operating system resets them otherwise.
 * Newer versions of Node accept one connection per turn of the event loop, so this ends with a turn without a connection,
 * or after as many as the backlog can hold. `server.close` of HTTP would also close idle connections, and lose requests
 * that are on their way.
 */
function closeListener(listener: TcpServer): void {
  let accepted = 0;
  listener.on('connection', () => (accepted += 1));
  const closeUnlessMoreThan = (before: number) =>
    setImmediate(() => {
      if (accepted > before && accepted <= BACKLOG) closeUnlessMoreThan(accepted);
      else TcpServer.prototype.close.call(listener);
    });
  closeUnlessMoreThan(0);
}

export function createGracefulShutdown({
  listenMs,
  idleMs,
  limitMs,
  endOperations,
  after,
}: ShutdownOptions): GracefulShutdown {
  let ended: Promise<void> | null = null;
  let server: FastifyInstance['server'] | null = null;
  let requests = 0;
  let onResponse: () => void = () => undefined;

  return {
    get isDraining() {
      return ended !== null;
    },

    watch(app) {
      server = app.server;
      app.addHook('onRequest', (_, reply, done) => {
        requests += 1;
        reply.raw.once('close', () => {
          requests -= 1;
          onResponse();
        });
        done();
      });
      app.addHook('onSend', (_, reply, payload, done) => {
        if (ended !== null) reply.header('connection', 'close');
        done(null, payload);
      });
    },

    run() {
      const listener = server;
      ended ??= new Promise((resolve) => {
        if (!listener?.listening) {
          resolve();
          return;
        }
        const finish = () => {
          timers.forEach((cancel) => cancel());
          onResponse = () => undefined;
          resolve();
        };
        const closeIdle = () => {
          listener.closeIdleConnections();
          onResponse = () => {
            if (requests === 0) finish();
          };
          onResponse();
        };
        // Emitted when the last connection is closed.
        listener.once('close', finish);
        const timers = [
          after(listenMs, () => closeListener(listener)),
          after(idleMs, closeIdle),
          after(limitMs, endOperations),
          after(limitMs + WRITING_MS, finish),
        ];
      });
      return ended;
    },
  };
}
