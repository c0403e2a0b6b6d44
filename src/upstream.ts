import type { Config } from './config/config.ts';
import { isLoopback } from './config/forms.ts';
import type { Emulator } from './emulator/emulator.ts';
import { WEBHOOK_PATH } from './server/webhooks.ts';
import type { EventBus } from './events/bus.ts';
import type { EventSource } from './graphql/interaction-event.ts';
import { startEmulator } from './start-emulator.ts';
import type { ReportUnreadable } from './twilio/model.ts';
import type { Credentials } from './twilio/client.ts';
import { type IntakeOptions, WebhookIntake } from './webhooks/intake.ts';

/** Whether URLs for callbacks of Twilio are known, or the embedded emulator calls. */
export const receivesWebhooks = ({ upstream, webhooks }: Config): boolean =>
  webhooks.urls.length > 0 || (upstream.kind === 'emulator' && upstream.emulator.webhooks);

/** Receives callbacks of Twilio; null if no URL for them is known. Those of an embedded emulator come to the gateway itself. */
export function createIntake(
  config: Config,
  emulator: Emulator | null,
  parts: Pick<IntakeOptions, 'bus' | 'detachReads'>,
): WebhookIntake | null {
  if (!receivesWebhooks(config)) return null;
  const { urls, authTokens } = config.webhooks;
  return new WebhookIntake({
    urls,
    authTokens: emulator ? [emulator.authToken, ...authTokens] : authTokens,
    accountSid: accountSidOf(config, emulator),
    ...parts,
  });
}

/** The account whose callbacks are received; null if it is not known. */
export const accountSidOf = ({ webhooks }: Config, emulator: Emulator | null): string | null =>
  emulator ? emulator.accountSid : webhooks.accountSid;

/**
 * Lets the embedded emulator call the gateway at that address, unless its webhooks are off or the address is not on this
 * machine: it calls no others.
 */
export function registerCallback(
  { upstream }: Config,
  emulator: Emulator | null,
  intake: WebhookIntake | null,
  url: string,
): void {
  if (!emulator || !intake || upstream.kind !== 'emulator' || !upstream.emulator.webhooks) return;
  if (!isLoopback(new URL(url).hostname)) return;
  const callbackUrl = `${url}${WEBHOOK_PATH}`;
  intake.addUrl(callbackUrl);
  emulator.control.registerCallback(callbackUrl);
}

/** The upstream: Twilio, or the embedded emulator with its own credentials; null when callers send theirs. */
export async function openUpstream(
  config: Config,
  isTerminal: boolean,
): Promise<{ baseUrl: URL; credentials: Credentials | null; emulator: Emulator | null }> {
  if (config.upstream.kind === 'twilio') {
    return { baseUrl: config.baseUrl, credentials: config.upstream.credentials, emulator: null };
  }
  const emulator = await startEmulator(config.upstream.emulator, '127.0.0.1', isTerminal);
  const credentials = { username: emulator.accountSid, password: emulator.authToken };
  return { baseUrl: new URL(emulator.url), credentials, emulator };
}

/** Where subscriptions get their events; why there are none in this configuration, where that is so. */
export function eventSourceOf(
  { auth, upstream }: Config,
  intake: WebhookIntake | null,
  bus: EventBus,
  reportUnreadable: ReportUnreadable,
): EventSource {
  if (auth.mode === 'forward') {
    return {
      bus: null,
      reason:
        'Subscriptions are not available with GATEWAY_AUTH=forward: webhooks belong to the account of the gateway, not to the callers.',
    };
  }
  if (intake === null) {
    return {
      bus: null,
      reason:
        upstream.kind === 'emulator'
          ? 'Subscriptions need the webhooks of the emulator. Set EMULATOR_WEBHOOKS=on, or WEBHOOK_URL.'
          : 'Subscriptions need the webhooks of Twilio Proxy. Set WEBHOOK_URL to receive them.',
    };
  }
  return { bus, reportUnreadable };
}
