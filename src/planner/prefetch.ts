import { type FieldNode, GraphQLError, type GraphQLObjectType } from 'graphql';
import type { Page } from '../twilio/page.ts';
import { referenceTo, type Resource, type SidPath } from '../twilio/resource.ts';
import { checkList, type Slice } from '../pagination/arguments.ts';
import type { GatewayContext } from '../graphql/context.ts';
import type { Demand } from './requirement.ts';
import type { AnySource } from './field-call.ts';
import { areSeveral } from '../loaders/referenced-lists.ts';
import { argumentsOf, type FieldInfo, objectTypesOf } from './selection.ts';
import { firstRequest } from '../pagination/paginate.ts';

type Start<T> = () => Promise<T>;

/** What a selection on one record needs, found before anything is read. */
export interface LookAhead {
  /** Whether a field is asked that only the record has. */
  readonly needsRecord: boolean;
  /** The first pages of the lists right below, in the order of the document. */
  readonly lists: readonly Start<Page<object> | null>[];
  /**
   * Reads of related records (and what lies below them): those whose path is known already, and the lists of those that
   * the rows of these lists are going to name.
   */
  readonly relations: readonly Start<unknown>[];
}

type Starts = Pick<LookAhead, 'lists' | 'relations'>;

function listStarts(
  context: GatewayContext,
  info: FieldInfo,
  { call, ...selected }: Demand['lists'][number],
  parent: SidPath,
): Starts {
  const { loaders, selections, slices, pageSizeMax } = context;
  const { resource } = call;
  let slice: Slice;
  try {
    slice = slices.of(resource, selected.nodes, () => argumentsOf(info, selected));
    checkList(slice, parent);
  } catch (error) {
    // A cursor of another list: the field itself says so, and nothing is read for it.
    if (error instanceof GraphQLError) return { lists: [], relations: [] };
    throw error;
  }
  const request = firstRequest(slice, pageSizeMax);
  const [type] = objectTypesOf(info, selected.field);
  const named = type ? selections.siblings(info, resource, type, selected.nodes) : [];
  return {
    lists: [() => loaders.prefetch.page(resource, parent, request)],
    relations: named
      .filter((siblings) => areSeveral(slice, resource, siblings))
      .map((siblings) => () => loaders.prefetch.expectRecords(siblings.resource, parent)),
  };
}

function relationStarts(
  context: GatewayContext,
  info: FieldInfo,
  { call, ...selected }: Demand['relations'][number],
  source: AnySource,
): Start<unknown>[] {
  const [type] = objectTypesOf(info, selected.field);
  const path = call.from === 'path' ? call.pathOf(source as never) : null;
  if (!type || !path) return [];
  const { resource } = call;
  const below = lookAhead(context, info, resource, path, type, selected.nodes);
  const own = below.needsRecord ? [() => context.loaders.prefetch.record(resource, path)] : [];
  return [...own, ...below.lists, ...below.relations];
}

/**
 * Looks at what is selected on a record whose path is known, so that the reads below it can start in the same tick as its
 * own.
 */
export function lookAhead(
  context: GatewayContext,
  info: FieldInfo,
  resource: Resource,
  path: SidPath,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): LookAhead {
  const demand = context.selections.demand(info, resource, type, nodes);
  const lists: Start<Page<object> | null>[] = [];
  const relations: Start<unknown>[] = [];
  for (const each of demand.lists) {
    const starts = listStarts(context, info, each, path);
    lists.push(...starts.lists);
    relations.push(...starts.relations);
  }
  const source = referenceTo(resource, path) as AnySource;
  for (const each of demand.relations) relations.push(...relationStarts(context, info, each, source));
  return { needsRecord: demand.plain.length > 0, lists, relations };
}
