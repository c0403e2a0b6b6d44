import { Histogram, type Registry } from 'prom-client';

interface Row {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly [string];
}

/** The durations under one label. */
export class Durations {
  /** How many fell into each bucket and into none before it; the last one has no bound. */
  readonly counts: number[];
  sum = 0;
  readonly #bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  observe(seconds: number): void {
    let bucket = 0;
    for (const bound of this.#bounds) {
      if (seconds <= bound) break;
      bucket += 1;
    }
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += seconds;
  }
}

type HistogramValues = Awaited<ReturnType<Histogram['get']>>;

/**
 * A histogram of durations, one for each value of its label. prom-client's own looks up the labels for each observation,
 * which costs more than all else that is counted of a REST call; here whoever observes looks them up.
 */
export class DurationHistogram {
  /** The registry knows it by its name. */
  readonly name: string;
  readonly #series = new Map<string, Durations>();
  readonly #empty: Histogram;
  readonly #label: string;
  readonly #bounds: readonly number[];

  constructor({ name, help, labels }: Row, bounds: readonly number[], registry: Registry) {
    this.name = name;
    this.#label = labels[0];
    this.#bounds = bounds;
    this.#empty = new Histogram({ name, help, labelNames: labels, registers: [] });
    // A registry asks a metric for its name and for `get`, whatever its type says.
    registry.registerMetric(this as unknown as Histogram);
  }

  /** Where to count durations with that label. */
  of(label: string): Durations {
    const known = this.#series.get(label);
    if (known) return known;
    const series = new Durations(this.#bounds);
    this.#series.set(label, series);
    return series;
  }

  /** The buckets, the sum and the count of each label, as a registry wants them: each bucket has those before it. */
  async get(): Promise<HistogramValues> {
    const values: HistogramValues['values'] = [];
    for (const [value, { counts, sum }] of this.#series) {
      const labels = { [this.#label]: value };
      let count = 0;
      counts.forEach((times, index) => {
        count += times;
        const le = this.#bounds[index] ?? '+Inf';
        values.push({ metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: count });
      });
      values.push({ metricName: `${this.name}_sum`, labels, value: sum });
      values.push({ metricName: `${this.name}_count`, labels, value: count });
    }
    return { ...(await this.#empty.get()), values };
  }
}
