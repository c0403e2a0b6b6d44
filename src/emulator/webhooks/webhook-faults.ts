import type { WebhookKind } from './delivery-log.ts';

/** What goes wrong with webhooks, and with which of them. */
export interface WebhookFaultSpec {
  /** Default: all kinds. */
  readonly kind?: WebhookKind;
  /** How many webhooks it hits. Default: all until it is cleared. */
  readonly times?: number;
  /** How many matching webhooks pass first. */
  readonly skip?: number;
  /** Delays the webhook, in milliseconds of the emulator's clock. */
  readonly delayMs?: number;
  /** Sends the webhook twice with the same idempotency token. */
  readonly duplicate?: boolean;
  /** Sends the next callback first. Applies to callbacks only. */
  readonly reorder?: boolean;
  /**
   * The connection fails, as if the receiver were not reachable. Each attempt counts for `times`: with 1 the retry
   * arrives; without `times` nothing arrives.
   */
  readonly drop?: boolean;
  /** Signs with another key, so that the signature is wrong. */
  readonly badSignature?: boolean;
}

export interface WebhookFaultHandle {
  /** The number of webhooks that it has hit; with `drop`, the number of attempts. */
  readonly hits: number;
  /** Removes the fault. */
  clear(): void;
}

/** A fault that has hit a webhook. */
export interface ActiveFault {
  readonly spec: WebhookFaultSpec;
  /** Counts one more attempt. False when the fault is used up or removed. */
  hitAgain(): boolean;
}

interface Entry {
  readonly spec: WebhookFaultSpec;
  toSkip: number;
  left: number;
  hits: number;
}

const MAX_FAULTS = 1000;

/** The active webhook faults, oldest first. Only the first that matches a webhook hits it. */
export class WebhookFaults {
  readonly #entries = new Set<Entry>();

  /** @throws RangeError for a reordering of webhooks that are no callbacks, and for too many faults */
  add(spec: WebhookFaultSpec): WebhookFaultHandle {
    const { kind = 'callback', reorder = false, skip = 0, times = Infinity } = spec;
    if (reorder && kind !== 'callback') throw new RangeError('Expected the kind "callback" with "reorder".');
    if (this.#entries.size >= MAX_FAULTS)
      throw new RangeError(`Expected at most ${MAX_FAULTS} webhook faults.`);
    const entry: Entry = { spec, toSkip: skip, left: times, hits: 0 };
    if (times > 0) this.#entries.add(entry);
    return {
      get hits() {
        return entry.hits;
      },
      clear: () => void this.#entries.delete(entry),
    };
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The fault that hits a webhook of this kind, if any. The hit is counted. */
  take(kind: WebhookKind): ActiveFault | undefined {
    for (const entry of this.#entries) {
      if ((entry.spec.kind ?? kind) !== kind) continue;
      if (entry.toSkip > 0) {
        entry.toSkip--;
        continue;
      }
      this.#hit(entry);
      return { spec: entry.spec, hitAgain: () => this.#entries.has(entry) && this.#hit(entry) };
    }
    return undefined;
  }

  #hit(entry: Entry): true {
    entry.hits++;
    // A fault that is used up is removed, so that the set holds active faults only.
    if (--entry.left <= 0) this.#entries.delete(entry);
    return true;
  }
}
