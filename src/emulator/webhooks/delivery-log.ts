export type WebhookKind = 'callback' | 'intercept' | 'outOfSession';

/** One attempt to deliver a webhook. */
export interface WebhookDelivery {
  readonly kind: WebhookKind;
  /** The configured URL. */
  readonly url: string;
  /** The form parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `I-Twilio-Idempotency-Token`: the same for all attempts and duplicates of a webhook. */
  readonly token: string;
  /** 1, and 2 for the retry. */
  readonly attempt: number;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
  /** The status of the answer; null when there was none. */
  readonly status: number | null;
  /** Why there was no answer, for example `ECONNREFUSED`; null when there was one. */
  readonly error: string | null;
}

/** Above this number of entries the older half is dropped. */
const MAX_DELIVERIES = 10_000;

/** The delivery attempts since the last clear, in order of completion. */
export class DeliveryLog {
  #entries: WebhookDelivery[] = [];

  get entries(): readonly WebhookDelivery[] {
    return this.#entries;
  }

  add(entry: WebhookDelivery): void {
    if (this.#entries.length >= MAX_DELIVERIES) this.#entries = this.#entries.slice(MAX_DELIVERIES / 2);
    this.#entries.push(entry);
  }

  clear(): void {
    this.#entries = [];
  }
}
