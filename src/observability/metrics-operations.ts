import { Counter, Histogram, type Registry } from 'prom-client';
import { errorCodes } from '../errors/codes.ts';
import type { GatewayContext } from '../graphql/context.ts';
import { metricTable } from './metric-table.ts';
import type { HasLabel, ObserveOperation, Outcome } from './operation-report.ts';

/** The number of operation names with a label of their own. Callers can send any number of names. */
const MAX_NAMES = 100;

/** The same where only the names of trusted documents have labels. */
const MAX_TRUSTED_NAMES = 500;

/** Buckets up to the default deadline, in seconds. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Registers the metrics of operations. A name gets a label with the first executed operation, so that refused requests
 * cannot use up the labels.
 *
 * @param hasLabel whether a name may have a label; null for any
 */
export function measureOperations(registry: Registry, hasLabel: HasLabel | null): ObserveOperation {
  const maxNames = hasLabel ? MAX_TRUSTED_NAMES : MAX_NAMES;
  const registers = [registry];
  const names = new Set<string>();
  const operations = new Counter({ ...metricTable.operations, registers });
  const seconds = new Histogram({ ...metricTable.operationSeconds, buckets: SECONDS, registers });
  const errorsByCode = new Counter({ ...metricTable.errors, registers });
  // From the start, because Prometheus sees no increase in a series that begins with 1.
  for (const code of errorCodes) errorsByCode.inc({ code }, 0);
  const userErrorsByCode = new Counter({ ...metricTable.userErrors, registers });
  const savedReads = new Counter({ ...metricTable.savedReads, registers });

  function labelOf(context: GatewayContext, name: string | null, outcome: Outcome): string {
    if (name === null) return 'anonymous';
    if (hasLabel && !hasLabel(context)) return 'other';
    if (names.has(name)) return name;
    if (outcome === 'refused' || names.size >= maxNames) return 'other';
    names.add(name);
    return name;
  }

  return ({ context, name, outcome, milliseconds, errors, userErrors }) => {
    const operation = labelOf(context, name, outcome);
    operations.inc({ operation, outcome });
    seconds.observe({ operation }, milliseconds / 1000);
    for (const [code, times] of Object.entries(errors ?? {})) errorsByCode.inc({ code }, times);
    for (const [code, times] of Object.entries(userErrors ?? {})) userErrorsByCode.inc({ code }, times);
    const { coalesced, deduplicated } = context.budget.calls;
    if (coalesced > 0) savedReads.inc({ by: 'coalesced' }, coalesced);
    if (deduplicated > 0) savedReads.inc({ by: 'deduplicated' }, deduplicated);
  };
}
