import { Counter, Gauge, type Registry } from 'prom-client';
import { metricTable } from './metric-table.ts';
import { measureOperations } from './metrics-operations.ts';
import { measureQuota, type QuotaMetrics } from './metrics-quota.ts';
import { measureRest, type RestMetrics } from './metrics-rest.ts';
import type { HasLabel, ObserveOperation } from './operation-report.ts';

/** The metrics of one gateway. */
export interface Metrics {
  readonly observeOperation: ObserveOperation;
  readonly rest: RestMetrics;
  readonly quota: QuotaMetrics;
  /** Sets the upstream. */
  onUpstream(upstream: 'emulator' | 'twilio'): void;
  onHttpError(status: number): void;
  onWebhook(outcome: string): void;
  onSubscriptionEvent(kind: string): void;
  /** Says how many subscriptions are open; until then there are none. */
  watchSubscriptions(open: () => number): void;
  onUnknownEnumValue(enumName: string): void;
  onUnreadable(type: string, field: string): void;
  /** Sets the source of the gauge of operations in flight; until then it is 0. */
  watchOperations(inFlight: () => number): void;
}

/** Registers the metrics of a gateway. No two gateways can share a registry. */
export function createMetrics(registry: Registry, hasLabel: HasLabel | null): Metrics {
  const registers = [registry];
  let operationsInFlight = () => 0;
  let openSubscriptions = () => 0;

  const observeOperation = measureOperations(registry, hasLabel);
  const rest = measureRest(registry);
  const quota = measureQuota(registry);
  new Gauge({
    ...metricTable.operationsInFlight,
    registers,
    collect() {
      this.set(operationsInFlight());
    },
  });
  new Gauge({
    ...metricTable.subscriptions,
    registers,
    collect() {
      this.set(openSubscriptions());
    },
  });
  const webhooks = new Counter({ ...metricTable.webhooks, registers });
  const subscriptionEvents = new Counter({ ...metricTable.subscriptionEvents, registers });
  const upstreamInfo = new Gauge({ ...metricTable.upstreamInfo, registers });
  const httpErrors = new Counter({ ...metricTable.httpErrors, registers });
  const unknownEnumValues = new Counter({ ...metricTable.unknownEnumValues, registers });
  const unreadableValues = new Counter({ ...metricTable.unreadableValues, registers });

  return {
    observeOperation,
    rest,
    quota,
    onUpstream: (upstream) => upstreamInfo.set({ upstream }, 1),
    onHttpError: (status) => httpErrors.inc({ status }),
    onWebhook: (outcome) => webhooks.inc({ outcome }),
    onSubscriptionEvent: (kind) => subscriptionEvents.inc({ kind }),
    watchSubscriptions: (count) => void (openSubscriptions = count),
    onUnknownEnumValue: (enumName) => unknownEnumValues.inc({ enum: enumName }),
    onUnreadable: (type, field) => unreadableValues.inc({ type, field }),
    watchOperations: (inFlight) => void (operationsInFlight = inFlight),
  };
}
