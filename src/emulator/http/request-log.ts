/** A logged request and its outcome. */
export interface RequestEntry {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly path: string;
  /** The user of the Basic header: an account SID or an API key SID. Its secret is not kept. */
  readonly user: string | undefined;
  /** The decoded parameters of a POST, each key with all its values. Empty until the whole body has arrived. */
  readonly form: Readonly<Record<string, readonly string[]>>;
  /** The status of the answer; null while the request is in flight, and when it got no answer. */
  readonly status: number | null;
  /** Milliseconds of `performance.now()`, to compare requests with each other. */
  readonly startedAt: number;
  /** When the answer was written or the connection ended; null while the request is in flight. */
  readonly finishedAt: number | null;
  /** Whether the client closed the connection before the answer was complete. */
  readonly aborted: boolean;
}

/** An entry whose request is in flight. */
export type OpenEntry = { -readonly [K in keyof RequestEntry]: RequestEntry[K] };

/** Above this number of entries the older half is dropped, so that a benchmark does not fill the memory. */
const LONGEST_LOG = 100_000;

/** The requests since the last clear, in order of arrival. */
export class RequestLog {
  #entries: OpenEntry[] = [];
  #lines: string[] = [];
  #changed: (() => void)[] = [];
  #inFlight = 0;

  /** 'GET /v1/Services/KS…?PageSize=20', one line per request. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  get entries(): readonly RequestEntry[] {
    return this.#entries;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  clear(): void {
    this.#entries = [];
    this.#lines = [];
  }

  open(method: string, path: string, user: string | undefined): OpenEntry {
    if (this.#entries.length >= LONGEST_LOG) {
      this.#entries = this.#entries.slice(LONGEST_LOG / 2);
      this.#lines = this.#lines.slice(LONGEST_LOG / 2);
    }
    const entry: OpenEntry = {
      method,
      path,
      user,
      form: noForm,
      status: null,
      startedAt: performance.now(),
      finishedAt: null,
      aborted: false,
    };
    this.#entries.push(entry);
    this.#lines.push(`${method} ${path}`);
    this.#inFlight++;
    this.#tell();
    return entry;
  }

  close(entry: OpenEntry, aborted: boolean): void {
    entry.finishedAt = performance.now();
    entry.aborted = aborted;
    this.#inFlight--;
    this.#tell();
  }

  /** Resolves when the condition holds. It is checked whenever a request begins or ends. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#changed = this.#changed.filter((each) => each !== look);
        resolve();
      };
      this.#changed.push(look);
    });
  }

  #tell(): void {
    for (const look of [...this.#changed]) look();
  }
}

const noForm: RequestEntry['form'] = Object.freeze({});
