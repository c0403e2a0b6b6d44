import { Counter, Gauge, type Registry } from 'prom-client';
import type { AttemptEnd, RestObserver } from '../twilio/http/instrument.ts';
import { DurationHistogram, type Durations } from './durations.ts';
import { metricTable } from './metric-table.ts';
import { SECONDS } from './metrics-operations.ts';

/** From a turn of the event loop to the deadline; Twilio's window lets a lane wait for up to five seconds. */
const WAIT_SECONDS = [0.001, 0.01, 0.1, 0.5, 1, 2.5, 5, 10];

/** What is counted of one endpoint. Plain numbers: a labelled counter costs more than all else that is done here. */
interface Figures {
  readonly calls: Map<AttemptEnd, number>;
  readonly seconds: Durations;
}

/** What the upstream knows of itself at any moment. */
export interface UpstreamState {
  readonly inFlight: number;
  readonly waiting: number;
}

export interface RestMetrics {
  readonly observer: RestObserver;
  onBreaker(endpoint: string, isOpen: boolean): void;
  /** Says where the gauges are read; until then they are 0. */
  watch(upstream: UpstreamState): void;
}

/** Counts REST calls in that registry. */
export function measureRest(registry: Registry): RestMetrics {
  const registers = [registry];
  const endpoints = new Map<string, Figures>();
  let upstream: UpstreamState = { inFlight: 0, waiting: 0 };

  const { calls, callSeconds, waitSeconds, retries, refusals, breakerOpen, callsInFlight, callsWaiting } =
    metricTable;
  new Counter({
    name: calls.name,
    help: calls.help,
    labelNames: calls.labels,
    registers,
    collect() {
      this.reset();
      for (const [endpoint, figures] of endpoints) {
        for (const [status, times] of figures.calls) this.inc({ endpoint, status: String(status) }, times);
      }
    },
  });
  const seconds = new DurationHistogram(callSeconds, SECONDS, registry);
  const waited = new DurationHistogram(waitSeconds, WAIT_SECONDS, registry);
  const repeated = new Counter({
    name: retries.name,
    help: retries.help,
    labelNames: retries.labels,
    registers,
  });
  const refused = new Counter({
    name: refusals.name,
    help: refusals.help,
    labelNames: refusals.labels,
    registers,
  });
  const open = new Gauge({
    name: breakerOpen.name,
    help: breakerOpen.help,
    labelNames: breakerOpen.labels,
    registers,
  });
  for (const [row, key] of [
    [callsInFlight, 'inFlight'],
    [callsWaiting, 'waiting'],
  ] as const) {
    new Gauge({
      name: row.name,
      help: row.help,
      registers,
      collect() {
        this.set(upstream[key]);
      },
    });
  }

  function figuresOf(endpoint: string): Figures {
    const known = endpoints.get(endpoint);
    if (known) return known;
    const figures = { calls: new Map<AttemptEnd, number>(), seconds: seconds.of(endpoint) };
    endpoints.set(endpoint, figures);
    open.set({ endpoint }, 0);
    return figures;
  }

  return {
    observer: {
      onAttempt({ endpoint, repetition }, end, milliseconds) {
        const figures = figuresOf(endpoint);
        figures.calls.set(end, (figures.calls.get(end) ?? 0) + 1);
        figures.seconds.observe(milliseconds / 1000);
        if (repetition !== undefined) repeated.inc({ endpoint });
      },
      onWaited: (endpoint, milliseconds) => waited.of(endpoint).observe(milliseconds / 1000),
      onRefused: (endpoint, reason) => refused.inc({ endpoint, reason }),
    },
    onBreaker: (endpoint, isOpen) => open.set({ endpoint }, isOpen ? 1 : 0),
    watch: (state) => void (upstream = state),
  };
}
