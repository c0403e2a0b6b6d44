/** The largest number of credentials remembered. The least recently used ones are removed first. */
const LIMIT = 10_000;

/** Which credentials Twilio has accepted, by an id that does not reveal them. Callers can send any others. */
export class AcceptedCredentials {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Records the status of a response to these credentials: 2xx accepts them, 401 refuses them. */
  learn(id: string, status: number): void {
    const isAccepted = status >= 200 && status < 300;
    if (!isAccepted && status !== 401) return;
    this.#ids.delete(id);
    if (isAccepted) this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > LIMIT && oldest !== undefined) this.#ids.delete(oldest);
  }
}
