/**
 * The use of proxy numbers in the active (open or in-progress) Sessions of one Service.
 * The pair of identifier and proxy number is the routing key of inbound calls and messages. It should name one Session.
 */
export class PoolUse {
  /** identifier → proxy identifier → SIDs of active Sessions. */
  readonly #pairs = new Map<string, Map<string, Set<string>>>();
  /** proxy identifier → SIDs of active Sessions, each with the number of its Participants that use it. */
  readonly #numbers = new Map<string, Map<string, number>>();
  /** identifier → proxy identifier → sequence number of its last assignment. */
  readonly #history = new Map<string, Map<string, number>>();
  #assignments = 0;

  /** Counts a Participant of an active Session. */
  take(identifier: string, proxyIdentifier: string, sessionSid: string): void {
    const proxies = entry(this.#pairs, identifier, () => new Map<string, Set<string>>());
    entry(proxies, proxyIdentifier, () => new Set<string>()).add(sessionSid);
    const users = entry(this.#numbers, proxyIdentifier, () => new Map<string, number>());
    users.set(sessionSid, (users.get(sessionSid) ?? 0) + 1);
  }

  /** Reverses `take`. */
  free(identifier: string, proxyIdentifier: string, sessionSid: string): void {
    const proxies = this.#pairs.get(identifier);
    const sessions = proxies?.get(proxyIdentifier);
    if (proxies === undefined || sessions?.delete(sessionSid) !== true) return;
    if (sessions.size === 0) proxies.delete(proxyIdentifier);
    if (proxies.size === 0) this.#pairs.delete(identifier);
    const users = this.#numbers.get(proxyIdentifier);
    const left = (users?.get(sessionSid) ?? 1) - 1;
    if (left > 0) users?.set(sessionSid, left);
    else users?.delete(sessionSid);
    if (users?.size === 0) this.#numbers.delete(proxyIdentifier);
  }

  /** SIDs of the active Sessions that have the pair, oldest assignment first. */
  sessionsOf(identifier: string, proxyIdentifier: string): readonly string[] {
    return [...(this.#pairs.get(identifier)?.get(proxyIdentifier) ?? [])];
  }

  /** The number of active Sessions that use the proxy number. */
  inUse(proxyIdentifier: string): number {
    return this.#numbers.get(proxyIdentifier)?.size ?? 0;
  }

  /** Records an assignment, for sticky number selection. */
  remember(identifier: string, proxyIdentifier: string): void {
    const numbers = entry(this.#history, identifier, () => new Map<string, number>());
    numbers.set(proxyIdentifier, ++this.#assignments);
  }

  /** The sequence number of the last assignment of this number to the identifier; 0 is never. */
  lastAssignment(identifier: string, proxyIdentifier: string): number {
    return this.#history.get(identifier)?.get(proxyIdentifier) ?? 0;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
