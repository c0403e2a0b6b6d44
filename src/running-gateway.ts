/// <reference lib="esnext.disposable" preserve="true" />

/** A running gateway. `await using` stops it. */
export interface Gateway extends AsyncDisposable {
  /** `http://127.0.0.1:4000`; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** Where `/metrics` is below; null when it is not served. */
  readonly metricsUrl: string | null;
  /** The address of the embedded emulator; null when the upstream is Twilio. */
  readonly emulatorUrl: string | null;
  /**
   * Is not ready any more, takes new connections for two seconds, and resolves when everything was answered, within 9 seconds.
   * Then `stop`.
   */
  drain(): Promise<void>;
  /** Ends at once; what is under way is cut off. */
  stop(): Promise<void>;
}
