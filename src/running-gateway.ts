/// <reference lib="esnext.disposable" preserve="true" />

/** A running gateway. `await using` stops it. */
export interface Gateway extends AsyncDisposable {
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
  /** Reads the manifest of trusted documents again. If it is invalid, the documents stay, and the log says why. */
  reload(): Promise<void>;
  /** Stops at once, and closes connections with requests in flight. */
  stop(): Promise<void>;
}
