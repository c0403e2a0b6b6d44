import {
  buildASTSchema,
  isInterfaceType,
  isUnionType,
  Kind,
  print,
  specifiedDirectives,
  visit,
} from 'graphql';
import { readTypeDefs } from './schema.ts';

/** What the GraphQL specification itself defines, such as `@deprecated`; tools of clients know no other. */
const isSpecified = (name: string) => specifiedDirectives.some((directive) => directive.name === name);

/** The contract as tools of clients read it: with `node`, `nodes` and `Node`, without what only a composer understands. */
const readClientDocument = () =>
  visit(readTypeDefs(), {
    SchemaExtension: () => null,
    Directive: ({ name }) => (isSpecified(name.value) ? undefined : null),
  });

/** The SDL for clients: for codegen, `relay-compiler`, editors and mocks. It needs no federation to be understood. */
export const readClientSdl = (): string => print(readClientDocument());

/**
 * The types behind each interface and union, by name: what Apollo Client calls `possibleTypes`
 * (https://www.apollographql.com/docs/react/data/fragments).
 */
export function readPossibleTypes(): Readonly<Record<string, readonly string[]>> {
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions: readClientDocument().definitions });
  const abstract = Object.values(schema.getTypeMap()).filter(
    (type) => isInterfaceType(type) || isUnionType(type),
  );
  return Object.fromEntries(
    abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
