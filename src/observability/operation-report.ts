import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../graphql/context.ts';
import { hasNothing } from '../server/plugins/retry-after.ts';

/**
 * - `ok`: no errors; user errors of mutations are answers like others
 * - `partial`: errors beside data
 * - `failed`: errors, and nothing but nulls
 * - `refused`: not executed, because of a mistake in the request or of a limit
 */
export type Outcome = 'ok' | 'partial' | 'failed' | 'refused';

/** How often each of some names occurs; null when there are none. */
export type Counts = Readonly<Record<string, number>> | null;

/** An operation that is over, without anything of its variables and data. */
export interface OperationReport {
  readonly context: GatewayContext;
  /** At most 64 characters of GraphQL's names; null when it has none, or when the request has no operation. */
  readonly name: string | null;
  /** `query` or `mutation`; null when the request has no operation. */
  readonly kind: string | null;
  readonly outcome: Outcome;
  /** The status of the HTTP answer. */
  readonly status: number;
  /** Until its answer was ready, in milliseconds. */
  readonly milliseconds: number;
  /** GraphQL errors by code. */
  readonly errors: Counts;
  /** User errors by code. */
  readonly userErrors: Counts;
  /** The trace that it belongs to; null when there is none. */
  readonly traceId: string | null;
}

/** Told of each operation at its end, before the answer goes out. It returns at once and never throws. */
export type ObserveOperation = (report: OperationReport) => void;

/** Names are callers' own words; one of them may be as long as a document. */
const LONGEST_NAME = 64;

export const nameOf = (operation: OperationDefinitionNode | undefined): string | null =>
  operation?.name?.value.slice(0, LONGEST_NAME) ?? null;

/** Counts names; null when there are none, which costs nothing. */
export function count(names: readonly string[]): Counts {
  if (names.length === 0) return null;
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const codeOf = ({ extensions }: GraphQLFormattedError) => String(extensions?.['code']);

export const codesOf = (errors: readonly GraphQLFormattedError[] | undefined): readonly string[] =>
  errors === undefined ? [] : errors.map(codeOf);

/** What became of an operation; `data` is undefined when it was not executed. */
export function outcomeOf(data: unknown, codes: readonly string[]): Outcome {
  if (codes.length === 0) return 'ok';
  if (data === undefined && !codes.includes('INTERNAL_SERVER_ERROR')) return 'refused';
  return hasNothing(data) ? 'failed' : 'partial';
}
