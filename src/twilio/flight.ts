import { AttemptError, type HttpRequest, type Operation, type Result, type Waiter } from './http.ts';
import { type AbortListener, Cancellation } from './signal.ts';

/** One who waits for a flight. It listens to the signal of its own request. */
class Seat implements AbortListener {
  readonly request: HttpRequest;
  readonly done: (result: Result) => void;
  readonly #flight: Flight;

  constructor(request: HttpRequest, done: (result: Result) => void, flight: Flight) {
    this.request = request;
    this.done = done;
    this.#flight = flight;
  }

  handleEvent(): void {
    this.#flight.leave(this);
  }
}

/**
 * A read in flight with all who wait for it, who are one waiter together, with a signal of their own. Each attempt is paid
 * by the first of them who can, and its retries may go on as long as one of them has time: nobody is failed by the budget,
 * the deadline or the end of another.
 */
export class Flight extends Cancellation implements Waiter {
  /** Which bucket of the table it stands in, and the next one there. */
  readonly bucket: number;
  next: Flight | null = null;
  readonly operation?: Operation;
  readonly caller?: string;
  /** What is sent. */
  readonly request: HttpRequest;
  /** In the order in which they came. */
  #seats: Seat[];
  readonly #onEmpty: (flight: Flight) => void;

  /** `onEmpty` is told when nobody waits any more before the read has ended; it is ended then. */
  constructor(
    first: HttpRequest,
    done: (result: Result) => void,
    bucket: number,
    onEmpty: (flight: Flight) => void,
  ) {
    super();
    this.bucket = bucket;
    const { operation, caller } = first.waiter;
    if (operation) this.operation = operation;
    if (caller !== undefined) this.caller = caller;
    this.request = { ...first, signal: this, waiter: this, onDefect: (error) => this.#crash(error) };
    this.#onEmpty = onEmpty;
    this.#seats = [this.#seat(first, done)];
  }

  /** Lets one more wait, who is told of the end, or that it was ended itself. */
  board(request: HttpRequest, done: (result: Result) => void): void {
    this.#seats.push(this.#seat(request, done));
  }

  #seat(request: HttpRequest, done: (result: Result) => void): Seat {
    const seat = new Seat(request, done, this);
    request.signal.addEventListener('abort', seat);
    return seat;
  }

  /** All leave without a word: they are told in another way. */
  disband(): readonly Seat[] {
    const seats = this.#seats;
    this.#seats = [];
    for (const seat of seats) seat.request.signal.removeEventListener('abort', seat);
    return seats;
  }

  /** One of them waits no more. */
  leave(seat: Seat): void {
    const index = this.#seats.indexOf(seat);
    if (index === -1) return;
    this.#seats.splice(index, 1);
    if (this.#seats.length === 0) {
      this.#onEmpty(this);
      this.abort();
    }
    seat.done(new AttemptError(false, 'aborted', 'The operation ran out of time.'));
  }

  /** Tells the end to all who wait. */
  land(result: Result): void {
    for (const seat of this.disband()) {
      try {
        seat.done(result);
      } catch (error) {
        seat.request.onDefect(error);
      }
    }
  }

  /** An engine has thrown, and nothing else will end the read: all who wait are told so. */
  #crash(error: unknown): void {
    this.#onEmpty(this);
    for (const { request } of this.disband()) request.onDefect(error);
  }

  /** When the last of them gives up, in milliseconds of the engines' clock. */
  get deadlineAt(): number {
    return Math.max(...this.#seats.map(({ request }) => request.waiter.deadlineAt ?? Infinity));
  }

  /** Throws the refusal of the one who has waited longest when none of them can pay. */
  onCall(endpoint: string): void {
    const refusals: unknown[] = [];
    for (const { request } of this.#seats) {
      try {
        request.waiter.onCall(endpoint);
        return;
      } catch (error) {
        refusals.push(error);
      }
    }
    throw refusals[0];
  }
}
