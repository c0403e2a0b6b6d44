import { type FieldNode, GraphQLError, type GraphQLObjectType } from 'graphql';
import type { Page } from '../twilio/page.ts';
import { referenceTo, type Resource, type SidPath } from '../twilio/resource.ts';
import { type ConnectionArguments, parseConnectionArguments, type Slice } from './connection-arguments.ts';
import type { GatewayContext } from './context.ts';
import { listTag } from './cursor.ts';
import type { Demand } from './demand.ts';
import type { AnySource } from './field-call.ts';
import { argumentsOf, objectTypesOf, type FieldInfo } from './selection.ts';
import { firstRequest } from './walk.ts';

type Start<T> = () => Promise<T>;

/** What a selection on one record needs, found before anything is read. */
export interface LookAhead {
  /** Whether a field is asked that only the record has. */
  readonly needsRecord: boolean;
  /** The first pages of the lists right below, in the order of the document. */
  readonly lists: readonly Start<Page<object> | null>[];
  /** Reads of related records (and what lies below them) whose path is known already. */
  readonly relations: readonly Start<unknown>[];
}

function listStarts(
  context: GatewayContext,
  info: FieldInfo,
  { call, ...selected }: Demand['lists'][number],
  parent: SidPath,
): Start<Page<object> | null>[] {
  const { resource } = call;
  let slice: Slice;
  try {
    const args = argumentsOf(info, selected) as ConnectionArguments;
    slice = parseConnectionArguments(resource, args, () => listTag(resource, parent));
  } catch (error) {
    // A cursor of another list: the field itself says so, and nothing is read for it.
    if (error instanceof GraphQLError) return [];
    throw error;
  }
  const request = firstRequest(slice, context.pageSizeMax);
  return [() => context.loaders.ahead.page(resource, parent, request)];
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
  const own = below.needsRecord ? [() => context.loaders.ahead.record(resource, path)] : [];
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
  const source = referenceTo(resource, path) as AnySource;
  return {
    needsRecord: demand.plain.length > 0,
    lists: demand.lists.flatMap((each) => listStarts(context, info, each, path)),
    relations: demand.relations.flatMap((each) => relationStarts(context, info, each, source)),
  };
}
