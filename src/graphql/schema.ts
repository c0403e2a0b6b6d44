import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { connectEnums, type ReportUnrecognized } from './enums.ts';
import { connectFederation } from './federation.ts';
import type { Resolvers } from './generated.ts';
import { requireScopes } from './authorization.ts';
import { printSubgraphSdl } from './subgraph-sdl.ts';
import { readTypeDefs } from './type-defs.ts';

/** Refuses resolvers of fields that the SDL does not have, because the library ignores them. */
function checkResolvers(typeDefs: DocumentNode, resolvers: readonly Resolvers[]): void {
  const fields = new Set(
    typeDefs.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (definition.fields ?? []).map((field) => `${definition.name.value}.${field.name.value}`)
        : [],
    ),
  );
  for (const [type, entries] of resolvers.flatMap((each) => Object.entries(each))) {
    if (type === 'DateTime' || type === 'URL') continue;
    for (const field of Object.keys(entries)) {
      if (field.startsWith('__') || fields.has(`${type}.${field}`)) continue;
      throw new TypeError(`There is a resolver for ${type}.${field}, but schema/ has no such field.`);
    }
  }
}

/** The library takes resolvers only together with a document, so all definitions are in a separate one. */
const moduleOf = (resolvers: Resolvers) => ({
  typeDefs: { kind: Kind.DOCUMENT, definitions: [] } as const,
  resolvers: resolvers as GraphQLResolverMap,
});

/** Builds the executable schema, which is a Federation 2 subgraph as well. */
export function createSchema(resolvers: readonly Resolvers[], report: ReportUnrecognized): GraphQLSchema {
  const typeDefs = readTypeDefs();
  checkResolvers(typeDefs, resolvers);
  const schema = buildSubgraphSchema([{ typeDefs }, ...resolvers.map(moduleOf)]);
  connectEnums(schema, report);
  connectFederation(schema, printSubgraphSdl(schema));
  requireScopes(schema);
  return schema;
}
