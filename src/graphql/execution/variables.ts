import {
  getVariableValues,
  GraphQLID,
  type GraphQLSchema,
  GraphQLString,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** A variable whose value is a text that stands for itself. */
interface TextVariable {
  readonly name: string;
  readonly isRequired: boolean;
}

/** The types of which a text is a value as it stands. */
const TEXTS = new Set([GraphQLID.name, GraphQLString.name]);

const isText = (type: TypeNode): boolean => type.kind === Kind.NAMED_TYPE && TEXTS.has(type.name.value);

/** The variables of an operation where each is a text or left out, as most are; null where one is something else. */
function textVariables({ variableDefinitions = [] }: OperationDefinitionNode): TextVariable[] | null {
  const variables: TextVariable[] = [];
  for (const { variable, type, defaultValue } of variableDefinitions) {
    const isRequired = type.kind === Kind.NON_NULL_TYPE;
    if (defaultValue || !isText(isRequired ? type.type : type)) return null;
    variables.push({ name: variable.name.value, isRequired });
  }
  return variables;
}

/** The values that are given; null where one is no text. */
function takeTexts(variables: readonly TextVariable[], given: Values): Values | null {
  const values: Record<string, unknown> = {};
  for (const { name, isRequired } of variables) {
    const isGiven = Object.hasOwn(given, name);
    if (isGiven ? typeof given[name] !== 'string' : isRequired) return null;
    if (isGiven) values[name] = given[name];
  }
  return values;
}

/**
 * Looks at the variables of an operation once for its document. They are coerced after section 6.1.2 of the GraphQL
 * specification; whatever is not plain is left to graphql-js, which looks each type up anew. Null when a value does not fit.
 */
export function coercionOf(schema: GraphQLSchema, definition: OperationDefinitionNode) {
  const texts = textVariables(definition);
  const { variableDefinitions = [] } = definition;
  return (given: Values): Values | null =>
    (texts && takeTexts(texts, given)) ??
    getVariableValues(schema, variableDefinitions, given).coerced ??
    null;
}
