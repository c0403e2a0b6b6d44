import type { Registry } from 'prom-client';
import type { ReportUnrecognized } from '../graphql/enums.ts';
import type { Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { OperationObservers } from '../server/plugins/telemetry.ts';
import { logOperations } from './operation-log.ts';
import { createTracing, type Tracing } from './tracing.ts';
import type { Clock } from '../twilio/clock.ts';
import type { ReportUnreadable } from '../twilio/model.ts';
import type { OwnCredentialsOptions } from '../twilio/credentials/own-credentials.ts';

/** What the gateway lets its operators see: log, metrics and traces together. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly operations: OperationObservers;
  readonly reportUnreadable: ReportUnreadable;
  readonly reportUnrecognized: ReportUnrecognized;
  /** Told what is the upstream, once it is there. */
  readonly onUpstream: (upstream: 'emulator' | 'twilio') => void;
  /** Told when Twilio refuses the gateway's own credentials, and when it accepts them after that. */
  readonly onOwnCredentials: Pick<OwnCredentialsOptions, 'onRefused' | 'onAccepted'>;
  readonly onBreaker: (endpoint: string, isOpen: boolean) => void;
}

/** Connects each event with all who want to know of it. */
export function createTelemetry(logger: Logger, clock: Clock, registry: Registry): Telemetry {
  const metrics = createMetrics(registry);
  const tracing = createTracing();
  return {
    metrics,
    tracing,
    operations: {
      observers: [metrics.observeOperation, logOperations(logger)],
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
        'the embedded emulator is the upstream: all data are made up. EMULATOR=off forbids that',
      );
    },
    onOwnCredentials: {
      onRefused: (status) =>
        logger.error(
          { status },
          "Twilio refuses the gateway's credentials. Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY " +
            'and TWILIO_API_SECRET, and that the account is active and the key may use Proxy',
        ),
      onAccepted: () => logger.warn("Twilio accepts the gateway's credentials"),
    },
    onBreaker(endpoint, isOpen) {
      metrics.rest.onBreaker(endpoint, isOpen);
      const message = isOpen ? 'Twilio keeps failing: not asked for a while' : 'Twilio answers again';
      logger.warn({ endpoint }, message);
    },
  };
}
