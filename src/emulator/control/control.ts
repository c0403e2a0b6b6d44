import type { Clock } from '../scheduler/clock.ts';
import type { Admission } from '../http/admission.ts';
import { completeCall } from '../lifecycle/call-progress.ts';
import { moveMessage, setOutboundStatus } from '../lifecycle/message-progress.ts';
import type { Notice } from '../state/notices.ts';
import type { ResourceStatus } from '../state/records.ts';
import type { InteractionNode } from '../state/store.ts';
import type { RequestLog } from '../http/request-log.ts';
import { scheduleTransitions } from '../lifecycle/session-lifecycle.ts';
import type { Seed, SeedName } from '../seeds/seed.ts';
import { applySeed } from '../seeds/apply-seed.ts';
import { changed, type Settings, type SettingsChange } from '../state/settings.ts';
import type { AccountState } from '../state/account-state.ts';
import type { FaultHandle, Faults, FaultSpec } from './faults.ts';
import type { HoldHandle, Holds, HoldSpec } from './holds.ts';
import { connect, receive, type InboundResult } from '../telephony/inbound.ts';
import type { Sender } from '../telephony/routing.ts';
import { registerCallback } from '../webhooks/register-callback.ts';
import { targetOf } from '../webhooks/target.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { createWebhookControl, type WebhookControl } from './webhook-control.ts';
import { matches, type RequestMatch } from './match.ts';

/** Controls of a running emulator, for tests and for people. */
export interface Control {
  /** Replaces all data. Keeps request log, clock, settings, faults and holds. */
  seed(seed: SeedName | Seed): void;
  readonly clock: Clock;
  readonly settings: Settings;
  /** Changes some settings. @throws RangeError for an unknown name */
  set(change: SettingsChange): void;

  /** Adds a fault. When several match a request, only the oldest hits it. */
  fault(spec: FaultSpec): FaultHandle;
  clearFaults(): void;
  /** Holds matching requests until they are released. */
  hold(spec: HoldSpec): HoldHandle;
  /** Releases all holds. */
  releaseHolds(): void;
  /** Clears the rate windows. */
  forgetRate(): void;

  /** Resolves when `count` matching requests have arrived since the log was cleared. */
  arrived(count: number, match?: RequestMatch): Promise<void>;
  /** Resolves when clients have aborted `count` matching requests since the log was cleared. */
  aborted(count: number, match?: RequestMatch): Promise<void>;
  /** Resolves when no request is in flight. */
  idle(): Promise<void>;

  /**
   * Simulates a message to a proxy number, without the intercept and out-of-session webhooks.
   * @throws RangeError for an unknown Participant
   */
  inboundMessage(message: Sender & { readonly body: string }): InboundResult;
  /** Simulates a call to a proxy number, without these webhooks. It is in progress until `completeCall`. */
  inboundCall(call: Sender): InboundResult;
  /** Simulates a message. The out-of-session and intercept webhooks decide about it. Rejects as `inboundMessage` throws. */
  receiveMessage(message: Sender & { readonly body: string }): Promise<InboundResult>;
  /** Simulates a call. The out-of-session and intercept webhooks decide about it. */
  receiveCall(call: Sender): Promise<InboundResult>;
  /** Ends a call. @throws RangeError when it is not in progress */
  completeCall(interactionSid: string, durationSeconds: number, outboundStatus?: ResourceStatus): void;
  /** Moves a message one step: queued, sent, delivered. @throws RangeError for an unknown Interaction */
  deliver(interactionSid: string): void;
  /** Sets the status of the outbound leg, for example `failed`. */
  setOutboundStatus(interactionSid: string, status: ResourceStatus): void;
  /** The notices of Twilio's debugger, oldest first. Cleared by `seed`. */
  readonly notices: readonly Notice[];

  /** The log and the faults of webhooks. */
  readonly webhooks: WebhookControl;
  /**
   * Makes a URL the callback URL of every Service that has none on this machine, also after `seed`.
   * @throws RangeError for a URL that is not on this machine
   */
  registerCallback(url: string): void;
}

export interface ControlParts {
  readonly state: AccountState;
  readonly log: RequestLog;
  readonly admission: Admission;
  readonly faults: Faults;
  readonly holds: Holds;
  readonly webhooks: Webhooks;
}

export function createControl({ faults, admission, holds, log, state, webhooks }: ControlParts): Control {
  const countOf = (match: RequestMatch, aborted: boolean): number =>
    log.entries.filter((entry) => (!aborted || entry.aborted) && matches(match, entry.method, entry.path))
      .length;
  /** The current time. Tasks that are due run first. */
  const now = (): number => state.runDue();
  const interactionOf = (sid: string): InteractionNode => {
    const found = state.store.findInteraction(sid);
    if (found === undefined) throw new RangeError(`There is no Interaction ${sid}.`);
    return found;
  };
  return {
    seed: (seed) => applySeed(state, seed),
    clock: state.clock,
    get settings() {
      return state.settings;
    },
    set: (change) => {
      now();
      state.settings = changed(state.settings, change);
      // Cached JSON may contain links that the new settings remove.
      state.jsonCache = new WeakMap();
      scheduleTransitions(state);
    },

    fault: (spec) => faults.add(spec),
    clearFaults: () => faults.clear(),
    hold: (spec) => holds.add(spec),
    releaseHolds: () => holds.clear(),
    forgetRate: () => admission.forget(),

    arrived: (count, match = {}) => log.until(() => countOf(match, false) >= count),
    aborted: (count, match = {}) => log.until(() => countOf(match, true) >= count),
    idle: () => log.until(() => log.inFlight === 0),

    inboundMessage: ({ body, ...sender }) => {
      now();
      return connect(state, sender, body);
    },
    inboundCall: (sender) => {
      now();
      return connect(state, sender, null);
    },
    receiveMessage: async ({ body, ...sender }) => {
      now();
      return receive(state, webhooks, sender, body);
    },
    receiveCall: async (sender) => {
      now();
      return receive(state, webhooks, sender, null);
    },
    completeCall: (sid, durationSeconds, outboundStatus = 'completed') => {
      now();
      completeCall(state, interactionOf(sid), durationSeconds, outboundStatus);
    },
    deliver: (sid) => moveMessage(state, interactionOf(sid), now()),
    setOutboundStatus: (sid, status) => setOutboundStatus(state, interactionOf(sid), status, now()),
    get notices() {
      return state.notices.entries;
    },

    webhooks: createWebhookControl(webhooks),
    registerCallback: (url) => {
      if (targetOf(url) === null)
        throw new RangeError('Expected an http or https URL with a loopback address.');
      state.callbackUrl = url;
      registerCallback(state, url);
    },
  };
}
