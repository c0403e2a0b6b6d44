/** Settings that can be changed while the emulator runs. */
export interface Settings {
  /** The delay of each answer, in milliseconds. */
  readonly latencyMs: number;
  /** The rate limit per Service and endpoint: above it, 429 / 80621. `retryAfter` adds a Retry-After header. */
  readonly rateLimit: {
    readonly enabled: boolean;
    readonly requests: number;
    readonly windowMs: number;
    readonly retryAfter: boolean;
  };
  /** More concurrent requests are refused with 429 / 20429. Null: no limit. */
  readonly concurrencyLimit: number | null;
  /** Any value but `active` refuses all requests with 403: 20005, 20403, 20008. */
  readonly accountStatus: 'active' | 'inactive' | 'suspended' | 'test';
  /** `closed` refuses a new Service with 403 / 80506, as Twilio does to new customers. */
  readonly serviceCreation: 'open' | 'closed';
  /** The status for reading MessageInteractions, as after Twilio discontinues it. */
  readonly messageInteractionsGet: 'served' | 404 | 405;
  /** `404` for all paths of short codes, and no link to them, as in Twilio's contract since July 2025. */
  readonly shortCodes: 'served' | 404;
  /** The account flag ProxyAllowParticipantConflict: a duplicate pair is a notice instead of an error. */
  readonly allowParticipantConflict: boolean;
  /** Whether a reserved number can be requested, as documented, or is refused, as observed in 2026. */
  readonly reservedNumbers: 'documented' | 'observed';
  /** Identifiers that are refused as not reachable (80404). The real service refuses fictional numbers. */
  readonly unreachable: readonly string[];
  /** SIDs that cannot be deleted (403 / 80615). */
  readonly legalHold: readonly string[];
  /** Whether an unknown number or short code is added to the account when it is requested. */
  readonly mintNumbers: boolean;
  /** The `closed_reason` of a Session that expired, by its ttl or by its date. */
  readonly closedReasons: { readonly ttl: string; readonly date: string };
  /** When a message is `sent` and `delivered`, in milliseconds after its creation. Null: only by the control. */
  readonly delivery: { readonly sentAfterMs: number; readonly deliveredAfterMs: number } | null;
  /** Sessions closed for this number of days are deleted. Null keeps them. Twilio's rule is 90. */
  readonly closedSessionDays: number | null;
  /** Whether webhooks are sent to callback URLs on this machine. */
  readonly webhooks: boolean;
}

export const defaultSettings: Settings = {
  latencyMs: 0,
  rateLimit: { enabled: false, requests: 150, windowMs: 5000, retryAfter: false },
  concurrencyLimit: null,
  accountStatus: 'active',
  serviceCreation: 'open',
  messageInteractionsGet: 'served',
  shortCodes: 'served',
  allowParticipantConflict: false,
  reservedNumbers: 'documented',
  unreachable: [],
  legalHold: [],
  mintNumbers: false,
  closedReasons: { ttl: 'ttl-expired', date: 'date-expired' },
  delivery: { sentAfterMs: 3000, deliveredAfterMs: 6000 },
  closedSessionDays: null,
  webhooks: true,
};

/** Some of the settings. Of `rateLimit` and `closedReasons` a part is enough. */
export type SettingsChange = Partial<Omit<Settings, 'rateLimit' | 'closedReasons'>> & {
  readonly rateLimit?: Partial<Settings['rateLimit']>;
  readonly closedReasons?: Partial<Settings['closedReasons']>;
};

/**
 * Applies a change to settings.
 *
 * @throws RangeError for an unknown name
 */
export function changed(settings: Settings, change: SettingsChange): Settings {
  for (const name of Object.keys(change)) {
    if (!Object.hasOwn(defaultSettings, name)) {
      throw new RangeError(
        `Unknown setting "${name}". There are: ${Object.keys(defaultSettings).join(', ')}.`,
      );
    }
  }
  return {
    ...settings,
    ...change,
    rateLimit: { ...settings.rateLimit, ...change.rateLimit },
    closedReasons: { ...settings.closedReasons, ...change.closedReasons },
  };
}
