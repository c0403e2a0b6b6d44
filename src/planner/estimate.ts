import {
  GraphQLError,
  type GraphQLObjectType,
  isObjectType,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Resource } from '../twilio/resource.ts';
import { callOf, type Target } from './field-call.ts';
import { argumentsOf, type Operation, type SelectedField } from './selection.ts';
import type { Selections } from './selections.ts';
import type { Slices } from '../pagination/slices.ts';
import { type Call, CallBook, type IsShortList } from './call-book.ts';
import { type Count, NONE, sum } from './count.ts';
import { checkWrite } from './check-write.ts';
import { Levels } from './levels.ts';
import type { PageLimits } from './pages.ts';
import { Visitor } from './plan.ts';
import { addValues, type ExpectedValues, NO_VALUES, ValueEstimate } from './values.ts';
import { visitWrite } from './visit-write.ts';

/** What an operation will cost, as far as it can be known before anything is read. */
export interface Estimate {
  readonly total: Count;
  readonly calls: readonly Call[];
  /** The call whose answer a call waits for; null when it starts at once. */
  readonly parentOf: (call: Call) => Call | null;
  /** Whether the operation has more different reads than are worth looking at. */
  readonly isPartial: boolean;
  /** What the answer is expected to hold. */
  readonly answer: ExpectedValues;
}

export interface EstimateOptions extends PageLimits {
  readonly selections: Selections;
  readonly slices: Slices;
  readonly isShortList: IsShortList;
  /** Whether it is known that Twilio has retired the reading calls of that resource. */
  readonly isDiscontinued: (resource: Resource) => boolean;
}

export const NOTHING: Estimate = {
  total: NONE,
  calls: [],
  parentOf: () => null,
  isPartial: false,
  answer: NO_VALUES,
};

/** What a root field is expected to hold: so many records of each type, or what its own type says. */
function valuesOfRoot(
  values: ValueEstimate,
  { schema }: Operation,
  selected: SelectedField,
  targets: readonly Target[],
): ExpectedValues {
  const types = targets.flatMap(({ typeName }) => schema.getType(typeName ?? '') ?? []).filter(isObjectType);
  if (types.length === 0) return values.ofField(selected);
  return types.map((type) => values.ofField(selected, type)).reduce(addValues);
}

/** Finds the call behind whatever a call waits for. */
function parentFinder(book: CallBook): Estimate['parentOf'] {
  return (call) => {
    let { via } = call;
    while (via !== null && 'id' in via) via = (via.known ? via.via : book.bringerOf(via)) ?? via.via;
    return via;
  };
}

/**
 * Estimates an operation from its document and variables. Nothing is read, and each selection is looked into once:
 * a fragment that is spread in a hundred places costs no more time than one that is spread once.
 */
export function estimate(
  operation: Operation,
  definition: OperationDefinitionNode,
  rootType: GraphQLObjectType,
  options: EstimateOptions,
): Estimate {
  const { selections } = options;
  const levels = new Levels();
  const book = new CallBook(options.isShortList);
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  const root = selections.ofOperation(operation, rootType, definition);
  const values = new ValueEstimate(operation, selections, options.slices);
  let answer = NO_VALUES;
  let isPartial = false;
  root.fields.forEach((selected, index) => {
    const call = callOf(selected.field);
    if (!call) return;
    // Each write forgets what was read before it, so that the fields of a mutation share nothing.
    const scope = isMutation ? `${index} ` : '';
    const visitor = new Visitor({ operation, levels, book, scope, refusesBadLists: false, ...options });
    try {
      const args = argumentsOf(operation, selected);
      if (call.kind === 'list') visitor.visitList({ ...selected, call }, null, selected.responseKey);
      else if (call.kind === 'write') {
        checkWrite(operation, options, { ...selected, call }, args);
        visitWrite(visitor, { ...selected, call }, args);
      }
      const targets = call.kind === 'lookup' ? call.targets(args as never) : [];
      visitor.visitTargets(targets, selected);
      answer = addValues(answer, valuesOfRoot(values, operation, selected, targets));
    } catch (error) {
      // An id that is none, a value that does not fit, or a write with bad lists: the field says so, and nothing is sent for it.
      if (!(error instanceof GraphQLError)) throw error;
    }
    isPartial ||= visitor.isPartial;
  });
  const calls = book.calls();
  if (isMutation) for (const call of calls) call.times = { ...call.times, min: 0 };
  return {
    total: sum(calls.map(({ times }) => times)),
    calls,
    parentOf: parentFinder(book),
    isPartial,
    answer,
  };
}
