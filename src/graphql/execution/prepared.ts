import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { Operation } from '../selection.ts';
import { Selections } from '../selections.ts';
import { Steps } from './steps.ts';
import { coercionOf } from './variables.ts';

/** What operations of a document share whose variables answer each `@skip` and `@include` alike. */
interface Shared {
  readonly selections: Selections;
  /** Null for what is left to graphql-js: mutations, which are carried out one by one, and what `isLeft` tells. */
  readonly steps: Steps | null;
}

/** An operation whose variables fit, with all that is known of its document. */
export interface Prepared extends Shared {
  readonly operation: Operation;
  readonly definition: OperationDefinitionNode;
}

interface Known {
  /** Its variables coerced; null when they do not fit. */
  readonly coerce: ReturnType<typeof coercionOf>;
  readonly document: DocumentNode;
  readonly fragments: Operation['fragments'];
  /** The variables that decide about `@skip` and `@include`. */
  readonly deciding: readonly string[];
  /** Whether it asks for what our executor cannot give: see `isLeft`. */
  readonly isLeft: boolean;
  readonly shared: Map<string, Shared>;
}

/** So many answers to the `@skip`s and `@include`s of one document are kept. */
const MAX_SHARED = 16;

/** Compiling the fields of a selection takes as long as so many records. */
const WORTH_UNROLLING = 500;

/** Fields of introspection, and the one response key that would not be a key of an object, but its prototype. */
const LEFT = new Set(['__schema', '__type', '__proto__']);

/** Whether a field is left to graphql-js, which takes time for it. */
const isLeft = ({ name, alias }: FieldNode) =>
  LEFT.has(name.value) || (alias ? LEFT.has(alias.value) : false);

function look(document: DocumentNode): Omit<Known, 'coerce'> {
  const deciding = new Set<string>();
  let left = false;
  visit(document, {
    Field(field) {
      left ||= isLeft(field);
    },
    Directive({ name, arguments: given = [] }) {
      if (name.value === 'defer') left = true;
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) deciding.add(value.name.value);
    },
  });
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return {
    document,
    fragments: Object.fromEntries(fragments.map((each) => [each.name.value, each])),
    deciding: [...deciding],
    isLeft: left,
    shared: new Map(),
  };
}

/** Prepares operations. What their documents have in common is kept as long as the documents are. */
export class PreparedOperations {
  readonly #schema: GraphQLSchema;
  readonly #unrollAfter: number;
  readonly #known = new WeakMap<OperationDefinitionNode, Known>();

  /** `unrollAfter`: after so many records of one selection its fields are compiled: see `FieldSet`. */
  constructor(schema: GraphQLSchema, unrollAfter = WORTH_UNROLLING) {
    this.#schema = schema;
    this.#unrollAfter = unrollAfter;
  }

  /** Prepares an operation of a valid document; null when its variables do not fit, as its execution will say. */
  prepare(
    document: DocumentNode,
    definition: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Prepared | null {
    const schema = this.#schema;
    const known = this.#known.get(definition) ?? this.#look(document, definition);
    const variableValues = known.coerce(variables);
    if (!variableValues) return null;
    const operation = { schema, fragments: known.fragments, variableValues };
    try {
      const { selections, steps } = this.#shared(known, operation, definition);
      return { selections, steps, operation, definition };
    } catch (error) {
      // Null is no answer to the `@skip` of a root field.
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  }

  #look(document: DocumentNode, definition: OperationDefinitionNode): Known {
    const known = { ...look(document), coerce: coercionOf(this.#schema, definition) };
    this.#known.set(definition, known);
    return known;
  }

  #shared(known: Known, operation: Operation, definition: OperationDefinitionNode): Shared {
    const { deciding } = known;
    const key =
      deciding.length === 0 ? '' : deciding.map((name) => String(operation.variableValues[name])).join();
    const before = known.shared.get(key);
    if (before) return before;
    if (known.shared.size === MAX_SHARED) known.shared.clear();
    const shared = {
      selections: new Selections(),
      steps: this.#stepsOf(known, operation, definition),
    };
    known.shared.set(key, shared);
    return shared;
  }

  #stepsOf(known: Known, operation: Operation, definition: OperationDefinitionNode): Steps | null {
    const { schema, fragments, variableValues } = operation;
    const rootType = schema.getRootType(definition.operation);
    if (!rootType) return null;
    const root = collectFields(schema, fragments, variableValues, rootType, definition.selectionSet);
    if (definition.operation !== OperationTypeNode.QUERY || known.isLeft) return null;
    return new Steps(operation, rootType, root, this.#unrollAfter);
  }
}
