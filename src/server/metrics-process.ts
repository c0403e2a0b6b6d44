import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How often the delay of the event loop is measured. */
const RESOLUTION_MS = 20;

/** The delays since the last scrape, in nanoseconds, by statistic. */
const lagOf: Readonly<Record<string, (delays: IntervalHistogram) => number>> = {
  mean: (delays) => delays.mean,
  max: (delays) => delays.max,
  p50: (delays) => delays.percentile(50),
  p99: (delays) => delays.percentile(99),
};

const memory = {
  process_resident_memory_bytes: ['Resident memory of the process.', 'rss'],
  nodejs_heap_size_used_bytes: ['Heap that is used.', 'heapUsed'],
  nodejs_heap_size_total_bytes: ['Heap that is allocated.', 'heapTotal'],
  nodejs_external_memory_bytes: ['Memory outside of the heap that objects hold.', 'external'],
} as const;

function measureLag(registers: Registry[]): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const lags: { readonly gauge: Gauge; readonly read: (delays: IntervalHistogram) => number }[] = [];
  new Gauge({
    name: 'nodejs_eventloop_utilization_ratio',
    help: 'Share of its time that the event loop was busy, since the process started.',
    registers,
    collect() {
      this.set(performance.eventLoopUtilization().utilization);
      for (const { gauge, read } of lags) {
        const nanoseconds = read(delays);
        // NaN when nothing was measured yet.
        gauge.set(Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);
      }
      delays.reset();
    },
  });
  // Made after the one that sets them: metrics are collected in the order in which they were made.
  for (const [statistic, read] of Object.entries(lagOf)) {
    const name = `nodejs_eventloop_lag_${statistic}_seconds`;
    const help = `Delay of the event loop since the last scrape, ${statistic}.`;
    lags.push({ gauge: new Gauge({ name, help, registers }), read });
  }
  return () => void delays.disable();
}

/**
 * Event loop, processor and memory, under the names that prom-client's own collector uses, so that ready-made dashboards
 * fit. That collector cannot be ended; this one ends with the function that it returns.
 */
export function measureProcess(registry: Registry): () => void {
  const registers = [registry];
  for (const [name, [help, key]] of Object.entries(memory)) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(process.memoryUsage()[key]);
      },
    });
  }
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time, user and system.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the process started, in seconds since the epoch.',
    registers,
  }).set(Date.now() / 1000 - process.uptime());
  return measureLag(registers);
}
