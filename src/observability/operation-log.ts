import type { Logger } from './logger.ts';
import type { ObserveOperation } from './operation-report.ts';

/** Logs one line per operation at `info`: names of the schema, counts and ids, no data. */
export function logOperations(logger: Logger): ObserveOperation {
  return ({ context, name, kind, outcome, status, milliseconds, errors, userErrors, traceId }) => {
    const { requestId, viewer, budget } = context;
    const line = {
      requestId,
      ...(traceId !== null && { traceId }),
      operation: name,
      kind,
      outcome,
      status,
      ms: Math.round(milliseconds * 10) / 10,
      calls: budget.calls.calls,
      coalesced: budget.calls.coalesced,
      ...(errors && { errors }),
      ...(userErrors && { userErrors }),
      caller: viewer.name,
    };
    logger.info(line, 'operation');
  };
}
