import type { AccountState } from '../state/account-state.ts';
import type { InteractionRecord } from '../state/records.ts';
import type { InteractionNode, ServiceNode } from '../state/store.ts';
import { CallbackQueue, type QueuedCallback } from './callback-queue.ts';
import { DeliveryLog, type WebhookKind } from './delivery-log.ts';
import { outOfSessionParameters, type Text, type Unrouted } from './out-of-session-parameters.ts';
import { callbackParameters, interceptParameters, type Parameters } from './parameters.ts';
import { send, type SendParts, type Webhook, type WebhookAnswer } from './send.ts';
import { targetOf } from './target.ts';
import { WebhookFaults } from './webhook-faults.ts';

/** More webhooks are not sent, only logged. */
const MAX_PENDING = 1000;

/** Sends the three webhooks of Twilio Proxy. https://www.twilio.com/docs/proxy/api/webhooks */
export class Webhooks {
  readonly log = new DeliveryLog();
  readonly faults = new WebhookFaults();
  readonly #state: AccountState;
  readonly #parts: SendParts;
  readonly #queue: CallbackQueue;
  readonly #stopped = new AbortController();
  /** When the last callback of an Interaction was reported, so that two callbacks never have the same time. */
  readonly #reportedAt = new WeakMap<InteractionNode, number>();
  #pending = 0;
  #idle: (() => void)[] = [];

  constructor(state: AccountState, authToken: string) {
    this.#state = state;
    const { clock } = state;
    this.#parts = { authToken, log: this.log, now: () => clock.now(), signal: this.#stopped.signal };
    this.#queue = new CallbackQueue(
      (callback) => this.#sendCallback(callback),
      (ms, run) => state.background.schedule(clock.now() + ms, run),
    );
  }

  /** The number of webhooks that wait or are being sent. */
  get pending(): number {
    return this.#pending;
  }

  /** Resolves when no webhook is pending. Delayed webhooks are pending until the clock reaches their time. */
  idle(): Promise<void> {
    return this.#pending === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Aborts all deliveries. */
  stop(): void {
    this.#stopped.abort();
  }

  /** Sends the callback of a new Interaction or of a change of its status. Returns at once. */
  interactionChanged(interaction: InteractionNode, at: number): void {
    const { record, session } = interaction;
    const updatedAt = Math.max(at, (this.#reportedAt.get(interaction) ?? -Infinity) + 1);
    this.#reportedAt.set(interaction, updatedAt);
    const { callback_url: url, sid: key } = session.service.record;
    const webhook = this.#open('callback', url, () => callbackParameters(record, updatedAt));
    if (webhook !== null) this.#queue.add({ key, webhook, fault: this.faults.take('callback') });
  }

  /** Asks the intercept URL about an Interaction. False: 403, the Interaction is blocked. All else lets it pass. */
  async intercept(service: ServiceNode, record: InteractionRecord): Promise<boolean> {
    const { intercept_callback_url: url } = service.record;
    const updatedAt = this.#state.clock.now();
    const webhook = this.#open('intercept', url, () => interceptParameters(record, updatedAt));
    const answer = webhook && (await this.#ask(webhook));
    return answer?.status !== 403;
  }

  /** Asks the out-of-session URL. `undefined`: there is no URL to ask; null: there was no answer. */
  async outOfSession(
    service: ServiceNode,
    unrouted: Unrouted,
    text: Text,
  ): Promise<WebhookAnswer | null | undefined> {
    const { accountSid } = this.#state;
    const { out_of_session_callback_url: url } = service.record;
    const webhook = this.#open('outOfSession', url, () =>
      outOfSessionParameters(accountSid, this.#state.newSid(text === null ? 'CA' : 'SM'), unrouted, text),
    );
    return webhook === null ? undefined : this.#ask(webhook);
  }

  /** Begins a webhook, which is pending until `#close`. Null when it is not sent. */
  #open(kind: WebhookKind, url: string | null, parametersOf: () => Parameters): Webhook | null {
    if (url === null || !this.#state.settings.webhooks || this.#stopped.signal.aborted) return null;
    const target = targetOf(url);
    if (target === null || this.#pending >= MAX_PENDING) {
      const error = target === null ? 'not a loopback address' : 'too many pending webhooks';
      const at = this.#state.clock.now();
      this.log.add({ kind, url, parameters: {}, token: '', attempt: 0, at, status: null, error });
      return null;
    }
    this.#pending++;
    return { kind, url, target, parameters: parametersOf() };
  }

  #close(): void {
    if (--this.#pending > 0) return;
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }

  async #sendCallback({ fault, webhook }: QueuedCallback): Promise<void> {
    const answer = await send(this.#parts, webhook, fault);
    const hasFailed = answer === null || answer.status < 200 || answer.status > 299;
    if (hasFailed) this.#state.notices.add(80908, webhook.parameters['interactionSid'] ?? '');
    this.#close();
  }

  async #ask(webhook: Webhook): Promise<WebhookAnswer | null> {
    const fault = this.faults.take(webhook.kind);
    const { clock, background } = this.#state;
    const delayMs = fault?.spec.delayMs;
    if (delayMs !== undefined) {
      await new Promise<void>((resolve) => background.schedule(clock.now() + delayMs, () => resolve()));
    }
    const answer = await send(this.#parts, webhook, fault);
    this.#close();
    return answer;
  }
}
