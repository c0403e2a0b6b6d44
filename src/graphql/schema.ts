import { readdirSync, readFileSync } from 'node:fs';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, Kind, parse, print, visit } from 'graphql';
import { connectEnums, type ReportUnrecognized } from './enums.ts';
import { connectFederation } from './federation.ts';
import type { Resolvers } from './generated.ts';
import { requireScopes } from './authorization.ts';

const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);

/** The contract: the hand-written SDL files of `schema/`, as one document. */
export function readTypeDefs(): DocumentNode {
  const files = readdirSync(SCHEMA_FOLDER).filter((file) => file.endsWith('.graphql'));
  const texts = files.map((file) => readFileSync(new URL(file, SCHEMA_FOLDER), 'utf8'));
  return parse(texts.join('\n'));
}

/**
 * The SDL for a supergraph: without `@defer`, and without `node`, `nodes` and `Node`, because every composer refuses two subgraphs that own
 * `Query.node` or whose `Node` differ.
 */
function printSubgraphSdl(typeDefs: DocumentNode): string {
  const withoutNode = visit(typeDefs, {
    // A router defers by itself, and never asks a subgraph to.
    DirectiveDefinition: (node) => (node.name.value === 'defer' ? null : undefined),
    InterfaceTypeDefinition: (node) => (node.name.value === 'Node' ? null : undefined),
    ObjectTypeDefinition: (node) => ({
      ...node,
      interfaces: node.interfaces?.filter(({ name }) => name.value !== 'Node') ?? [],
      fields:
        node.name.value === 'Query'
          ? (node.fields?.filter(({ name }) => !['node', 'nodes'].includes(name.value)) ?? [])
          : (node.fields ?? []),
    }),
  });
  return print(withoutNode);
}

/** The SDL for a supergraph, as `_service` answers it and the package ships it. */
export const readSubgraphSdl = (): string => printSubgraphSdl(readTypeDefs());

/** The library ignores resolvers of fields that the SDL does not have; that would be a spelling mistake. */
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

/** The library takes resolvers only beside a document; all definitions stand in one of their own. */
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
  connectFederation(schema, printSubgraphSdl(typeDefs));
  requireScopes(schema);
  return schema;
}
