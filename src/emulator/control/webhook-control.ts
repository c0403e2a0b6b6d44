import type { WebhookDelivery } from '../webhooks/delivery-log.ts';
import type { WebhookFaultHandle, WebhookFaultSpec } from '../webhooks/webhook-faults.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';

/** The log and the faults of webhooks. */
export interface WebhookControl {
  /** The delivery attempts since the last clear, in order of completion; at most the last 10,000. */
  readonly deliveries: readonly WebhookDelivery[];
  /** The number of webhooks that wait or are being sent. */
  readonly pending: number;
  clear(): void;
  /** Resolves when no webhook is pending. Delayed webhooks are pending until the clock reaches their time. */
  idle(): Promise<void>;
  /**
   * Adds a fault. When several match a webhook, only the oldest hits it.
   * @throws RangeError for a reordering of webhooks that are no callbacks, and for too many faults
   */
  fault(spec: WebhookFaultSpec): WebhookFaultHandle;
  clearFaults(): void;
}

export const createWebhookControl = (webhooks: Webhooks): WebhookControl => ({
  get deliveries() {
    return webhooks.log.entries;
  },
  get pending() {
    return webhooks.pending;
  },
  clear: () => webhooks.log.clear(),
  idle: () => webhooks.idle(),
  fault: (spec) => webhooks.faults.add(spec),
  clearFaults: () => webhooks.faults.clear(),
});
