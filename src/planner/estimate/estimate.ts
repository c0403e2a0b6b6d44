import {
  GraphQLError,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Resource } from '../../twilio/resource.ts';
import { type Count, NONE, sum } from './count.ts';
import type { Target } from '../define-field.ts';
import { type Call, Levels } from './levels.ts';
import { type EventRequirement, Planner, type WriteRequirement } from './plan.ts';
import { type IsSinglePageList, PlannedCalls } from './planned-calls.ts';
import { type FieldRequirement, ListRequirement } from '../requirement.ts';
import type { RequirementTree } from '../requirement-tree.ts';
import type { Operation } from '../selection.ts';
import { addValues, type ExpectedValues, NO_VALUES, ValueEstimate } from '../values.ts';

/** The estimated cost of an operation, before anything is read. */
export interface Estimate {
  readonly total: Count;
  readonly calls: readonly Call[];
  /** The call whose answer a call waits for; null when it starts at once. */
  readonly parentOf: (call: Call) => Call | null;
  /** Whether the operation has more different reads than are estimated. */
  readonly isPartial: boolean;
  /** The expected values of the answer. */
  readonly answer: ExpectedValues;
  /** The errors of root fields whose arguments are wrong: they send nothing. */
  readonly errors: readonly GraphQLError[];
}

export interface EstimateOptions {
  /** How many REST calls the operation may make. */
  readonly maxCalls: number;
  readonly isSinglePageList: IsSinglePageList;
  /** Whether Twilio is known to have discontinued the reads of that resource. */
  readonly isDiscontinued: (resource: Resource) => boolean;
}

export const NOTHING: Estimate = {
  total: NONE,
  calls: [],
  parentOf: () => null,
  isPartial: false,
  answer: NO_VALUES,
  errors: [],
};

const isWrite = (field: FieldRequirement): field is WriteRequirement => field.requires?.kind === 'write';

const isEvent = (field: FieldRequirement): field is EventRequirement => field.requires?.kind === 'event';

/** The input of a mutation. */
const inputOf = (args: Readonly<Record<string, unknown>>) =>
  args['input'] as Readonly<Record<string, unknown>>;

/**
 * Refuses a write when a list in its payload has wrong arguments, as far as that can be known before it is sent. Throws
 * BAD_USER_INPUT.
 */
export function checkWrite(field: WriteRequirement, args: Readonly<Record<string, unknown>>): void {
  const planner = new Planner({
    // Nothing is counted.
    pageSizeMax: Infinity,
    maxCalls: Infinity,
    levels: new Levels(),
    calls: new PlannedCalls(() => false),
    scope: '',
    isDiscontinued: () => false,
    refusesWrongLists: true,
  });
  planner.addWrite(field, inputOf(args));
}

/** Adds the calls of a root field. Returns the records that it looks up. */
function addRootField(planner: Planner, field: FieldRequirement): readonly Target[] {
  const { requires } = field;
  const args = field.readArguments();
  if (field instanceof ListRequirement) planner.addRootList(field);
  else if (isWrite(field)) {
    checkWrite(field, args);
    planner.addWrite(field, inputOf(args));
  } else if (isEvent(field)) planner.addEvent(field, args);
  const targets = requires?.kind === 'lookup' ? requires.targets(args as never) : [];
  planner.addTargets(targets, field);
  return targets;
}

/** The expected values of a root field: those of each record that it looks up, or of its own type. */
function valuesOfRoot(
  values: ValueEstimate,
  field: FieldRequirement,
  targets: readonly Target[],
): ExpectedValues {
  const requirements = targets.flatMap(({ typeName }) => field.belowOn(typeName ?? '') ?? []);
  if (requirements.length === 0) return values.ofField(field);
  return requirements.map((requirement) => values.ofField(field, requirement)).reduce(addValues);
}

/** Finds the call that a call waits for. */
function parentFinder(calls: PlannedCalls): Estimate['parentOf'] {
  return (call) => {
    let { via } = call;
    while (via !== null && 'id' in via) via = (via.known ? via.via : calls.sourceOf(via)) ?? via.via;
    return via;
  };
}

/**
 * Estimates an operation from its document and variables. Nothing is read, and each selection is examined once: a fragment
 * that is spread in a hundred places takes no more time than one that is spread once.
 */
export function estimate(
  tree: RequirementTree,
  operation: Operation,
  definition: OperationDefinitionNode,
  rootType: GraphQLObjectType,
  options: EstimateOptions,
): Estimate {
  const { pageSizeMax } = tree;
  const levels = new Levels();
  const calls = new PlannedCalls(options.isSinglePageList);
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  const values = new ValueEstimate();
  let answer = NO_VALUES;
  let isPartial = false;
  const errors: GraphQLError[] = [];
  tree.ofOperation(operation, rootType, definition).fields.forEach((field, index) => {
    if (!field.requires) return;
    // Each write drops the reads before it, so the fields of a mutation share nothing.
    const scope = isMutation ? `${index} ` : '';
    const planner = new Planner({ ...options, pageSizeMax, levels, calls, scope, refusesWrongLists: false });
    try {
      const targets = addRootField(planner, field);
      answer = addValues(answer, valuesOfRoot(values, field, targets));
    } catch (error) {
      // A malformed id, a value that does not fit, or a write with wrong lists: the field has the error, and nothing is sent.
      if (!(error instanceof GraphQLError)) throw error;
      errors.push(error);
    }
    isPartial ||= planner.isPartial;
  });
  const sums = calls.sum();
  if (isMutation) for (const call of sums) call.times = { ...call.times, min: 0 };
  return {
    total: sum(sums.map(({ times }) => times)),
    calls: sums,
    parentOf: parentFinder(calls),
    isPartial,
    answer,
    errors,
  };
}
