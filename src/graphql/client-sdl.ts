import {
  buildASTSchema,
  type DocumentNode,
  isInterfaceType,
  isUnionType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  specifiedDirectives,
  visit,
} from 'graphql';
import type { Resource } from '../twilio/resource.ts';
import { parseDirectives, readTypeDefs } from './type-defs.ts';

/** The resources by the names of their types in the schema. */
type RecordTypes = Readonly<Record<string, Resource>>;

/** As Relay and Apollo's clients read it: https://specs.apollo.dev/nullability/v0.4/#@semanticNonNull */
const SEMANTIC_NON_NULL = parse(
  `"Twilio always sends a value: null means an error at the path of the field, or a value that the gateway cannot read."
  directive @semanticNonNull(
    "The dimensions of a list that are not null; 0 is the field itself."
    levels: [Int!]! = [0]
  ) on FIELD_DEFINITION`,
  { noLocation: true },
);

/** Directives of the GraphQL specification, such as `@deprecated`. Client tools know no others. */
const isSpecified = (name: string) => specifiedDirectives.some((directive) => directive.name === name);

/** The contract for client tools: with `node`, `nodes` and `Node`, without the directives of composition. */
const readClientDocument = (): DocumentNode =>
  visit(readTypeDefs(), {
    SchemaExtension: () => null,
    Directive: ({ name }) => (isSpecified(name.value) ? undefined : null),
  });

function stampType(type: ObjectTypeDefinitionNode, { alwaysSent = [] }: Resource): ObjectTypeDefinitionNode {
  const stamp = parseDirectives('@semanticNonNull');
  return {
    ...type,
    fields: (type.fields ?? []).map((field) =>
      alwaysSent.includes(field.name.value)
        ? { ...field, directives: [...(field.directives ?? []), ...stamp] }
        : field,
    ),
  };
}

/**
 * The SDL for clients: for codegen, `relay-compiler`, editors and mocks. It contains no federation directives. Fields that
 * Twilio always sends carry `@semanticNonNull`.
 */
export function printClientSdl(recordTypes: RecordTypes): string {
  const { definitions } = visit(readClientDocument(), {
    ObjectTypeDefinition(type) {
      const resource = recordTypes[type.name.value];
      return resource ? stampType(type, resource) : undefined;
    },
  });
  return print({
    kind: Kind.DOCUMENT,
    definitions: [...definitions, ...SEMANTIC_NON_NULL.definitions],
  });
}

/**
 * The types behind each interface and union, by name: what Apollo Client calls `possibleTypes`
 * (https://www.apollographql.com/docs/react/data/fragments).
 */
export function readPossibleTypes(): Readonly<Record<string, readonly string[]>> {
  const schema = buildASTSchema(readClientDocument());
  const abstract = Object.values(schema.getTypeMap()).filter(
    (type) => isInterfaceType(type) || isUnionType(type),
  );
  return Object.fromEntries(
    abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
