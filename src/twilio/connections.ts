import type { Account, Lane, Service } from './lanes.ts';
import type { Place } from './rate-window.ts';

/** A request in flight, with what it has taken. */
export interface Running {
  readonly caller: string;
  readonly lane: Lane;
  readonly place: Place | null;
  /** Of the slow start of its lane. */
  readonly round: number;
}

/** Whether the account's limits let one more of its requests start. */
export const accountMay = ({ concurrency, inFlight, pausedUntil }: Account, now: number): boolean =>
  now >= pausedUntil && inFlight < concurrency.limit(now);

/**
 * The requests in flight. No Service ever holds all connections, and no caller while another one waits: some are left for
 * the others.
 */
export class Connections {
  readonly #max: number;
  readonly #maxOfOne: number;
  readonly #ofCaller = new Map<string, number>();
  readonly #othersWait: (caller: string) => boolean;
  #size = 0;

  constructor(max: number, othersWait: (caller: string) => boolean) {
    this.#max = max;
    this.#maxOfOne = max - Math.floor(max / 8);
    this.#othersWait = othersWait;
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size >= this.#max;
  }

  callerMay(caller: string): boolean {
    if (this.isFull) return false;
    return (this.#ofCaller.get(caller) ?? 0) < this.#maxOfOne || !this.#othersWait(caller);
  }

  serviceMay({ inFlight, account }: Service, now: number): boolean {
    return inFlight < this.#maxOfOne && accountMay(account, now);
  }

  enter(caller: string, lane: Lane, now: number): Running {
    this.#size += 1;
    this.#ofCaller.set(caller, (this.#ofCaller.get(caller) ?? 0) + 1);
    lane.service.inFlight += 1;
    lane.service.account.inFlight += 1;
    return { caller, lane, place: lane.window?.take(now) ?? null, round: lane.slowStart.start() };
  }

  leave({ caller, lane }: Running): void {
    this.#size -= 1;
    const left = (this.#ofCaller.get(caller) ?? 0) - 1;
    if (left > 0) this.#ofCaller.set(caller, left);
    else this.#ofCaller.delete(caller);
    lane.service.inFlight -= 1;
    lane.service.account.inFlight -= 1;
  }
}
