import type { Clock } from '../scheduler/clock.ts';
import type { Gate } from '../http/admission.ts';
import { moveMessage, setOutboundStatus } from '../lifecycle/message-progress.ts';
import type { Notice } from '../state/notices.ts';
import type { ResourceStatus } from '../state/records.ts';
import type { RequestLog } from '../http/request-log.ts';
import { planAll } from '../lifecycle/session-lifecycle.ts';
import type { Seed, SeedName } from '../seeds/seed.ts';
import { sow } from '../seeds/apply-seed.ts';
import { changed, type Settings, type SettingsChange } from '../state/settings.ts';
import type { World } from '../state/account-state.ts';
import type { FaultHandle, Faults, FaultSpec } from './faults.ts';
import type { HoldHandle, Holds, HoldSpec } from './holds.ts';
import {
  completeCall,
  inboundCall,
  inboundMessage,
  interactionOf,
  type InboundResult,
  type Sender,
} from '../telephony/inbound.ts';
import { matches, type RequestMatch } from './match.ts';

/** What a test or a person can do to an emulator while it runs. Nothing of it acts by itself. */
export interface Control {
  /** Replaces all data. Request log, clock, settings, faults and holds stay. */
  seed(seed: SeedName | Seed): void;
  readonly clock: Clock;
  readonly settings: Settings;
  /** Changes some settings. @throws RangeError for a name that is no setting */
  set(change: SettingsChange): void;

  /** Sets a fault; of several that match a request, the one set first hits it. */
  fault(spec: FaultSpec): FaultHandle;
  clearFaults(): void;
  /** Lets matching requests wait until they are released. */
  hold(spec: HoldSpec): HoldHandle;
  /** Releases all holds. */
  releaseHolds(): void;
  /** Forgets what the rate windows have counted. */
  forgetRate(): void;

  /** Resolves as soon as so many matching requests have arrived since the log was cleared. */
  arrived(count: number, match?: RequestMatch): Promise<void>;
  /** Resolves as soon as so many matching requests were given up by their clients since the log was cleared. */
  aborted(count: number, match?: RequestMatch): Promise<void>;
  /** Resolves as soon as no request is being served. */
  idle(): Promise<void>;

  /** A text from the telephone network to a proxy number. @throws RangeError for an unknown Participant */
  inboundMessage(message: Sender & { readonly body: string }): InboundResult;
  /** A call to a proxy number; it is in progress until it is completed. */
  inboundCall(call: Sender): InboundResult;
  /** Ends a call. @throws RangeError when it is not in progress */
  completeCall(interactionSid: string, durationSeconds: number, outboundStatus?: ResourceStatus): void;
  /** Moves a message one step: queued, sent, delivered. @throws RangeError for an unknown Interaction */
  deliver(interactionSid: string): void;
  /** Gives the outbound leg any status, such as `failed`. */
  setOutboundStatus(interactionSid: string, status: ResourceStatus): void;
  /** What Twilio would show in its debugger, oldest first; empty after a seed. */
  readonly notices: readonly Notice[];
}

export interface ControlParts {
  readonly world: World;
  readonly log: RequestLog;
  readonly gate: Gate;
  readonly faults: Faults;
  readonly holds: Holds;
}

export function createControl({ faults, gate, holds, log, world }: ControlParts): Control {
  const countOf = (match: RequestMatch, aborted: boolean): number =>
    log.entries.filter((entry) => (!aborted || entry.aborted) && matches(match, entry.method, entry.path))
      .length;
  /** What the clock has in store comes before anything that is done by hand. */
  const now = (): number => {
    const moment = world.clock.now();
    world.agenda.runDue(moment);
    return moment;
  };
  return {
    seed: (seed) => sow(world, seed),
    clock: world.clock,
    get settings() {
      return world.settings;
    },
    set: (change) => {
      now();
      world.settings = changed(world.settings, change);
      // Texts that are kept may show links that are now retired.
      world.texts = new WeakMap();
      planAll(world);
    },

    fault: (spec) => faults.add(spec),
    clearFaults: () => faults.clear(),
    hold: (spec) => holds.add(spec),
    releaseHolds: () => holds.clear(),
    forgetRate: () => gate.forget(),

    arrived: (count, match = {}) => log.until(() => countOf(match, false) >= count),
    aborted: (count, match = {}) => log.until(() => countOf(match, true) >= count),
    idle: () => log.until(() => log.inFlight === 0),

    inboundMessage: ({ body, ...sender }) => {
      now();
      return inboundMessage(world, sender, body);
    },
    inboundCall: (sender) => {
      now();
      return inboundCall(world, sender);
    },
    completeCall: (sid, durationSeconds, outboundStatus = 'completed') => {
      now();
      completeCall(world, interactionOf(world, sid), durationSeconds, outboundStatus);
    },
    deliver: (sid) => moveMessage(interactionOf(world, sid), now()),
    setOutboundStatus: (sid, status) => setOutboundStatus(interactionOf(world, sid), status, now()),
    get notices() {
      return world.notices;
    },
  };
}
