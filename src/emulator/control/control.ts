import type { Clock } from '../clock.ts';
import type { Gate } from '../gate.ts';
import type { RequestLog } from '../request-log.ts';
import { plant } from '../seeds/plant.ts';
import type { Seed, SeedName } from '../seeds/seed.ts';
import { changed, type Settings, type SettingsChange } from '../settings.ts';
import type { World } from '../world.ts';
import type { FaultHandle, Faults, FaultSpec } from './faults.ts';
import type { HoldHandle, Holds, HoldSpec } from './holds.ts';
import { matches, type RequestMatch } from './match.ts';

/** What a test or a person can do to an emulator while it runs. Nothing of it acts by itself. */
export interface Control {
  /** Replaces all data. Request log, clock, settings, faults and holds stay. */
  seed(seed: SeedName | Seed): void;
  readonly clock: Clock;
  readonly settings: Settings;
  /** Changes some settings. @throws RangeError for a name that is no setting */
  set(change: SettingsChange): void;
  /** Sets a fault; the first set that matches a request hits it. */
  fault(spec: FaultSpec): FaultHandle;
  clearFaults(): void;
  /** Lets matching requests wait until they are released. */
  hold(spec: HoldSpec): HoldHandle;
  /** Releases all holds. */
  releaseHolds(): void;
  /** Resolves as soon as so many matching requests have arrived since the log was cleared. */
  arrived(count: number, match?: RequestMatch): Promise<void>;
  /** Resolves as soon as so many matching requests were given up by their clients since the log was cleared. */
  aborted(count: number, match?: RequestMatch): Promise<void>;
  /** Resolves as soon as no request is being served. */
  idle(): Promise<void>;
  /** Forgets what the rate windows have counted. */
  forgetRate(): void;
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
  return {
    seed: (seed) => {
      world.store = plant(seed, world.accountSid, world.clock.now());
    },
    clock: world.clock,
    get settings() {
      return world.settings;
    },
    set: (change) => {
      world.settings = changed(world.settings, change);
      // Texts that are kept may show links that are now retired.
      world.texts = new WeakMap();
    },
    fault: (spec) => faults.add(spec),
    clearFaults: () => faults.clear(),
    hold: (spec) => holds.add(spec),
    releaseHolds: () => holds.clear(),
    arrived: (count, match = {}) => log.until(() => countOf(match, false) >= count),
    aborted: (count, match = {}) => log.until(() => countOf(match, true) >= count),
    idle: () => log.until(() => log.inFlight === 0),
    forgetRate: () => gate.forget(),
  };
}
