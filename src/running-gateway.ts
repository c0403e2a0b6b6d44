/// <reference lib="esnext.disposable" preserve="true" />
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What a running gateway can be told. */
interface Running extends AsyncDisposable {
  /** Reads the manifest of trusted documents again. If it is invalid, the documents stay, and the log says why. */
  reload(): Promise<void>;
  /** Stops at once, and closes connections with requests in flight. */
  stop(): Promise<void>;
}

/** A running gateway. `await using` stops it. */
export interface Gateway extends Running {
  /** `http://127.0.0.1:4000`, with the prefix if there is one; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** The base URL of `/metrics`; null if it is not served. */
  readonly metricsUrl: string | null;
  /** The URL of the embedded emulator; null if the upstream is Twilio. */
  readonly emulatorUrl: string | null;
  /**
   * Shuts down gracefully: readiness fails, new connections are accepted for 2 seconds, and the promise resolves when all
   * requests have a response, within 9 seconds. Call `stop` afterwards.
   */
  drain(): Promise<void>;
}

/** A gateway that answers the requests of a server of Node.js, Express or another framework. `await using` stops it. */
export interface GatewayHandler extends Running {
  /** Answers a request. Calls `next` for a path that is not below the prefix. */
  (request: IncomingMessage, response: ServerResponse, next?: () => void): void;
  /** Opens a WebSocket: a listener for the event `upgrade` of the server. It refuses other paths than those of the gateway. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /**
   * Readiness fails, subscriptions end, and the promise resolves when writes have ended, within 9 seconds. Close your server
   * then, and call `stop` afterwards.
   */
  drain(): Promise<void>;
}
