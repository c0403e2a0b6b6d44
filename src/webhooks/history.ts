import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { InteractionReport } from './report.ts';

/** What is remembered of deliveries, states and Interactions; of each the least recently used one is dropped. */
const MAX_ENTRIES = 20_000;

/** A short name for texts of any length. */
const digestOf = (...texts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64');

/** Identifies a delivery by its idempotency token. */
export const deliveryOf = (token: string): string => digestOf(token);

/**
 * What has been received already. Twilio sends a webhook again when it is not sure that it arrived, and promises no order.
 */
export class DeliveryHistory {
  readonly #deliveries = new LRUCache<string, true>({ max: MAX_ENTRIES });
  readonly #states = new LRUCache<string, true>({ max: MAX_ENTRIES });
  /** When the latest known state of an Interaction was updated. */
  readonly #updatedAt = new LRUCache<string, number>({ max: MAX_ENTRIES });

  /**
   * Whether a report is new, and remembers it. `duplicate`: the same delivery or the same state was received before.
   * `stale`: a newer state was.
   *
   * @param delivery identifies the delivery; null if it had no idempotency token
   */
  add(
    { path, record, updatedAt }: InteractionReport,
    delivery: string | null,
  ): 'new' | 'duplicate' | 'stale' {
    const state = digestOf(
      path,
      record['date_updated'],
      record['inbound_resource_status'],
      record['outbound_resource_status'],
    );
    const isDuplicate = (delivery !== null && this.#deliveries.has(delivery)) || this.#states.has(state);
    if (delivery !== null) this.#deliveries.set(delivery, true);
    this.#states.set(state, true);
    if (isDuplicate) return 'duplicate';
    const key = path.join('-');
    if (updatedAt < (this.#updatedAt.get(key) ?? -Infinity)) return 'stale';
    this.#updatedAt.set(key, updatedAt);
    return 'new';
  }
}
