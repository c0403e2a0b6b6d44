import { isTwilioError, TwilioError } from '../twilio/errors.ts';
import type { Caller } from '../twilio/client.ts';
import type { SidPath } from '../twilio/resource.ts';

interface Read {
  readonly scope: SidPath;
  readonly controller: AbortController;
}

/**
 * The REST reads of one operation that are in flight. Each can be aborted on its own, all under a path together, and all
 * at the end: nothing keeps running after the answer went out.
 */
export class Reads {
  readonly #running = new Set<Read>();
  readonly #onCall: Caller['onCall'];
  #ended = false;

  constructor(onCall: Caller['onCall']) {
    this.#onCall = onCall;
  }

  /** Runs a read at or under that path. Missing (404) is null. Nothing starts any more after the end. */
  async run<T>(scope: SidPath, read: (caller: Caller) => Promise<T>): Promise<T | null> {
    if (this.#ended) throw new TwilioError('aborted', 'The operation ran out of time.');
    const entry = { scope, controller: new AbortController() };
    this.#running.add(entry);
    try {
      return await read({ signal: entry.controller.signal, onCall: this.#onCall });
    } catch (error) {
      if (isTwilioError(error, 'not-found')) return null;
      throw error;
    } finally {
      this.#running.delete(entry);
    }
  }

  /** Ends the operation: no read is left running. */
  end(): void {
    this.#ended = true;
    this.abandon([]);
  }

  /** Ends the reads at and under a path that turned out not to exist. */
  abandon(path: SidPath): void {
    for (const { scope, controller } of this.#running) {
      if (path.every((sid, index) => scope[index] === sid)) controller.abort();
    }
  }
}
