import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { referenceResolverOf } from './federation.ts';
import { defineField, type RequiresOf, type Target, targetsOfEach } from '../planner/define-field.ts';
import type { Representation } from './representation.ts';

/** What a type requires of Twilio for a representation; null for a type that is no entity. */
function lookupOf(type: GraphQLNamedType | undefined): RequiresOf<'lookup'> | null {
  const requires = referenceResolverOf(type)?.requires;
  return requires?.kind === 'lookup' ? requires : null;
}

/** Declares that `_entities` requires what the types of its representations require. */
export function defineEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (!field?.resolve) return;
  const targets = ({ representations }: { readonly representations: readonly Representation[] }) =>
    targetsOfEach(representations, (representation): Target[] => {
      const typeName = String(representation['__typename']);
      const found = lookupOf(schema.getType(typeName))?.targets(representation as never) ?? [];
      return found.map((target) => ({ ...target, typeName }));
    });
  field.resolve = defineField(field.resolve, { kind: 'lookup', targets });
}
