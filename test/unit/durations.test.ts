import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { DurationHistogram } from '../../src/server/durations.ts';

const row = { name: 'wait_seconds', help: 'How long it took.', labels: ['endpoint'] as const };
const bounds = [0.01, 0.5, 2];

describe('a histogram of durations', () => {
  it("is written as prom-client's own, whatever was observed", async () => {
    const seconds = fc.oneof(fc.constantFrom(0, ...bounds), fc.double({ min: 0, max: 5, noNaN: true }));
    const observation = fc.record({ endpoint: fc.constantFrom('GET a', 'POST "b"'), seconds });
    await fc.assert(
      fc.asyncProperty(fc.array(observation), async (observations) => {
        const [ours, theirs] = [new Registry(), new Registry()];
        const histogram = new DurationHistogram(row, bounds, ours);
        const { name, help, labels } = row;
        const own = new Histogram({ name, help, labelNames: labels, buckets: bounds, registers: [theirs] });
        for (const { endpoint, seconds } of observations) {
          histogram.of(endpoint).observe(seconds);
          own.observe({ endpoint }, seconds);
        }
        expect(await ours.metrics()).toBe(await theirs.metrics());
        expect(await ours.getMetricsAsJSON()).toMatchObject([{ name, type: 'histogram' }]);
      }),
    );
  });
});
