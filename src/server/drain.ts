import { Server as TcpServer } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface DrainOptions {
  /** How long a connection without a request stays open, so that its client hears of the end with its next answer. */
  readonly graceMs: number;
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
   * Takes no new connections, answers what is under way and what still comes over open connections, each with
   * `Connection: close`, and resolves when all connections are closed. A client that keeps its connection is told with an
   * answer, never by a connection that breaks under its request.
   */
  run(): Promise<void>;
}

/** How long answers may take to be written once all operations have ended. */
const WRITING_MS = 500;

export function createDrain({ graceMs, limitMs, endOperations, after }: DrainOptions): Drain {
  let isDraining = false;
  let server: FastifyInstance['server'] | null = null;
  let connections = 0;
  let requests = 0;
  let onClosed: () => void = () => undefined;

  return {
    get isDraining() {
      return isDraining;
    },

    watch(app) {
      server = app.server;
      server.on('connection', (socket) => {
        connections += 1;
        socket.once('close', () => {
          connections -= 1;
          onClosed();
        });
      });
      app.addHook('onRequest', (_, reply, done) => {
        requests += 1;
        reply.raw.once('close', () => {
          requests -= 1;
          onClosed();
        });
        done();
      });
      app.addHook('onSend', (_, reply, payload, done) => {
        if (isDraining) reply.header('connection', 'close');
        done(null, payload);
      });
    },

    run() {
      const listener = server;
      isDraining = true;
      return new Promise((resolve) => {
        if (listener === null) {
          resolve();
          return;
        }
        let isGraceOver = false;
        const finish = () => {
          timers.forEach((cancel) => cancel());
          onClosed = () => undefined;
          resolve();
        };
        onClosed = () => {
          if (connections === 0 || (isGraceOver && requests === 0)) finish();
        };
        const timers = [
          after(graceMs, () => {
            isGraceOver = true;
            listener.closeIdleConnections();
            onClosed();
          }),
          after(limitMs, endOperations),
          after(limitMs + WRITING_MS, finish),
        ];
        // The HTTP server's own close would close idle connections at once, and with them requests that are on their way.
        TcpServer.prototype.close.call(listener);
        onClosed();
      });
    },
  };
}
