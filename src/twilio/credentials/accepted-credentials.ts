/** So many are remembered; those that were used longest ago go first. */
const LIMIT = 10_000;

/** The credentials that Twilio has accepted, by the name of their owner: others may be made up. */
export class AcceptedCredentials {
  readonly #owners = new Set<string>();

  has(owner: string): boolean {
    return this.#owners.has(owner);
  }

  /** Learns from an answer to a request with these credentials. */
  learn(owner: string, status: number): void {
    const isAccepted = status >= 200 && status < 300;
    if (!isAccepted && status !== 401) return;
    this.#owners.delete(owner);
    if (isAccepted) this.#owners.add(owner);
    const [oldest] = this.#owners;
    if (this.#owners.size > LIMIT && oldest !== undefined) this.#owners.delete(oldest);
  }
}
