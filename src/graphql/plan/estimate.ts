import {
  GraphQLError,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Resource } from '../../twilio/resource.ts';
import { checkArguments } from '../bad-arguments.ts';
import { callOf } from '../field-call.ts';
import { argumentsOf, type Operation, type SelectedField } from '../selection.ts';
import type { Selections } from '../selections.ts';
import type { Slices } from '../slices.ts';
import { type Call, CallBook, type IsShortList } from './call-book.ts';
import { type Count, NONE, sum } from './count.ts';
import { Levels } from './levels.ts';
import type { PageLimits } from './pages.ts';
import { Visitor } from './visitor.ts';
import { visitWrite } from './visit-write.ts';

/** What an operation will cost, as far as it can be known before anything is read. */
export interface Estimate {
  readonly total: Count;
  readonly calls: readonly Call[];
  /** The call whose answer a call waits for; null when it starts at once. */
  readonly parentOf: (call: Call) => Call | null;
  /** Whether the operation has more different reads than are worth looking at. */
  readonly isPartial: boolean;
}

export interface EstimateOptions extends PageLimits {
  readonly selections: Selections;
  readonly slices: Slices;
  readonly isShortList: IsShortList;
  /** Whether it is known that Twilio has retired the reading calls of that resource. */
  readonly isRetired: (resource: Resource) => boolean;
}

export const NOTHING: Estimate = { total: NONE, calls: [], parentOf: () => null, isPartial: false };

/** A root field with bad arguments is refused as a whole before anything is sent. */
function isRefused(
  operation: Operation,
  known: Pick<EstimateOptions, 'selections' | 'slices'>,
  selected: SelectedField,
): boolean {
  try {
    checkArguments(operation, known, selected);
    return false;
  } catch (error) {
    if (error instanceof GraphQLError) return true;
    throw error;
  }
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
  let isPartial = false;
  root.fields.forEach((selected, index) => {
    const call = callOf(selected.field);
    if (!call || isRefused(operation, options, selected)) return;
    // Each write forgets what was read before it, so that the fields of a mutation share nothing.
    const scope = isMutation ? `${index} ` : '';
    const visitor = new Visitor({ operation, levels, book, scope, ...options });
    try {
      const args = argumentsOf(operation, selected);
      if (call.kind === 'list') visitor.visitList({ ...selected, call }, null, selected.responseKey);
      else if (call.kind === 'lookup') visitor.visitTargets(call.targets(args as never), selected);
      else if (call.kind === 'write') visitWrite(visitor, { ...selected, call }, args);
    } catch (error) {
      // An id that is none, or a value that does not fit: the field says so, and nothing is sent for it.
      if (!(error instanceof GraphQLError)) throw error;
    }
    isPartial ||= visitor.isPartial;
  });
  const calls = book.calls();
  if (isMutation) for (const call of calls) call.times = { ...call.times, min: 0 };
  return { total: sum(calls.map(({ times }) => times)), calls, parentOf: parentFinder(book), isPartial };
}
