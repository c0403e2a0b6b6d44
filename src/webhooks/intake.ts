import type { EventBus } from '../events/bus.ts';
import type { SidPath } from '../twilio/sid.ts';
import { parseSid } from '../twilio/sid.ts';
import { DeliveryHistory, deliveryOf } from './history.ts';
import { readReport } from './report.ts';
import { isSigned } from './signature.ts';

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

/** Receives the callbacks of Twilio Proxy. It trusts nothing but the signature. */
export class WebhookIntake {
  readonly #options: IntakeOptions;
  readonly #urls: string[];
  readonly #history = new DeliveryHistory();

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#urls = [...options.urls];
  }

  /** Accepts webhooks for one more URL. */
  addUrl(url: string): void {
    this.#urls.push(url);
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
    const delivery = token === null ? null : deliveryOf(token);
    const novelty = this.#history.add(report, delivery);
    if (novelty !== 'new') return novelty;
    const { path, record } = report;
    detachReads(path.slice(0, -1));
    bus.publish({ path, record, dateReceived: new Date().toISOString(), delivery });
    return 'accepted';
  }
}
