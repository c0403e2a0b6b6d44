import type { Logger } from '../logger.ts';
import type { ObserveOperation } from './operation-report.ts';

/**
 * One line for each operation, at level info. Its values are names of the schema and of GraphQL, counts and ids, so that
 * redaction, which costs more than the line itself, has nothing to look for; the scrubbing of whole lines remains.
 */
export function logOperations(parent: Logger): ObserveOperation {
  const logger = parent.child({}, { redact: [] });
  return ({ context, name, kind, outcome, status, milliseconds, errors, userErrors, traceId }) => {
    if (!logger.isLevelEnabled('info')) return;
    const { requestId, caller, ledger } = context;
    const line = {
      requestId,
      ...(traceId !== null && { traceId }),
      operation: name,
      kind,
      outcome,
      status,
      ms: Math.round(milliseconds * 10) / 10,
      calls: ledger.calls,
      coalesced: ledger.coalesced,
      ...(errors && { errors }),
      ...(userErrors && { userErrors }),
      caller,
    };
    logger.info(line, 'operation');
  };
}
