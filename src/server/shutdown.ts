import { Server as TcpServer } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface DrainOptions {
  /** How long new connections are taken, so that probes and load balancers learn of the end before the port closes. */
  readonly listenMs: number;
  /** When connections without a request are closed. Until then their clients hear of the end with their next answer. */
  readonly idleMs: number;
  /** When operations that still run are ended, so that they can be answered. */
  readonly limitMs: number;
  /** Ends all operations: they answer with what they have. */
  readonly endOperations: () => void;
  /** Calls after some milliseconds; the function it returns prevents that. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** How the server ends without cutting anyone off. */
export interface Drain {
  readonly isDraining: boolean;
  /** Counts the requests of that server. Before its routes are registered. */
  watch(app: FastifyInstance): void;
  /**
   * Answers what is under way and what still comes, each with `Connection: close`; stops listening after `listenMs`; resolves
   * when all connections are closed. A client that keeps its connection is told with an answer, never by a connection that
   * breaks under its request.
   */
  run(): Promise<void>;
}

/** How long answers may take to be written once all operations have ended. */
const WRITING_MS = 500;

/** How many connections may wait to be accepted: the default of `server.listen`. */
const BACKLOG = 511;

/**
 * Stops listening once those who wait to be accepted have been: the system resets them otherwise. Newer versions of Node
 * accept one connection in each turn of the event loop, so it ends with a turn without one, or when all are through who
 * could have waited at the beginning. The HTTP server's own close would close idle connections too, and with them requests
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

export function createDrain({ listenMs, idleMs, limitMs, endOperations, after }: DrainOptions): Drain {
  let ended: Promise<void> | null = null;
  let server: FastifyInstance['server'] | null = null;
  let requests = 0;
  let onAnswered: () => void = () => undefined;

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
          onAnswered();
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
          onAnswered = () => undefined;
          resolve();
        };
        const closeIdle = () => {
          listener.closeIdleConnections();
          onAnswered = () => {
            if (requests === 0) finish();
          };
          onAnswered();
        };
        // With its last connection.
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
