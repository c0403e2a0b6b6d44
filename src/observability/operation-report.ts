import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../graphql/context.ts';

/**
 * - `ok`: no GraphQL errors; user errors of mutations do not count
 * - `partial`: errors and data
 * - `failed`: errors, and every root field is null
 * - `refused`: not executed, because the request is invalid or exceeds a limit
 */
export type Outcome = 'ok' | 'partial' | 'failed' | 'refused';

/** The number of occurrences by name; null if there are none. */
export type Counts = Readonly<Record<string, number>> | null;

/** A finished operation, without its variables and data. */
export interface OperationReport {
  readonly context: GatewayContext;
  /** The first 64 characters of the name; null without a name or operation. */
  readonly name: string | null;
  /** `query` or `mutation`; null without an operation. */
  readonly kind: string | null;
  readonly outcome: Outcome;
  /** The status of the HTTP response. */
  readonly status: number;
  /** Until the response was complete. */
  readonly milliseconds: number;
  /** GraphQL errors by code. */
  readonly errors: Counts;
  /** User errors by code. */
  readonly userErrors: Counts;
  /** The id of its trace; null without one. */
  readonly traceId: string | null;
}

/** Whether the name of an operation may be the label of a metric. */
export type HasLabel = (context: GatewayContext) => boolean;

/** Called for each operation before its response is sent. It returns at once and does not throw. */
export type ObserveOperation = (report: OperationReport) => void;

/** Callers choose the name; it can be as long as a document. */
const LONGEST_NAME = 64;

export const nameOf = (operation: OperationDefinitionNode | undefined): string | null =>
  operation?.name?.value.slice(0, LONGEST_NAME) ?? null;

/** Counts names; null if there are none. */
export function count(names: readonly string[]): Counts {
  if (names.length === 0) return null;
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const codeOf = ({ extensions }: GraphQLFormattedError) => String(extensions?.['code']);

export const codesOf = (errors: readonly GraphQLFormattedError[] | undefined): readonly string[] =>
  errors === undefined ? [] : errors.map(codeOf);

/** Whether a response has no data, or null in every root field. */
export const hasNoData = (data: unknown): boolean =>
  typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null);

/** The outcome of an operation; `data` is undefined if it was not executed. */
export function outcomeOf(data: unknown, codes: readonly string[]): Outcome {
  if (codes.length === 0) return 'ok';
  if (data === undefined && !codes.includes('INTERNAL_SERVER_ERROR')) return 'refused';
  return hasNoData(data) ? 'failed' : 'partial';
}
