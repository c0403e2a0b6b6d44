import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, findBreakingChanges, Kind, parse, print } from 'graphql';

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

/** What clients of the published contract or a supergraph around it would lose by the present one, in words. */
export function breakingChangesBetween(publishedSdl: string, presentSdl: string): string[] {
  const [published, present] = [parse(publishedSdl), parse(presentSdl)];
  const [before, after] = [
    buildSubgraphSchema([{ typeDefs: published }]),
    buildSubgraphSchema([{ typeDefs: present }]),
  ];
  const kept = promisesOf(present);
  return [
    ...findBreakingChanges(before, after).map(({ description }) => description),
    ...[...promisesOf(published)]
      .filter((promise) => !kept.has(promise))
      .map((promise) => `${promise} was removed.`),
  ];
}
