import { Counter, type Registry } from 'prom-client';
import { DurationHistogram, type Durations } from './durations.ts';
import { metricTable } from './metric-table.ts';
import type { ObserveOperation, Outcome } from './operation-report.ts';

/** So many names have figures of their own; callers can make up any number of them. */
const MAX_NAMES = 100;

/** From what the cache of a fast network answers to the deadline. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is counted under one label. Plain numbers: a labelled counter costs more than all else that is done here. */
interface Figures {
  readonly outcomes: Map<Outcome, number>;
  readonly seconds: Durations;
}

/**
 * Counts operations in that registry. A name gets figures of its own with the first operation that is executed under it,
 * so that requests that are refused cannot use them up.
 */
export function measureOperations(registry: Registry): ObserveOperation {
  const registers = [registry];
  const all = new Map<string, Figures>();
  const names = new Set<string>();
  const counter = <Label extends string>(row: { name: string; help: string; labels: readonly Label[] }) =>
    new Counter({ name: row.name, help: row.help, labelNames: row.labels, registers });

  const { operations, operationSeconds } = metricTable;
  new Counter({
    name: operations.name,
    help: operations.help,
    labelNames: operations.labels,
    registers,
    collect() {
      this.reset();
      for (const [operation, { outcomes }] of all) {
        for (const [outcome, times] of outcomes) this.inc({ operation, outcome }, times);
      }
    },
  });
  const seconds = new DurationHistogram(operationSeconds, SECONDS, registry);
  const errorsByCode = counter(metricTable.errors);
  const userErrorsByCode = counter(metricTable.userErrors);
  const savedReads = counter(metricTable.savedReads);

  function labelOf(name: string | null, outcome: Outcome): string {
    if (name === null) return 'anonymous';
    if (names.has(name)) return name;
    if (outcome === 'refused' || names.size >= MAX_NAMES) return 'other';
    names.add(name);
    return name;
  }

  function figuresOf(label: string): Figures {
    const known = all.get(label);
    if (known) return known;
    const figures = { outcomes: new Map<Outcome, number>(), seconds: seconds.of(label) };
    all.set(label, figures);
    return figures;
  }

  return ({ context: { ledger }, name, outcome, milliseconds, errors, userErrors }) => {
    const figures = figuresOf(labelOf(name, outcome));
    figures.outcomes.set(outcome, (figures.outcomes.get(outcome) ?? 0) + 1);
    figures.seconds.observe(milliseconds / 1000);
    if (errors) for (const [code, times] of Object.entries(errors)) errorsByCode.inc({ code }, times);
    if (userErrors) {
      for (const [code, times] of Object.entries(userErrors)) userErrorsByCode.inc({ code }, times);
    }
    const { coalesced, deduplicated } = ledger;
    if (coalesced > 0) savedReads.inc({ by: 'coalesced' }, coalesced);
    if (deduplicated > 0) savedReads.inc({ by: 'deduplicated' }, deduplicated);
  };
}
