import { LRUCache } from 'lru-cache';
import type { EventBus } from '../events/bus.ts';
import type { SidPath } from '../twilio/sid.ts';
import { parseSid } from '../twilio/sid.ts';
import { DeliveryHistory, deliveryOf } from './history.ts';
import { readReport } from './report.ts';
import { isCallbackTo, isSigned } from './signature.ts';

/**
 * - `accepted`: a new state of an Interaction
 * - `duplicate`, `stale`: the same state, or a newer one, was received before
 * - `unreadable`: signed, but not a report of an Interaction
 * - `signature`, `account`: refused, because Twilio did not sign it for this URL and account
 */
export type IntakeOutcome = 'accepted' | 'duplicate' | 'stale' | 'unreadable' | 'signature' | 'account';

/** A form POST. */
export interface Webhook {
  /** `X-Twilio-Signature` */
  readonly signature: string;
  /** `I-Twilio-Idempotency-Token`; null if there is none. */
  readonly token: string | null;
  /** The form as it was sent. */
  readonly body: string;
}

export interface IntakeOptions {
  /** The URLs that Twilio was told, as they were written. */
  readonly urls: readonly string[];
  readonly authTokens: readonly string[];
  /** The account whose Interactions are reported; null if it is not known. */
  readonly accountSid: string | null;
  readonly bus: Pick<EventBus, 'publish'>;
  /** Lets no read join one that may have begun before the change. */
  readonly detachReads: (session: SidPath) => void;
}

/** Of how many Services the last report is remembered; the least recently used one is dropped. */
const MAX_SERVICES = 10_000;

/** Receives the callbacks of Twilio Proxy. It trusts nothing but the signature. */
export class WebhookIntake {
  readonly #options: IntakeOptions;
  readonly #urls: string[];
  readonly #history = new DeliveryHistory();
  /** When the last valid report of a Service came: RFC 3339, UTC. */
  readonly #lastReports = new LRUCache<string, string>({ max: MAX_SERVICES });

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#urls = [...options.urls];
  }

  /** Accepts webhooks for one more URL. */
  addUrl(url: string): void {
    this.#urls.push(url);
  }

  /** Whether callbacks to that URL are accepted. */
  receives(url: string | null): boolean {
    return isCallbackTo(this.#urls, url);
  }

  /** When the last valid report of that Service came, a duplicate or a stale one too: RFC 3339, UTC; null for none. */
  lastReportOf(serviceSid: string): string | null {
    return this.#lastReports.get(serviceSid) ?? null;
  }

  /** Publishes a reported change. A refused webhook leaves no trace: its token and its state may come again. */
  receive({ signature, token, body }: Webhook): IntakeOutcome {
    const { accountSid, authTokens, bus, detachReads } = this.#options;
    const parameters = new URLSearchParams(body);
    if (!isSigned(signature, parameters, this.#urls, authTokens)) return 'signature';
    const report = readReport(parameters);
    if (report === null) return 'unreadable';
    if (accountSid !== null && parseSid('AC', report.accountSid) !== parseSid('AC', accountSid))
      return 'account';
    const { path, record } = report;
    const dateReceived = new Date().toISOString();
    this.#lastReports.set(path[0] ?? '', dateReceived);
    const delivery = token === null ? null : deliveryOf(token);
    const novelty = this.#history.add(report, delivery);
    if (novelty !== 'new') return novelty;
    detachReads(path.slice(0, -1));
    bus.publish({ path, record, dateReceived, delivery });
    return 'accepted';
  }
}
