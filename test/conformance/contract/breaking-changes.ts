import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  BreakingChangeType,
  type DocumentNode,
  findBreakingChanges,
  type GraphQLSchema,
  Kind,
  parse,
  print,
} from 'graphql';

/** What a supergraph may build on besides fields: the directives of federation on each type. */
function promisesOf(document: DocumentNode): Set<string> {
  const promises = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (definition.directives ?? [])
          .filter(({ name }) => name.value === 'key' || name.value === 'shareable')
          .map((directive) => `${definition.name.value} ${print(directive)}`)
      : [],
  );
  return new Set(promises);
}

/** Directives of federation that lost the prefix of their specification, because the schema imports them now. */
function importedBy(schema: GraphQLSchema): Set<string> {
  return new Set(schema.getDirectives().map(({ name }) => `federation__${name} was removed.`));
}

/** What clients of the published contract or a supergraph around it would lose by the present one, in words. */
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
