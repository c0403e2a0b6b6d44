import { readFile } from 'node:fs/promises';
import {
  getVariableValues,
  type GraphQLSchema,
  KnownDirectivesRule,
  specifiedRules,
  validate,
} from 'graphql';
import { createSchema } from '../../graphql/schema.ts';
import { estimate } from '../../planner/estimate/estimate.ts';
import { RequirementTree } from '../../planner/requirement-tree.ts';
import { fragmentsOf } from '../../planner/selection.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import { parseFlags, usageError } from '../flags.ts';
import { type FoundOperation, type Problem, readOperations } from './read-operations.ts';
import { sampleValues } from './sample-values.ts';

/** What an operation costs: REST calls, and values of the answer. */
export interface OperationCost {
  /** Null for an anonymous operation. */
  readonly name: string | null;
  readonly file: string;
  readonly min: number;
  readonly expected: number;
  readonly max: number;
  readonly values: number;
  /** The variables that had no value, so that a sample was used. */
  readonly samples: readonly string[];
}

export interface CostReport {
  readonly operations: readonly OperationCost[];
  readonly errors: readonly Problem[];
}

interface CostArguments {
  readonly patterns: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  /** The most REST calls that an operation may be expected to make. */
  readonly max: number;
  readonly json: boolean;
}

/** The defaults of MAX_UPSTREAM_CALLS and TWILIO_PAGE_SIZE_MAX. */
const MAX_CALLS = 500;
const PAGE_SIZE = 100;

const DEFAULT_MAX = 100;

/** Directives of clients, such as `@connection`, are removed before an operation is sent. */
const rules = specifiedRules.filter((rule) => rule !== KnownDirectivesRule);

async function readVariables(file: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (file === undefined) return {};
  let variables: unknown;
  try {
    variables = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    variables = null;
  }
  if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) {
    return variables as Readonly<Record<string, unknown>>;
  }
  throw usageError('Expected --variables to name a file with one JSON object.');
}

async function readArguments(args: readonly string[]): Promise<CostArguments> {
  const { values, positionals } = parseFlags(args, {
    variables: { type: 'string' },
    max: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length === 0) throw usageError("Expected a file or a pattern, such as 'src/**/*.graphql'.");
  const { max = String(DEFAULT_MAX) } = values;
  if (!/^\d{1,15}$/.test(max)) throw usageError('Expected a whole number after --max.');
  return {
    patterns: positionals,
    variables: await readVariables(values.variables),
    max: Number(max),
    json: values.json ?? false,
  };
}

/** The cost of one operation, or the problems in it. */
function costOf(
  schema: GraphQLSchema,
  { file, definition, document }: FoundOperation,
  given: Readonly<Record<string, unknown>>,
): OperationCost | readonly Problem[] {
  const [invalid] = validate(schema, document, rules, { maxErrors: 1 });
  const name = definition.name?.value ?? null;
  const problem = (message: string) => [{ file, message: `${name ?? 'anonymous operation'}: ${message}` }];
  if (invalid) return problem(invalid.message);
  const samples = sampleValues(schema, document, definition, given);
  const variables = getVariableValues(
    schema,
    definition.variableDefinitions ?? [],
    { ...given, ...samples },
    { maxErrors: 1 },
  );
  const rootType = schema.getRootType(definition.operation);
  if (!variables.coerced || !rootType) return problem(variables.errors?.[0]?.message ?? 'has no root type');
  const operation = { schema, fragments: fragmentsOf(document), variableValues: variables.coerced };
  const { total, answer, errors } = estimate(
    new RequirementTree(PAGE_SIZE),
    operation,
    definition,
    rootType,
    {
      maxCalls: MAX_CALLS,
      isSinglePageList: () => false,
      isDiscontinued: () => false,
    },
  );
  // With a malformed id a field sends nothing, so its cost would be 0.
  const [wrong] = errors;
  if (wrong) return problem(wrong.message);
  return { name, file, ...total, values: answer.values, samples: Object.keys(samples) };
}

/**
 * Estimates the REST calls of all operations in the files that the patterns match, as the gateway does before it executes them.
 * Nothing is sent.
 */
export async function costReport(
  patterns: readonly string[],
  variables: Readonly<Record<string, unknown>>,
): Promise<CostReport> {
  const errors: Problem[] = [];
  const schema = createSchema(resolvers, () => undefined);
  const operations: OperationCost[] = [];
  for (const found of await readOperations(patterns, errors)) {
    const result = costOf(schema, found, variables);
    if ('file' in result) operations.push(result);
    else errors.push(...result);
  }
  if (operations.length === 0 && errors.length === 0) {
    errors.push({ file: patterns.join(' '), message: 'No operation found.' });
  }
  return { operations, errors };
}

const COLUMNS = ['min', 'expected', 'max', 'values'] as const;

/** A table of the operations, then the problems. */
function print({ operations, errors }: CostReport, max: number): string {
  const row = (cells: readonly (string | number)[], rest: string) =>
    `${cells.map((cell) => String(cell).padStart(10)).join('')}  ${rest}`;
  const rows = operations.map(({ name, file, samples, ...cost }) => {
    const over = cost.expected > max ? ` above --max ${max}` : '';
    const sampled =
      samples.length > 0 ? ` with samples for ${samples.map((each) => `$${each}`).join(', ')}` : '';
    return row(
      COLUMNS.map((column) => cost[column]),
      `${name ?? '(anonymous)'} (${file})${sampled}${over}`,
    );
  });
  return [
    ...(rows.length > 0 ? [row(COLUMNS, 'operation'), ...rows] : []),
    ...errors.map(({ file, message }) => `error: ${file}: ${message}`),
  ].join('\n');
}

/**
 * The command `cost`. Returns the exit code: 0 when every operation is within `--max`, 1 when one is expected to be above it,
 * 2 on errors.
 *
 * @throws ConfigError for a wrong command line
 */
export async function runCost(args: readonly string[], write: (line: string) => void): Promise<number> {
  const { patterns, variables, max, json } = await readArguments(args);
  const report = await costReport(patterns, variables);
  write(json ? JSON.stringify(report, null, 2) : print(report, max));
  if (report.errors.length > 0) return 2;
  return report.operations.some(({ expected }) => expected > max) ? 1 : 0;
}
