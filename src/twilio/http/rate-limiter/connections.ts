import type { Account, Bucket, Service } from './buckets.ts';
import type { Place } from './sliding-window.ts';

/** A request in flight, with what it has taken. */
export interface Running {
  readonly caller: string;
  readonly bucket: Bucket;
  readonly place: Place | null;
  /** The round of its bucket's slow start. */
  readonly round: number;
}

/** Whether the account's limits let one more of its requests start. */
export const accountMay = ({ concurrency, inFlight, pausedUntil }: Account, now: number): boolean =>
  now >= pausedUntil && inFlight < concurrency.limit(now);

/**
 * Counts the requests in flight. No Service ever holds all connections, and no caller while another one waits: one in eight
 * is left for the others.
 */
export class Connections {
  readonly #max: number;
  readonly #maxOfOne: number;
  readonly #ofCaller = new Map<string, number>();
  #size = 0;

  constructor(max: number) {
    this.#max = max;
    this.#maxOfOne = max - Math.floor(max / 8);
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size >= this.#max;
  }

  /** Whether a caller may have all connections but one in eight, or really all of them when no other one waits. */
  callerMay(caller: string, othersWait: boolean): boolean {
    return !this.isFull && (!othersWait || (this.#ofCaller.get(caller) ?? 0) < this.#maxOfOne);
  }

  serviceMay({ inFlight, account }: Service, now: number): boolean {
    return inFlight < this.#maxOfOne && accountMay(account, now);
  }

  enter(caller: string, bucket: Bucket, now: number): Running {
    this.#count(caller, bucket, 1);
    return { caller, bucket, place: bucket.window?.take(now) ?? null, round: bucket.slowStart.start() };
  }

  leave({ caller, bucket }: Running): void {
    this.#count(caller, bucket, -1);
    if (this.#ofCaller.get(caller) === 0) this.#ofCaller.delete(caller);
  }

  #count(caller: string, { service }: Bucket, change: 1 | -1): void {
    this.#size += change;
    this.#ofCaller.set(caller, (this.#ofCaller.get(caller) ?? 0) + change);
    service.inFlight += change;
    service.account.inFlight += change;
  }
}
