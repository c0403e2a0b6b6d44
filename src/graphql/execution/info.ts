import { GraphQLString, type OperationDefinitionNode } from 'graphql';
import type { FieldInfo, Operation } from '../selection.ts';
import type { Step } from './steps.ts';

/** What a resolver is told of its field and of the operation; the same for each record. */
export const infoOf = (
  { field, nodes, parentType }: Step,
  { schema, fragments, variableValues }: Operation,
  operation: OperationDefinitionNode,
): FieldInfo => ({
  schema,
  fragments,
  variableValues,
  operation,
  rootValue: undefined,
  fieldName: field?.name ?? '',
  fieldNodes: nodes,
  returnType: field?.type ?? GraphQLString,
  parentType,
});
