import { type FieldNode, type GraphQLField, type GraphQLObjectType, GraphQLString } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { argumentsFor, type FieldArguments } from '../argument-values.ts';
import type { Operation } from '../selection.ts';
import { FieldSet } from './field-set.ts';
import { type Shape, shapeOf } from './shape.ts';

/** A field of a selection, with all that is the same for each record and for each operation of its document. */
export interface Step {
  /** Counts the steps of a document, so that an operation can keep something for each in an array. */
  readonly index: number;
  readonly responseKey: string;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly below: Map<GraphQLObjectType, FieldSet>;
  /** The field; null for `__typename`, which is known. */
  readonly field: GraphQLField<unknown, unknown> | null;
  /** The property of its source that a field is: one without a resolver and without arguments, which need a look. */
  readonly property: string | null;
  readonly shape: Shape;
  /** Whether a text is put into the answer as it is. */
  readonly keepsText: boolean;
  /** Its arguments; null for `__typename`, which has none. */
  readonly given: FieldArguments | null;
}

const TYPE_NAME = '__typename';

/** The steps of one query without introspection, for one answer to its `@skip`s and `@include`s. Each selection is looked into once. */
export class Steps {
  /** Of the first operation; of its variables only those count that decide about `@skip` and `@include`. */
  readonly #operation: Operation;
  readonly #unrollAfter: number;
  #count = 0;
  readonly root: readonly Step[];

  /**
   * `root` holds the fields of the query by their response keys, `@skip` and `@include` applied. For `unrollAfter` see
   * `FieldSet`.
   */
  constructor(
    operation: Operation,
    rootType: GraphQLObjectType,
    root: ReadonlyMap<string, readonly FieldNode[]>,
    unrollAfter: number,
  ) {
    this.#operation = operation;
    this.#unrollAfter = unrollAfter;
    this.root = this.#stepsOf(root, rootType);
  }

  /** What is selected on a value of that object type. */
  below(step: Step, type: GraphQLObjectType): FieldSet {
    const known = step.below.get(type);
    if (known) return known;
    const { schema, fragments, variableValues } = this.#operation;
    const collected = collectSubfields(schema, fragments, variableValues, type, step.nodes);
    const fields = new FieldSet(this.#stepsOf(collected, type), this.#unrollAfter);
    step.below.set(type, fields);
    return fields;
  }

  #stepsOf(
    collected: ReadonlyMap<string, readonly FieldNode[]>,
    parentType: GraphQLObjectType,
  ): readonly Step[] {
    const fields = parentType.getFields();
    return [...collected].flatMap(([responseKey, nodes]): Step[] => {
      const name = nodes[0]?.name.value ?? '';
      const field = fields[name] ?? null;
      // A field that the type does not have is left out, as the specification says: validation has seen to it.
      if (!field && name !== TYPE_NAME) return [];
      const shape = shapeOf(field ? field.type : GraphQLString, field !== null);
      const property = field && !field.resolve && field.args.length === 0 ? field.name : null;
      const given = field && argumentsFor(field, nodes);
      const keepsText = shape.kind === 'leaf' && shape.keepsText;
      const common = { responseKey, parentType, nodes, field, property, shape, keepsText, given };
      return [{ ...common, index: this.#count++, below: new Map() }];
    });
  }
}
