import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  BreakingChangeType,
  type DirectiveNode,
  type DocumentNode,
  findBreakingChanges,
  type GraphQLSchema,
  Kind,
  parse,
  print,
} from 'graphql';

/** The directives that readers of the SDL build on: `@key` and `@shareable` a supergraph, `@semanticNonNull` a client. */
const PROMISES = new Set(['key', 'shareable', 'semanticNonNull']);

/** What the SDL promises besides fields: `ProxySession @key(fields: "id")`, `ProxySession.status @semanticNonNull`. */
function promisesOf(document: DocumentNode): Set<string> {
  const of = (place: string, directives: readonly DirectiveNode[] = []) =>
    directives.filter(({ name }) => PROMISES.has(name.value)).map((each) => `${place} ${print(each)}`);
  const promises = document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const { name, directives, fields = [] } = definition;
    return [
      ...of(name.value, directives),
      ...fields.flatMap((field) => of(`${name.value}.${field.name.value}`, field.directives)),
    ];
  });
  return new Set(promises);
}

/** Directives of federation that lost the prefix of their specification, because the schema imports them now. */
function importedBy(schema: GraphQLSchema): Set<string> {
  return new Set(schema.getDirectives().map(({ name }) => `federation__${name} was removed.`));
}

/** What clients of the published SDL, or a supergraph around it, would lose with the present one. */
export function breakingChangesBetween(publishedSdl: string, presentSdl: string): string[] {
  const [published, present] = [parse(publishedSdl), parse(presentSdl)];
  const [before, after] = [
    buildSubgraphSchema([{ typeDefs: published }]),
    buildSubgraphSchema([{ typeDefs: present }]),
  ];
  const kept = promisesOf(present);
  const imported = importedBy(after);
  const changes = findBreakingChanges(before, after).filter(
    ({ type, description }) => type !== BreakingChangeType.DIRECTIVE_REMOVED || !imported.has(description),
  );
  return [
    ...changes.map(({ description }) => description),
    ...[...promisesOf(published)]
      .filter((promise) => !kept.has(promise))
      .map((promise) => `${promise} was removed.`),
  ];
}
