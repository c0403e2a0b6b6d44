import type { Registry } from 'prom-client';
import type { ReportUnrecognized } from '../graphql/enums.ts';
import type { Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { OperationLine } from './operation-line.ts';
import { callForOperations, logOperations } from './operation-log.ts';
import type { HasLabel, ObserveOperation } from './operation-report.ts';
import { createTracing, type Tracing } from './tracing.ts';
import type { Clock } from '../twilio/clock.ts';
import type { ReportUnreadable } from '../twilio/model.ts';
import type { ReportDetached } from '../twilio/http/detach-writes.ts';
import type { OwnCredentialsOptions } from '../twilio/credentials/own-credentials.ts';

/** The observers of operations. */
export interface OperationObservers {
  /** Called for every operation, in this order. */
  readonly observers: readonly ObserveOperation[];
  readonly tracing: Tracing;
  /** A monotonic time in milliseconds. */
  readonly now: () => number;
}

/** How replicas share Twilio's limits: through Redis, each by itself, or both for a while. */
export type QuotaState = 'shared' | 'local' | 'settling';

const quotaMessages: Readonly<Record<QuotaState, string>> = {
  shared: 'the rate limit is shared through Redis',
  local: 'Redis does not answer: this replica goes on with a fixed part of the rate limit',
  settling:
    'Redis answers, and may lack recent calls: for some seconds this replica also keeps to a fixed part',
};

/** Logs, metrics and traces of one gateway. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly operations: OperationObservers;
  readonly reportUnreadable: ReportUnreadable;
  readonly reportUnrecognized: ReportUnrecognized;
  /** Called when the upstream is open. */
  readonly onUpstream: (upstream: 'emulator' | 'twilio') => void;
  /** Called when Twilio refuses the gateway's own credentials, and when it accepts them again. */
  readonly onOwnCredentials: Pick<OwnCredentialsOptions, 'onRefused' | 'onAccepted'>;
  readonly onBreaker: (endpoint: string, isOpen: boolean) => void;
  /** Called for each change of how replicas share Twilio's limits. `reason` is a code of Redis or of the system. */
  readonly onQuotaState: (state: QuotaState, reason: string | null) => void;
  /** Called when a write ends whose caller has disconnected. */
  readonly onDetached: ReportDetached;
}

export interface TelemetryOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly registry: Registry;
  /** Null: any operation that was executed, within a smaller limit. */
  readonly hasLabel: HasLabel | null;
  /** A function of the library's user. */
  readonly onOperation: ((line: OperationLine) => unknown) | null;
}

/** Sends each event to the log and the metrics. */
export function createTelemetry({
  logger,
  clock,
  registry,
  hasLabel,
  onOperation,
}: TelemetryOptions): Telemetry {
  const metrics = createMetrics(registry, hasLabel);
  const tracing = createTracing();
  return {
    metrics,
    tracing,
    operations: {
      observers: [
        metrics.observeOperation,
        logOperations(logger),
        ...(onOperation ? [callForOperations(onOperation, logger)] : []),
      ],
      tracing,
      now: () => clock.now(),
    },
    reportUnreadable(type, field) {
      metrics.onUnreadable(type, field);
      logger.warn({ type, field }, 'unreadable value from Twilio');
    },
    reportUnrecognized(enumName) {
      metrics.onUnknownEnumValue(enumName);
      logger.warn({ enum: enumName }, 'unknown enum value from Twilio');
    },
    onUpstream(upstream) {
      metrics.onUpstream(upstream);
      if (upstream === 'twilio') return;
      logger.warn(
        { upstream },
        'the upstream is the embedded emulator: all data is demo data. EMULATOR=off prevents that',
      );
    },
    onOwnCredentials: {
      onRefused: (status) =>
        logger.error(
          { status },
          "Twilio refuses the gateway's credentials. Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY " +
            'and TWILIO_API_SECRET, and that the account is active and the key has access to Proxy',
        ),
      onAccepted: () => logger.warn("Twilio accepts the gateway's credentials"),
    },
    onDetached({ endpoint, context }, outcome) {
      const requestId = context.operation?.requestId;
      logger.warn({ requestId, endpoint, outcome }, 'a write ended after its caller had gone');
    },
    onQuotaState(state, reason) {
      metrics.quota.onStateChange(state);
      logger[state === 'local' ? 'warn' : 'info']({ state, ...(reason && { reason }) }, quotaMessages[state]);
    },
    onBreaker(endpoint, isOpen) {
      metrics.rest.onBreaker(endpoint, isOpen);
      const message = isOpen
        ? 'circuit breaker opened: requests to Twilio keep failing'
        : 'circuit breaker closed';
      logger.warn({ endpoint }, message);
    },
  };
}
