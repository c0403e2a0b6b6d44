import { type FieldNode, type GraphQLObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import { parseConnectionArguments, type ConnectionArguments } from '../pagination/arguments.ts';
import { createCursorReader } from '../pagination/cursor.ts';
import type { ListRequires } from './define-field.ts';
import { Requirement } from './requirement.ts';
import type { Operation } from './selection.ts';

const areSame = (a: readonly FieldNode[], b: readonly FieldNode[]) =>
  a.length === b.length && a.every((node, index) => node === b[index]);

/**
 * The requirements of one operation. Each selection is examined once: a fragment that is spread in a hundred places, for a
 * thousand rows, is one requirement.
 */
export class RequirementTree {
  /** The largest page to request. */
  readonly pageSizeMax: number;
  /** By the first of their nodes: nearly all have only one. */
  readonly #known = new Map<FieldNode | undefined, Requirement[]>();
  readonly #arguments = new Map<FieldNode, ConnectionArguments>();
  readonly #readCursor = createCursorReader();

  constructor(pageSizeMax: number) {
    this.pageSizeMax = pageSizeMax;
  }

  /** The requirement of what these nodes select on that type. */
  of(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Requirement {
    const [first] = nodes;
    const candidates = this.#known.get(first);
    for (const each of candidates ?? []) {
      if (each.type === type && areSame(each.nodes, nodes)) return each;
    }
    const requirement = new Requirement(this, operation, type, nodes);
    if (candidates) candidates.push(requirement);
    else this.#known.set(first, [requirement]);
    return requirement;
  }

  /** The requirement of the root fields. */
  ofOperation(
    operation: Operation,
    rootType: GraphQLObjectType,
    { selectionSet }: OperationDefinitionNode,
  ): Requirement {
    const name = { kind: Kind.NAME, value: 'operation' } as const;
    return this.of(operation, rootType, [{ kind: Kind.FIELD, name, selectionSet }]);
  }

  /**
   * The arguments of the list field with these nodes: parsed once, whether they are checked, estimated, prefetched
   * or resolved. Throws BAD_USER_INPUT, and what `read` throws.
   */
  connectionArguments(
    { resource, parseArguments }: ListRequires,
    [node]: readonly FieldNode[],
    read: () => object,
  ): ConnectionArguments {
    const known = node && this.#arguments.get(node);
    if (known) return known;
    const args = parseArguments
      ? parseArguments(read() as never, this.#readCursor)
      : parseConnectionArguments(resource, read(), this.#readCursor);
    if (node) this.#arguments.set(node, args);
    return args;
  }
}
