import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  isNonNullType,
  Kind,
  valueFromAST,
  type ValueNode,
} from 'graphql';

export type Arguments = Readonly<Record<string, unknown>>;

type Variables = Readonly<Record<string, unknown>>;

/** The arguments of one selected field. */
export interface FieldArguments {
  /** What they are in each operation of the document; null where a variable says one of them. */
  readonly fixed: Arguments | null;
  /** What they are for these variables. Throws a GraphQLError when a value does not fit its type. */
  readonly of: (variables: Variables) => Arguments;
}

/** An argument that stands in the document, or that is a variable as a whole. */
interface Part {
  readonly name: string;
  /** What it is; of a variable, what stands for one that is left out. */
  readonly value: unknown;
  readonly variable: string | null;
  readonly isRequired: boolean;
}

const NOTHING: Arguments = Object.freeze({});
const NONE: FieldArguments = { fixed: NOTHING, of: () => NOTHING };

const hasVariable = (value: ValueNode): boolean =>
  value.kind === Kind.VARIABLE ||
  (value.kind === Kind.LIST && value.values.some(hasVariable)) ||
  (value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value)));

/** The arguments in the order of the field; null where one is missing, wrong, or holds a variable somewhere inside. */
function partsOf({ args }: GraphQLField<unknown, unknown>, node: FieldNode): readonly Part[] | null {
  const parts: Part[] = [];
  for (const { name, type, defaultValue } of args) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const isRequired = isNonNullType(type);
    if (given?.kind === Kind.VARIABLE) {
      parts.push({ name, value: defaultValue, variable: given.name.value, isRequired });
      continue;
    }
    if (given && hasVariable(given)) return null;
    const value: unknown = given ? valueFromAST(given, type) : defaultValue;
    if (value === undefined && (given || isRequired)) return null;
    parts.push({ name, value, variable: null, isRequired });
  }
  return parts;
}

/** Puts variables in; null where one does not fit. They fit their own types already, which validation has compared. */
function fill(parts: readonly Part[], variables: Variables): Arguments | null {
  const filled: Record<string, unknown> = {};
  for (const { name, value: own, variable, isRequired } of parts) {
    const isGiven = variable !== null && Object.hasOwn(variables, variable);
    const value = isGiven ? variables[variable] : own;
    if (isGiven && (value === undefined || (value === null && isRequired))) return null;
    if (value !== undefined) filled[name] = value;
    else if (isRequired) return null;
  }
  return filled;
}

/**
 * Looks at the arguments of a field once for its document. What they are for an operation is worked out after section 6.4.1
 * of the GraphQL specification; whatever is not plain is left to graphql-js, which looks each argument up anew.
 */
export function argumentsFor(
  field: GraphQLField<unknown, unknown>,
  [node]: readonly FieldNode[],
): FieldArguments {
  if (!node) return NONE;
  const byLibrary = (variables: Variables) => getArgumentValues(field, node, variables);
  const parts = partsOf(field, node);
  if (parts === null) return { fixed: null, of: byLibrary };
  const of = (variables: Variables) => fill(parts, variables) ?? byLibrary(variables);
  if (parts.some(({ variable }) => variable !== null)) return { fixed: null, of };
  const fixed = Object.freeze(of({}));
  return { fixed, of: () => fixed };
}
