import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { Config } from './config/config.ts';
import type { EventBus } from './events/bus.ts';
import { MemoryBus } from './events/memory.ts';
import type { Logger } from './observability/logger.ts';
import { EventChannel } from './redis/event-channel.ts';
import { EventStream, type SharingObserver } from './redis/event-stream.ts';
import { createSharedQueries } from './redis/persisted-queries.ts';
import { BLOCK_MS } from './redis/stream.ts';
import { WriteNotices } from './redis/write-notices.ts';
import type { Replicas } from './replicas.ts';
import type { Clock } from './twilio/clock.ts';
import type { AnnounceWrite } from './twilio/http/deduplicate.ts';
import { parseScope, type SidPath } from './twilio/sid.ts';
import { SharedChanges } from './webhooks/shared-changes.ts';

/** What a gateway shares with its other replicas, besides Twilio's limits. Without Redis nothing is shared. */
export interface SharedState {
  readonly bus: EventBus;
  /** Null if there is none. */
  readonly persistedQueries: KeyValueCache | null;
  readonly announceWrite: AnnounceWrite;
  /** Connects. Resolves also when Redis cannot be reached. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface SharedStateOptions {
  readonly config: Config;
  readonly replicas: Replicas | null;
  /** The account of the gateway; null if it is not known. */
  readonly accountSid: string | null;
  readonly receivesWebhooks: boolean;
  readonly detachReads: (scope: SidPath) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

function logSharing(logger: Logger): SharingObserver {
  let ignored = 0;
  return {
    onShared(isShared, reason) {
      if (isShared) logger.info('events are shared with the other replicas');
      else logger.warn({ reason }, 'Redis failed: events reach the subscribers of this replica only');
    },
    onUnreadable() {
      ignored += 1;
      // Once, because whoever can write to Redis can add any number of them.
      logger[ignored === 1 ? 'warn' : 'debug'](
        { ignored },
        'shared event ignored: it is of no Interaction of this account',
      );
    },
  };
}

export function createSharedState({
  config,
  replicas,
  accountSid,
  receivesWebhooks,
  detachReads,
  clock,
  logger,
}: SharedStateOptions): SharedState {
  const { redis, webhooks } = config;
  const keepMs = webhooks.replayMs;
  const local = new MemoryBus({ keepMs, clock });
  if (redis === null || replicas === null) {
    return {
      bus: local,
      persistedQueries: null,
      announceWrite: () => Promise.resolve(),
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
  }
  const { prefix, timeoutMs } = redis;
  const { connection: commands } = replicas;
  const listening = replicas.createConnection();
  const reading = replicas.createConnection(BLOCK_MS);
  const notices = new WriteNotices({ prefix, commands, listening, clock, parseScope, detachReads });
  const texts = new SharedChanges({ accountSid, detachReads });
  const events = { prefix, commands, clock, local, texts, observer: logSharing(logger) };
  const bus =
    keepMs > 0
      ? new EventStream({ ...events, keepMs, timeoutMs, reading })
      : new EventChannel({ ...events, listening });
  return {
    bus,
    persistedQueries: createSharedQueries(commands, prefix),
    announceWrite: notices.announce,
    async open() {
      await Promise.all([listening.connect(), receivesWebhooks && keepMs > 0 && reading.connect()]);
      await Promise.all([notices.open(), receivesWebhooks && bus.open()]);
    },
    async close() {
      notices.close();
      await bus.close();
    },
  };
}
