import type { FieldNode, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { Page } from '../twilio/page.ts';
import {
  type Fetchable,
  type Listable,
  referenceTo,
  type Resource,
  type SidPath,
} from '../twilio/resource.ts';
import { type ConnectionArguments, parseConnectionArguments } from './connection-arguments.ts';
import { firstRequest } from './connection.ts';
import type { GatewayContext } from './context.ts';
import { listTag } from './cursor.ts';
import { type AnySource, callOf } from './field-call.ts';
import { argumentsOf, objectTypesOf, type SelectedField, selectedFields } from './selection.ts';

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

function listStart(
  context: GatewayContext,
  info: GraphQLResolveInfo,
  selected: SelectedField,
  resource: Listable,
  parent: SidPath,
): Start<Page<object> | null> {
  const args = argumentsOf(info, selected) as ConnectionArguments;
  const slice = parseConnectionArguments(resource, args, listTag(resource, parent));
  const request = firstRequest(slice, context.pageSizeMax);
  return () => context.loaders.page(resource, parent, request);
}

function relationStarts(
  context: GatewayContext,
  info: GraphQLResolveInfo,
  selected: SelectedField,
  resource: Fetchable,
  path: SidPath,
): Start<unknown>[] {
  const [type] = objectTypesOf(info, selected.field);
  if (!type) return [];
  const below = lookAhead(context, info, resource, path, type, selected.nodes);
  const own = below.needsRecord ? [() => context.loaders.record(resource, path)] : [];
  return [...own, ...below.lists, ...below.relations];
}

/**
 * Looks at what is selected on a record whose path is known, so that the reads below it can start in the same tick as its
 * own. Throws BAD_USER_INPUT for a cursor that belongs to another list.
 */
export function lookAhead(
  context: GatewayContext,
  info: GraphQLResolveInfo,
  resource: Resource,
  path: SidPath,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): LookAhead {
  let needsRecord = false;
  const lists: Start<Page<object> | null>[] = [];
  const relations: Start<unknown>[] = [];
  for (const selected of selectedFields(info, type, nodes)) {
    const call = callOf(selected.field);
    if (call?.kind === 'list') lists.push(listStart(context, info, selected, call.resource, path));
    else if (call?.kind === 'relation' && call.from === 'path') {
      const source = referenceTo(resource, path) as AnySource;
      const related = call.pathOf(source as never);
      if (related) relations.push(...relationStarts(context, info, selected, call.resource, related));
    } else if (call?.kind !== 'path' && !resource.path.includes(selected.field.name)) needsRecord = true;
  }
  return { needsRecord, lists, relations };
}
