import type { IncomingHttpHeaders } from 'node:http';

/** The headers of a request; HTTP's names in lower case. */
export interface RequestHeaders {
  get(name: string): string | undefined;
  keys(): Iterable<string>;
}

/** The headers as node:http has read them; values of one that came several times are joined. */
export class SentHeaders implements RequestHeaders {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | undefined {
    const value = this.#headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  keys(): readonly string[] {
    return Object.keys(this.#headers);
  }
}
