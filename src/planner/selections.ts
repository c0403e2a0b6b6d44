import { type FieldNode, type GraphQLObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import type { Resource } from '../twilio/resource.ts';
import { type Demand, demandOf } from './requirement.ts';
import { type NamedSiblings, siblingsNamedIn } from '../loaders/referenced-lists.ts';
import { type FieldInfo, objectTypesOf, type Operation, type Selection, selectionOn } from './selection.ts';
import { type Weight, weightOf } from './cost-model.ts';

interface Known {
  readonly selection: Selection;
  demand: Demand | null;
  weight: Weight | null;
  siblings: readonly NamedSiblings[] | null;
}

const areSame = (a: readonly FieldNode[], b: readonly FieldNode[]) =>
  a.length === b.length && a.every((node, index) => node === b[index]);

/**
 * The selections of one operation, each looked into once: a fragment that is spread in a hundred places and met by a thousand
 * rows is the same selection.
 */
export class Selections {
  /** By the first of their nodes; nearly all have only one. */
  readonly #known = new Map<FieldNode | undefined, Known[]>();
  #looks = 0;

  /** How many selections were looked into. */
  get looks(): number {
    return this.#looks;
  }

  of(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selection {
    return this.#find(operation, type, nodes).selection;
  }

  /** The root fields of the operation. */
  ofOperation(operation: Operation, type: GraphQLObjectType, definition: OperationDefinitionNode): Selection {
    const { selectionSet } = definition;
    const name = { kind: Kind.NAME, value: 'operation' } as const;
    return this.of(operation, type, [{ kind: Kind.FIELD, name, selectionSet }]);
  }

  /** What a selection on records of that resource asks of Twilio. */
  demand(
    operation: Operation,
    resource: Resource,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): Demand {
    const known = this.#find(operation, type, nodes);
    return (known.demand ??= demandOf(known.selection, resource));
  }

  /** What a field whose value is a record of that resource asks of Twilio. */
  demandOfField(info: FieldInfo, resource: Resource): Demand {
    const [type] = objectTypesOf(info, { type: info.returnType });
    if (!type) throw new TypeError(`${info.parentType.name}.${info.fieldName} returns no object type.`);
    return this.demand(info, resource, type, info.fieldNodes);
  }

  /** How many values a selection puts into the answer. */
  weight(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Weight {
    const known = this.#find(operation, type, nodes);
    return (known.weight ??= weightOf(operation, this, known.selection));
  }

  /** The records beside a list that its rows name: see `siblingsNamedIn`. */
  siblings(
    operation: Operation,
    list: Resource,
    connection: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): readonly NamedSiblings[] {
    const known = this.#find(operation, connection, nodes);
    return (known.siblings ??= siblingsNamedIn(this, operation, list, connection, nodes));
  }

  #find(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Known {
    const [first] = nodes;
    const candidates = this.#known.get(first) ?? [];
    const known = candidates.find(
      ({ selection }) => selection.type === type && areSame(selection.nodes, nodes),
    );
    if (known) return known;
    this.#looks += 1;
    const selection = selectionOn(operation, type, nodes);
    const fresh = { selection, demand: null, weight: null, siblings: null };
    this.#known.set(first, [...candidates, fresh]);
    return fresh;
  }
}
