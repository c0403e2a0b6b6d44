import { createHash } from 'node:crypto';
import type { Credentials } from './client.ts';
import { Flight } from './flight.ts';
import { AttemptError, type HttpRequest, type Result, type Send, type Waiter } from './http.ts';
import { areRelated, type SidPath } from './resource.ts';

/** A name for the owner of credentials that does not tell them. */
export const ownerOf = ({ username, password }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([username, password]))
    .digest('base64url');

/** A power of two, and more than there are connections. */
const BUCKETS = 1024;

/** So many characters at the end of a path tell it from most others: its last SID, and what page of a list it asks. */
const TELLING = 64;

function bucketOf({ path }: HttpRequest): number {
  let hash = path.length;
  for (let index = Math.max(0, path.length - TELLING); index < path.length; index += 1) {
    hash = (Math.imul(hash, 31) + path.charCodeAt(index)) | 0;
  }
  return hash & (BUCKETS - 1);
}

/**
 * The reads in flight by what they ask. No Map, whose outgrown tables would keep reads that are long over (see `line.ts`),
 * and no object, for which each path would have to become a name first, at several times the cost.
 */
class Flights {
  readonly #buckets = new Array<Flight | null>(BUCKETS).fill(null);

  find({ authorization, path }: HttpRequest, bucket: number): Flight | null {
    let flight = this.#buckets[bucket] ?? null;
    while (flight && (flight.request.path !== path || flight.request.authorization !== authorization)) {
      flight = flight.next;
    }
    return flight;
  }

  add(flight: Flight): void {
    flight.next = this.#buckets[flight.bucket] ?? null;
    this.#buckets[flight.bucket] = flight;
  }

  /** Takes a read out, if it still stands here: nobody joins it any more. */
  remove(flight: Flight): void {
    let before = this.#buckets[flight.bucket] ?? null;
    if (before === flight) this.#buckets[flight.bucket] = flight.next;
    else {
      while (before && before.next !== flight) before = before.next;
      if (before) before.next = flight.next;
    }
    flight.next = null;
  }

  /** Takes out all reads at, under and above a path. */
  detach(scope: SidPath): void {
    for (let flight of this.#buckets) {
      while (flight) {
        const { next } = flight;
        if (areRelated(flight.request.scope, scope)) this.remove(flight);
        flight = next;
      }
    }
  }
}

/**
 * Lets identical reads that are in flight share one REST call, across operations of the same credentials and never
 * across credentials. A shared read lives while anyone waits for it: one caller's abort never fails another. `share` is
 * told who else waits for it.
 */
export function singleFlight(send: Send, share?: (waiter: Waiter, caller: string) => void): Send {
  const flights = new Flights();
  const onEmpty = (flight: Flight) => flights.remove(flight);

  function read(request: HttpRequest, done: (result: Result) => void): void {
    if (request.signal.aborted) {
      done(new AttemptError(false, 'aborted', 'The operation ran out of time.'));
      return;
    }
    const bucket = bucketOf(request);
    const known = flights.find(request, bucket);
    if (known) {
      request.waiter.onJoin?.();
      known.board(request, done);
      share?.(known, request.waiter.caller ?? '');
      return;
    }
    const flight = new Flight(request, done, bucket, onEmpty);
    flights.add(flight);
    try {
      send(flight.request, (result) => {
        flights.remove(flight);
        flight.land(result);
      });
    } catch (error) {
      // The caller had no budget for it, so nothing was sent. Others may have.
      flights.remove(flight);
      flight.disband();
      throw error;
    }
  }

  /** Whether the write is sent or answered: a read that began before may miss it, so that nobody joins it any more. */
  function write(request: HttpRequest, done: (result: Result) => void): void {
    flights.detach(request.scope);
    send(request, (result) => {
      flights.detach(request.scope);
      done(result);
    });
  }

  return (request, done) => (request.method === 'GET' ? read : write)(request, done);
}
