import { describeError, type Logger } from './logger.ts';
import type { OperationLine } from './operation-line.ts';
import type { ObserveOperation, OperationReport } from './operation-report.ts';

function lineOf(report: OperationReport): OperationLine {
  const { context, name, kind, outcome, status, milliseconds, errors, userErrors, traceId } = report;
  const { requestId, viewer, budget } = context;
  return {
    requestId,
    ...(traceId !== null && { traceId }),
    operation: name,
    kind,
    outcome,
    status,
    ms: Math.round(milliseconds * 10) / 10,
    calls: budget.calls.calls,
    coalesced: budget.calls.coalesced,
    ...(errors && { errors: { ...errors } }),
    ...(userErrors && { userErrors: { ...userErrors } }),
    caller: viewer.name,
  };
}

/** Logs one line per operation at `info`. */
export const logOperations =
  (logger: Logger): ObserveOperation =>
  (report) =>
    logger.info(lineOf(report), 'operation');

/** Calls a function of the library's user for each operation. Its errors are logged. */
export const callForOperations =
  (onOperation: (line: OperationLine) => unknown, logger: Logger): ObserveOperation =>
  (report) => {
    // Also catches the rejection of an asynchronous function.
    new Promise((resolve) => resolve(onOperation(lineOf(report)))).catch((error: unknown) => {
      const { requestId } = report.context;
      logger.error({ requestId, error: describeError(error) }, 'the option "onOperation" failed');
    });
  };
