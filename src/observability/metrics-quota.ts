import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { metricTable } from './metric-table.ts';

/** In seconds. REDIS_TIMEOUT_MS is 0.05 by default. */
const LEASE_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25];

/** This replica's part of Twilio's limits. */
export interface QuotaFigures {
  readonly peers: number;
  readonly share: number;
  readonly placesHeld: number;
}

export interface QuotaMetrics {
  /** Sets the state of the lease. Without Redis there is none. */
  setState(state: string): void;
  onStateChange(state: string): void;
  onLease(milliseconds: number): void;
  /** Sets the source of the gauges. */
  watch(read: () => QuotaFigures): void;
}

/** Registers the metrics of limits that several replicas share. */
export function measureQuota(registry: Registry): QuotaMetrics {
  const registers = [registry];
  let read = (): QuotaFigures => ({ peers: 1, share: 0, placesHeld: 0 });
  let present: string | null = null;

  const state = new Gauge({ ...metricTable.quotaState, registers });
  const changes = new Counter({ ...metricTable.quotaStateChanges, registers });
  const seconds = new Histogram({ ...metricTable.quotaLeaseSeconds, buckets: LEASE_SECONDS, registers });
  new Gauge({
    ...metricTable.quotaPeers,
    registers,
    collect() {
      this.set(read().peers);
    },
  });
  new Gauge({
    ...metricTable.quotaShare,
    registers,
    collect() {
      this.set(read().share);
    },
  });
  new Gauge({
    ...metricTable.quotaPlacesHeld,
    registers,
    collect() {
      this.set(read().placesHeld);
    },
  });

  function setState(next: string): void {
    if (present !== null) state.set({ state: present }, 0);
    state.set({ state: next }, 1);
    present = next;
  }

  return {
    setState,
    onStateChange(next) {
      setState(next);
      changes.inc({ state: next });
    },
    onLease: (milliseconds) => seconds.observe(milliseconds / 1000),
    watch: (source) => void (read = source),
  };
}
