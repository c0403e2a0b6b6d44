import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RestObserver } from '../twilio/http/instrument.ts';
import { metricTable } from './metric-table.ts';
import { SECONDS } from './metrics-operations.ts';

/** Buckets up to the default deadline, in seconds. Twilio's rate window makes requests wait for up to 5 seconds. */
const WAIT_SECONDS = [0.001, 0.01, 0.1, 0.5, 1, 2.5, 5, 10];

/** The current REST calls. */
export interface UpstreamState {
  readonly inFlight: number;
  readonly waiting: number;
}

export interface RestMetrics {
  readonly observer: RestObserver;
  onBreaker(endpoint: string, isOpen: boolean): void;
  /** Sets the source of the gauges; until then they are 0. */
  watch(upstream: UpstreamState): void;
}

/** Registers the metrics of REST calls. */
export function measureRest(registry: Registry): RestMetrics {
  const registers = [registry];
  let upstream: UpstreamState = { inFlight: 0, waiting: 0 };

  const calls = new Counter({ ...metricTable.calls, registers });
  const seconds = new Histogram({ ...metricTable.callSeconds, buckets: SECONDS, registers });
  const waited = new Histogram({ ...metricTable.waitSeconds, buckets: WAIT_SECONDS, registers });
  const repeated = new Counter({ ...metricTable.retries, registers });
  const refused = new Counter({ ...metricTable.refusals, registers });
  const open = new Gauge({ ...metricTable.breakerOpen, registers });
  new Gauge({
    ...metricTable.callsInFlight,
    registers,
    collect() {
      this.set(upstream.inFlight);
    },
  });
  new Gauge({
    ...metricTable.callsWaiting,
    registers,
    collect() {
      this.set(upstream.waiting);
    },
  });

  return {
    observer: {
      onAttempt({ endpoint, repetition }, status, milliseconds) {
        calls.inc({ endpoint, status });
        seconds.observe({ endpoint }, milliseconds / 1000);
        // Exports the metric with 0 from the first call of the endpoint on.
        open.inc({ endpoint }, 0);
        if (repetition !== undefined) repeated.inc({ endpoint });
      },
      onWaited: (endpoint, milliseconds) => waited.observe({ endpoint }, milliseconds / 1000),
      onRefused: (endpoint, reason) => refused.inc({ endpoint, reason }),
    },
    onBreaker: (endpoint, isOpen) => open.set({ endpoint }, isOpen ? 1 : 0),
    watch: (state) => void (upstream = state),
  };
}
