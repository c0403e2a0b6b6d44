import type { ServerOptions } from './server/http.ts';
import type { RoutesOptions } from './server/routes.ts';
import type { Clock } from './twilio/clock.ts';

/** The connected parts of a gateway, which does not listen. */
export interface Connected {
  readonly routes: Omit<RoutesOptions, 'isDraining'>;
  readonly server: ServerOptions;
  readonly clock: Clock;
  /** The URL of the separate listener for metrics; null if there is none. */
  readonly metricsUrl: string | null;
  readonly emulatorUrl: string | null;
  /** To be called when the routes can be reached, with the URL that their paths are appended to. */
  onListening(url: string): void;
  endOperations(): void;
  /** Ends subscriptions, and resolves when `served` has, and WebSockets and writes have ended. */
  drain(served: Promise<void>): Promise<void>;
  /** Reads the manifest of trusted documents again. */
  reload(): Promise<void>;
  /** Closes the routes with `closeRoutes`, and then the parts. */
  stop(closeRoutes?: () => Promise<unknown>): Promise<void>;
}
