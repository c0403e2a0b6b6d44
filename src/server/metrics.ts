import { Counter, Gauge, Registry } from 'prom-client';
import { metricTable } from './metric-table.ts';
import { measureOperations } from './metrics-operations.ts';
import { measureProcess } from './metrics-process.ts';
import { measureRest, type RestMetrics } from './metrics-rest.ts';
import type { ObserveOperation } from './operation-report.ts';

/** The figures of one gateway. */
export interface Metrics {
  readonly registry: Registry;
  readonly observeOperation: ObserveOperation;
  readonly rest: RestMetrics;
  /** Says what is the upstream; until then nothing is. */
  onUpstream(upstream: 'emulator' | 'twilio'): void;
  onHttpError(status: number): void;
  onUnknownEnumValue(enumName: string): void;
  onUnreadable(type: string, field: string): void;
  /** Says how many operations are under way; until then there are none. */
  watchOperations(inFlight: () => number): void;
  /** Ends what measures by itself. */
  close(): void;
}

/** Figures of its own for each gateway, so that two in one process do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  let operationsInFlight = () => 0;

  const observeOperation = measureOperations(registry);
  const rest = measureRest(registry);
  const inFlight = metricTable.operationsInFlight;
  new Gauge({
    name: inFlight.name,
    help: inFlight.help,
    registers,
    collect() {
      this.set(operationsInFlight());
    },
  });
  const upstreamInfo = new Gauge({
    name: metricTable.upstreamInfo.name,
    help: metricTable.upstreamInfo.help,
    labelNames: metricTable.upstreamInfo.labels,
    registers,
  });
  const counter = <Label extends string>(row: { name: string; help: string; labels: readonly Label[] }) =>
    new Counter({ name: row.name, help: row.help, labelNames: row.labels, registers });
  const httpErrors = counter(metricTable.httpErrors);
  const unknownEnumValues = counter(metricTable.unknownEnumValues);
  const unreadableValues = counter(metricTable.unreadableValues);
  const close = measureProcess(registry);

  return {
    registry,
    observeOperation,
    rest,
    onUpstream: (upstream) => upstreamInfo.set({ upstream }, 1),
    onHttpError: (status) => httpErrors.inc({ status }),
    onUnknownEnumValue: (enumName) => unknownEnumValues.inc({ enum: enumName }),
    onUnreadable: (type, field) => unreadableValues.inc({ type, field }),
    watchOperations: (count) => void (operationsInFlight = count),
    close,
  };
}
