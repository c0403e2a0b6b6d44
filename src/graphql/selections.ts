import { type FieldNode, type GraphQLObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import type { Resource } from '../twilio/resource.ts';
import { type Demand, demandOf } from './demand.ts';
import { type NamedSiblings, siblingsNamedIn } from './named-siblings.ts';
import { type FieldInfo, objectTypesOf, type Operation, type Selection, selectionOn } from './selection.ts';
import { type Weight, weightOf } from './weight.ts';

interface Known {
  readonly selection: Selection;
  demand: Demand | null;
  weight: Weight | null;
}

interface Siblings {
  readonly list: Resource;
  readonly connection: GraphQLObjectType;
  readonly named: readonly NamedSiblings[];
}

/** What is known of the nodes of a field, which stay the same as long as their document does. */
interface Notes {
  latest: Known | null;
  demand: Demand | null;
  siblings: Siblings | null;
}

const areSame = (a: readonly FieldNode[], b: readonly FieldNode[]) =>
  a.length === b.length && a.every((node, index) => node === b[index]);

/**
 * The selections of a document, each looked into once: a fragment that is spread in a hundred places and met by a thousand
 * rows is the same selection. Operations share them as long as their variables answer each `@skip` and `@include` alike.
 */
export class Selections {
  // Made when they are needed: most operations use those of their document in place of their own.
  #known: Map<FieldNode | undefined, Known[]> | null = null;
  #roots: Map<OperationDefinitionNode, readonly FieldNode[]> | null = null;
  #notes: WeakMap<readonly FieldNode[], Notes> | null = null;
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
    this.#roots ??= new Map();
    const nodes = this.#roots.get(definition) ?? [{ kind: Kind.FIELD, name, selectionSet } as const];
    this.#roots.set(definition, nodes);
    return this.of(operation, type, nodes);
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

  /** How many values a selection puts into the answer. */
  weight(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Weight {
    const known = this.#find(operation, type, nodes);
    return (known.weight ??= weightOf(operation, this, known.selection));
  }

  /** What a field whose value is a record of that resource asks of Twilio. */
  demandOfField(info: FieldInfo, resource: Resource): Demand {
    const notes = this.#notesOf(info.fieldNodes);
    if (notes.demand) return notes.demand;
    const [type] = objectTypesOf(info, { type: info.returnType });
    if (!type) throw new TypeError(`${info.parentType.name}.${info.fieldName} returns no object type.`);
    return (notes.demand = this.demand(info, resource, type, info.fieldNodes));
  }

  /** The records beside a list that its rows name: see `siblingsNamedIn`. */
  siblings(
    operation: Operation,
    list: Resource,
    connection: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): readonly NamedSiblings[] {
    const notes = this.#notesOf(nodes);
    const known = notes.siblings;
    if (known?.list === list && known.connection === connection) return known.named;
    const named = siblingsNamedIn(this, operation, list, connection, nodes);
    notes.siblings = { list, connection, named };
    return named;
  }

  #find(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Known {
    const notes = this.#notesOf(nodes);
    if (notes.latest?.selection.type === type) return notes.latest;
    return (notes.latest = this.#search(operation, type, nodes));
  }

  #notesOf(nodes: readonly FieldNode[]): Notes {
    this.#notes ??= new WeakMap();
    const known = this.#notes.get(nodes);
    if (known) return known;
    const notes: Notes = { latest: null, demand: null, siblings: null };
    this.#notes.set(nodes, notes);
    return notes;
  }

  #search(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Known {
    const [first] = nodes;
    this.#known ??= new Map();
    const candidates = this.#known.get(first) ?? [];
    const known = candidates.find(
      ({ selection }) => selection.type === type && areSame(selection.nodes, nodes),
    );
    if (known) return known;
    this.#looks += 1;
    const fresh = { selection: selectionOn(operation, type, nodes), demand: null, weight: null };
    this.#known.set(first, [...candidates, fresh]);
    return fresh;
  }
}
