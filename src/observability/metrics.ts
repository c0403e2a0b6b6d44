import { Counter, Gauge, type Registry } from 'prom-client';
import { metricTable } from './metric-table.ts';
import { measureOperations } from './metrics-operations.ts';
import { measureRest, type RestMetrics } from './metrics-rest.ts';
import type { ObserveOperation } from './operation-report.ts';

/** The metrics of one gateway. */
export interface Metrics {
  readonly observeOperation: ObserveOperation;
  readonly rest: RestMetrics;
  /** Sets the upstream. */
  onUpstream(upstream: 'emulator' | 'twilio'): void;
  onHttpError(status: number): void;
  onUnknownEnumValue(enumName: string): void;
  onUnreadable(type: string, field: string): void;
  /** Sets the source of the gauge of operations in flight; until then it is 0. */
  watchOperations(inFlight: () => number): void;
}

/** Registers the metrics of a gateway. No two gateways can share a registry. */
export function createMetrics(registry: Registry): Metrics {
  const registers = [registry];
  let operationsInFlight = () => 0;

  const observeOperation = measureOperations(registry);
  const rest = measureRest(registry);
  new Gauge({
    ...metricTable.operationsInFlight,
    registers,
    collect() {
      this.set(operationsInFlight());
    },
  });
  const upstreamInfo = new Gauge({ ...metricTable.upstreamInfo, registers });
  const httpErrors = new Counter({ ...metricTable.httpErrors, registers });
  const unknownEnumValues = new Counter({ ...metricTable.unknownEnumValues, registers });
  const unreadableValues = new Counter({ ...metricTable.unreadableValues, registers });

  return {
    observeOperation,
    rest,
    onUpstream: (upstream) => upstreamInfo.set({ upstream }, 1),
    onHttpError: (status) => httpErrors.inc({ status }),
    onUnknownEnumValue: (enumName) => unknownEnumValues.inc({ enum: enumName }),
    onUnreadable: (type, field) => unreadableValues.inc({ type, field }),
    watchOperations: (inFlight) => void (operationsInFlight = inFlight),
  };
}
